import { SimilarityRanks, similarityProfile } from '@app/skill-gap';
import { sideBySide } from './compared-occupations';
import { lacksFromRow, lacksToRow, makeMatrices, similaritiesOfRow } from './matrices';
import {
  isCovered,
  lacksFrom,
  lacksTo,
  leastSimilarity,
  NO_SHORTFALL,
  shortfallOf,
  shortfallsOf,
  similaritiesOf,
} from './shortfalls';
import { lackBetween, NO_SIMILARITY, type TransitionTarget } from './transition-profile';

const CLERK = occupation([400, 200, 0], [400, 200, 0], [100, 200, 300]);
const TELLER = occupation([300, 400, 100], [400, 200, 0], [100, 300, 200]);
const IDLE = { ...occupation([0, 0, 0], [0, 0, 0], [100, 100, 100]), similarTo: [] };
const OCCUPATIONS = sideBySide(
  new Map([
    ['41-2011.00', CLERK],
    ['43-3071.00', TELLER],
    ['45-0000.00', IDLE],
  ]),
);

function occupation(levels: number[], weights: number[], importance: number[]): TransitionTarget {
  const need = levels.reduce((sum, level, i) => sum + level * (weights[i] ?? 0), 0);
  const rated = { importance: Int16Array.from(importance) };
  const similarTo = [similarityProfile(rated, rated)].flatMap((profile) => profile ?? []);
  return { levels: Int16Array.from(levels), weights: Int16Array.from(weights), need, similarTo, jobZone: 2 };
}

it('weighs what is lacked by what matters in the target', () => {
  // 2 × 2.00 of 4 × 3.00 + 2 × 4.00: what the clerk has more of makes up for nothing.
  expect([...shortfallsOf(lacksFrom(CLERK, OCCUPATIONS))]).toEqual([0, 200_000, NO_SHORTFALL]);
  expect([...shortfallsOf(lacksTo(TELLER, OCCUPATIONS))]).toEqual([200_000, 0, 1_000_000]);
});

it('rounds half up, and knows no share of nothing', () => {
  expect([shortfallOf(1, 3), shortfallOf(2, 3), shortfallOf(1, 2_000_000), shortfallOf(0, 0)]).toEqual([
    ...[333_333, 666_667, 1, NO_SHORTFALL],
  ]);
});

it('lacks the same for one target by itself', () => {
  expect([lackBetween(CLERK, TELLER), lackBetween(TELLER, CLERK)]).toEqual([40_000, 40_000]);
});

it('counts just enough as covered, and nothing of what needs nothing', () => {
  expect([isCovered(200, 1000, 800), isCovered(201, 1000, 800), isCovered(0, 0, 0)]).toEqual([true, false, false]);
});

it('finds the smallest similarity of a percentile, also between those of the pairs', () => {
  const ranks = new SimilarityRanks(Int32Array.of(-200_000, 500_000, 500_000, 900_000));
  // Those of the pairs are 12.5, 50, 50 and 87.5; one more than that of a pair has all of that pair below it.
  expect([12.5, 12.6, 50, 50.1, 100].map((percentile) => leastSimilarity(ranks, percentile))).toEqual([
    ...[-200_000, -199_999, 500_000, 500_001, 900_001],
  ]);
  expect(leastSimilarity(ranks, 0)).toBeNull();
});

it('takes a person for as similar as the most similar of the past occupations', () => {
  const person = { similarTo: [...CLERK.similarTo, ...TELLER.similarTo] };
  expect([...similaritiesOf(person, OCCUPATIONS)]).toEqual([1_000_000, 1_000_000, NO_SIMILARITY]);
});

it('holds shortfalls from each to each, and similarities the same both ways', async () => {
  const { size, shortfalls, similarities } = await makeMatrices(OCCUPATIONS);
  expect(size).toBe(3);
  expect([...shortfalls]).toEqual([
    ...[0, 200_000, NO_SHORTFALL],
    // 4 × 1.00 of 4 × 4.00 + 2 × 2.00.
    ...[200_000, 0, NO_SHORTFALL],
    ...[1_000_000, 1_000_000, NO_SHORTFALL],
  ]);
  expect([...similarities]).toEqual([
    ...[1_000_000, 500_000, NO_SIMILARITY],
    ...[500_000, 1_000_000, NO_SIMILARITY],
    ...[NO_SIMILARITY, NO_SIMILARITY, NO_SIMILARITY],
  ]);
});

it('finds in the matrices what would be worked out', async () => {
  const matrices = await makeMatrices(OCCUPATIONS);
  expect(lacksFromRow(matrices, OCCUPATIONS, 0)).toEqual(lacksFrom(CLERK, OCCUPATIONS));
  expect(lacksToRow(matrices, OCCUPATIONS, 1)).toEqual(lacksTo(TELLER, OCCUPATIONS));
  expect(similaritiesOfRow(matrices, 1)).toEqual(similaritiesOf(TELLER, OCCUPATIONS));
});
