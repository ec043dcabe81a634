import { fromBytes, toBytes } from './pack-form';

const CONTENT = {
  codes: ['11-1011.00', 'ünïcode'],
  nothing: null,
  levels: {
    values: new Float64Array([4.12, NaN, 0]),
    flags: new Int8Array([-1, 1, 0]),
    n: new Int32Array([8, -1, 28]),
  },
  starts: new Uint32Array([0, 3]),
  empty: new Uint16Array(0),
  commodities: [{ code: '43231507', title: null }],
};

function asRead(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

it('gives back what was packed', () => {
  expect(fromBytes(asRead(toBytes(CONTENT)))).toEqual(CONTENT);
  expect(fromBytes(asRead(toBytes(null)))).toBeNull();
});

it('gives arrays in place, whatever stands before them', () => {
  for (const text of ['', 'x', 'xxxxxxx', 'ü']) {
    const bytes = asRead(toBytes({ text, ...CONTENT }));
    const { levels, starts } = fromBytes(bytes) as typeof CONTENT;
    for (const array of [levels.values, levels.flags, levels.n, starts]) expect(array.buffer).toBe(bytes.buffer);
    expect(levels).toEqual(CONTENT.levels);
  }
});

it('packs a window on a larger array alone', () => {
  const window = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
  expect(fromBytes(asRead(toBytes({ window })))).toEqual({ window: new Float64Array([2, 3]) });
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('no pack at all')],
])('refuses %s', (_what, bytes) => {
  expect(() => fromBytes(bytes)).toThrow();
});
