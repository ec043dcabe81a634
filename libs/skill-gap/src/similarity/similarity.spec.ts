import { importanceVector, pearson } from './importance-vector';
import { similarityOf, similarityProfile } from './similarity';
import { bandOf, SimilarityRanks } from './similarity-ranks';

function important(...importance: number[]) {
  return { importance: Int16Array.from(importance) };
}

it('correlates importance', () => {
  const a = importanceVector(Int16Array.of(100, 200, 300, 400));
  const b = importanceVector(Int16Array.of(200, 100, 400, 300));
  expect(pearson(a!, b!)).toBeCloseTo(0.6, 12);
  expect(pearson(a!, a!)).toBeCloseTo(1, 12);
});

it('is the mean over skills and knowledge, the same both ways', () => {
  const a = similarityProfile(important(100, 200, 300), important(300, 200, 100));
  const b = similarityProfile(important(100, 200, 300), important(100, 200, 300));
  expect(similarityOf(a!, b!)).toBe(0);
  expect(similarityOf(b!, a!)).toBe(0);
  expect(similarityOf(a!, a!)).toBe(1_000_000);
});

it('needs ratings of both that differ from each other', () => {
  const rated = important(100, 200);
  expect(similarityProfile(rated, undefined)).toBeNull();
  expect(similarityProfile(rated, important(100, -1))).toBeNull();
  expect(similarityProfile(rated, important(300, 300))).toBeNull();
});

describe('ranks', () => {
  const counts = SimilarityRanks.counts();
  const similarities = [500_000, -200_000, 500_000, 900_000];
  for (const each of similarities) counts[SimilarityRanks.placeOf(each)]! += 1;
  const ranks = SimilarityRanks.fromCounts(counts, similarities.length);

  it('are ascending', () => {
    expect([...ranks.ascending]).toEqual([-200_000, 500_000, 500_000, 900_000]);
  });

  it('count half of those that are as similar', () => {
    expect(ranks.percentileOf(500_000)).toBe(50);
    expect(ranks.percentileOf(900_000)).toBe(87.5);
    expect(ranks.percentileOf(-1_000_000)).toBe(0);
    expect(ranks.percentileOf(1_000_000)).toBe(100);
  });

  it('give the smallest similarity that has a percentile', () => {
    // Those of the pairs are 12.5, 50, 50 and 87.5.
    expect([0, 12.5, 12.6, 50, 50.1, 87.5].map((percentile) => ranks.at(percentile))).toEqual([
      ...[-200_000, -200_000, 500_000, 500_000, 900_000, 900_000],
    ]);
    expect(ranks.at(87.6)).toBeNull();
  });

  it('say nothing without pairs', () => {
    const none = SimilarityRanks.fromCounts(SimilarityRanks.counts(), 0);
    expect([none.percentileOf(1), none.at(0)]).toEqual([null, null]);
  });
});

it.each([
  [99, 'very_close'],
  [98.99, 'close'],
  [95, 'close'],
  [90, 'related'],
  [75, 'some_overlap'],
  [74.99, 'distant'],
])('calls the percentile %d %s', (percentile, band) => {
  expect(bandOf(percentile)).toBe(band);
});
