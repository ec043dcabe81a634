import { packCount, packDecimal, packFlag, TextNumbers, unpackCount, unpackDecimal, unpackFlag } from './packed-values';

it('gives decimals back to the last digit, the largest and the negative ones too', () => {
  for (const text of ['0.0000', '92.3077', '4.1428', '25.5524', '0.0001', '99999.9999', '-99999.9999', '-0.3']) {
    expect(unpackDecimal(Int32Array.of(packDecimal(Number(text)))[0])).toBe(Number(text));
  }
  expect(unpackDecimal(Int32Array.of(packDecimal(null))[0])).toBeNull();
});

it('tells what is missing from zero and from no', () => {
  const flags = Int8Array.from([null, false, true, 0, 1].map(packFlag));
  expect([...flags].map(unpackFlag)).toEqual([null, false, true, false, true]);
  const counts = Int32Array.from([null, 0, 28].map(packCount));
  expect([...counts].map(unpackCount)).toEqual([null, 0, 28]);
});

it('keeps repeated texts once', () => {
  const numbers = new TextNumbers();
  const given = ['Incumbent', null, 'Analyst', 'Incumbent', ''].map((text) => numbers.add(text));
  expect(numbers.texts).toEqual(['Incumbent', 'Analyst', '']);
  expect(given.map((number) => numbers.get(number))).toEqual(['Incumbent', null, 'Analyst', 'Incumbent', '']);
});
