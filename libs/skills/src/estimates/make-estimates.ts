import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RelatedOccupations } from '@app/occupations';
import { DOMAINS, type Domain, type OnetSocCode } from '@app/onet';
import { forEachDomain } from '../profiles/element-table';
import type { ProfileIndex } from '../profiles/profile-index';
import type { ComparableRatings } from '../ratings/comparable-ratings';
import { EstimateErrorSum } from './estimate-errors';
import type { DomainErrors } from './estimates';
import { meanRatings, type CountedRatings } from './mean-ratings';
import { NeighbourFinder, type Neighbours, type Relation } from './neighbours';
import type { PackedEstimates } from './packed-estimates';

/** A few milliseconds: requests are served meanwhile. */
const OCCUPATIONS_AT_ONCE = 50;

type Scale = 'level' | 'importance';

/**
 * Estimates the occupations that are not rated on skills but have related ones, and how good such estimates are.
 * @returns null where there are none
 */
export async function makeEstimates(index: ProfileIndex, related: RelatedOccupations): Promise<PackedEstimates | null> {
  return new EstimateMaker(index, related).make();
}

class EstimateMaker {
  private readonly finder: NeighbourFinder;
  private readonly rated: ReadonlySet<OnetSocCode>;
  /** Of the occupations that are rated in each domain: each is a neighbour of some twenty others. */
  private readonly ratings: Readonly<Record<Domain, ReadonlyMap<OnetSocCode, ComparableRatings>>>;

  constructor(
    private readonly index: ProfileIndex,
    private readonly related: RelatedOccupations,
  ) {
    this.rated = index.ratedCodes();
    this.finder = new NeighbourFinder(this.rated, relationsOf(index, related));
    this.ratings = forEachDomain((domain) => {
      const rated = [...index.ratedCodes(domain)].flatMap((code) => {
        const ratings = index.comparableRatings(code, domain);
        return ratings ? [[code, ratings] as const] : [];
      });
      return new Map(rated);
    });
  }

  async make(): Promise<PackedEstimates | null> {
    const unrated = [...this.index.titles.keys()].filter(
      (code) => !this.rated.has(code) && this.related.of(code) !== null,
    );
    if (unrated.length === 0 || this.rated.size === 0) return null;
    const errors = await this.measure();
    const neighbours = unrated.map((code) => this.finder.of(code));
    const countsOf = ({ counts }: Neighbours): number[] => [...counts.values()];
    return {
      codes: unrated,
      bases: neighbours.map(({ basis }) => basis),
      links: Uint16Array.from(neighbours, (each) => countsOf(each).reduce((sum, count) => sum + count, 0)),
      occupations: Uint16Array.from(neighbours, (each) => countsOf(each).length),
      domains: forEachDomain((domain) => ({
        level: this.means(neighbours, domain, 'level'),
        importance: this.means(neighbours, domain, 'importance'),
        errors: errors[domain],
      })),
    };
  }

  /** Leaves out each rated occupation in turn, and holds its estimate against its ratings. */
  private async measure(): Promise<Record<Domain, DomainErrors>> {
    const sums = forEachDomain((domain) => {
      const width = this.index.elements(domain).length;
      return { level: new EstimateErrorSum(width), importance: new EstimateErrorSum(width) };
    });
    for (const [i, code] of [...this.rated].entries()) {
      const neighbours = this.finder.of(code);
      for (const domain of DOMAINS) {
        const rated = this.ratings[domain].get(code);
        if (!rated) continue;
        sums[domain].level.add(this.mean(neighbours, domain, 'level'), rated.level);
        sums[domain].importance.add(this.mean(neighbours, domain, 'importance'), rated.importance);
      }
      if (i % OCCUPATIONS_AT_ONCE === 0) await nextTurn();
    }
    return forEachDomain((domain) => ({
      level: sums[domain].level.result(),
      importance: sums[domain].importance.result(),
    }));
  }

  /** Of all, one after the other. */
  private means(neighbours: readonly Neighbours[], domain: Domain, scale: Scale): Int16Array {
    return Int16Array.from(neighbours.flatMap((each) => [...this.mean(each, domain, scale)]));
  }

  private mean({ counts }: Neighbours, domain: Domain, scale: Scale): Int16Array {
    const counted: CountedRatings[] = [];
    for (const [code, count] of counts) {
      const ratings = this.ratings[domain].get(code)?.[scale];
      if (ratings) counted.push({ ratings, count });
    }
    return meanRatings(counted, this.index.elements(domain).length);
  }
}

function* relationsOf(index: ProfileIndex, related: RelatedOccupations): Generator<Relation> {
  for (const from of index.titles.keys()) {
    for (const { code: to, tier } of related.of(from) ?? []) yield { from, to, tier };
  }
}
