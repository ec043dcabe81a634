import { InvalidParametersError } from '@app/http';
import { beginningOfGroup, socCodeOf, type OnetSocCode } from '@app/onet';
import { MOST_ROWS } from './cohort-body';

/** One entry of the request: a code of an occupation or a SOC group, and how many people or places it has. */
export interface CohortEntry {
  readonly code: OnetSocCode;
  /** Null for as many as come. */
  readonly count: number | null;
}

/**
 * Puts the occupations of a SOC group in its place. Its people or places are spread evenly over them, what does not divide
 * going to the first by code: how many each of them has, only the client could know.
 * @param parameter what the entries are called in the request
 * @param membersOf the occupations with ratings of a SOC group
 * @throws InvalidParametersError for an occupation that is named twice, or too many of them
 */
export function membersOfEntries(
  parameter: string,
  entries: readonly CohortEntry[],
  membersOf: (code: OnetSocCode) => readonly OnetSocCode[],
): CohortEntry[] {
  const members = entries.flatMap(({ code, count }): CohortEntry[] => {
    const codes = beginningOfGroup(code) === null ? [] : membersOf(code);
    return codes.length === 0 ? [{ code, count }] : codes.map((member, i) => share({ code: member, count }, codes, i));
  });
  const seen = new Set<OnetSocCode>();
  for (const { code } of members) {
    if (seen.has(code)) refuse(parameter, `name ${code} more than once, by itself or as one of a SOC group`);
    seen.add(code);
  }
  if (members.length > MOST_ROWS) {
    refuse(parameter, `stand for ${members.length} occupations, as groups have many; ${MOST_ROWS} at most`);
  }
  return members;
}

/** Whether a code is of this group: `29-1140.00` stands for all that begin with `29-114`. */
export function isOfGroup(code: OnetSocCode, group: OnetSocCode): boolean {
  return socCodeOf(code).startsWith(beginningOfGroup(group) ?? group);
}

function share({ code, count }: CohortEntry, codes: readonly OnetSocCode[], place: number): CohortEntry {
  if (count === null) return { code, count };
  return { code, count: Math.floor(count / codes.length) + (place < count % codes.length ? 1 : 0) };
}

function refuse(parameter: string, detail: string): never {
  throw new InvalidParametersError([{ code: 'INVALID_PARAMETER', parameter, detail }]);
}
