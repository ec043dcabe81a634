import { beginningOfGroup, hasMajorGroup, socCodeOf, type OnetSocCode } from '@app/onet';
import type { OccupationDirectory, OccupationEntry } from './occupation-directory';

/** Why a release has no occupation of a code, and which of its occupations may be meant. */
export interface MissingOccupation {
  readonly reason:
    /** The code is that of a SOC group, whose occupations these are. */
    | 'group'
    /** The SOC code is known, with these occupations, but not with these last two digits. */
    | 'no_such_detail'
    /** No code has ever begun so. */
    | 'never_existed'
    /** Of a later release, or misspelt; these are of the group that it would be in. */
    | 'unknown';
  readonly meant: readonly OccupationEntry[];
}

/** False for what no release can have: codes of groups, and what never was a code. */
export function canBeOccupation(code: OnetSocCode): boolean {
  return hasMajorGroup(code) && beginningOfGroup(code) === null;
}

/** @param code one that the directory does not have */
export function findMeant(code: OnetSocCode, directory: Pick<OccupationDirectory, 'withCode'>): MissingOccupation {
  if (!hasMajorGroup(code)) return { reason: 'never_existed', meant: [] };
  const soc = socCodeOf(code);
  if (beginningOfGroup(code) !== null) return { reason: 'group', meant: directory.withCode(soc) };
  const details = directory.withCode(soc);
  if (details.length > 0) return { reason: 'no_such_detail', meant: details };
  return { reason: 'unknown', meant: directory.withCode(soc.slice(0, -1)) };
}

/** Why an occupation has no ratings: O*NET never rates the first two kinds. */
export type UnratedReason = 'military' | 'all_other' | 'not_yet_rated';

export function whyUnrated({ code, title }: Pick<OccupationEntry, 'code' | 'title'>): UnratedReason {
  if (code.startsWith('55-')) return 'military';
  return /\bAll Other\b/i.test(title) ? 'all_other' : 'not_yet_rated';
}
