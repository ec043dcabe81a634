import { DomainError, type ErrorCode } from '@app/onet';

/** The source is not there or cannot be read. */
export class SourceUnreadableError extends DomainError {
  constructor(message: string, cause?: unknown) {
    super('SOURCE_UNREADABLE', message, {}, { cause });
  }
}

/** The source can be read but is no O*NET database as this service knows it. */
export class SourceInvalidError extends DomainError {
  constructor(message: string, cause?: unknown) {
    super('SOURCE_INVALID', message, {}, { cause });
  }
}

/** Neither the source nor its place says which release it is. */
export class ReleaseNameUnknownError extends DomainError {
  /** @param why what of it does not say so, as the end of a sentence */
  constructor(source: string, why: string) {
    super(
      'RELEASE_NAME_UNKNOWN',
      `Cannot tell which O*NET release ${source} is: ${why}. Name it with ONET_RELEASE (or --release on the command ` +
        'line), for example 29.0.',
    );
  }
}

const SOURCE_PROBLEMS: readonly ErrorCode[] = [
  'ONET_UNAVAILABLE',
  'DOWNLOAD_FAILED',
  'DOWNLOAD_REFUSED',
  'SOURCE_UNREADABLE',
  'SOURCE_INVALID',
  'RELEASE_NAME_UNKNOWN',
];

/** True if the source is at fault, rather than the database, another run or this program. */
export function isSourceProblem(error: unknown): error is DomainError {
  return error instanceof DomainError && SOURCE_PROBLEMS.includes(error.code);
}
