import { STATUS_CODES } from 'node:http';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from './problem.dto';

type Example = Pick<ProblemDto, 'code' | 'detail' | 'errors' | 'run_id'>;

const DATABASE_AWAY: Example = {
  code: 'DATABASE_UNREACHABLE',
  detail:
    'Cannot use the database skill_gap on db:3306: the connection was lost (ECONNREFUSED). See that the ' +
    'server runs and can be reached from here, then run it again.',
};

/** Documents an error answer where the common example of its status would be one of other endpoints. */
export function ApiProblem(status: number, description: string, example: Example): ClassDecorator & MethodDecorator {
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status, ...example };
  return ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) }, example: problem } },
  });
}

/** Documents the problems that every operation of an administrator may answer. */
export function ApiAdminProblems(): ClassDecorator {
  return applyDecorators(
    ApiProblem(400, 'A parameter is missing, wrong, given twice or not known; the answer names it.', {
      code: 'INVALID_PARAMETER',
      detail: 'page is not known here; this endpoint takes none.',
      errors: [{ code: 'INVALID_PARAMETER', parameter: 'page', detail: 'is not known here; this endpoint takes none' }],
    }),
    ApiProblem(403, 'The API key lacks the scope `admin`.', {
      code: 'INSUFFICIENT_SCOPE',
      detail: 'This API key does not have the scope "admin" that this endpoint needs.',
    }),
    ApiProblem(
      429,
      'The key, or an address without a valid one, has asked too often; `Retry-After` says when to come back.',
      {
        code: 'RATE_LIMITED',
        detail:
          'This API key has used up its 120 requests a minute for endpoints of the scope "admin". Try again in 12 seconds.',
      },
    ),
    ApiProblem(
      503,
      'The database does not answer (`DATABASE_UNREACHABLE`) or cannot do it now (`DATABASE_BUSY`, `DATABASE_FULL`, ' +
        '`DATABASE_READ_ONLY`), it took too long (`REQUEST_TIMED_OUT`), or the process is stopping (`SERVICE_STOPPING`).',
      DATABASE_AWAY,
    ),
  );
}

/**
 * Documents the problems that an operation with a JSON body may answer to a bad body.
 * @param kibibytes how large it may be
 */
export function ApiBodyProblems(kibibytes = 16): MethodDecorator {
  return applyDecorators(
    ApiProblem(
      400,
      'A field of the body is wrong or not known; the answer names it. Or the body is no JSON (`BAD_REQUEST`).',
      {
        code: 'INVALID_PARAMETER',
        detail: 'force must be true or false.',
        errors: [{ code: 'INVALID_PARAMETER', parameter: 'force', detail: 'must be true or false' }],
      },
    ),
    ApiProblem(413, `The body is larger than ${kibibytes} KiB.`, {
      code: 'PAYLOAD_TOO_LARGE',
      detail: 'Request body is too large. /docs says what this endpoint takes.',
    }),
    ApiProblem(415, 'The `Content-Type` of the body is none that is read here; send `application/json`.', {
      code: 'UNSUPPORTED_MEDIA_TYPE',
      detail: 'Unsupported Media Type. /docs says what this endpoint takes.',
    }),
  );
}
