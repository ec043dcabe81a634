import type { ComparableRatings } from '@app/skills';
import * as fc from 'fast-check';
import { summarise } from '../analysis/summarise';
import { weigh } from '../analysis/weigh';
import { personRatings, SELF_RATING_ERROR } from './person-ratings';

const WORDS = { texts: [] } as unknown as ComparableRatings['words'];

interface Given {
  readonly level: number[];
  readonly importance?: number[];
  readonly levelError?: number[];
  readonly suppressed?: number[];
}

function ratings({ level, importance, levelError, suppressed }: Given): ComparableRatings {
  return {
    level: Int16Array.from(level),
    importance: Int16Array.from(importance ?? level.map(() => 300)),
    levelError: Int32Array.from(levelError ?? level.map(() => 1_250)),
    suppressed: Int8Array.from(suppressed ?? level.map(() => 0)),
    notRelevant: new Int8Array(level.length),
    dateUpdated: new Uint16Array(level.length),
    words: WORDS,
  };
}

function domainOf(width: number) {
  return { width, words: WORDS };
}

it('takes the highest level of each element, with its error and flags, and the highest importance', () => {
  const first = ratings({ level: [200, 400], importance: [100, 500], levelError: [10, 20], suppressed: [1, 1] });
  const second = ratings({ level: [300, 100], importance: [200, 300], levelError: [30, 40] });
  const person = personRatings([first, second], new Map(), domainOf(2));
  expect([...person.level]).toEqual([300, 400]);
  expect([...person.importance]).toEqual([200, 500]);
  expect([...person.levelError]).toEqual([30, 20]);
  expect([...person.suppressed]).toEqual([0, 1]);
});

it('takes the error of the first of two that are as high', () => {
  const [first, second] = [ratings({ level: [300], levelError: [10] }), ratings({ level: [300], levelError: [20] })];
  expect([...personRatings([first, second], new Map(), domainOf(1)).levelError]).toEqual([10]);
});

it('takes what the person says instead, without flags, and with the error of rounding', () => {
  const occupation = ratings({ level: [400, 300], suppressed: [1, 1] });
  const person = personRatings([occupation], new Map([[0, 200]]), domainOf(2));
  expect([...person.level]).toEqual([200, 300]);
  expect([...person.levelError]).toEqual([SELF_RATING_ERROR, 1_250]);
  expect([...person.suppressed]).toEqual([0, 1]);
});

it('knows nothing of what nobody has said anything of', () => {
  const person = personRatings([], new Map([[1, 300]]), domainOf(3));
  expect([...person.level]).toEqual([-1, 300, -1]);
  expect([...person.levelError]).toEqual([-1, SELF_RATING_ERROR, -1]);
});

describe('whatever the occupations are', () => {
  const WIDTH = 5;
  const levels = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: WIDTH, maxLength: WIDTH });
  const importance = fc.array(fc.integer({ min: 100, max: 500 }), { minLength: WIDTH, maxLength: WIDTH });
  const pasts = fc.array(levels, { minLength: 1, maxLength: 4 });
  const self = fc.dictionary(fc.constantFrom('0', '1', '2', '3', '4'), fc.integer({ min: 0, max: 700 }));
  const toSaid = (said: Readonly<Record<string, number>>) =>
    new Map(Object.entries(said).map(([element, level]) => [Number(element), level]));

  function coverage(past: readonly number[][], said: ReadonlyMap<number, number>, to: ComparableRatings): number {
    const from = personRatings(
      past.map((level) => ratings({ level })),
      said,
      domainOf(WIDTH),
    );
    return summarise(from, to, weigh(from, to)).coverage ?? 0;
  }

  it('never lowers the coverage to have been in one more', () => {
    fc.assert(
      fc.property(pasts, levels, self, levels, importance, (past, more, said, level, weights) => {
        const to = ratings({ level, importance: weights });
        expect(coverage([...past, more], toSaid(said), to)).toBeGreaterThanOrEqual(coverage(past, toSaid(said), to));
      }),
    );
  });

  it('does not matter in which order they come', () => {
    fc.assert(
      fc.property(pasts, self, (past, said) => {
        const [there, back] = [past, past.toReversed()].map((each) =>
          personRatings(
            each.map((level) => ratings({ level })),
            toSaid(said),
            domainOf(WIDTH),
          ),
        );
        expect(there?.level).toEqual(back?.level);
        expect(there?.importance).toEqual(back?.importance);
      }),
    );
  });
});
