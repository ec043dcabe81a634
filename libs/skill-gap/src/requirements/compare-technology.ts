import type { TechnologyEntry } from '@app/requirements';
import { halfUp } from '../analysis/half-up';

/** Products of one commodity that the target uses and the source does not. */
export interface MissingTechnology {
  /** Number of the commodity. */
  readonly commodity: number;
  /** `new`: the source uses no product of it. `other`: it uses another one. */
  readonly kind: 'new' | 'other';
  /** In the order of the target's list, with the target's flags. */
  readonly missing: readonly TechnologyEntry[];
}

/** The technology of two occupations compared; shares are in millionths. */
export interface TechnologyComparison {
  /** How many commodities the target uses. */
  readonly commodities: number;
  /** How many of them the source uses no product of. */
  readonly newCommodities: number;
  readonly commodityCoverage: number | null;
  /** Of the target's products; null where none is hot, or in demand. */
  readonly hotCoverage: number | null;
  readonly inDemandCoverage: number | null;
  /** What is in demand, then what is hot, then most missing first. */
  readonly groups: readonly MissingTechnology[];
}

const MILLION = 1_000_000;

/**
 * What technology the target uses and the source does not. Covered are commodities, as which product of them somebody uses
 * is learnt soon.
 * @param codeOf the code of a commodity by its number, which orders what is alike
 */
export function compareTechnology(
  from: readonly TechnologyEntry[],
  to: readonly TechnologyEntry[],
  codeOf: (commodity: number) => string,
): TechnologyComparison {
  const used = new Set(from.map(keyOf));
  const usedCommodities = new Set(from.map(({ commodity }) => commodity));
  const commodities = new Set(to.map(({ commodity }) => commodity));
  const groups = new Map<number, TechnologyEntry[]>();
  for (const entry of to) {
    if (used.has(keyOf(entry))) continue;
    const group = groups.get(entry.commodity);
    if (group) group.push(entry);
    else groups.set(entry.commodity, [entry]);
  }
  const newCommodities = [...commodities].filter((commodity) => !usedCommodities.has(commodity)).length;
  const coverage = (wanted: readonly TechnologyEntry[]): number | null =>
    share(wanted.filter((entry) => used.has(keyOf(entry))).length, wanted.length);
  return {
    commodities: commodities.size,
    newCommodities,
    commodityCoverage: share(commodities.size - newCommodities, commodities.size),
    hotCoverage: coverage(to.filter(({ hot }) => hot === true)),
    inDemandCoverage: coverage(to.filter(({ inDemand }) => inDemand === true)),
    groups: [...groups]
      .map(([commodity, missing]): MissingTechnology => {
        return { commodity, kind: usedCommodities.has(commodity) ? 'other' : 'new', missing };
      })
      .sort((a, b) => inOrder(a, b) || (codeOf(a.commodity) < codeOf(b.commodity) ? -1 : 1)),
  };
}

/** The number stays small, which sets find faster, as long as a release has fewer products than this. */
const MOST_EXAMPLES = 2 ** 17;

function keyOf({ commodity, example }: TechnologyEntry): number {
  return commodity * MOST_EXAMPLES + example;
}

function inOrder(a: MissingTechnology, b: MissingTechnology): number {
  return (
    count(b, ({ inDemand }) => inDemand) - count(a, ({ inDemand }) => inDemand) ||
    count(b, ({ hot }) => hot) - count(a, ({ hot }) => hot) ||
    b.missing.length - a.missing.length
  );
}

function count({ missing }: MissingTechnology, flag: (entry: TechnologyEntry) => boolean | null): number {
  return missing.filter((entry) => flag(entry) === true).length;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : halfUp(part * MILLION, whole);
}
