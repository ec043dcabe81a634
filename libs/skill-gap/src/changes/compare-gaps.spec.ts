import { compareGaps, type DatedLevels } from './compare-gaps';
import { joinElements } from './join-elements';

const NONE = -1;
const ERROR = 1_250;
const FIRST_MONTH = 201908;
const LATER_MONTH = 202408;

interface Toy {
  readonly before: readonly [from: number, to: number];
  readonly after: readonly [from: number, to: number];
  readonly rerated?: readonly ('from' | 'to')[];
  readonly error?: number;
}

/** One element; levels in hundredths, the error in ten-thousandths. */
function change({ before, after, rerated = [], error = ERROR }: Toy) {
  const side = (level: number, isLater: boolean): DatedLevels => ({
    level: Int16Array.of(level),
    levelError: Int32Array.of(error),
    suppressed: Int8Array.of(0),
    notRelevant: Int8Array.of(0),
    month: [isLater ? LATER_MONTH : FIRST_MONTH],
  });
  const [changed] = compareGaps(
    { from: side(before[0], false), to: side(before[1], false) },
    { from: side(after[0], rerated.includes('from')), to: side(after[1], rerated.includes('to')) },
    [{ before: 0, after: 0 }],
  );
  return changed!;
}

it.each<[string, Toy, unknown[]]>([
  ['nothing rated again', { before: [200, 400], after: [200, 400] }, ['unchanged', 0, false]],
  ['target rated lower', { before: [200, 400], after: [200, 350], rerated: ['to'] }, ['narrowed', -50, true]],
  ['target rated much lower', { before: [200, 400], after: [200, 312], rerated: ['to'] }, ['narrowed', -88, true]],
  ['source now has enough', { before: [200, 300], after: [300, 300], rerated: ['from'] }, ['closed', -100, true]],
  ['source no longer has enough', { before: [300, 300], after: [200, 300], rerated: ['from'] }, ['opened', 100, true]],
  ['both higher', { before: [200, 300], after: [250, 400], rerated: ['from', 'to'] }, ['widened', 50, true]],
  ['no gap in either', { before: [400, 300], after: [450, 320], rerated: ['from', 'to'] }, ['unchanged', 0, false]],
])('%s', (_, toy, expected) => {
  const { kind, difference, certainty, isDataFix } = change(toy);
  expect([kind, difference, certainty === 'real']).toEqual(expected);
  expect(isDataFix).toBe(false);
});

it('counts the errors of both releases, of what was rated again alone', () => {
  const toOnly = change({ before: [200, 400], after: [200, 350], rerated: ['to'] });
  expect(toOnly).toMatchObject({ halfWidth: 3_465, rerated: { from: false, to: true } });
  expect(toOnly.before).toEqual({ fromLevel: 200, toLevel: 400, gap: 200, verdict: 'real' });
  expect(change({ before: [200, 400], after: [200, 350], rerated: ['from', 'to'] }).halfWidth).toBe(4_900);
});

it.each([
  ['just below 1.96 errors', 366, ERROR, 'within_noise'],
  ['just above', 365, ERROR, 'real'],
  ['errors of nothing have the smallest size', 387, 0, 'within_noise'],
  ['just above that', 386, 0, 'real'],
  ['no published error', 100, NONE, 'unknown'],
])('tests the difference of the gaps: %s', (_, level, error, certainty) => {
  const changed = change({ before: [0, 400], after: [0, level], rerated: ['to'], error });
  expect(changed.certainty).toBe(certainty);
  expect(changed.halfWidth === null).toBe(certainty === 'unknown');
});

it('calls it a data fix where levels differ that nobody has rated again, and does not test it', () => {
  const fixed = change({ before: [200, 400], after: [200, 350] });
  expect(fixed).toMatchObject({ kind: 'narrowed', isDataFix: true, certainty: 'unknown', halfWidth: null });
  expect(change({ before: [400, 300], after: [410, 300] })).toMatchObject({ kind: 'unchanged', isDataFix: true });
});

it('joins elements by id, and takes none that is not rated for one of level 0', () => {
  const isRated = () => true;
  expect(joinElements({ ids: ['a', 'b', 'c'], isRated }, { ids: ['n', 'c', 'a'], isRated })).toEqual({
    both: [
      { before: 2, after: 1 },
      { before: 0, after: 2 },
    ],
    added: [0],
    removed: [1],
  });
  expect(joinElements({ ids: ['a'], isRated: () => false }, { ids: ['a'], isRated })).toEqual({
    ...{ both: [], added: [0], removed: [] },
  });
});
