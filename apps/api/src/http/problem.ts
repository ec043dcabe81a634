import { HttpStatus } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { OccupationReferenceDto } from '@app/occupations';
import type { ErrorCode, ParameterProblem } from '@app/onet';

/** Refusals by the HTTP layer itself, before any part of the service has seen the request. */
const HTTP_ERROR_CODES = [
  'BAD_REQUEST',
  'ROUTE_NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'REQUEST_TIMEOUT',
  'PAYLOAD_TOO_LARGE',
  'URI_TOO_LONG',
  'UNSUPPORTED_MEDIA_TYPE',
  'HEADERS_TOO_LARGE',
  'REQUEST_TIMED_OUT',
  'INTERNAL_ERROR',
] as const;

export type HttpErrorCode = (typeof HTTP_ERROR_CODES)[number];

/** A code without a status does not compile. */
export const STATUS_OF: Readonly<Record<ErrorCode, HttpStatus>> = {
  INVALID_ONET_SOC_CODE: HttpStatus.BAD_REQUEST,
  MISSING_PARAMETER: HttpStatus.BAD_REQUEST,
  INVALID_PARAMETER: HttpStatus.BAD_REQUEST,
  MISSING_API_KEY: HttpStatus.UNAUTHORIZED,
  INVALID_API_KEY: HttpStatus.UNAUTHORIZED,
  INSUFFICIENT_SCOPE: HttpStatus.FORBIDDEN,
  RATE_LIMITED: HttpStatus.TOO_MANY_REQUESTS,
  API_KEY_EXISTS: HttpStatus.CONFLICT,
  API_KEY_NOT_FOUND: HttpStatus.NOT_FOUND,
  OCCUPATION_NOT_FOUND: HttpStatus.NOT_FOUND,
  RUN_NOT_FOUND: HttpStatus.NOT_FOUND,
  RUN_IN_PROGRESS: HttpStatus.CONFLICT,
  RUN_LOST: HttpStatus.CONFLICT,
  RUN_CANCELLED: HttpStatus.CONFLICT,
  RUN_ENDED: HttpStatus.CONFLICT,
  NOTHING_LANDED: HttpStatus.CONFLICT,
  OCCUPATION_NOT_RATED: HttpStatus.UNPROCESSABLE_ENTITY,
  NOTHING_TO_EVALUATE: HttpStatus.CONFLICT,
  OCCUPATION_NOT_ASSESSED: HttpStatus.UNPROCESSABLE_ENTITY,
  DOWNLOAD_REFUSED: HttpStatus.UNPROCESSABLE_ENTITY,
  SOURCE_UNREADABLE: HttpStatus.UNPROCESSABLE_ENTITY,
  SOURCE_INVALID: HttpStatus.UNPROCESSABLE_ENTITY,
  RELEASE_NAME_UNKNOWN: HttpStatus.UNPROCESSABLE_ENTITY,
  RELEASE_REFUSED: HttpStatus.UNPROCESSABLE_ENTITY,
  LLM_REPLY_REJECTED: HttpStatus.BAD_GATEWAY,
  SERVICE_STOPPING: HttpStatus.SERVICE_UNAVAILABLE,
  NO_RELEASE_PUBLISHED: HttpStatus.SERVICE_UNAVAILABLE,
  ONET_UNAVAILABLE: HttpStatus.SERVICE_UNAVAILABLE,
  LLM_UNAVAILABLE: HttpStatus.SERVICE_UNAVAILABLE,
  LLM_BUDGET_EXCEEDED: HttpStatus.SERVICE_UNAVAILABLE,
  DATABASE_MISSING: HttpStatus.SERVICE_UNAVAILABLE,
  DATABASE_UNREACHABLE: HttpStatus.SERVICE_UNAVAILABLE,
  DOWNLOAD_FAILED: HttpStatus.SERVICE_UNAVAILABLE,
  DATABASE_BUSY: HttpStatus.SERVICE_UNAVAILABLE,
  DATABASE_FULL: HttpStatus.SERVICE_UNAVAILABLE,
  DATABASE_READ_ONLY: HttpStatus.SERVICE_UNAVAILABLE,
  DATABASE_NO_CONNECTION: HttpStatus.SERVICE_UNAVAILABLE,
  DATABASE_DENIED: HttpStatus.SERVICE_UNAVAILABLE,
  DATABASE_UNSUITABLE: HttpStatus.SERVICE_UNAVAILABLE,
  DATABASE_DAMAGED: HttpStatus.SERVICE_UNAVAILABLE,
  KEYS_UNUSABLE: HttpStatus.INTERNAL_SERVER_ERROR,
  DATABASE_FAILED: HttpStatus.INTERNAL_SERVER_ERROR,
  DATABASE_LOAD_FAILED: HttpStatus.INTERNAL_SERVER_ERROR,
};

