import type { ComparableRatings } from '@app/skills';
import { MOST_QUESTIONS, questionsFor } from './questions';

function ratings(level: number[], importance = level.map(() => 300)): ComparableRatings {
  return {
    level: Int16Array.from(level),
    importance: Int16Array.from(importance),
    levelError: Int32Array.from(level, () => 1_250),
    suppressed: new Int8Array(level.length),
    notRelevant: new Int8Array(level.length),
    dateUpdated: new Uint16Array(level.length),
    words: { texts: [] } as unknown as ComparableRatings['words'],
  };
}

const NOTHING = new Set<number>();

it('asks where a level more or less would change the verdict, what moves most first', () => {
  // Needs in all: 2 × (4 + 4 + 4) = 24 for the first three, as each weighs 2.
  const [from, to] = [ratings([350, 100, 600, 400]), ratings([400, 400, 400, 400], [300, 300, 300, 100])];
  // The first goes from 2.5 to 4 of 12: 1.5 / 12. The second is a real gap whatever is said, the third never one, and the
  // fourth weighs nothing.
  expect(questionsFor(from, to, NOTHING)).toEqual([{ element: 0, swing: 125_000 }]);
});

it('asks nothing twice', () => {
  const [from, to] = [ratings([350, 350]), ratings([400, 400])];
  expect(questionsFor(from, to, NOTHING).map(({ element }) => element)).toEqual([0, 1]);
  expect(questionsFor(from, to, new Set([0])).map(({ element }) => element)).toEqual([1]);
});

it('asks nothing that hardly moves the result, and not for ever', () => {
  const many = 60;
  const [from, to] = [ratings(Array<number>(many).fill(350)), ratings(Array<number>(many).fill(400))];
  expect(questionsFor(from, to, NOTHING)).toHaveLength(MOST_QUESTIONS);
  const weights = [500, ...Array<number>(many - 1).fill(101)];
  const light = ratings(Array<number>(many).fill(400), weights);
  expect(questionsFor(from, light, NOTHING).map(({ element }) => element)).toEqual([0]);
});

it('asks nothing where nothing is needed', () => {
  expect(questionsFor(ratings([100]), ratings([0]), NOTHING)).toEqual([]);
});
