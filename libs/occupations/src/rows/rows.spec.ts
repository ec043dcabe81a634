import { OccupationStretches, StretchBuilder } from './occupation-stretches';

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
