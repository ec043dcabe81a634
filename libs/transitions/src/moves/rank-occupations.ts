import { isNear } from '../matrices/job-zones';
import { isCovered, type Lacks } from '../matrices/shortfalls';
import { NO_SIMILARITY } from '../matrices/transition-profile';

/** What occupations are ranked by: row for row, in the order of their codes. */
export interface RankedBy extends Lacks {
  /** In millionths. */
  readonly similarities: Int32Array;
  /** 1 to 5; 0 for none. */
  readonly jobZones: Int8Array;
  /** The rows of what the others are ranked for, which are left out: of one occupation, or of all that a person has been in. */
  readonly own: ReadonlySet<number>;
}

/** Which occupations are ranked at all. */
export interface RankingLimits {
  /** Coverage that is needed, in thousandths. */
  readonly coverage: number;
  /** How far job zones may lie apart; null for no limit. An occupation without a job zone is within no limit. */
  readonly zoneStep: number | null;
}

/** Rows, the best first, and how many there would have been. */
export interface Ranking {
  readonly rows: readonly number[];
  readonly eligible: number;
}

/** The most similar occupations first; among those as similar by code. Those that similarity is not about are left out. */
export function rankSimilar({ similarities, own }: Pick<RankedBy, 'similarities' | 'own'>, limit: number): Ranking {
  return rankRows(similarities, limit, (row) => !own.has(row));
}

/**
 * Where somebody could go: the most similar occupations first, of those whose needs are covered and whose job zone is near.
 * Coverage says what is within reach, and never orders: what needs little is covered by everybody.
 * Where people for an occupation could come from is the same, by what each of the others lacks for that one.
 * @param jobZone of what the others are ranked for; null for none
 */
export function rankMoves(by: RankedBy, jobZone: number | null, limits: RankingLimits, limit: number): Ranking {
  const { similarities, lacks, needs, jobZones, own } = by;
  return rankRows(similarities, limit, (row) => {
    if (own.has(row) || !isCovered(lacks[row] ?? 0, needs[row] ?? 0, limits.coverage)) return false;
    return isNear(jobZone, jobZones[row] ?? 0, limits.zoneStep);
  });
}

/** Few of many are listed, so that each takes its place among the best of those before it. */
function rankRows(similarities: Int32Array, limit: number, isEligible: (row: number) => boolean): Ranking {
  const rows: number[] = [];
  let eligible = 0;
  const similarityAt = (place: number): number => similarities[rows[place] ?? -1] ?? NO_SIMILARITY;
  for (let row = 0; row < similarities.length; row++) {
    const similarity = similarities[row] ?? NO_SIMILARITY;
    if (similarity === NO_SIMILARITY || !isEligible(row)) continue;
    eligible++;
    let place = rows.length;
    if (place === limit && similarity <= similarityAt(place - 1)) continue;
    while (place > 0 && similarity > similarityAt(place - 1)) place--;
    rows.splice(place, 0, row);
    if (rows.length > limit) rows.pop();
  }
  return { rows, eligible };
}
