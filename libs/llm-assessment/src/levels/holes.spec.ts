import { hasWanted } from './holes';

const NOW = new Date('2026-11-24T09:00:00Z');
const LATER = new Date('2026-11-24T09:00:01Z');
const whole = { asked: 35, assessed: 35, retryAt: null };
const open = { asked: 35, assessed: 25, retryAt: LATER };
const due = { ...open, retryAt: NOW };
const leftOut = { ...open, retryAt: null };

it('a request wants what is due, a run all that is open, and who asks for holes all of them', () => {
  const wanted = (['due', 'open', 'all'] as const).map((holes) =>
    [whole, leftOut, open, due].map((assessment) => hasWanted(holes, assessment, NOW)),
  );
  expect(wanted).toEqual([
    [false, false, false, true],
    [false, false, true, true],
    [false, true, true, true],
  ]);
});
