import { DomainError, type ErrorCode } from '@app/onet';

/** Exit codes, which scripts can rely on. Documented in docs/operations.md. */
export const EXIT = {
  /** Done, or nothing to do. */
  done: 0,
  failed: 1,
  usage: 2,
  /** Loaded, but not published, since the data checks had doubts. */
  refused: 3,
  /** The occupation is unknown, retired or not rated, or the release is not kept. */
  notFound: 4,
  /** By a signal, as shells have it. */
  interrupted: 130,
} as const;

const BY_ERROR: Partial<Record<ErrorCode, number>> = {
  RELEASE_REFUSED: EXIT.refused,
  OCCUPATION_NOT_FOUND: EXIT.notFound,
  OCCUPATION_RETIRED: EXIT.notFound,
  TITLE_NOT_FOUND: EXIT.notFound,
  TITLE_AMBIGUOUS: EXIT.usage,
  OCCUPATION_NOT_RATED: EXIT.notFound,
  RELEASE_NOT_FOUND: EXIT.notFound,
  INVALID_ONET_SOC_CODE: EXIT.usage,
  INVALID_PARAMETER: EXIT.usage,
  SERVICE_STOPPING: EXIT.interrupted,
};

export function exitCodeOf(error: unknown): number {
  return (error instanceof DomainError ? BY_ERROR[error.code] : undefined) ?? EXIT.failed;
}
