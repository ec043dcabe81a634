import { mostSimilarFirst, pressed, sorted, type Ranked } from './sorting';

const ranked = (code: string, more: Partial<Ranked>): Ranked => ({
  code,
  title: code,
  job_zone: 3,
  basis: 'rated',
  similarity: 0.9,
  percentile: 99,
  band: 'very_close',
  coverage: 0.9,
  real_gaps: 1,
  top_gaps: [],
  related_tier: null,
  ...more,
});
const codes = (rows: readonly Ranked[]) => rows.map(({ code }) => code);
const rows = [
  ranked('b', { coverage: null, real_gaps: 2 }),
  ranked('c', { coverage: 0.8, title: 'Zoologists' }),
  ranked('a', { coverage: 0.85, title: 'Actors' }),
];

describe('sortable table', () => {
  it('puts rows without a figure last, whichever way it is sorted', () => {
    expect(codes(sorted(rows, { column: 'coverage', descending: true }))).toEqual(['a', 'c', 'b']);
    expect(codes(sorted(rows, { column: 'coverage', descending: false }))).toEqual(['c', 'a', 'b']);
  });

  it('sorts titles as words, and equal figures by code', () => {
    expect(codes(sorted(rows, { column: 'title', descending: false }))).toEqual(['a', 'b', 'c']);
    expect(codes(sorted(rows, mostSimilarFirst))).toEqual(['a', 'b', 'c']);
  });

  it('leaves the rows themselves as they were', () => {
    sorted(rows, { column: 'title', descending: true });
    expect(codes(rows)).toEqual(['b', 'c', 'a']);
  });

  it('turns round when pressed again, and begins with what is best elsewhere', () => {
    expect(pressed(mostSimilarFirst, 'similarity')).toEqual({ column: 'similarity', descending: false });
    expect(pressed(mostSimilarFirst, 'real_gaps')).toEqual({ column: 'real_gaps', descending: false });
    expect(pressed(mostSimilarFirst, 'coverage')).toEqual({ column: 'coverage', descending: true });
  });
});
