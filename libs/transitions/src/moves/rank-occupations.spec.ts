import { NO_SIMILARITY } from '../matrices/transition-profile';
import { rankMoves, rankSimilar, type RankedBy } from './rank-occupations';

/** Row 0 is the occupation itself; all others need 100. */
const BY: RankedBy = {
  own: new Set([0]),
  similarities: Int32Array.of(1_000_000, 500_000, 900_000, 500_000, 700_000, NO_SIMILARITY),
  lacks: Int32Array.of(0, 20, 21, 0, 10, 0),
  needs: Int32Array.of(100, 100, 100, 100, 100, 100),
  jobZones: Int8Array.of(2, 3, 2, 4, 0, 2),
};
const ANY = { coverage: 0, zoneStep: null };

it('ranks by similarity, and then by code; without itself and what similarity is not about', () => {
  expect(rankSimilar(BY, 10)).toEqual({ rows: [2, 4, 1, 3], eligible: 4 });
  expect(rankSimilar(BY, 2)).toEqual({ rows: [2, 4], eligible: 4 });
  expect(rankMoves(BY, 2, ANY, 10)).toEqual(rankSimilar(BY, 10));
});

it('leaves out what is not covered enough; just enough is enough', () => {
  expect(rankMoves(BY, 2, { ...ANY, coverage: 800 }, 10).rows).toEqual([4, 1, 3]);
  expect(rankMoves(BY, 2, { ...ANY, coverage: 801 }, 10).rows).toEqual([4, 3]);
});

it('leaves out what lies too many job zones away, up or down, or has none', () => {
  expect(rankMoves(BY, 2, { ...ANY, zoneStep: 1 }, 10).rows).toEqual([2, 1]);
  expect(rankMoves(BY, 2, { ...ANY, zoneStep: 2 }, 10).rows).toEqual([2, 1, 3]);
  expect(rankMoves(BY, 4, { ...ANY, zoneStep: 1 }, 10).rows).toEqual([1, 3]);
});

it('finds nothing near an occupation without a job zone, unless any will do', () => {
  expect(rankMoves(BY, null, { ...ANY, zoneStep: 4 }, 10).rows).toEqual([]);
  expect(rankMoves(BY, null, ANY, 10).eligible).toBe(4);
});

it('knows no coverage of what needs nothing', () => {
  const needs = Int32Array.of(100, 0, 0, 0, 0, 0);
  expect(rankMoves({ ...BY, needs, lacks: new Int32Array(6) }, 2, ANY, 10).rows).toEqual([]);
});
