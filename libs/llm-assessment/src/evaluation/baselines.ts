/** An occupation with O*NET's own levels in one order of skills; NaN where a skill is not rated. */
export interface RatedOccupation {
  readonly code: string;
  readonly onet: ArrayLike<number>;
}

/**
 * The levels by the mean of all other occupations: for each of the codes, in their order, one level per skill. A
 * model that does not come closer knows nothing about the occupation. As each occupation leaves itself out, the higher
 * one gets the lower mean, and all gaps point the wrong way: only the scores of single levels say something.
 */
export function skillMean(rated: readonly RatedOccupation[], codes: readonly string[]): Float64Array[] {
  const all = sumLevels(rated);
  const ownLevels = levelsByCode(rated);
  return codes.map((code) => meansWithout(ownLevels.get(code), all));
}

/**
 * The levels by the mean of the other occupations in the SOC major group, or the {@link skillMean} for a skill that
 * no other of the group is rated on. A model that does not come closer is not worth its price. Gaps within a group
 * point the wrong way, as those of the skill mean do.
 */
export function majorGroupMean(rated: readonly RatedOccupation[], codes: readonly string[]): Float64Array[] {
  const groups = sumLevelsByMajorGroup(rated);
  const ownLevels = levelsByCode(rated);
  const skillMeans = skillMean(rated, codes);
  return codes.map((code, i) => {
    const fallback = skillMeans[i] ?? new Float64Array();
    const group = groups.get(majorGroupOf(code));
    return group ? orElse(meansWithout(ownLevels.get(code), group), fallback) : fallback;
  });
}

/** Per skill, over a set of occupations; leaving one out is then a subtraction. */
interface LevelSums {
  readonly sum: Float64Array;
  readonly count: Uint32Array;
}

function sumLevels(occupations: readonly RatedOccupation[]): LevelSums {
  const skills = Math.max(0, ...occupations.map(({ onet }) => onet.length));
  const sums = { sum: new Float64Array(skills), count: new Uint32Array(skills) };
  for (const { onet } of occupations) {
    for (let skill = 0; skill < onet.length; skill++) {
      const level = onet[skill] ?? NaN;
      if (Number.isNaN(level)) continue;
      sums.sum[skill] = (sums.sum[skill] ?? 0) + level;
      sums.count[skill] = (sums.count[skill] ?? 0) + 1;
    }
  }
  return sums;
}

function sumLevelsByMajorGroup(rated: readonly RatedOccupation[]): Map<string, LevelSums> {
  const groups = new Map<string, RatedOccupation[]>();
  for (const occupation of rated) {
    const code = majorGroupOf(occupation.code);
    groups.set(code, [...(groups.get(code) ?? []), occupation]);
  }
  return new Map([...groups].map(([code, occupations]) => [code, sumLevels(occupations)]));
}

/** The first two digits, such as 29 for Healthcare Practitioners and Technical Occupations. */
function majorGroupOf(code: string): string {
  return code.slice(0, 2);
}

function levelsByCode(rated: readonly RatedOccupation[]): Map<string, ArrayLike<number>> {
  return new Map(rated.map(({ code, onet }) => [code, onet]));
}

/** An occupation that is not rated, or not on a skill, is not in the sum and leaves nothing out. */
function meansWithout(own: ArrayLike<number> | undefined, { sum, count }: LevelSums): Float64Array {
  return sum.map((total, skill) => {
    const level = own?.[skill] ?? NaN;
    const included = !Number.isNaN(level);
    const others = (count[skill] ?? 0) - (included ? 1 : 0);
    return others === 0 ? NaN : (included ? total - level : total) / others;
  });
}

function orElse(means: Float64Array, fallback: Float64Array): Float64Array {
  return fallback.map((other, skill) => {
    const mean = means[skill] ?? NaN;
    return Number.isNaN(mean) ? other : mean;
  });
}
