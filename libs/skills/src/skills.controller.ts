import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { NO_QUERY, OCCUPATION_PATH, PathAndQuery, toAskedOccupation, type NoQuery, type ReadBy } from '@app/http';
import { OccupationsService } from '@app/occupations';
import { ServedRelease } from '@app/releases';
import type { ElementRatings } from './profiles/profile-index';
import { SCALES } from './profiles/profiles-part';
import { ProfilesService } from './profiles.service';
import { OccupationSkillDto, OccupationSkillsDto, ScaleListDto, SkillListDto } from './skills.dto';
import { toRatingDto } from './to-rating-dto';

@ApiTags('Skills')
@Controller()
export class SkillsController {
  constructor(
    private readonly served: ServedRelease,
    private readonly profiles: ProfilesService,
    private readonly occupations: OccupationsService,
  ) {}

  @Get('skills')
  @ApiOperation({
    operationId: 'listSkills',
    summary: 'List the skills that occupations are rated on',
    description: 'With examples of what the levels of each skill mean.',
  })
  @ApiOkResponse({ type: SkillListDto })
  listSkills(@Query({ schema: NO_QUERY }) _query: NoQuery): SkillListDto {
    const { release, skills } = this.profiles.current;
    return {
      release: release.name,
      skills: skills.map(({ elementId, name, description, anchors }) => ({
        element_id: elementId,
        skill_name: name,
        description,
        level_anchors: [...anchors],
      })),
    };
  }

  @Get('scales')
  @ApiOperation({ operationId: 'listScales', summary: 'List the scales that ratings are measured on' })
  @ApiOkResponse({ type: ScaleListDto })
  listScales(@Query({ schema: NO_QUERY }) _query: NoQuery): ScaleListDto {
    const { release } = this.served.current;
    const scales = this.served.current.get(SCALES).map(({ scaleId, name, minimum, maximum }) => ({
      scale_id: scaleId,
      name,
      minimum,
      maximum,
    }));
    return { release: release.name, scales };
  }

  @Get('occupations/:code/skills')
  @ApiOperation({
    operationId: 'getOccupationSkills',
    summary: "Get an occupation's skill ratings",
    description:
      'Importance and level of every skill, with standard errors, intervals, flags and dates as in the release.',
  })
  @ApiOkResponse({ type: OccupationSkillsDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  @ApiResponse({
    status: 422,
    description:
      'The occupation is known but has no ratings, neither in this release nor in O*NET Web Services, or the code is retired, and several have taken its place.',
  })
  async getOccupationSkills(
    @PathAndQuery(OCCUPATION_PATH) { code: asked }: ReadBy<typeof OCCUPATION_PATH>,
  ): Promise<OccupationSkillsDto> {
    const { code, replaces } = this.occupations.meant(asked);
    const {
      index,
      profiles: [profile],
    } = await this.profiles.rated(code);
    return {
      occupation: toAskedOccupation(profile, replaces),
      skills: index.ratingsOf(code, 'skills').map(toDto),
      release: index.release.name,
    };
  }
}

function toDto({ element, importance, level }: ElementRatings): OccupationSkillDto {
  return {
    element_id: element.elementId,
    skill_name: element.name,
    importance: importance && toRatingDto(importance),
    level: level && toRatingDto(level),
  };
}
