import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { otherNameOf, querySchema, releaseParameter, type ReadBy } from '@app/http';
import type { ReleaseName } from '@app/onet';
import { askedParameter, askedTitleParameter } from '@app/occupations';
import type { MeantPair } from '../asked/asked-pairs.service';

/** The answers are written as text, which Fastify would call plain. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** Every gap operation takes these. */
export const GAP_PARAMETERS = {
  from: askedParameter(
    'from_title',
    'O*NET-SOC code of where the person comes from; `11-1011` is read as `11-1011.00`. Also `from_occupation`. Or give ' +
      '`from_title`.',
    '11-1011.00',
  ),
  to: askedParameter(
    'to_title',
    'O*NET-SOC code of where the person wants to go. Also `to_occupation`. Or give `to_title`.',
    '11-3013.00',
  ),
  from_occupation: otherNameOf('from'),
  to_occupation: otherNameOf('to'),
  from_title: askedTitleParameter('from'),
  to_title: askedTitleParameter('to'),
};

export const GAP_QUERY = querySchema(GAP_PARAMETERS, ['from', 'to', 'from_title', 'to_title']);

/** The two occupations of a gap, as they are asked for. */
export type GapAsked = ReadBy<typeof GAP_QUERY>;

/** Gap operations that answer from any release that is kept also take its name. */
export const GAP_IN_RELEASE_PARAMETERS = { ...GAP_PARAMETERS, release: releaseParameter() };

/** The parameter that came last stands last. */
export const GAP_IN_RELEASE_QUERY = querySchema(GAP_IN_RELEASE_PARAMETERS, [
  ...(['from', 'to', 'release', 'from_title', 'to_title'] as const),
]);

/** The same, and the release by its name. */
export type GapInReleaseAsked = ReadBy<typeof GAP_IN_RELEASE_QUERY>;

/** The two occupations that are meant, and the release by its name; null for the one that is served. */
export interface GapInRelease extends MeantPair {
  readonly release: ReleaseName | null;
}

const NO_OCCUPATION =
  'Neither the release nor O*NET Web Services have such an occupation, or no occupation has such a title (`TITLE_NOT_FOUND`).';
const NO_RELEASE = 'Or no such release is kept (`RELEASE_NOT_FOUND`).';

/** Documents what every gap operation may answer. */
export function ApiGapOperation(): MethodDecorator {
  return apiGapOperation(NO_OCCUPATION);
}

/** The same for those that take a release. */
export function ApiGapInReleaseOperation(): MethodDecorator {
  return apiGapOperation(`${NO_OCCUPATION} ${NO_RELEASE}`);
}

function apiGapOperation(notFound: string): MethodDecorator {
  return applyDecorators(
    ApiResponse({ status: 304, description: 'The answer that `If-None-Match` names is still right.' }),
    ApiResponse({ status: 404, description: notFound }),
    ApiResponse({
      status: 422,
      description:
        'One of the occupations is known but has no ratings, neither in this release nor in O*NET Web Services. Or several ' +
        'occupations have taken the place of a retired code (`OCCUPATION_RETIRED`), or have such a title (`TITLE_AMBIGUOUS`).',
    }),
  );
}
