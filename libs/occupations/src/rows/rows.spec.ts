import { OccupationStretches, StretchBuilder } from './occupation-stretches';
import {
  packCount,
  packDecimal,
  packFlag,
  textAt,
  TextNumbers,
  unpackCount,
  unpackDecimal,
  unpackFlag,
} from './packed-values';

it('finds the rows of each occupation, and none of those that have none', () => {
  const builder = new StretchBuilder();
  builder.add('11-1011.00', 3);
  builder.add('15-1252.00', 1);
  const stretches = new OccupationStretches(builder.build());
  expect(stretches.of('11-1011.00')).toEqual({ start: 0, end: 3 });
  expect(stretches.map('15-1252.00', (row) => `row ${row}`)).toEqual(['row 3']);
  expect(stretches.of('13-2011.00')).toBeNull();
  expect(stretches.map('13-2011.00', (row) => row)).toBeNull();
});

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
  const texts = numbers.build();
  expect(texts).toEqual(['Incumbent', 'Analyst', '']);
  expect(given.map((number) => textAt(texts, number))).toEqual(['Incumbent', null, 'Analyst', 'Incumbent', '']);
});
