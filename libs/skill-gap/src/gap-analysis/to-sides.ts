import type { OccupationReferenceDto } from '@app/http';
import type { Domain, OnetSocCode } from '@app/onet';
import type { Estimates } from '@app/skills';
import type { PersonSide, Side } from '../sides/side';
import type { AnalysedOccupationDto } from './gap-analysis.dto';
import type { PersonDto } from './person-analysis.dto';

/**
 * An occupation as answers name it.
 * @param replaces the retired code that was given for it, if one was
 */
export function toSide(
  occupation: Side,
  estimates: Estimates,
  replaces: OnetSocCode | null = null,
): AnalysedOccupationDto {
  const { code, title, jobZone, basis, estimate } = occupation;
  const side = { code, title, job_zone: jobZone, basis, ...(replaces !== null && { replaces }) };
  if (!estimate) return side;
  const { links, occupations, basis: over } = estimate;
  return { ...side, estimate: { links, occupations, basis: over, error: errorIn(estimates, 'skills') } };
}

/** A person as answers name them. */
export function toPerson(person: PersonSide, estimates: Estimates): PersonDto {
  const { past, preparedBy, jobZone, basis, selfRatings, isRough } = person;
  return {
    ...{ code: null, title: null, job_zone: jobZone, basis },
    occupations: past.map((side) => toSide(side, estimates, side.replaces)),
    prepared_by: preparedBy && reference(preparedBy),
    ratings: selfRatings,
    rough: isRough,
  };
}

/** An occupation by code and title alone. */
export function reference({ code, title }: Side): OccupationReferenceDto {
  return { code, title };
}

/** What the levels of estimates in a domain are off by on average. With two decimals: more would claim too much. */
export function errorIn(estimates: Estimates, domain: Domain): number | null {
  const error = estimates.errorsIn(domain)?.level.mean ?? null;
  return error === null ? null : Math.round(error * 100) / 100;
}
