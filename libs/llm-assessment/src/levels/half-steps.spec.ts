import type { AssessedLevel } from '../replies/parsed-reply';
import { onHalfSteps } from './half-steps';

const ITEM = { skillName: 'Repairing', levelDescription: 'Mends pumps.', explanation: 'Pumps are simple.' };

function rounded(level: number): AssessedLevel | undefined {
  const items = new Map([['2.B.3.k', { ...ITEM, level }]]);
  return onHalfSteps({ outcome: 'complete', reason: null, items, missing: [], problems: [] }).items.get('2.B.3.k');
}

it.each([0, 0.5, 3, 6.5, 7])('leaves %d as it is', (level) => {
  expect(rounded(level)).toEqual({ ...ITEM, level });
});

it.each([
  [3.3, 3.5, 3.3],
  [3.25, 3.5, 3.25],
  [3.249, 3, 3.25],
  [0.1, 0, 0.1],
  [6.99, 7, 6.99],
])('takes %d for %d, and says so', (level, expected, given) => {
  expect(rounded(level)).toEqual({
    ...{ ...ITEM, level: expected },
    explanation: `Pumps are simple. [The model gave ${given}, rounded here to ${expected}.]`,
  });
});
