import { spearman } from './spearman';

/** The levels of one occupation from both sources, in one order of skills; NaN is a hole. */
export interface AssessedOccupation {
  readonly code: string;
  /** O*NET's LV ratings. */
  readonly onet: ArrayLike<number>;
  readonly assessed: ArrayLike<number>;
}

/** How well single levels agree, over the ratings that both sources have; null where there are none. */
export interface RatingScores {
  readonly compared: number;
  /** Of the ratings that O*NET has for these occupations, the share that could be compared. */
  readonly coverage: number | null;
  /** Mean absolute difference. */
  readonly mae: number | null;
  /** Mean of assessed minus O*NET: above 0 the assessed levels are too high. */
  readonly bias: number | null;
  /**
   * Mean over occupations of the rank correlation between their skills: does the source know which skills matter most
   * here? Occupations without one, such as those with all levels equal, are left out.
   */
  readonly spearman: number | null;
  /** Share of ratings that differ by 0.5 or less. */
  readonly withinHalf: number | null;
  /** Share of ratings that differ by 1 or less. */
  readonly withinOne: number | null;
}

/**
 * The effect of the differences on gaps by level, over all ordered pairs of different occupations and the skills that
 * both sources have for both. Where the sources see a gap in opposite directions, one is a phantom and the other is
 * missed.
 */
export interface GapScores {
  /** Mean number of gaps that only the assessed levels show, over the pairs that have a skill to compare. */
  readonly phantomGapsPerPair: number | null;
  /** The same gaps as a share of all gaps that the assessed levels show. */
  readonly phantomShare: number | null;
  /** Share of O*NET's gaps that the assessed levels do not show. */
  readonly missedShare: number | null;
}

/** How well assessed levels agree with O*NET's own. */
export interface LevelScores extends RatingScores, GapScores {}

/**
 * Scores assessed levels against O*NET's. Only the coverage knows about holes: counted as level 0, as a gap report
 * counts them, they would say more about failed replies than about levels.
 */
export function evaluateLevels(input: { readonly occupations: readonly AssessedOccupation[] }): LevelScores {
  const comparable = input.occupations.map(comparableLevels);
  const rated = input.occupations.flatMap(({ onet }) => Array.from(onet).filter(isLevel)).length;
  return { ...scoreRatings(comparable, rated), ...scoreGaps(comparable) };
}

interface ComparableLevels {
  readonly code: string;
  readonly onet: Float64Array;
  readonly assessed: Float64Array;
}

/** A hole in one source becomes a hole in both. */
function comparableLevels({ code, onet, assessed }: AssessedOccupation): ComparableLevels {
  const comparable = { code, onet: Float64Array.from(onet), assessed: new Float64Array(onet.length) };
  for (let skill = 0; skill < onet.length; skill++) {
    const hole = Number.isNaN(onet[skill]) || Number.isNaN(assessed[skill] ?? NaN);
    if (hole) comparable.onet[skill] = NaN;
    comparable.assessed[skill] = hole ? NaN : (assessed[skill] ?? NaN);
  }
  return comparable;
}

function isLevel(value: number): boolean {
  return !Number.isNaN(value);
}

function scoreRatings(occupations: readonly ComparableLevels[], rated: number): RatingScores {
  const differences = occupations.flatMap(differencesOf);
  const compared = differences.length;
  return {
    compared,
    coverage: ratio(compared, rated),
    mae: mean(differences.map(Math.abs)),
    bias: mean(differences),
    spearman: mean(occupations.map(spearmanOf).filter((rho) => rho !== null)),
    withinHalf: ratio(countWithin(0.5, differences), compared),
    withinOne: ratio(countWithin(1, differences), compared),
  };
}

function differencesOf({ onet, assessed }: ComparableLevels): number[] {
  return Array.from(assessed, (level, skill) => level - (onet[skill] ?? NaN)).filter(isLevel);
}

function spearmanOf({ onet, assessed }: ComparableLevels): number | null {
  return spearman(onet.filter(isLevel), assessed.filter(isLevel));
}

/** Levels have two decimals, which binary numbers do not hit: 1.12 - 0.62 comes out above 0.5. */
const ROUNDING_ERROR = 1e-9;

function countWithin(limit: number, differences: readonly number[]): number {
  return differences.filter((difference) => Math.abs(difference) <= limit + ROUNDING_ERROR).length;
}

interface GapCounts {
  orderedPairs: number;
  onet: number;
  assessed: number;
  phantom: number;
  missed: number;
}

/** All in one pass over the unordered pairs: a release has 772,000 ordered ones, too many for lists of gaps. */
function scoreGaps(occupations: readonly ComparableLevels[]): GapScores {
  const counts: GapCounts = { orderedPairs: 0, onet: 0, assessed: 0, phantom: 0, missed: 0 };
  for (const [i, a] of occupations.entries()) {
    for (const b of occupations.slice(i + 1)) {
      // Two assessments of one occupation are no pair: an occupation has no gap to itself.
      if (a.code !== b.code) countGaps(a, b, counts);
    }
  }
  return {
    phantomGapsPerPair: ratio(counts.phantom, counts.orderedPairs),
    phantomShare: ratio(counts.phantom, counts.assessed),
    missedShare: ratio(counts.missed, counts.onet),
  };
}

/** Adds the gaps of both directions: a skill on which two occupations differ is a gap in exactly one of them. */
function countGaps(a: ComparableLevels, b: ComparableLevels, counts: GapCounts): void {
  let comparable = false;
  for (let skill = 0; skill < a.onet.length; skill++) {
    const onet = Math.sign((b.onet[skill] ?? NaN) - (a.onet[skill] ?? NaN));
    if (Number.isNaN(onet)) continue;
    comparable = true;
    const assessed = Math.sign((b.assessed[skill] ?? NaN) - (a.assessed[skill] ?? NaN));
    if (onet !== 0) counts.onet++;
    if (assessed !== 0) counts.assessed++;
    if (assessed !== 0 && assessed !== onet) counts.phantom++;
    if (onet !== 0 && assessed !== onet) counts.missed++;
  }
  if (comparable) counts.orderedPairs += 2;
}

function ratio(sum: number, count: number): number | null {
  return count === 0 ? null : sum / count;
}

function mean(values: readonly number[]): number | null {
  return ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}
