import { axisOver, narrow, placesOnMap, wide, zoneOf } from './map-places';
import type { Ranked } from './sorting';

const ranked = (code: string, coverage: number | null, similarity: number, job_zone: number | null): Ranked => ({
  code,
  title: code,
  job_zone,
  basis: 'rated',
  similarity,
  percentile: 99,
  band: 'very_close',
  coverage,
  real_gaps: 1,
  top_gaps: [],
  related_tier: null,
});

describe('map of occupations', () => {
  it('has what is covered more further right, and what is more alike further up', () => {
    const { points } = placesOnMap([ranked('a', 0.8, 0.9, 3), ranked('b', 0.9, 0.95, 4)], 3, wide);
    expect(points.map(({ zone }) => zone)).toEqual(['same', 'higher']);
    const [a, b] = points;
    expect(b!.x).toBeGreaterThan(a!.x);
    expect(b!.y).toBeLessThan(a!.y);
  });

  it.each([wide, narrow])('keeps every point between its axes', (frame) => {
    const rows = [ranked('a', 0.803, 0.871, 3), ranked('b', 1, 0.9999, 2), ranked('c', 0.95, 0.9, null)];
    const { points } = placesOnMap(rows, 3, frame);
    expect(points).toHaveLength(3);
    for (const { x, y } of points) {
      expect(x).toBeGreaterThanOrEqual(frame.left);
      expect(x).toBeLessThanOrEqual(frame.width - frame.right);
      expect(y).toBeGreaterThanOrEqual(frame.top);
      expect(y).toBeLessThanOrEqual(frame.height - frame.bottom);
    }
  });

  it('leaves out what has no coverage; the table has it', () => {
    expect(placesOnMap([ranked('a', null, 0.9, 3)], 3, wide).points).toEqual([]);
  });

  it('has axes of round steps around the values', () => {
    expect(axisOver([0.812, 0.987])).toEqual({ from: 0.8, to: 1, ticks: [0.8, 0.85, 0.9, 0.95, 1] });
    expect(axisOver([0.9]).ticks).toEqual([0.9, 0.91]);
    expect(axisOver([])).toEqual({ from: 0, to: 1, ticks: [0, 0.5, 1] });
  });

  it('tells the job zone relative to the own one', () => {
    expect([zoneOf(4, 3), zoneOf(3, 3), zoneOf(2, 3), zoneOf(null, 3), zoneOf(3, null)]).toEqual([
      'higher',
      'same',
      'lower',
      'unknown',
      'unknown',
    ]);
  });
});
