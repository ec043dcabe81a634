import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { RateBucket } from '@app/access';
import { ApiBodyProblems, NO_QUERY, type NoQuery, type ReadBy } from '@app/http';
import { BODY_KIBIBYTES } from '@app/skill-gap';
import { PersonMovesDto, PersonPathsDto, PersonUnlocksDto } from './person-answers.dto';
import { MOVES_BODY, PATHS_BODY, UNLOCKS_BODY } from './person-bodies';
import { PersonMovesRequestDto, PersonPathsRequestDto, PersonUnlocksRequestDto } from './person-requests.dto';
import { PersonTransitionsService } from './person-transitions.service';

/** Transitions of a person: nothing that they say is in an address, stored or logged. */
@ApiTags('Transitions')
@Controller()
@ApiResponse({ status: 404, description: 'There is no such occupation or title, or no such release is kept.' })
@ApiResponse({
  status: 422,
  description:
    'An occupation has no ratings, a retired code or a title stands for several, or the release lacks a domain. `problems` ' +
    'lists them where there are several.',
})
export class PersonTransitionsController {
  constructor(private readonly persons: PersonTransitionsService) {}

  @Post('moves')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'listPersonMoves',
    summary: 'List the occupations that a person could move to',
    description:
      'As `/occupations/{code}/moves`, for somebody who has been in several occupations or knows their own levels: covered is ' +
      'what they have, similar is what is like any past occupation, near is counted from the highest job zone of these. ' +
      'Nothing is stored or logged.',
  })
  @ApiBody({ type: PersonMovesRequestDto })
  @ApiBodyProblems(BODY_KIBIBYTES)
  @ApiOkResponse({ type: PersonMovesDto })
  listMoves(
    @Query({ schema: NO_QUERY }) _query: NoQuery,
    @Body({ schema: MOVES_BODY }) request: ReadBy<typeof MOVES_BODY>,
  ): Promise<PersonMovesDto> {
    return this.persons.moves(request);
  }

  @Post('unlocks')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'listPersonUnlocks',
    summary: 'List which skill, learnt one level further, would open most occupations to a person',
    description: 'As `/occupations/{code}/unlocks`, from the levels of the person. Nothing is stored or logged.',
  })
  @ApiBody({ type: PersonUnlocksRequestDto })
  @ApiBodyProblems(BODY_KIBIBYTES)
  @ApiOkResponse({ type: PersonUnlocksDto })
  listUnlocks(
    @Query({ schema: NO_QUERY }) _query: NoQuery,
    @Body({ schema: UNLOCKS_BODY }) request: ReadBy<typeof UNLOCKS_BODY>,
  ): Promise<PersonUnlocksDto> {
    return this.persons.unlocks(request);
  }

  @Post('paths')
  @RateBucket('bulk')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'getPersonPaths',
    summary: 'Find stepping stones from a person to an occupation',
    description: 'As `GET /paths`; no stop is an occupation that the person has been in. Nothing is stored or logged.',
  })
  @ApiBody({ type: PersonPathsRequestDto })
  @ApiBodyProblems(BODY_KIBIBYTES)
  @ApiOkResponse({ type: PersonPathsDto })
  getPaths(
    @Query({ schema: NO_QUERY }) _query: NoQuery,
    @Body({ schema: PATHS_BODY }) request: ReadBy<typeof PATHS_BODY>,
  ): Promise<PersonPathsDto> {
    return this.persons.paths(request);
  }
}