/** Every code that an answer may carry. Faults are INTERNAL_ERROR there, whatever the log and the records of runs call them. */
const PROBLEM_CODES: readonly string[] = [
  ...Object.entries(STATUS_OF).flatMap(([code, status]) => (status === HttpStatus.INTERNAL_SERVER_ERROR ? [] : [code])),
  ...HTTP_ERROR_CODES,
];

const HTTP_CODES: Readonly<Record<number, HttpErrorCode>> = {
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  414: 'URI_TOO_LONG',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  431: 'HEADERS_TOO_LARGE',
};

/** The code for a refusal by the HTTP layer. */
export function httpErrorCode(status: number): HttpErrorCode {
  return HTTP_CODES[status] ?? 'BAD_REQUEST';
}

class ParameterProblemDto implements ParameterProblem {
  @ApiProperty({ example: 'from' })
  parameter: string;

  @ApiProperty({ example: 'is not an O*NET-SOC code such as 15-1252.00: "abc"' })
  detail: string;

  @ApiProperty({ example: 'INVALID_ONET_SOC_CODE' })
  code: string;

  @ApiProperty({
    required: false,
    description: 'Where a title was given for a code: what to give as `search` of `/api/v1/occupations`.',
    example: 'registered nurse',
  })
  search?: string;
}

class MeantOccupationDto extends OccupationReferenceDto {
  @ApiProperty({ description: 'Whether the release has skill ratings for it.', example: true })
  rated: boolean;
}

/** An error answer: problem details for HTTP APIs (RFC 9457), with a code for programs. */
export class ProblemDto {
  @ApiProperty({ example: 'about:blank' })
  type: string;

  @ApiProperty({ description: 'Name of the HTTP status.', example: 'Bad Request' })
  title: string;

  @ApiProperty({ type: 'integer', example: 400 })
  status: number;

  @ApiProperty({
    enum: PROBLEM_CODES,
    description: 'Stable: programs may switch on it. Later versions may add codes.',
    example: 'INVALID_ONET_SOC_CODE',
  })
  code: string;

  @ApiProperty({
    description: 'What is wrong and what to do.',
    example: 'from is not an O*NET-SOC code such as 15-1252.00: "abc".',
  })
  detail: string;

  @ApiProperty({ required: false, type: [ParameterProblemDto], description: 'On 400: every offending parameter.' })
  errors?: ParameterProblemDto[];

  @ApiProperty({ required: false, description: 'On 404 and 422: the code that was looked for.', example: '15-2051.00' })
  onet_soc_code?: string;

  @ApiProperty({
    required: false,
    enum: ['group', 'no_such_detail', 'never_existed', 'unknown', 'military', 'all_other', 'not_yet_rated'],
    description:
      'On 404: the code is that of a SOC `group`; of its SOC code there are only other occupations (`no_such_detail`); there ' +
      'never was such a code (`never_existed`); or it is `unknown`. On 422: O*NET never rates `military` and `all_other` ' +
      'occupations, and has not rated this one so far (`not_yet_rated`).',
    example: 'group',
  })
  reason?: string;

  @ApiProperty({
    required: false,
    type: [MeantOccupationDto],
    description: 'On 404: occupations of the group, of the SOC code, or next to the code; 10 at most.',
  })
  members?: MeantOccupationDto[];

  @ApiProperty({ required: false, type: 'integer', description: 'On 404: how many such occupations there are.' })
  members_total?: number;

  @ApiProperty({
    required: false,
    type: [OccupationReferenceDto],
    description: 'On 422: rated occupations of the same SOC code, else of the group around it; 10 at most.',
  })
  rated_relatives?: OccupationReferenceDto[];

  @ApiProperty({
    required: false,
    type: 'integer',
    description:
      'On 409: the run that is under way (`RUN_IN_PROGRESS`) or has ended already (`RUN_ENDED`). On 404: the run that was ' +
      'asked for.',
    example: 12,
  })
  run_id?: number;

  @ApiProperty({
    required: false,
    enum: ['off', 'absent'],
    description:
      'On 404 and 422: `off` if O*NET Web Services could not be asked, as they need credentials; `absent` if they were ' +
      'asked and have it no more than the release.',
    example: 'off',
  })
  on_demand?: string;

  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'When Web Services were asked; they are not asked again for this release.',
    example: '2026-11-23T07:13:02.576Z',
  })
  on_demand_asked_at?: string;

  @ApiProperty({ required: false, description: 'On 500: the same id is in the log.', format: 'uuid' })
  error_id?: string;
}
