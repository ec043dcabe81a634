import { DomainError, socCodeOf, type NextStep, type OnetSocCode, type ReleaseName } from '@app/onet';
import { whyUnrated, type MissingOccupation } from './directory/meant-occupations';
import { explainShortfall, shortfallDetails, type Shortfall } from './occupation-completion';
import type { OccupationEntry } from './directory/occupation-directory';
import type { RetiredOccupation } from './taxonomy/retired-codes';

/** Occupations that one error names at most; major groups have more than a hundred. */
const MOST_NAMED = 10;

/** The current release does not know the code. */
export class OccupationNotFoundError extends DomainError {
  constructor(code: OnetSocCode, release: ReleaseName, missing: MissingOccupation, shortfall: Shortfall | null) {
    const { reason, meant } = missing;
    const named = meant.slice(0, MOST_NAMED);
    const texts = meant.length > named.length ? [socCodeOf(code)] : [];
    // Where everything that may be meant is named, there is nothing left to search.
    const nextStep = meant.length > 0 && texts.length === 0 ? undefined : ({ action: 'search', texts } as const);
    super(
      'OCCUPATION_NOT_FOUND',
      `${explainMissing(code, release, missing)}${explainShortfall(shortfall)}`,
      {
        onet_soc_code: code,
        reason,
        members: named.map(({ code: member, title, rated }) => ({ code: member, title, rated })),
        members_total: meant.length,
        ...shortfallDetails(shortfall),
      },
      { nextStep },
    );
  }
}

/** The code is of an earlier edition of O*NET-SOC, and several codes of the release's edition have taken its place. */
export class OccupationRetiredError extends DomainError {
  /** @param find the release's occupation of a code, which it may lack */
  constructor(
    { code, title, successors }: RetiredOccupation,
    release: ReleaseName,
    find: (code: OnetSocCode) => OccupationEntry | undefined,
  ) {
    const found = successors.map((successor) => ({ code: successor, entry: find(successor) }));
    const named = found.map(({ code: successor, entry }) =>
      entry ? describe(entry) : `${successor} (not in this release)`,
    );
    super(
      'OCCUPATION_RETIRED',
      `${code} ${title} is a code of an earlier O*NET-SOC taxonomy than that of release ${release}, where several ` +
        `occupations have taken its place: ${named.join(', ')}. Ask for the one that is meant.`,
      {
        onet_soc_code: code,
        occupation_title: title,
        successors: found.map(({ code: successor, entry }) => ({
          code: successor,
          title: entry?.title ?? null,
          rated: entry?.rated ?? false,
        })),
      },
    );
  }
}

/** What there is in place of the ratings of an occupation. */
export interface InsteadOfRatings {
  /** Rated occupations to look at instead. */
  readonly relatives: readonly OccupationEntry[];
  readonly shortfall: Shortfall | null;
  /** Whether its ratings can be estimated. */
  readonly canEstimate: boolean;
}

/** The code is known, but O*NET has not rated the occupation in this release. */
export class OccupationNotRatedError extends DomainError {
  constructor(
    occupation: OccupationEntry,
    release: ReleaseName,
    { relatives, shortfall, canEstimate }: InsteadOfRatings,
  ) {
    const reason = whyUnrated(occupation);
    const named = relatives.slice(0, MOST_NAMED);
    const neverRated = reason !== 'not_yet_rated';
    const instead = named.length > 0 ? ` Rated occupations of the same group: ${listed(relatives)}.` : '';
    const later = named.length > 0 || neverRated ? '' : ' Later releases may have ratings for it.';
    // Whoever could ask Web Services would not get any where there will never be ratings.
    const outlook = neverRated && shortfall?.reason !== 'absent' ? '' : explainShortfall(shortfall);
    super(
      'OCCUPATION_NOT_RATED',
      `${explainUnrated(occupation, release)}${instead}${later}${outlook}`,
      {
        onet_soc_code: occupation.code,
        reason,
        rated_relatives: named.map(({ code, title }) => ({ code, title })),
        estimate_available: canEstimate,
        ...shortfallDetails(shortfall),
      },
      { nextStep: stepWithoutRatings(canEstimate, neverRated && named.length === 0) },
    );
  }
}

function stepWithoutRatings(canEstimate: boolean, hasNothingElse: boolean): NextStep | undefined {
  if (canEstimate) return { action: 'analyse' };
  return hasNothingElse ? { action: 'search', texts: [] } : undefined;
}

function explainMissing(code: OnetSocCode, release: ReleaseName, { reason, meant }: MissingOccupation): string {
  switch (reason) {
    case 'group':
      return meant.length > 0
        ? `${code} is the code of a group, not of an occupation. Its occupations in release ${release}: ${listed(meant)}.`
        : `${code} is the code of a group, of which release ${release} has no occupation.`;
    case 'no_such_detail':
      return `Release ${release} has no occupation ${code}. What it has of ${socCodeOf(code)}: ${listed(meant)}.`;
    case 'never_existed':
      return (
        `Release ${release} has no occupation ${code}, and there never was one: major groups are the odd numbers from 11 ` +
        'to 55.'
      );
    case 'unknown':
      return (
        `Release ${release} has no occupation ${code}. The code may be misspelt, or be one of a later taxonomy than that of ` +
        `the release.${meant.length > 0 ? ` Next to it: ${listed(meant)}.` : ''}`
      );
  }
}

function explainUnrated(occupation: OccupationEntry, release: ReleaseName): string {
  const unrated = `${occupation.code} ${occupation.title} has no skill ratings in release ${release}`;
  switch (whyUnrated(occupation)) {
    case 'military':
      return `${unrated}: O*NET never rates military occupations.`;
    case 'all_other':
      return `${unrated}: O*NET never rates "All Other" occupations, which gather what has no occupation of its own.`;
    case 'not_yet_rated':
      return `${unrated}.`;
  }
}

function listed(occupations: readonly OccupationEntry[]): string {
  const named = occupations.slice(0, MOST_NAMED).map(describe);
  const more = occupations.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function describe({ code, title, rated }: OccupationEntry): string {
  return `${code} ${title}${rated ? '' : ' (not rated)'}`;
}
