import type { RelatedEntry } from '@app/occupations';
import { similarityOf, similarityProfile, type SimilarityProfile } from '../similarity/similarity';
import { SimilarityRanks } from '../similarity/similarity-ranks';
import { measureBenchmark } from './benchmark';

/** The same importance of skills and of knowledge, so that one correlation is the similarity. */
function profile(...importance: number[]): SimilarityProfile {
  const rated = { importance: Int16Array.from(importance) };
  return similarityProfile(rated, rated)!;
}

/** Similarities: A-B 1, A-C and B-C -1, A-D and B-D .5, C-D -.5. */
const PROFILES = new Map([
  ['A', profile(100, 200, 300)],
  ['B', profile(200, 300, 400)],
  ['C', profile(300, 200, 100)],
  ['D', profile(100, 300, 200)],
]);

function ranksOf(profiles: readonly SimilarityProfile[]): SimilarityRanks {
  const counts = SimilarityRanks.counts();
  let pairs = 0;
  for (const [i, a] of profiles.entries()) {
    for (const b of profiles.slice(i + 1)) {
      counts[SimilarityRanks.placeOf(similarityOf(a, b))]! += 1;
      pairs++;
    }
  }
  return SimilarityRanks.fromCounts(counts, pairs);
}

/** Lists such as `B D` by code; a code in brackets is of another tier. */
function measure(lists: Readonly<Record<string, string>>) {
  const of = (code: string): RelatedEntry[] | null =>
    lists[code]?.split(' ').map((entry, index) => ({
      ...{ code: entry.replace(/\W/g, ''), index },
      tier: entry.startsWith('(') ? 'Supplemental' : 'Primary-Long',
    })) ?? null;
  return measureBenchmark({ profiles: PROFILES, related: { of }, ranks: ranksOf([...PROFILES.values()]) });
}

it('holds similarity against Primary links between rated occupations', async () => {
  // A: B is the first of three. B: A and D are the first two. C: A is as similar as B, which D comes before.
  expect(await measure({ A: 'B X', B: 'A D', C: 'A', D: '(C)' })).toEqual({
    ...{ sources: 3, links: 4 },
    auc: (1 + 1 + 0.25) / 3,
    // Of 4 related and 8 other pairs, from both sides.
    pooledAuc: (8 + 8 + 6.5 + 1.5) / 32,
    ...{ recallAt10: 1, recallAt20: 1 },
    meanReciprocalRank: (1 + 1 + 1 / 2) / 3,
  });
});

it('counts a link once, and none of an occupation to itself', async () => {
  expect(await measure({ A: 'B B A' })).toMatchObject({ sources: 1, links: 1, auc: 1 });
});

it('leaves out an occupation to which all others are related', async () => {
  expect(await measure({ A: 'B', B: 'A C D' })).toMatchObject({ sources: 1, links: 1 });
});

it('measures nothing without links', async () => {
  expect(await measure({ D: '(C)' })).toBeNull();
});
