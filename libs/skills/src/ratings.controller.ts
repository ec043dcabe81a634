import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  choiceParameter,
  OCCUPATION_CODE,
  PathAndQuery,
  pathAndQuerySchema,
  querySchema,
  toAskedOccupation,
  type ReadBy,
} from '@app/http';
import { OccupationsService } from '@app/occupations';
import type { Domain } from '@app/onet';
import { PartNotInReleaseError } from '@app/releases';
import type { ElementEntry } from './profiles/element-table';
import type { ProfileIndex } from './profiles/profile-index';
import { ProfilesService } from './profiles.service';
import { ElementListDto, OccupationRatingsDto } from './ratings.dto';
import { toRatingDto } from './to-rating-dto';

const DOMAIN = choiceParameter('Domain of the elements. `domains` of `/releases` lists those that the release has.', [
  'skills',
  'knowledge',
  'abilities',
  'work_activities',
]);

const OF_DOMAIN = querySchema({ domain: DOMAIN });
const OF_OCCUPATION = pathAndQuerySchema({ code: OCCUPATION_CODE }, { domain: DOMAIN });

/** Elements and ratings of every domain. */
@ApiTags('Skills')
@Controller()
export class RatingsController {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly occupations: OccupationsService,
  ) {}

  @Get('elements')
  @ApiOperation({
    operationId: 'listElements',
    summary: 'List the elements of a domain that occupations are rated on',
    description: 'Skills, knowledge, abilities or work activities, with examples of what the levels of each mean.',
  })
  @ApiOkResponse({ type: ElementListDto })
  @ApiResponse({ status: 422, description: 'The release was loaded without ratings of this domain.' })
  listElements(@Query({ schema: OF_DOMAIN }) { domain }: ReadBy<typeof OF_DOMAIN>): ElementListDto {
    const index = this.profiles.current;
    const elements = elementsOf(index, domain).map(({ elementId, name, description, anchors }) => ({
      element_id: elementId,
      name,
      description,
      level_anchors: [...anchors],
    }));
    return { release: index.release.name, domain, elements };
  }

  @Get('occupations/:code/ratings')
  @ApiOperation({
    operationId: 'getOccupationRatings',
    summary: "Get an occupation's ratings in one domain",
    description:
      'Importance and level of every element, with standard errors, intervals, flags and dates as in the release. Of the ' +
      'skills they are those of `/occupations/{code}/skills`.',
  })
  @ApiOkResponse({ type: OccupationRatingsDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  @ApiResponse({
    status: 422,
    description:
      'The occupation is known but has no ratings, or the release was loaded without ratings of this domain, or the code is retired, and several have taken its place.',
  })
  async getOccupationRatings(
    @PathAndQuery(OF_OCCUPATION) { code: asked, domain }: ReadBy<typeof OF_OCCUPATION>,
  ): Promise<OccupationRatingsDto> {
    const { code, replaces } = this.occupations.meant(asked);
    const { index, profile } = await this.profiles.ratedAnywhere(code);
    elementsOf(index, domain);
    const ratings = index.ratingsOf(code, domain).map(({ element, importance, level }) => ({
      element_id: element.elementId,
      name: element.name,
      importance: importance && toRatingDto(importance),
      level: level && toRatingDto(level),
    }));
    return { occupation: toAskedOccupation(profile, replaces), domain, ratings, release: index.release.name };
  }
}

/** @throws PartNotInReleaseError if there are none */
function elementsOf(index: ProfileIndex, domain: Domain): readonly ElementEntry[] {
  const elements = index.elements(domain);
  if (elements.length === 0) throw new PartNotInReleaseError(domain, index.release.name);
  return elements;
}
