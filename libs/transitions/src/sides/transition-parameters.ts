import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { choiceParameter, type Parameter } from '@app/http';

/** From one end of the job zones to the other: as a limit it is none. */
export const MOST_ZONES = 4;

/** Null where a number of job zones limits nothing. */
export function zoneLimit(zones: number): number | null {
  return zones === MOST_ZONES ? null : zones;
}

/** @param what is estimated, beside an occupation that the request names */
export function estimatesParameter(what: string): Parameter<'off' | 'on'> {
  return choiceParameter(
    `\`on\`: ${what} that O*NET has not rated take part too, by ratings estimated from related ones, and are marked so. ` +
      '`off`: such an occupation named by the request is 422 `OCCUPATION_NOT_RATED`.',
    ['off', 'on'],
  );
}

/** Documents what every operation about transitions may answer. */
export function ApiTransitionOperation(): MethodDecorator {
  return applyDecorators(
    ApiResponse({ status: 304, description: 'The answer that `If-None-Match` names is still right.' }),
    ApiResponse({
      status: 404,
      description:
        'Neither the release nor O*NET Web Services have such an occupation. Or no such release is kept (`RELEASE_NOT_FOUND`).',
    }),
    ApiResponse({
      status: 422,
      description:
        'An occupation is known but has no ratings, or the release was loaded without ratings of skills or knowledge ' +
        '(`PART_NOT_IN_RELEASE`).',
    }),
  );
}
