import { Body, Controller, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiBodyProblems, NO_QUERY, type NoQuery, type ReadBy } from '@app/http';
import { PersonAnalysisDto } from '../gap-analysis/person-analysis.dto';
import { domainsOf } from '../gap-analysis/gap-analysis';
import { GapAnalysisService } from '../gap-analysis/gap-analysis.service';
import { JSON_TYPE } from '../plain/gap-request';
import { BODY_KIBIBYTES } from './person-fields';
import { PERSON_BODY, QUESTIONNAIRE_BODY, type PersonRequest } from './person-body';
import { PersonRequestDto, QuestionnaireRequestDto } from './person-request.dto';
import { PersonsService } from './persons.service';
import { questionnaireFor } from './questionnaire';
import { QuestionnaireDto } from './questionnaire.dto';

@ApiTags('Skill gaps')
@Controller()
@ApiResponse({ status: 404, description: 'There is no such occupation or title, or no such release is kept.' })
@ApiResponse({
  status: 422,
  description:
    'An occupation has no ratings, a retired code or a title stands for several, or the release lacks a domain. `problems` ' +
    'lists them where there are several.',
})
export class PersonsController {
  constructor(
    private readonly persons: PersonsService,
    private readonly analyses: GapAnalysisService,
  ) {}

  @Post('gap-analysis')
  @HttpCode(200)
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'analysePerson',
    summary: 'Analyse what a person lacks for an occupation, and how sure that is',
    description:
      'A person has the highest level of all past occupations, element by element, and where they say a level of their own, ' +
      'that one. What the request says is neither stored nor logged, and nothing is completed on demand because of it.',
  })
  @ApiBody({ type: PersonRequestDto })
  @ApiBodyProblems(BODY_KIBIBYTES)
  @ApiOkResponse({ type: PersonAnalysisDto })
  async analyse(
    @Body({ schema: PERSON_BODY }) request: ReadBy<typeof PERSON_BODY>,
    @Query({ schema: NO_QUERY }) _query: NoQuery,
  ): Promise<string> {
    const pair = await this.persons.pair(request);
    return this.analyses.write(pair, { domains: domainsOf(pair, request.domains), include: request.include });
  }

  @Post('questionnaire')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'getQuestionnaire',
    summary: 'Tell what to ask a person about their skills for an occupation',
    description:
      'The skills of which a level more or less would change the verdict, those that move the result most first. The answers ' +
      'go into `ratings`. Nothing is stored or logged.',
  })
  @ApiBody({ type: QuestionnaireRequestDto })
  @ApiBodyProblems(BODY_KIBIBYTES)
  @ApiOkResponse({ type: QuestionnaireDto })
  async ask(
    @Body({ schema: QUESTIONNAIRE_BODY }) request: PersonRequest,
    @Query({ schema: NO_QUERY }) _query: NoQuery,
  ): Promise<QuestionnaireDto> {
    return questionnaireFor(await this.persons.pair(request));
  }
}
