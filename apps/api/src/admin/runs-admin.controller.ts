import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Sse, type MessageEvent } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { RequireScope } from '@app/access';
import { ParameterReader, type RawParameters } from '@app/occupations';
import { RunHistoryService, RunsService } from '@app/runs';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { ApiAdminProblems, ApiProblem } from './api-problem';
import { decodeCursor, encodeCursor } from './id-cursor';
import { refuseBody } from './read-body';
import { toRejectedRowDto, toRunDto } from './run-answer';
import { RejectedRowListDto, RUN_COMMANDS, RUN_STATUSES, RunDto, RunListDto } from './run.dto';
import { RunEventsService } from './run-events.service';

const LARGEST_ID = 2_147_483_647;
const RUNS_PAGE = { min: 1, max: 100, default: 20 };
const ROWS_PAGE = { min: 1, max: 1_000, default: 100 };

const ApiRunId = () =>
  ApiParam({ name: 'id', description: 'Number of the run.', schema: { type: 'integer', minimum: 1, example: 1 } });
const ApiNoSuchRun = () =>
  ApiProblem(404, 'There is no such run, or not any more.', {
    code: 'RUN_NOT_FOUND',
    detail: 'There is no run 999. Records of old runs are cleared away.',
    run_id: 999,
  });
const ApiLimit = (what: string, range: typeof RUNS_PAGE) =>
  ApiQuery({
    name: 'limit',
    required: false,
    description: `${what} a page.`,
    schema: { type: 'integer', minimum: range.min, maximum: range.max, default: range.default },
  });
const ApiCursor = () =>
  ApiQuery({
    name: 'cursor',
    required: false,
    description: '`next_cursor` of the page before.',
    schema: { type: 'string' },
  });

@ApiTags('Administration')
@ApiAdminProblems()
@RequireScope('admin')
@Controller('admin/runs')
export class RunsAdminController {
  constructor(
    private readonly history: RunHistoryService,
    private readonly runs: RunsService,
    private readonly events: RunEventsService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listRuns', summary: 'List runs, newest first' })
  @ApiQuery({
    name: 'command',
    required: false,
    description: 'Only runs of this command.',
    schema: { type: 'string', enum: [...RUN_COMMANDS] },
  })
  @ApiQuery({
    name: 'status',
    required: false,
    description: 'Only runs that are, or ended, like this.',
    schema: { type: 'string', enum: [...RUN_STATUSES] },
  })
  @ApiLimit('Runs', RUNS_PAGE)
  @ApiCursor()
  @ApiOkResponse({ type: RunListDto })
  async list(@Query() query: RawParameters): Promise<RunListDto> {
    const parameters = new ParameterReader(query, ['command', 'status', 'limit', 'cursor']);
    const command = parameters.optionalChoice('command', RUN_COMMANDS);
    const status = parameters.optionalChoice('status', RUN_STATUSES);
    const limit = parameters.integer('limit', RUNS_PAGE);
    const before = parameters.issued('cursor', decodeCursor);
    parameters.check();
    const { items, next } = await this.history.list({ command, status }, limit, before);
    return { runs: items.map(toRunDto), next_cursor: encodeCursor(next) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getRun', summary: 'Get a run with its progress' })
  @ApiRunId()
  @ApiOkResponse({ type: RunDto })
  @ApiNoSuchRun()
  async get(@Param() path: RawParameters, @Query() query: RawParameters): Promise<RunDto> {
    return toRunDto(await this.history.get(readId(path, query)));
  }

  @Get(':id/rejected-rows')
  @ApiOperation({
    operationId: 'listRejectedRows',
    summary: 'List the rows that a run refused',
    description: 'With file, line, column, value and reason; those of the last runs are kept.',
  })
  @ApiRunId()
  @ApiLimit('Rows', ROWS_PAGE)
  @ApiCursor()
  @ApiOkResponse({ type: RejectedRowListDto })
  @ApiNoSuchRun()
  async listRejectedRows(@Param() path: RawParameters, @Query() query: RawParameters): Promise<RejectedRowListDto> {
    const parameters = new ParameterReader(query, ['limit', 'cursor'], path);
    const id = parameters.integer('id', { min: 1, max: LARGEST_ID, default: 0 });
    const limit = parameters.integer('limit', ROWS_PAGE);
    const after = parameters.issued('cursor', decodeCursor);
    parameters.check();
    const { items, next } = await this.history.rejections(id, limit, after);
    return { run_id: id, rejected_rows: items.map(toRejectedRowDto), next_cursor: encodeCursor(next) };
  }

  @Sse(':id/events')
  @ApiOperation({
    operationId: 'watchRun',
    summary: 'Watch a run as server-sent events',
    description:
      'One event `run` a second with the run as its data, as `GET /admin/runs/{id}` gives it; the stream ends with the ' +
      'one that tells how the run ended.',
  })
  @ApiRunId()
  @ApiOkResponse({
    description: 'Events until the run has ended.',
    content: { 'text/event-stream': { schema: { $ref: getSchemaPath(RunDto) } } },
  })
  @ApiNoSuchRun()
  async watch(
    @Param() path: RawParameters,
    @Query() query: RawParameters,
    @Req() request: FastifyRequest,
  ): Promise<Observable<MessageEvent>> {
    return this.events.watch(await this.history.get(readId(path, query)), request);
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'cancelRun',
    summary: 'Ask a run to end',
    description:
      'It ends within seconds, whichever process does its work, and what it has half written is taken back. A run that ' +
      'has published by then is not undone.',
  })
  @ApiRunId()
  @ApiAcceptedResponse({ type: RunDto })
  @ApiNoSuchRun()
  @ApiProblem(409, 'The run has ended already (`RUN_ENDED`).', {
    code: 'RUN_ENDED',
    detail: 'Run 12 has ended already: succeeded. There is nothing to cancel.',
    run_id: 12,
  })
  async cancel(
    @Param() path: RawParameters,
    @Query() query: RawParameters,
    @Body() body: unknown,
    @Req() { caller }: FastifyRequest,
  ): Promise<RunDto> {
    refuseBody(body);
    const id = readId(path, query);
    await this.runs.cancel(id, caller?.name ?? 'an administrator');
    return toRunDto(await this.history.get(id));
  }
}

function readId(path: RawParameters, query: RawParameters): number {
  const parameters = new ParameterReader(query, [], path);
  const id = parameters.integer('id', { min: 1, max: LARGEST_ID, default: 0 });
  parameters.check();
  return id;
}
