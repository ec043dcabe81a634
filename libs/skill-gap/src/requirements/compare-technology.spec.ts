import { compareTechnology } from './compare-technology';

const CODES = ['10', '20', '30', '40'];

function used(commodity: number, example: number, flags: { hot?: boolean; inDemand?: boolean } = {}) {
  return { commodity, example, hot: flags.hot ?? false, inDemand: flags.inDemand ?? false };
}

const compare = (from: ReturnType<typeof used>[], to: ReturnType<typeof used>[]) =>
  compareTechnology(from, to, (commodity) => CODES[commodity] ?? '');

it('groups what is missing by commodity, and tells new ones from other products', () => {
  const answer = compare([used(0, 1), used(1, 2)], [used(0, 1), used(1, 3, { hot: true }), used(2, 4), used(2, 5)]);
  expect(answer).toMatchObject({ commodities: 3, newCommodities: 1, commodityCoverage: 666_667 });
  expect(answer.groups.map(({ commodity, kind, missing }) => [commodity, kind, missing.length])).toEqual([
    [1, 'other', 1],
    [2, 'new', 2],
  ]);
});

it('puts first what is in demand, then what is hot, then what most is missing of, then by code', () => {
  const answer = compare(
    [],
    [used(3, 1), used(2, 2), used(1, 3, { hot: true }), used(0, 4, { inDemand: true, hot: true })],
  );
  expect(answer.groups.map(({ commodity }) => commodity)).toEqual([0, 1, 2, 3]);
});

it('covers hot products and those in demand by themselves, where there are any', () => {
  const target = [used(0, 1, { hot: true }), used(0, 2, { hot: true }), used(0, 3)];
  expect(compare([used(0, 1)], target)).toMatchObject({ hotCoverage: 500_000, inDemandCoverage: null });
});

it('lacks nothing of the same list', () => {
  const list = [used(0, 1, { hot: true }), used(1, 2)];
  expect(compare(list, list)).toMatchObject({ commodityCoverage: 1_000_000, hotCoverage: 1_000_000, groups: [] });
});
