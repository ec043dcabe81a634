import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { bandOf, citationOf, limitsOf, SIMILARITY_RANKS, type Side } from '@app/skill-gap';
import { NO_SIMILARITY } from '../matrices/transition-profile';
import type { AboutAnswerDto, TransitionOccupationDto } from './answer-parts.dto';

/** The members of answers, to be put among others. */
export type About = Pick<AboutAnswerDto, keyof AboutAnswerDto>;
export type NamedOccupation = Pick<TransitionOccupationDto, keyof TransitionOccupationDto>;

const MILLION = 1_000_000;

export function toOccupation({ code, title, jobZone, basis, replaces = null }: PerhapsReplacing): NamedOccupation {
  return { code, title, job_zone: jobZone, basis, ...(replaces !== null && { replaces }) };
}

/** Occupations that are listed, and not asked for, take no place of another. */
type PerhapsReplacing = Side & { readonly replaces?: OnetSocCode | null };

/** A share in millionths as JSON has it. */
export function toShare(millionths: number): number {
  return millionths / MILLION;
}

/** How a similarity in millionths ranks among all pairs of rated occupations. */
export function toRank(similarity: number, view: ReleaseView): { percentile: number | null; band: string | null } {
  const percentile = similarity === NO_SIMILARITY ? null : view.get(SIMILARITY_RANKS).percentileOf(similarity);
  if (percentile === null) return { percentile: null, band: null };
  return { percentile: Math.floor(percentile * 100 + 0.5) / 100, band: bandOf(percentile) };
}

/**
 * What an answer has to say of itself.
 * @param goesBy all that it names
 * @param estimates whether it also goes by estimated ratings of occupations that it does not name
 */
export function aboutAnswer(view: ReleaseView, goesBy: readonly HasBasis[], estimates = false): About {
  const isEstimated = estimates || goesBy.some((named) => [named, ...(named.past ?? [])].some(isEstimate));
  const isPerson = goesBy.some(({ basis }) => basis === 'person');
  return { limits: limitsOf(isEstimated, isPerson), citation: citationOf(view.release.name) };
}

/** An occupation, or a person with their past ones. */
interface HasBasis {
  readonly basis: string;
  readonly past?: readonly HasBasis[];
}

function isEstimate({ basis }: HasBasis): boolean {
  return basis === 'estimated';
}
