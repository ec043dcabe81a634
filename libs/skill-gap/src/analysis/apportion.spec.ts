import { apportion } from './apportion';

it('rounds parts so that they add up to the rounded whole', () => {
  expect(apportion([1, 1, 1], 6, 10_000)).toEqual([1_667, 1_667, 1_666]);
});

it('gives what is missing to the largest remainders', () => {
  expect(apportion([1, 2, 2], 6, 10)).toEqual([2, 3, 3]);
  expect(apportion([1, 4, 2], 9, 10)).toEqual([1, 5, 2]);
});

it('gives nothing of a whole that is nothing', () => {
  expect(apportion([0, 0], 0, 10_000)).toEqual([0, 0]);
  expect(apportion([], 5, 10_000)).toEqual([]);
});
