import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { codeParameter, otherNameOf, querySchema, type ReadBy } from '@app/http';

/** The answers are written as text, which Fastify would call plain. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** Every gap operation takes these. */
export const GAP_PARAMETERS = {
  from: codeParameter(
    'O*NET-SOC code of where the person comes from; `11-1011` is read as `11-1011.00`. Also `from_occupation`.',
    '11-1011.00',
  ),
  to: codeParameter('O*NET-SOC code of where the person wants to go. Also `to_occupation`.', '11-3013.00'),
  from_occupation: otherNameOf('from'),
  to_occupation: otherNameOf('to'),
};

export const GAP_QUERY = querySchema(GAP_PARAMETERS, ['from', 'to']);

/** The two occupations of a gap. */
export type GapCodes = ReadBy<typeof GAP_QUERY>;

/** Documents what every gap operation may answer. */
export function ApiGapOperation(): MethodDecorator {
  return applyDecorators(
    ApiResponse({ status: 304, description: 'The answer that `If-None-Match` names is still right.' }),
    ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' }),
    ApiResponse({
      status: 422,
      description:
        'One of the occupations is known but has no ratings, neither in this release nor in O*NET Web Services.',
    }),
  );
}
