import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RelatedOccupations } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { SimilarityRanks } from '../similarity/similarity-ranks';
import { similarityOf, type SimilarityProfile } from '../similarity/similarity';
import { aucOf, standingOf } from './standing';

/** How well similarity finds the occupations that O*NET calls related. */
export interface Benchmark {
  /** Occupations that have both related and other ones. */
  readonly sources: number;
  /** Their links to related ones. */
  readonly links: number;
  /** How likely a related one is more similar than another one, ties half: the mean over the sources. */
  readonly auc: number;
  /** The same over all pairs at once. */
  readonly pooledAuc: number;
  /** Share of the related ones among the first 10 by similarity: the mean over the sources. */
  readonly recallAt10: number;
  readonly recallAt20: number;
  /** The mean of 1 / the rank of the first related one. */
  readonly meanReciprocalRank: number;
}

/** What is ranked, and what it is held against. */
export interface BenchmarkInput {
  /** By code, in the order of codes, which ranks those that are as similar. */
  readonly profiles: ReadonlyMap<OnetSocCode, SimilarityProfile>;
  readonly related: Pick<RelatedOccupations, 'of'>;
  /** Of all pairs of these. */
  readonly ranks: SimilarityRanks;
}

/** Some 4 milliseconds on release 29.0: requests are served meanwhile. */
const SOURCES_AT_ONCE = 10;

/**
 * Ranks all rated occupations by their similarity to each, and looks where those stand that a Primary tier of the Related
 * Occupations names.
 * @returns null where there are no such links
 */
export async function measureBenchmark({ profiles, related, ranks }: BenchmarkInput): Promise<Benchmark | null> {
  const codes = [...profiles.keys()];
  const all = [...profiles.values()];
  const places = new Map(codes.map((code, place) => [code, place]));
  const sum = new BenchmarkSum(ranks);
  for (const [place, code] of codes.entries()) {
    const links = placesOfRelated(related, code, places);
    const own = all[place];
    if (own && links.length > 0)
      sum.add(
        Int32Array.from(all, (other) => similarityOf(own, other)),
        place,
        links,
      );
    if (place % SOURCES_AT_ONCE === SOURCES_AT_ONCE - 1) await nextTurn();
  }
  return sum.result();
}

function placesOfRelated(
  related: BenchmarkInput['related'],
  code: OnetSocCode,
  places: ReadonlyMap<OnetSocCode, number>,
): number[] {
  const primary = (related.of(code) ?? []).filter(({ tier }) => tier.startsWith('Primary'));
  const found = primary.flatMap((entry) => (entry.code === code ? [] : (places.get(entry.code) ?? [])));
  return [...new Set(found)];
}

class BenchmarkSum {
  private readonly sums = { sources: 0, links: 0, auc: 0, beaten: 0, recall10: 0, recall20: 0, reciprocal: 0 };

  constructor(private readonly ranks: SimilarityRanks) {}

  add(similarities: Int32Array, self: number, related: readonly number[]): void {
    const { ranks, auc } = standingOf(similarities, self, related);
    if (auc === null) return;
    const { sums } = this;
    const among = (first: number): number => ranks.filter((rank) => rank <= first).length / ranks.length;
    sums.sources++;
    sums.links += ranks.length;
    sums.auc += auc;
    sums.recall10 += among(10);
    sums.recall20 += among(20);
    sums.reciprocal += 1 / (ranks[0] ?? Infinity);
    for (const place of related) sums.beaten += this.beatenBy(similarities[place] ?? 0);
  }

  result(): Benchmark | null {
    const { sources, links, auc, beaten, recall10, recall20, reciprocal } = this.sums;
    const pooledAuc = aucOf(beaten, links, 2 * this.ranks.pairs);
    if (sources === 0 || pooledAuc === null) return null;
    return {
      sources,
      links,
      auc: auc / sources,
      pooledAuc,
      recallAt10: recall10 / sources,
      recallAt20: recall20 / sources,
      meanReciprocalRank: reciprocal / sources,
    };
  }

  /** Each pair is ranked from both of its sides. */
  private beatenBy(similarity: number): number {
    return (2 * this.ranks.pairs * (this.ranks.percentileOf(similarity) ?? 0)) / 100;
  }
}
