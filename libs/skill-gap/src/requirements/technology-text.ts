import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { TECHNOLOGY, type TechnologyEntry, type TechnologyLists } from '@app/requirements';
import { asciiJson } from '../json/ascii-json';
import { TextByNumber } from '../json/kept-texts';
import { compareTechnology, type MissingTechnology } from './compare-technology';

const MILLION = 1_000_000;

/** Writes technology as JSON, from names that never change within a release. */
class TechnologyText {
  private readonly products: TextByNumber;
  private readonly commodities: TextByNumber;

  constructor(private readonly technology: TechnologyLists) {
    this.products = new TextByNumber((example) => `{"name":${asciiJson(technology.example(example))},"hot":`);
    this.commodities = new TextByNumber((commodity) => {
      const { code, title } = technology.commodity(commodity);
      return `{"commodity_code":${asciiJson(code)},"commodity":${asciiJson(title)},"kind":"`;
    });
  }

  gap(ofSource: readonly TechnologyEntry[], ofTarget: readonly TechnologyEntry[]): string {
    const gap = compareTechnology(ofSource, ofTarget, (commodity) => this.technology.commodity(commodity).code);
    return (
      `{"commodity_coverage":${share(gap.commodityCoverage)},"hot_coverage":${share(gap.hotCoverage)},` +
      `"in_demand_coverage":${share(gap.inDemandCoverage)},"commodities":${gap.commodities},` +
      `"commodities_missing":${gap.newCommodities},` +
      `"groups":[${gap.groups.map((group) => this.group(group)).join(',')}]}`
    );
  }

  private group({ commodity, kind, missing }: MissingTechnology): string {
    const products = missing.map(
      ({ example, hot, inDemand }) => `${this.products.of(example)}${hot},"in_demand":${inDemand}}`,
    );
    return `${this.commodities.of(commodity)}${kind}","missing":[${products.join(',')}]}`;
  }
}

const texts = new WeakMap<TechnologyLists, TechnologyText>();

/**
 * A `TechnologyGapDto` in ASCII; `null` where the release has no technology, or no list of one of the two.
 * @param from all that somebody has been in: they know what was used in any of these
 */
export function technologyJson(view: ReleaseView, from: readonly OnetSocCode[], to: OnetSocCode): string {
  const technology = view.get(TECHNOLOGY);
  const lists = from.flatMap((code) => [technology?.of(code) ?? []].filter(({ length }) => length > 0));
  const ofTarget = technology?.of(to);
  if (!technology || lists.length === 0 || !ofTarget) return 'null';
  const text = texts.get(technology) ?? new TechnologyText(technology);
  texts.set(technology, text);
  return text.gap(lists.flat(), ofTarget);
}

function share(millionths: number | null): number | null {
  return millionths === null ? null : millionths / MILLION;
}
