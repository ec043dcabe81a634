import { betweenParameter } from './between-parameter';
import { Refusal } from './parameter';

const { read } = betweenParameter();

it.each([
  ['29.0..30.0', '29.0', '30.0'],
  ['30.0..29.0', '30.0', '29.0'],
  ['sample..29.0', 'sample', '29.0'],
  ['29.0...30.0', '29.0.', '30.0'],
])('reads the two releases of %s in the order in which they are given', (text, before, after) => {
  expect(read(text)).toEqual({ before, after });
});

it.each(['29.0', '29.0..', '..30.0', '29.0..30 0', '29.0...', '..', '29.0 .. 30.0', `29.0..${'9'.repeat(21)}`])(
  'refuses %j, which is not two releases',
  (text) => {
    expect(read(text)).toEqual(
      new Refusal(expect.stringMatching(/^must be two releases such as 29\.0\.\.30\.0: /) as string),
    );
  },
);

it('refuses the same release twice', () => {
  expect(read('29.0..29.0')).toEqual(new Refusal('must be two different releases: "29.0..29.0"'));
});
