import type { Ranked } from './sorting';

/** The room of the map, in units of which one is about a pixel. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const wide: Frame = { width: 720, height: 400, left: 56, right: 20, top: 14, bottom: 46 };
export const narrow: Frame = { width: 350, height: 380, left: 52, right: 18, top: 14, bottom: 46 };

export type Zone = 'higher' | 'same' | 'lower' | 'unknown';

export interface Point {
  readonly row: Ranked;
  readonly x: number;
  readonly y: number;
  readonly zone: Zone;
}

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

export interface Places {
  readonly points: readonly Point[];
  readonly coverage: Axis;
  readonly similarity: Axis;
}

/** Where each occupation stands: how much is there to the right, how alike it is to the top. */
export function placesOnMap(rows: readonly Ranked[], ownZone: number | null, frame: Frame): Places {
  const placed = rows.filter((row) => row.coverage !== null);
  const coverage = axisOver(placed.map((row) => row.coverage ?? 0));
  const similarity = axisOver(placed.map((row) => row.similarity));
  const points = placed.map((row) => ({
    row,
    x: xOf(row.coverage ?? 0, coverage, frame),
    y: yOf(row.similarity, similarity, frame),
    zone: zoneOf(row.job_zone, ownZone),
  }));
  return { points, coverage, similarity };
}

export function xOf(value: number, { from, to }: Axis, { left, right, width }: Frame): number {
  return left + ((value - from) / (to - from)) * (width - left - right);
}

export function yOf(value: number, { from, to }: Axis, { top, bottom, height }: Frame): number {
  return height - bottom - ((value - from) / (to - from)) * (height - top - bottom);
}

/** From the nearest multiple of the step below the least to the one above the most; steps so that four to eight fit. */
export function axisOver(values: readonly number[]): Axis {
  const [least, most] = [Math.min(...values, 1), Math.max(...values, -1)];
  if (values.length === 0) return { from: 0, to: 1, ticks: [0, 0.5, 1] };
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((each) => (most - least) / each <= 6) ?? 0.5;
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(Math.ceil(most / step - 1e-9), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => Math.round((first + at) * step * 100) / 100);
  return { from: first * step, to: last * step, ticks };
}

export function zoneOf(zone: number | null, own: number | null): Zone {
  if (zone === null || own === null) return 'unknown';
  if (zone === own) return 'same';
  return zone > own ? 'higher' : 'lower';
}
