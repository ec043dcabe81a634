import type { OnetSocCode } from '@app/onet';

/** A relation that O*NET publishes: `to` is in the list of `from`. */
export interface Relation {
  readonly from: OnetSocCode;
  readonly to: OnetSocCode;
  /** As published, such as `Primary-Short`. */
  readonly tier: string;
}

/** What an estimate is a mean over. */
export type EstimateBasis = 'related_occupations' | 'minor_group' | 'major_group' | 'all_occupations';

/** The rated occupations that an estimate is a mean over, and how often each counts. */
export interface Neighbours {
  readonly basis: EstimateBasis;
  readonly counts: ReadonlyMap<OnetSocCode, number>;
}

/** A mean over fewer says more about these than about the occupation. */
export const FEWEST_NEIGHBOURS = 3;

/** How many characters of a code the occupations of its minor and of its major group share. */
const GROUPS = [
  ['minor_group', 4],
  ['major_group', 2],
] as const;

/**
 * Finds what the ratings of an occupation can be estimated from: rated occupations that a Primary tier links with it, in
 * either direction; a mutual link counts twice. Without three of them: its SOC group.
 */
export class NeighbourFinder {
  private readonly links = new Map<OnetSocCode, Map<OnetSocCode, number>>();

  constructor(
    private readonly rated: ReadonlySet<OnetSocCode>,
    relations: Iterable<Relation>,
  ) {
    for (const { from, to, tier } of relations) {
      if (!tier.startsWith('Primary')) continue;
      this.link(from, to);
      this.link(to, from);
    }
  }

  /** The occupation itself is never among them, so that an estimate of a rated one tells how good estimates are. */
  of(code: OnetSocCode): Neighbours {
    const linked = this.links.get(code);
    if (linked && linked.size >= FEWEST_NEIGHBOURS) return { basis: 'related_occupations', counts: linked };
    for (const [basis, shared] of GROUPS) {
      const members = this.others(code, code.slice(0, shared));
      if (members.length >= FEWEST_NEIGHBOURS) return { basis, counts: once(members) };
    }
    return { basis: 'all_occupations', counts: once(this.others(code, '')) };
  }

  private link(code: OnetSocCode, neighbour: OnetSocCode): void {
    if (!this.rated.has(neighbour) || code === neighbour) return;
    const counts = this.links.get(code) ?? new Map<OnetSocCode, number>();
    counts.set(neighbour, (counts.get(neighbour) ?? 0) + 1);
    this.links.set(code, counts);
  }

  private others(code: OnetSocCode, beginning: string): OnetSocCode[] {
    return [...this.rated].filter((other) => other !== code && other.startsWith(beginning));
  }
}

function once(codes: readonly OnetSocCode[]): Map<OnetSocCode, number> {
  return new Map(codes.map((code) => [code, 1]));
}
