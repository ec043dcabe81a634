import { sideBySide } from '../matrices/compared-occupations';
import type { TransitionTarget } from '../matrices/transition-profile';
import { countUnlocks, inOrderOfGain } from './count-unlocks';

const TARGETS = sideBySide(
  new Map([
    // Covered by whoever has 3.60 in the first: a tenth of its need may be missing.
    ['11-0000.00', needing([400, 0], [100, 100])],
    ['12-0000.00', needing([400, 400], [100, 100])],
    ['13-0000.00', needing([500, 300], [100, 100])],
    ['14-0000.00', needing([0, 0], [100, 100])],
  ]),
);
const ALL = [0, 1, 2, 3];

it('counts what one level more of one skill alone would newly cover', () => {
  // Lacking 1.00 of 4.00, 1.00 + .40 of 8.00 and 2.00 of 8.00.
  const { covered, gains } = countUnlocks(Int16Array.of(300, 360), TARGETS, ALL);
  expect({ covered, gains: [...gains] }).toEqual({ covered: 0, gains: [2, 0] });
});

it('counts what is covered already apart', () => {
  const { covered, gains } = countUnlocks(Int16Array.of(400, 300), TARGETS, ALL);
  // The first; of the second 1.00 of 8.00 is missing, of the third 1.00 of 8.00.
  expect({ covered, gains: [...gains] }).toEqual({ covered: 1, gains: [1, 1] });
});

it('raises no skill above the highest level', () => {
  const target = sideBySide(new Map([['11-0000.00', needing([700, 100], [100, 400])]]));
  const { gains } = countUnlocks(Int16Array.of(650, 0), target, [0]);
  expect([...gains]).toEqual([0, 1]);
});

it('looks at the pool alone', () => {
  expect(countUnlocks(Int16Array.of(300, 360), TARGETS, [2]).gains[0]).toBe(0);
});

it('puts what opens most first, and ties in the order of the content model', () => {
  expect(inOrderOfGain(Int32Array.of(1, 3, 1, 3))).toEqual([1, 3, 0, 2]);
});

function needing(levels: number[], weights: number[]): TransitionTarget {
  const need = levels.reduce((sum, level, i) => sum + level * (weights[i] ?? 0), 0);
  return { levels: Int16Array.from(levels), weights: Int16Array.from(weights), need, similarTo: [], jobZone: 3 };
}
