import { DomainError, type OnetSocCode, type ParameterProblem, type ReleaseName } from '@app/onet';
import { explainShortfall, shortfallDetails, type Shortfall } from './occupation-completion';
import type { OccupationEntry } from './occupation-directory';

/** A parameter of a request and why it cannot be used. */
export interface RefusedParameter extends ParameterProblem {
  readonly code: 'MISSING_PARAMETER' | 'INVALID_PARAMETER' | 'INVALID_ONET_SOC_CODE';
}

/** One or more parameters of a request are missing or wrong; all of them are named. */
export class InvalidParametersError extends DomainError {
  constructor(readonly problems: readonly [RefusedParameter, ...RefusedParameter[]]) {
    const message = problems.map(({ parameter, detail }) => `${parameter} ${detail}`).join('; ');
    super(problems[0].code, `${message}.`, { errors: problems });
  }
}

/** The current release does not know the code. */
export class OccupationNotFoundError extends DomainError {
  constructor(code: OnetSocCode, release: ReleaseName, shortfall: Shortfall | null) {
    super(
      'OCCUPATION_NOT_FOUND',
      `Release ${release} has no occupation ${code}. Search for it by title with /api/v1/occupations?search=; codes of ` +
        `the older O*NET-SOC 2010 taxonomy are not known here.${explainShortfall(shortfall)}`,
      { onet_soc_code: code, ...shortfallDetails(shortfall) },
    );
  }
}

/** The code is known, but O*NET has not rated the occupation in this release. */
export class OccupationNotRatedError extends DomainError {
  constructor(
    { code, title }: OccupationEntry,
    release: ReleaseName,
    relatives: readonly OccupationEntry[],
    shortfall: Shortfall | null,
  ) {
    const instead =
      relatives.length > 0
        ? `Rated occupations of the same group: ${relatives.map((other) => `${other.code} ${other.title}`).join(', ')}.`
        : 'Later releases may have ratings for it.';
    const unrated = `${code} ${title} has no skill ratings in release ${release}. ${instead}`;
    super('OCCUPATION_NOT_RATED', `${unrated}${explainShortfall(shortfall)}`, {
      onet_soc_code: code,
      rated_relatives: relatives.map((other) => ({ code: other.code, title: other.title })),
      ...shortfallDetails(shortfall),
    });
  }
}

/** Nothing has been published, or it has not been loaded yet. */
export class NoReleasePublishedError extends DomainError {
  constructor() {
    super('NO_RELEASE_PUBLISHED', 'No O*NET release is loaded. Run the command "refresh", or see /health/ready.');
  }
}
