import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { TECHNOLOGY, type TechnologyLists } from '@app/requirements';
import { asciiJson } from '../json/ascii-json';
import { compareTechnology, type MissingTechnology } from './compare-technology';

const MILLION = 1_000_000;

/** A `TechnologyGapDto` in ASCII; `null` where the release has no technology, or no list of one of the two. */
export function technologyJson(view: ReleaseView, from: OnetSocCode, to: OnetSocCode): string {
  const technology = view.get(TECHNOLOGY);
  const [ofSource, ofTarget] = [technology?.of(from), technology?.of(to)];
  if (!technology || !ofSource || !ofTarget) return 'null';
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
