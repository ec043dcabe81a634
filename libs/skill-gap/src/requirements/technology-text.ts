import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { TECHNOLOGY, type TechnologyLists } from '@app/requirements';
import { asciiJson } from '../json/ascii-json';
import { compareTechnology, type MissingTechnology } from './compare-technology';

const MILLION = 1_000_000;

/**
 * A `TechnologyGapDto` in ASCII; `null` where the release has no technology, or no list of one of the two.
 * @param from all that somebody has been in: they know what was used in any of these
 */
export function technologyJson(view: ReleaseView, from: readonly OnetSocCode[], to: OnetSocCode): string {
  const technology = view.get(TECHNOLOGY);
  const lists = from.flatMap((code) => [technology?.of(code) ?? []].filter(({ length }) => length > 0));
  const ofTarget = technology?.of(to);
  if (!technology || lists.length === 0 || !ofTarget) return 'null';
  const ofSource = lists.flat();
  const gap = compareTechnology(ofSource, ofTarget, (commodity) => technology.commodity(commodity).code);
  return (
    `{"commodity_coverage":${share(gap.commodityCoverage)},"hot_coverage":${share(gap.hotCoverage)},` +
    `"in_demand_coverage":${share(gap.inDemandCoverage)},"commodities":${gap.commodities},` +
    `"commodities_missing":${gap.newCommodities},` +
    `"groups":[${gap.groups.map((group) => groupJson(group, technology)).join(',')}]}`
  );
}

function groupJson({ commodity, kind, missing }: MissingTechnology, technology: TechnologyLists): string {
  const { code, title } = technology.commodity(commodity);
  const products = missing.map(
    ({ example, hot, inDemand }) =>
      `{"name":${asciiJson(technology.example(example))},"hot":${hot},"in_demand":${inDemand}}`,
  );
  return (
    `{"commodity_code":${asciiJson(code)},"commodity":${asciiJson(title)},"kind":"${kind}",` +
    `"missing":[${products.join(',')}]}`
  );
}

function share(millionths: number | null): number | null {
  return millionths === null ? null : millionths / MILLION;
}
