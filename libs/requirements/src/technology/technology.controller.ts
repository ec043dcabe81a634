import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { OCCUPATION_PATH, PathAndQuery, toAskedOccupation, type ReadBy } from '@app/http';
import { OccupationTechnologyDto, type TechnologyGroupDto } from './technology.dto';
import { TechnologyService, type TechnologyGroup } from './technology.service';

@ApiTags('Requirements')
@Controller('occupations/:code/technology')
export class TechnologyController {
  constructor(private readonly technology: TechnologyService) {}

  @Get()
  @ApiOperation({
    operationId: 'getOccupationTechnology',
    summary: "Get an occupation's software and other information technology",
    description: 'Products by the kind that they are of, with those marked that job postings often name.',
  })
  @ApiOkResponse({ type: OccupationTechnologyDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  @ApiResponse({
    status: 422,
    description: 'The release was loaded without technology, or the code is retired, and several have taken its place.',
  })
  async get(@PathAndQuery(OCCUPATION_PATH) { code }: ReadBy<typeof OCCUPATION_PATH>): Promise<OccupationTechnologyDto> {
    const { release, occupation, replaces, groups } = await this.technology.of(code);
    return { release, occupation: toAskedOccupation(occupation, replaces), technology: groups.map(toDto) };
  }
}

function toDto({ commodity, examples }: TechnologyGroup): TechnologyGroupDto {
  return {
    commodity_code: commodity.code,
    commodity: commodity.title,
    examples: examples.map(({ name, hot, inDemand }) => ({ name, hot, in_demand: inDemand })),
  };
}
