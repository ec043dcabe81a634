import type { OnetSocCode } from './onet-soc-code';

/** Every way in which this service refuses or fails, as programs see it. Stable: clients switch on these. */
export type ErrorCode =
  | 'INVALID_ONET_SOC_CODE'
  | 'MISSING_PARAMETER'
  | 'INVALID_PARAMETER'
  | 'MISSING_API_KEY'
  | 'INVALID_API_KEY'
  | 'INSUFFICIENT_SCOPE'
  | 'PAGE_NOT_BUILT'
  | 'RATE_LIMITED'
  | 'API_KEY_EXISTS'
  | 'API_KEY_NOT_FOUND'
  | 'OCCUPATION_NOT_FOUND'
  | 'OCCUPATION_RETIRED'
  | 'TITLE_AMBIGUOUS'
  | 'TITLE_NOT_FOUND'
  | 'OCCUPATION_NOT_RATED'
  | 'OCCUPATION_NOT_ASSESSED'
  | 'NO_RELEASE_PUBLISHED'
  | 'PART_NOT_IN_RELEASE'
  | 'RELEASE_NOT_FOUND'
  | 'RUN_IN_PROGRESS'
  | 'RUN_NOT_FOUND'
  | 'RUN_LOST'
  | 'RUN_CANCELLED'
  | 'RUN_ENDED'
  | 'SERVICE_STOPPING'
  | 'NOTHING_LANDED'
  | 'ONET_UNAVAILABLE'
  | 'LLM_UNAVAILABLE'
  | 'LLM_BUDGET_EXCEEDED'
  | 'LLM_REPLY_REJECTED'
  | 'NOTHING_TO_EVALUATE'
  | 'DOWNLOAD_FAILED'
  | 'DOWNLOAD_REFUSED'
  | 'SOURCE_UNREADABLE'
  | 'SOURCE_INVALID'
  | 'RELEASE_NAME_UNKNOWN'
  | 'RELEASE_REFUSED'
  | 'KEYS_UNUSABLE'
  | 'DATABASE_MISSING'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_BUSY'
  | 'DATABASE_FULL'
  | 'DATABASE_READ_ONLY'
  | 'DATABASE_NO_CONNECTION'
  | 'DATABASE_DENIED'
  | 'DATABASE_UNSUITABLE'
  | 'DATABASE_DAMAGED'
  | 'DATABASE_FAILED'
  | 'DATABASE_LOAD_FAILED';

/** One offending request parameter and what is wrong with it. */
export interface ParameterProblem {
  parameter: string;
  detail: string;
}

/**
 * The next step where it depends on how the service is used: each of the two apps names its own endpoints or commands.
 */
export type NextStep =
  /** Show an API key; ends the sentence of the message. */
  | { readonly action: 'show-key' }
  /** Look for a code, by these texts if there are any. */
  | { readonly action: 'search'; readonly texts: readonly string[] }
  | { readonly action: 'load-release' }
  /** Compare by ratings that are estimated from related occupations. */
  | { readonly action: 'analyse' }
  /** Load the release with files that it lacks. */
  | { readonly action: 'load-part' }
  | { readonly action: 'list-releases' }
  | { readonly action: 'assess'; readonly codes: readonly OnetSocCode[] };

export interface DomainErrorOptions extends ErrorOptions {
  readonly nextStep?: NextStep;
  /** When to try again, for failures that pass by themselves. */
  readonly retryAfterSeconds?: number;
}

/**
 * A refusal or failure that is part of the contract: the code is for programs, the message names the thing and the
 * next step for people. Knows nothing of HTTP.
 */
export class DomainError extends Error {
  readonly retryAfterSeconds: number | undefined;
  /** Follows the message. */
  readonly nextStep: NextStep | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Further members of the answer, such as the offending parameters. Never secrets. */
    readonly details: Readonly<Record<string, unknown>> = {},
    { retryAfterSeconds, nextStep, ...options }: DomainErrorOptions = {},
  ) {
    super(message, options);
    this.name = new.target.name;
    this.retryAfterSeconds = retryAfterSeconds;
    this.nextStep = nextStep;
  }
}
