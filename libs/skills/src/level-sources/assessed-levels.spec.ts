import { AssessedLevels, authorOf, type AssessedProfile } from './assessed-levels';

const LITE = { provider: 'vertexai', model: 'lite', promptVersion: 'levels-1' };
const LARGE = { ...LITE, model: 'large' };

function profile(id: number, code: string, assessor = LITE): AssessedProfile {
  return { ...assessor, id, code, revision: 0, assessedAt: new Date(0), retryAt: null, levels: new Float64Array([id]) };
}

const levels = new AssessedLevels([
  profile(1, '11-1011.00'),
  profile(2, '11-3013.00'),
  profile(4, '11-3013.00', LARGE),
]);

it('finds the assessment of an occupation by its assessor', () => {
  expect(levels.find('11-3013.00', LITE)?.id).toBe(2);
  expect(levels.find('11-3013.00', LARGE)?.id).toBe(4);
  expect(levels.find('11-1011.00', LARGE)).toBeUndefined();
  expect(levels.find('11-1011.00', { ...LITE, promptVersion: 'levels-2' })).toBeUndefined();
});

it('pairs only assessments by the same assessor', () => {
  expect(levels.pair('11-1011.00', '11-3013.00')).toMatchObject({ from: { id: 1 }, to: { id: 2 } });
  expect(levels.pair('11-1011.00', '15-1252.00')).toBeNull();
});

it('pairs by the assessor whose assessment of the target is the newest, as soon as it has assessed both', () => {
  const more = levels.with([profile(5, '11-1011.00', LARGE)]);
  expect(more.pair('11-1011.00', '11-3013.00')).toMatchObject({ from: { id: 5 }, to: { id: 4 } });
  expect(more.pair('11-3013.00', '11-1011.00')).toMatchObject({ from: { id: 4 }, to: { id: 5 } });
});

it('leaves the object it was extended from as it was', () => {
  levels.with([profile(6, '15-1252.00')]);
  expect([...levels.ids]).toEqual([1, 2, 4]);
});

it('has the later revision of what levels were added to, in the place of the earlier one', () => {
  const more = levels.with([{ ...profile(2, '11-3013.00'), revision: 1, levels: new Float64Array([7]) }]);
  expect(more.find('11-3013.00', LITE)).toMatchObject({ id: 2, revision: 1, levels: new Float64Array([7]) });
  expect([...more.ids].sort()).toEqual([1, 2, 4]);
  expect([0, 1, 2].map((revision) => more.has({ id: 2, revision }))).toEqual([true, true, false]);
  expect([levels.revisionSum, more.revisionSum]).toEqual([0, 1]);
});

it('tells who assessed two occupations, and when the later one was', () => {
  const earlier = { ...LITE, assessedAt: new Date('2026-11-24T09:00:00Z') };
  const later = { ...LITE, assessedAt: new Date('2026-11-24T10:00:00Z') };
  const author = { provider: 'vertexai', model: 'lite', prompt_version: 'levels-1', notice: null };
  expect(authorOf(later, earlier)).toEqual({ ...author, assessed_at: '2026-11-24T10:00:00.000Z' });
});

it('says of what no language model wrote that none did', () => {
  const { notice } = authorOf({ ...LITE, provider: 'offline', assessedAt: new Date() });
  expect(notice).toMatch(/^No language model wrote this/);
});
