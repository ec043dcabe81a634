import { decodeCursor, decodeIdCursor, encodeCursor, encodeIdCursor } from './cursor';

it('gives back the place that it was made of', () => {
  expect(encodeCursor([0, '11-1011.00'])).toBe('WzAsIjExLTEwMTEuMDAiXQ');
  expect(decodeCursor('WzAsIjExLTEwMTEuMDAiXQ', /^\[(\d),"(.+)"\]$/)).toEqual(['0', '11-1011.00']);
  expect(decodeIdCursor(encodeIdCursor(12) ?? '')).toBe(12);
});

it('has none for the end of a list', () => {
  expect(encodeIdCursor(null)).toBeNull();
});

it.each(['', 'zzz', encodeCursor(['12']), encodeCursor([1, 2]), encodeCursor([2_147_483_648])])(
  'takes %j for none of ours',
  (cursor) => {
    expect(decodeIdCursor(cursor)).toBeNull();
  },
);
