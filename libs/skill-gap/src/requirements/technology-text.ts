import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { TECHNOLOGY, type TechnologyEntry, type TechnologyLists } from '@app/requirements';
import { asciiJson } from '../json/ascii-json';
import { keptByOccupation, TextByNumber } from '../json/kept-texts';
import { compareTechnology, type MissingTechnology } from './compare-technology';

const MILLION = 1_000_000;

/** Writes technology as JSON, from names that never change within a release. */
class TechnologyText {
  /** Empty for an occupation that has none; some 2 kB each. */
  private readonly listOf: (code: OnetSocCode) => readonly TechnologyEntry[];
  private readonly products: TextByNumber;
  private readonly commodities: TextByNumber;

  constructor(private readonly technology: TechnologyLists) {
    this.listOf = keptByOccupation((code) => technology.of(code) ?? []);
    this.products = new TextByNumber((example) => `{"name":${asciiJson(technology.example(example))},"hot":`);
    this.commodities = new TextByNumber((commodity) => {
      const { code, title } = technology.commodity(commodity);
      return `{"commodity_code":${asciiJson(code)},"commodity":${asciiJson(title)},"kind":"`;
    });
  }

  /** `null` where there is no list of one of the two. */
  gap(from: readonly OnetSocCode[], to: OnetSocCode): string {
    const [first, ...others] = from.map((code) => this.listOf(code)).filter(({ length }) => length > 0);
    const ofTarget = this.listOf(to);
    if (!first || ofTarget.length === 0) return 'null';
    const ofSource = others.length === 0 ? first : [first, ...others].flat();
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
  if (!technology) return 'null';
  const text = texts.get(technology) ?? new TechnologyText(technology);
  texts.set(technology, text);
  return text.gap(from, to);
}

function share(millionths: number | null): number | null {
  return millionths === null ? null : millionths / MILLION;
}
