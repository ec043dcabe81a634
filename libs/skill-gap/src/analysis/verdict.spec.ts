import { halfWidthOf, surplusCertaintyOf, verdictOf, type Levels } from './verdict';

const NONE = -1;

/** One rating of one element: level in hundredths, standard error in ten-thousandths. */
function rated(level: number, error: number, flags: { suppressed?: boolean; notRelevant?: boolean } = {}): Levels {
  return {
    level: Int16Array.of(level),
    levelError: Int32Array.of(error),
    suppressed: Int8Array.of(Number(flags.suppressed ?? false)),
    notRelevant: Int8Array.of(Number(flags.notRelevant ?? false)),
  };
}

it.each([
  ['a difference far beyond the errors', rated(200, 2_000), rated(400, 3_000), 'real'],
  ['the same level', rated(300, 0), rated(300, 0), 'met'],
  ['just below 1.96 errors', rated(300, 1_250), rated(334, 1_250), 'within_noise'],
  ['just above 1.96 errors', rated(300, 1_250), rated(335, 1_250), 'real'],
  ['one side without an error: it has the smallest one', rated(300, 0), rated(326, 1_250), 'within_noise'],
  ['the same, just above', rated(300, 0), rated(327, 1_250), 'real'],
  ['both without an error, just below', rated(300, 0), rated(313, 0), 'within_noise'],
  ['both without an error, just above', rated(300, 0), rated(314, 0), 'real'],
  ['a small need where the source has nothing', rated(0, 0), rated(12, 1_250), 'within_noise'],
  ['no need', rated(400, 0), rated(0, 0), 'not_required'],
  ['no published error of the source', rated(200, NONE), rated(400, 3_000), 'unknown'],
  ['no published error of the target', rated(200, 2_000), rated(400, NONE), 'unknown'],
  ['no rating of the source', rated(NONE, NONE), rated(400, 1_250), 'unknown'],
  ['a suppressed level', rated(200, 6_000, { suppressed: true }), rated(500, 1_250), 'low_precision'],
  ['not relevant in the target', rated(0, 0), rated(50, 0, { notRelevant: true }), 'not_required'],
  ['not relevant in the source, which keeps its level', rated(100, 0, { notRelevant: true }), rated(300, 0), 'real'],
])('judges %s', (_, from, to, verdict) => {
  expect(verdictOf(from, to, 0)).toBe(verdict);
});

it('counts a difference of exactly 1.96 errors as real', () => {
  // 1.96² × (1.5² + 2²) = 4.9²
  expect(verdictOf(rated(0, 15_000), rated(490, 20_000), 0)).toBe('real');
  expect(verdictOf(rated(0, 15_000), rated(489, 20_000), 0)).toBe('within_noise');
});

it('gives half of the interval where both errors are known, whatever the verdict', () => {
  expect(halfWidthOf(rated(300, 1_250), rated(334, 1_250), 0)).toBe(3_465);
  expect(halfWidthOf(rated(300, 0), rated(300, 0), 0)).toBe(1_386);
  expect(halfWidthOf(rated(300, NONE), rated(300, 0), 0)).toBeNull();
});

it('tests what the source has more of in the same way', () => {
  expect(surplusCertaintyOf(rated(335, 1_250), rated(300, 1_250), 0)).toBe('real');
  expect(surplusCertaintyOf(rated(334, 1_250), rated(300, 1_250), 0)).toBe('within_noise');
  expect(surplusCertaintyOf(rated(400, NONE), rated(300, 0), 0)).toBe('unknown');
  expect(surplusCertaintyOf(rated(300, 0), rated(300, 0), 0)).toBeNull();
});
