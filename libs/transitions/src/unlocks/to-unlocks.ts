import type { ReleaseView } from '@app/releases';
import { aboutAnswer, toOccupation } from '../sides/answer-parts';
import type { NamedSide } from '../sides/transition-sides.service';
import type { UnlocksDto } from './unlocks.dto';

/**
 * The answer of `/unlocks` for an occupation.
 * @param estimates whether occupations with estimated ratings were in the pool
 */
export function toUnlocks(
  view: ReleaseView,
  side: NamedSide,
  found: Pick<UnlocksDto, 'pool' | 'unlocks'>,
  estimates: boolean,
): UnlocksDto {
  const { pool, unlocks } = found;
  return {
    ...{ release: view.release.name, occupation: toOccupation(side), pool, unlocks },
    ...aboutAnswer(view, [side], estimates),
  };
}
