import { applyDecorators } from '@nestjs/common';
import { ApiQuery, ApiResponse } from '@nestjs/swagger';
import { ParameterReader, type RawParameters } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';

/** Every gap operation takes these. */
export const GAP_PARAMETERS = ['from', 'to', 'from_occupation', 'to_occupation'];

/** The two occupations of a gap. */
export interface GapCodes {
  readonly from: OnetSocCode;
  readonly to: OnetSocCode;
}

/** @throws InvalidParametersError */
export function readGapCodes(query: RawParameters): GapCodes {
  const parameters = new ParameterReader(query, GAP_PARAMETERS);
  const codes = gapCodesOf(parameters);
  parameters.check();
  return codes;
}

/** For those who read more than the codes. */
export function gapCodesOf(parameters: ParameterReader): GapCodes {
  return { from: parameters.code('from', 'from_occupation'), to: parameters.code('to', 'to_occupation') };
}

/** Documents what every gap operation takes and may answer. */
export function ApiGapOperation(): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'from',
      type: String,
      description:
        'O*NET-SOC code of where the person comes from; `11-1011` is read as `11-1011.00`. Also `from_occupation`.',
      example: '11-1011.00',
    }),
    ApiQuery({
      name: 'to',
      type: String,
      description: 'O*NET-SOC code of where the person wants to go. Also `to_occupation`.',
      example: '11-3013.00',
    }),
    ApiResponse({ status: 304, description: 'The answer that `If-None-Match` names is still right.' }),
    ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' }),
    ApiResponse({
      status: 422,
      description:
        'One of the occupations is known but has no ratings, neither in this release nor in O*NET Web Services.',
    }),
  );
}
