import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RelatedOccupations } from '@app/occupations';
import { DOMAINS, type Domain, type OnetSocCode } from '@app/onet';
import { forEachDomain } from '../profiles/element-table';
import type { ProfileIndex } from '../profiles/profile-index';
import type { ComparableRatings } from '../ratings/comparable-ratings';
import { EstimateErrorSum } from './estimate-errors';
import { Estimates, type DomainErrors, type EstimatedProfile } from './estimates';
import { meanRatings } from './mean-ratings';
import { NeighbourFinder, type Neighbours, type Relation } from './neighbours';

/** A few milliseconds: requests are served meanwhile. */
const OCCUPATIONS_AT_ONCE = 50;

type Scale = 'level' | 'importance';

/** Estimates the occupations that are not rated on skills but have related ones, and how good such estimates are. */
export async function makeEstimates(index: ProfileIndex, related: RelatedOccupations): Promise<Estimates> {
  return new EstimateMaker(index, related).make();
}

class EstimateMaker {
  private readonly finder: NeighbourFinder;
  private readonly rated: ReadonlySet<OnetSocCode>;

  constructor(
    private readonly index: ProfileIndex,
    private readonly related: RelatedOccupations,
  ) {
    this.rated = index.ratedCodes();
    this.finder = new NeighbourFinder(this.rated, relationsOf(index, related));
  }

  async make(): Promise<Estimates> {
    const unrated = [...this.index.titles].filter(([code]) => !this.rated.has(code) && this.related.of(code) !== null);
    if (unrated.length === 0 || this.rated.size === 0) return new Estimates(new Map(), null);
    const errors = await this.measure();
    const profiles = unrated.map(([code, title]) => this.estimate(code, title, errors));
    return new Estimates(new Map(profiles.map((profile) => [profile.code, profile])), errors);
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
        const rated = this.index.comparableRatings(code, domain);
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

  private estimate(code: OnetSocCode, title: string, errors: Record<Domain, DomainErrors>): EstimatedProfile {
    const neighbours = this.finder.of(code);
    const counts = [...neighbours.counts.values()];
    return {
      code,
      title,
      basis: neighbours.basis,
      links: counts.reduce((sum, count) => sum + count, 0),
      occupations: counts.length,
      ratings: forEachDomain((domain) => this.ratings(neighbours, domain, errors[domain])),
    };
  }

  private ratings(neighbours: Neighbours, domain: Domain, errors: DomainErrors): ComparableRatings {
    const level = this.mean(neighbours, domain, 'level');
    return {
      level,
      importance: this.mean(neighbours, domain, 'importance'),
      levelError: errors.level.ofElements,
      suppressed: new Int8Array(level.length),
      notRelevant: new Int8Array(level.length),
      dateUpdated: new Uint16Array(level.length),
      words: this.index.words,
    };
  }

  private mean({ counts }: Neighbours, domain: Domain, scale: Scale): Int16Array {
    const counted = [...counts].flatMap(([code, count]) => {
      const ratings = this.index.comparableRatings(code, domain)?.[scale];
      return ratings ? [{ ratings, count }] : [];
    });
    return meanRatings(counted, this.index.elements(domain).length);
  }
}

function* relationsOf(index: ProfileIndex, related: RelatedOccupations): Generator<Relation> {
  for (const from of index.titles.keys()) {
    for (const { code: to, tier } of related.of(from) ?? []) yield { from, to, tier };
  }
}
