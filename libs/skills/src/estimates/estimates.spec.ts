import { EstimateErrorSum } from './estimate-errors';
import { meanRatings } from './mean-ratings';
import { NeighbourFinder, type Relation } from './neighbours';

const NONE = -1;

function primary(from: string, ...codes: string[]): Relation[] {
  return codes.map((to) => ({ from, to, tier: 'Primary-Short' }));
}

describe('neighbours', () => {
  const rated = new Set(['11-1011.00', '11-1021.00', '11-2011.00', '13-1011.00', '15-1211.00']);

  it('are linked in either direction, and count twice where both name each other', () => {
    const finder = new NeighbourFinder(rated, [
      ...primary('15-1252.00', '11-1011.00', '11-1021.00'),
      ...primary('11-1021.00', '15-1252.00'),
      ...primary('13-1011.00', '15-1252.00'),
    ]);
    const { basis, counts } = finder.of('15-1252.00');
    expect(basis).toBe('related_occupations');
    expect(Object.fromEntries(counts)).toEqual({ '11-1011.00': 1, '11-1021.00': 2, '13-1011.00': 1 });
  });

  it('are rated, and of a Primary tier', () => {
    const finder = new NeighbourFinder(rated, [
      ...primary('15-1252.00', '11-1011.00', '11-1021.00', '13-1011.00', '19-1011.00'),
      { from: '15-1252.00', to: '15-1211.00', tier: 'Supplemental' },
    ]);
    expect([...finder.of('15-1252.00').counts.keys()]).toEqual(['11-1011.00', '11-1021.00', '13-1011.00']);
  });

  it('are those of the SOC group where there are fewer than three, and never the occupation itself', () => {
    const finder = new NeighbourFinder(rated, primary('11-1031.00', '13-1011.00', '15-1211.00'));
    expect(finder.of('11-1031.00')).toMatchObject({ basis: 'major_group', counts: { size: 3 } });
    expect(finder.of('15-1211.00')).toMatchObject({ basis: 'all_occupations', counts: { size: 4 } });
    expect(finder.of('15-1211.00').counts.has('15-1211.00')).toBe(false);
  });
});

it('rounds the mean half up, over those that are rated', () => {
  const mean = meanRatings(
    [
      { ratings: Int16Array.of(100, 200, NONE), count: 2 },
      { ratings: Int16Array.of(101, NONE, NONE), count: 2 },
    ],
    3,
  );
  expect([...mean]).toEqual([101, 200, NONE]);
});

it('measures how far estimates are off, by element and by occupation', () => {
  const sum = new EstimateErrorSum(3);
  sum.add([300, 100, NONE], [330, 100, 200]);
  sum.add([300, 140, 100], [340, 100, NONE]);
  const { ofElements, mean, ofOccupations } = sum.result();
  expect([...ofElements]).toEqual([3_536, 2_828, NONE]);
  expect(mean).toBeCloseTo(0.275);
  expect([...ofOccupations]).toEqual([0.15, 0.4]);
});
