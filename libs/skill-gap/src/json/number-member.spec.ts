import { NumberMember } from './number-member';

it('prints whole numbers of a unit as JSON numbers do, again and again', () => {
  const member = new NumberMember('half_width', 10_000);
  for (let time = 0; time < 2; time++) {
    expect([0, 1_386, 10_000, -25].map((number) => member.json(number))).toEqual([
      '"half_width":0',
      '"half_width":0.1386',
      '"half_width":1',
      '"half_width":-0.0025',
    ]);
  }
  expect(member.null).toBe('"half_width":null');
});
