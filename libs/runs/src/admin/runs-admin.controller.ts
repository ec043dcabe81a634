import { Controller, Get, HttpCode, Post, Query, Req, Sse, type MessageEvent } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { RequireScope } from '@app/access';
import {
  ApiAdminProblems,
  ApiProblem,
  decodeIdCursor,
  encodeIdCursor,
  integerParameter,
  issuedParameter,
  NoBody,
  optionalChoiceParameter,
  PathAndQuery,
  pathAndQuerySchema,
  querySchema,
  type ReadBy,
} from '@app/http';
import { RunHistoryService } from '../run-history.service';
import { RunsService } from '../runs.service';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { toRejectedRowDto, toRunDto } from './run-answer';
import { RejectedRowListDto, RUN_COMMANDS, RUN_STATUSES, RunDto, RunListDto } from './run.dto';
import { RunEventsService } from './run-events.service';

const LARGEST_ID = 2_147_483_647;

const RUN_ID = {
  ...integerParameter('Number of the run.', { min: 1, max: LARGEST_ID, default: 0 }),
  shape: { type: 'integer', minimum: 1, example: 1 },
} as const;
const CURSOR = issuedParameter('`next_cursor` of the page before.', decodeIdCursor);

const LISTING = querySchema({
  command: optionalChoiceParameter('Only runs of this command.', RUN_COMMANDS),
  status: optionalChoiceParameter('Only runs that are, or ended, like this.', RUN_STATUSES),
  limit: integerParameter('Runs a page.', { min: 1, max: 100, default: 20 }),
  cursor: CURSOR,
});
const RUN_PATH = pathAndQuerySchema({ id: RUN_ID }, {});
const REJECTED_ROWS = pathAndQuerySchema(
  { id: RUN_ID },
  { limit: integerParameter('Rows a page.', { min: 1, max: 1_000, default: 100 }), cursor: CURSOR },
);

const ApiNoSuchRun = () =>
  ApiProblem(404, 'There is no such run, or not any more.', {
    code: 'RUN_NOT_FOUND',
    detail: 'There is no run 999. Records of old runs are cleared away.',
    run_id: 999,
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
  @ApiOkResponse({ type: RunListDto })
  async list(@Query({ schema: LISTING }) { limit, cursor, ...filter }: ReadBy<typeof LISTING>): Promise<RunListDto> {
    const { items, next } = await this.history.list(filter, limit, cursor);
    return { runs: items.map(toRunDto), next_cursor: encodeIdCursor(next) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getRun', summary: 'Get a run with its progress' })
  @ApiOkResponse({ type: RunDto })
  @ApiNoSuchRun()
  async get(@PathAndQuery(RUN_PATH) { id }: ReadBy<typeof RUN_PATH>): Promise<RunDto> {
    return toRunDto(await this.history.get(id));
  }

  @Get(':id/rejected-rows')
  @ApiOperation({
    operationId: 'listRejectedRows',
    summary: 'List the rows that a run refused',
    description: 'With file, line, column, value and reason; those of the last runs are kept.',
  })
  @ApiOkResponse({ type: RejectedRowListDto })
  @ApiNoSuchRun()
  async listRejectedRows(
    @PathAndQuery(REJECTED_ROWS) { id, limit, cursor }: ReadBy<typeof REJECTED_ROWS>,
  ): Promise<RejectedRowListDto> {
    const { items, next } = await this.history.rejections(id, limit, cursor);
    return { run_id: id, rejected_rows: items.map(toRejectedRowDto), next_cursor: encodeIdCursor(next) };
  }

  @Sse(':id/events')
  @ApiOperation({
    operationId: 'watchRun',
    summary: 'Watch a run as server-sent events',
    description:
      'One event `run` a second with the run as its data, as `GET /admin/runs/{id}` gives it; the stream ends with the ' +
      'one that tells how the run ended.',
  })
  @ApiOkResponse({
    description: 'Events until the run has ended.',
    content: { 'text/event-stream': { schema: { $ref: getSchemaPath(RunDto) } } },
  })
  @ApiNoSuchRun()
  async watch(
    @PathAndQuery(RUN_PATH) { id }: ReadBy<typeof RUN_PATH>,
    @Req() request: FastifyRequest,
  ): Promise<Observable<MessageEvent>> {
    return this.events.watch(await this.history.get(id), request);
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
  @ApiAcceptedResponse({ type: RunDto })
  @ApiNoSuchRun()
  @ApiProblem(409, 'The run has ended already (`RUN_ENDED`).', {
    code: 'RUN_ENDED',
    detail: 'Run 12 has ended already: succeeded. There is nothing to cancel.',
    run_id: 12,
  })
  async cancel(
    @NoBody() _body: unknown,
    @PathAndQuery(RUN_PATH) { id }: ReadBy<typeof RUN_PATH>,
    @Req() { caller }: FastifyRequest,
  ): Promise<RunDto> {
    await this.runs.cancel(id, caller?.name ?? 'an administrator');
    return toRunDto(await this.history.get(id));
  }
}
