import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '@app/access';
import {
  ApiAdminProblems,
  ApiProblem,
  codesParameter,
  flagParameter,
  integerParameter,
  NoBody,
  querySchema,
  unless,
  type ReadBy,
} from '@app/http';
import { answerRun, ApiRunStarted, RunHistoryService, startRun, type RunDto } from '@app/runs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BulkAssessmentsService } from '../bulk/bulk-assessments.service';
import { toPlanAnswer } from '../bulk/bulk-plan';
import { BulkPlanner } from '../bulk/bulk-planner.service';
import { BudgetService } from '../calls/budget.service';
import { UsageService } from '../usage/usage.service';
import { AssessmentPlanDto, LlmUsageDto } from './llm-admin.dto';

const MOST_CODES = 100;

const ASSESSMENTS = querySchema({
  codes: unless(
    'all',
    'all=true means every occupation already',
    codesParameter(`O*NET-SOC codes, separated by commas, ${MOST_CODES} at most.`, MOST_CODES, '11-1011.00,11-3013.00'),
  ),
  all: flagParameter('Instead of codes: every rated occupation of the release.'),
  holes: flagParameter(
    'Of these occupations ask for nothing but levels that are missing, also those that the model left out.',
  ),
  dry_run: flagParameter('Start nothing; only tell the calls, tokens and dollars that it would take.'),
});

const USAGE = querySchema({
  days: integerParameter('How many days, today included.', { min: 1, max: 366, default: 31 }),
});

/** Documents why the model may not be asked. */
function ApiAssessingProblem(): MethodDecorator {
  return ApiProblem(
    503,
    'There is no language model (`LLM_UNAVAILABLE`), no release is loaded (`NO_RELEASE_PUBLISHED`), O*NET Web Services would ' +
      'be needed for one of the codes and cannot be asked (`ONET_UNAVAILABLE`), the database does not answer ' +
      '(`DATABASE_UNREACHABLE`), it took too long (`REQUEST_TIMED_OUT`), or the process is stopping (`SERVICE_STOPPING`). What ' +
      'the model refuses later stands in the run.',
    {
      code: 'LLM_UNAVAILABLE',
      detail:
        'The language model cannot be asked: no language model is configured. Whoever runs this service sets ' +
        'LLM_PROVIDER=vertexai and VERTEX_PROJECT; docs/llm.md says how.',
    },
  );
}

@ApiTags('Administration')
@ApiAdminProblems()
@RequireScope('admin')
@Controller('admin')
export class LlmAdminController {
  constructor(
    private readonly planner: BulkPlanner,
    private readonly bulk: BulkAssessmentsService,
    private readonly usage: UsageService,
    private readonly budget: BudgetService,
    private readonly history: RunHistoryService,
  ) {}

  @Post('assessments')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'startAssessments',
    summary: 'Start to have occupations assessed by the language model',
    description:
      'Those that are assessed already cost nothing; those that are unknown or not rated are left out, and stand in the run ' +
      'as rejected; a run that ended early is gone on with by the next one, which also asks for the levels that an error ' +
      'left open. An occupation some of whose levels are missing counts as rejected. It stops ' +
      'before the budget of the day would be passed. With `dry_run=true` nothing is started: the answer (200) says what it ' +
      'would take.',
  })
  @ApiRunStarted('Run 12 (assess) is under way: assessing occupations')
  @ApiExtraModels(AssessmentPlanDto)
  @ApiOkResponse({ type: AssessmentPlanDto, description: 'With `dry_run=true`: what it would take.' })
  @ApiResponse({ status: 404, description: 'None of the occupations can be assessed, and the first is not known.' })
  @ApiResponse({ status: 422, description: 'None of the occupations can be assessed, and the first has no ratings.' })
  @ApiAssessingProblem()
  async startAssessments(
    @NoBody() _body: unknown,
    @Query({ schema: ASSESSMENTS }) { codes, holes, dry_run: isDryRun }: ReadBy<typeof ASSESSMENTS>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto | AssessmentPlanDto> {
    const plan = await this.planner.plan(codes, holes ? 'holes' : 'open');
    if (isDryRun) {
      reply.code(200);
      return toPlanAnswer(plan);
    }
    const id = await startRun(request, (opening) => this.bulk.assess(plan, opening));
    return answerRun(reply, await this.history.get(id));
  }

  @Get('llm-usage')
  @ApiOperation({
    operationId: 'getLlmUsage',
    summary: 'Get what the language model was used for and cost',
    description: 'By day and model, as recorded for each call; failed calls too.',
  })
  @ApiOkResponse({ type: LlmUsageDto })
  async getLlmUsage(@Query({ schema: USAGE }) { days }: ReadBy<typeof USAGE>): Promise<LlmUsageDto> {
    const { budgetUsd, committedUsd } = await this.budget.state();
    const usage = await this.usage.byDay(days);
    return {
      today: this.budget.today(),
      daily_budget_usd: budgetUsd,
      committed_usd: committedUsd,
      usage: usage.map(({ failedCalls, openCalls, promptTokens, outputTokens, costUsd, ...entry }) => ({
        ...entry,
        failed_calls: failedCalls,
        open_calls: openCalls,
        prompt_tokens: promptTokens,
        output_tokens: outputTokens,
        cost_usd: costUsd,
      })),
    };
  }
}
