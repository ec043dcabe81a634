import { Injectable } from '@nestjs/common';
import type { ReleaseView } from '@app/releases';
import { SIMILARITY_RANKS, type Source } from '@app/skill-gap';
import { PROFILES } from '@app/skills';
import { rowsOf, type ComparedOccupations } from '../matrices/compared-occupations';
import { isNear } from '../matrices/job-zones';
import { leastSimilarity, similaritiesOf } from '../matrices/shortfalls';
import { sourceOf, type TransitionSource } from '../matrices/transition-profile';
import { TRANSITIONS } from '../matrices/transitions-part';
import { countUnlocks, inOrderOfGain } from './count-unlocks';
import type { UnlockDto, UnlocksDto } from './unlocks.dto';

/** Which targets are looked at. */
export type Pool = 'all' | 'near';

/** What is near: such a percentile of similarity, and so many job zones at most. */
export const NEAR_PERCENTILE = 75;
export const NEAR_ZONES = 1;

/** What one level more of a skill would open. */
@Injectable()
export class UnlocksService {
  /** @param estimates whether occupations with estimated ratings are in the pool */
  async of(
    view: ReleaseView,
    from: Source,
    kind: Pool,
    estimates: boolean,
  ): Promise<Pick<UnlocksDto, 'pool' | 'unlocks'>> {
    const occupations = await view.get(TRANSITIONS).occupations(estimates);
    const source = sourceOf(from);
    const own = rowsOf(from, occupations);
    const others = [...occupations.codes.keys()].filter((row) => !own.has(row));
    const pool = kind === 'all' ? others : nearOf(view, source, occupations, others);
    const { covered, gains } = countUnlocks(source.levels, occupations, pool);
    return { pool: { kind, size: pool.length, covered }, unlocks: listed(view, source.levels, gains) };
  }
}

function nearOf(
  view: ReleaseView,
  source: TransitionSource,
  occupations: ComparedOccupations,
  rows: readonly number[],
): number[] {
  const similarities = similaritiesOf(source, occupations);
  const least = leastSimilarity(view.get(SIMILARITY_RANKS), NEAR_PERCENTILE) ?? -Infinity;
  return rows.filter(
    (row) =>
      (similarities[row] ?? -Infinity) >= least && isNear(source.jobZone, occupations.jobZones[row] ?? 0, NEAR_ZONES),
  );
}

function listed(view: ReleaseView, levels: Int16Array, gains: Int32Array): UnlockDto[] {
  const elements = view.get(PROFILES).elements('skills');
  const order = inOrderOfGain(gains);
  return order.flatMap((element) => {
    const { elementId, name } = elements[element] ?? {};
    if (elementId === undefined || name === undefined) return [];
    const gain = gains[element] ?? 0;
    const rank = 1 + order.findIndex((other) => gains[other] === gain);
    return [{ element_id: elementId, name, gain, rank, from_level: (levels[element] ?? 0) / 100 }];
  });
}
