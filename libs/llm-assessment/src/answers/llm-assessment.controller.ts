import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '@app/access';
import {
  codeParameter,
  etagOf,
  isUnchanged,
  markCacheable,
  mayBeAbsent,
  OCCUPATION_CODE,
  PathAndQuery,
  pathAndQuerySchema,
  type ReadBy,
  type ReplacedCodes,
} from '@app/http';
import { OccupationsService } from '@app/occupations';
import { ApiGapOperation, GAP_QUERY, AskedPairs, tellReplacedIn, type GapAsked } from '@app/skill-gap';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GAP_PROMPT_VERSION } from '../prompts/gap-prompt';
import { AnswersService, revisionOf, type AnsweredGap } from './answers.service';
import { OccupationAssessmentDto } from './occupation-assessment.dto';
import { SkillGapLlmDto } from './skill-gap-llm.dto';

const UNUSABLE = { status: 502, description: 'The language model gave no usable answer (`LLM_REPLY_REJECTED`).' };
const UNAVAILABLE = {
  status: 503,
  description:
    'The language model cannot be asked (`LLM_UNAVAILABLE`), the budget of the day does not allow it ' +
    '(`LLM_BUDGET_EXCEEDED`), no release is loaded, or O*NET Web Services would be needed and cannot be asked.',
};

const ASSESSMENT = pathAndQuerySchema(
  { code: OCCUPATION_CODE },
  { source: mayBeAbsent(codeParameter('O*NET-SOC code of the occupation that a person comes from.')) },
);

@ApiTags('Language model')
@RequireScope('llm')
@Controller()
export class LlmAssessmentController {
  constructor(
    private readonly asked: AskedPairs,
    private readonly occupations: OccupationsService,
    private readonly answers: AnswersService,
  ) {}

  @Get('skill-gap-llm')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({
    operationId: 'getSkillGapLlm',
    summary: 'Describe what one occupation lacks for another, by levels that a language model assessed',
    description:
      'Levels of both occupations are assessed now if they are not yet, the gap is computed from them, and each gap is ' +
      'described. The first answer for a pair can take half a minute; everything is stored and never asked for again. What the ' +
      'model could not be asked for is left open, and asked for by a later request.',
  })
  @ApiGapOperation()
  @ApiOkResponse({ type: SkillGapLlmDto })
  @ApiResponse(UNUSABLE)
  @ApiResponse(UNAVAILABLE)
  async getSkillGapLlm(
    @Query({ schema: GAP_QUERY }) query: GapAsked,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { from, to, replaced } = await this.asked.meant(query);
    const gap = await this.answers.skillGap(from, to);
    markCacheable(reply, etagOfAnswer(gap, replaced));
    return isUnchanged(request, reply) ? undefined : tellReplacedIn(gap.text, replaced);
  }

  @Get('occupations/:code/llm-assessment')
  @ApiOperation({
    operationId: 'getOccupationAssessment',
    summary: 'Get the levels of an occupation as a language model assesses and explains them',
    description:
      "Assessed now if it is not yet. O*NET's own levels stand beside. With `source`, the explanations also say what " +
      'carries over from that occupation; gaps are never computed from such an assessment.',
  })
  @ApiOkResponse({ type: OccupationAssessmentDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  @ApiResponse({ status: 422, description: 'One of the occupations is known but has no ratings.' })
  @ApiResponse(UNUSABLE)
  @ApiResponse(UNAVAILABLE)
  async getOccupationAssessment(
    @PathAndQuery(ASSESSMENT) { code, source }: ReadBy<typeof ASSESSMENT>,
  ): Promise<OccupationAssessmentDto> {
    const [meant, past] = [code, source].map((asked) => (asked === null ? null : this.occupations.meant(asked)));
    const { code: assessed = code, replaces = null } = meant ?? {};
    // Nothing has to be carried over from an occupation to itself.
    const answer = await this.answers.assessment(assessed, past?.code === assessed ? null : (past?.code ?? null));
    if (replaces !== null) answer.occupation.replaces = replaces;
    return answer;
  }
}

/** The answer follows from the levels of both, from the version of the prompt, and from the number of texts. */
function etagOfAnswer(gap: AnsweredGap, replaced: ReplacedCodes): string {
  const levels = `${revisionOf(gap.from)}-${revisionOf(gap.to)}`;
  return etagOf(`gap-llm-${levels}-${GAP_PROMPT_VERSION}-${gap.described}`, gap, replaced);
}
