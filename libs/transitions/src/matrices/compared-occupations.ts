import type { OnetSocCode } from '@app/onet';
import { occupationsOf, type SimilarityProfile, type Source } from '@app/skill-gap';
import type { TransitionTarget } from './transition-profile';

/**
 * Occupations that can be compared, by code: row for row what transitions go by. Immutable. One row of shortfalls takes a
 * fifth of a millisecond from it.
 */
export interface ComparedOccupations {
  /** Ascending. */
  readonly codes: readonly OnetSocCode[];
  /** Position of each code. */
  readonly rows: ReadonlyMap<OnetSocCode, number>;
  /** How many elements a row has. */
  readonly width: number;
  /** [occupation × skill] in hundredths. */
  readonly levels: Int16Array;
  /** [occupation × skill] in hundredths. */
  readonly weights: Int16Array;
  /** Weight × level of each occupation, summed up; 0 for one that needs nothing, whose coverage is not defined. */
  readonly needs: Int32Array;
  /** 1 to 5; 0 where O*NET gives none. */
  readonly jobZones: Int8Array;
  readonly similarTo: readonly (readonly SimilarityProfile[])[];
}

/**
 * Puts occupations side by side.
 * @param targets in the order of their codes, each with as many skills
 */
export function sideBySide(targets: ReadonlyMap<OnetSocCode, TransitionTarget>): ComparedOccupations {
  const codes = [...targets.keys()];
  const all = [...targets.values()];
  const width = all[0]?.levels.length ?? 0;
  const [levels, weights] = [new Int16Array(all.length * width), new Int16Array(all.length * width)];
  for (const [row, target] of all.entries()) {
    levels.set(target.levels, row * width);
    weights.set(target.weights, row * width);
  }
  return {
    codes,
    rows: new Map(codes.map((code, row) => [code, row])),
    ...{ width, levels, weights },
    needs: Int32Array.from(all, ({ need }) => need),
    jobZones: Int8Array.from(all, ({ jobZone }) => jobZone ?? 0),
    similarTo: all.map(({ similarTo }) => similarTo),
  };
}

/** The rows of what somebody is, or has been, in; none where the occupation is not compared. */
export function rowsOf(source: Source, { rows }: ComparedOccupations): ReadonlySet<number> {
  return new Set(occupationsOf(source).flatMap(({ code }) => rows.get(code) ?? []));
}
