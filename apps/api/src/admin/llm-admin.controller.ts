import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '@app/access';
import { BudgetService, BulkAssessmentsService, BulkPlanner, toPlanAnswer, UsageService } from '@app/llm-assessment';
import { ParameterReader, type RawParameters } from '@app/occupations';
import { RunHistoryService } from '@app/runs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiAdminProblems, ApiProblem } from './api-problem';
import { AssessmentPlanDto, LlmUsageDto } from './llm-admin.dto';
import { refuseBody } from './read-body';
import { answerRun, ApiRunStarted } from './run-answer';
import type { RunDto } from './run.dto';
import { startRun } from './start-run';

const MOST_CODES = 100;
const DAYS = { min: 1, max: 366, default: 31 };

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
      'Those that are assessed already cost nothing; a run that ended early is gone on with by the next one. It stops ' +
      'before the budget of the day would be passed. With `dry_run=true` nothing is started: the answer (200) says what it ' +
      'would take.',
  })
  @ApiQuery({
    name: 'codes',
    required: false,
    description: `O*NET-SOC codes, separated by commas, ${MOST_CODES} at most.`,
    schema: { type: 'string', example: '11-1011.00,11-3013.00' },
  })
  @ApiQuery({
    name: 'all',
    required: false,
    description: 'Instead of codes: every rated occupation of the release.',
    schema: { type: 'string', enum: ['false', 'true'], default: 'false' },
  })
  @ApiQuery({
    name: 'dry_run',
    required: false,
    description: 'Start nothing; only tell the calls, tokens and dollars that it would take.',
    schema: { type: 'string', enum: ['false', 'true'], default: 'false' },
  })
  @ApiRunStarted('Run 12 (assess) is under way: assessing occupations')
  @ApiExtraModels(AssessmentPlanDto)
  @ApiOkResponse({ type: AssessmentPlanDto, description: 'With `dry_run=true`: what it would take.' })
  @ApiResponse({ status: 404, description: 'One of the occupations is not known.' })
  @ApiResponse({ status: 422, description: 'One of the occupations is known but has no ratings.' })
  @ApiProblem(
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
  )
  async startAssessments(
    @Query() query: RawParameters,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto | AssessmentPlanDto> {
    refuseBody(body);
    const parameters = new ParameterReader(query, ['codes', 'all', 'dry_run']);
    const all = parameters.choice('all', ['false', 'true']) === 'true';
    if (all) parameters.absent('codes', 'all=true means every occupation already');
    const codes = all ? null : parameters.codes('codes', MOST_CODES);
    const isDryRun = parameters.choice('dry_run', ['false', 'true']) === 'true';
    parameters.check();
    const plan = await this.planner.plan(codes);
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
  @ApiQuery({
    name: 'days',
    required: false,
    description: 'How many days, today included.',
    schema: { type: 'integer', minimum: DAYS.min, maximum: DAYS.max, default: DAYS.default },
  })
  @ApiOkResponse({ type: LlmUsageDto })
  async getLlmUsage(@Query() query: RawParameters): Promise<LlmUsageDto> {
    const parameters = new ParameterReader(query, ['days']);
    const days = parameters.integer('days', DAYS);
    parameters.check();
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
