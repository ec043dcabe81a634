import { Body, Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '@app/access';
import { AppConfig } from '@app/config';
import { ParameterReader, type RawParameters } from '@app/occupations';
import { RunHistoryService } from '@app/runs';
import { PipelineService } from '@app/pipeline';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiAdminProblems, ApiBodyProblems } from './api-problem';
import { bodySchemas, choiceOf, IngestionRequestDto, RefreshRequestDto } from './pipeline-admin.dto';
import { readBody, refuseBody } from './read-body';
import { answerRun, ApiRunStarted } from './run-answer';
import type { RunDto } from './run.dto';
import { startRun } from './start-run';

const YES_OR_NO = ['false', 'true'] as const;

@ApiTags('Administration')
@ApiAdminProblems()
@RequireScope('admin')
@Controller('admin')
export class PipelineAdminController {
  private readonly bodies: ReturnType<typeof bodySchemas>;

  constructor(
    private readonly config: AppConfig,
    private readonly pipeline: PipelineService,
    private readonly history: RunHistoryService,
  ) {
    this.bodies = bodySchemas(config);
  }

  @Post('ingestions')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'startIngestion',
    summary: 'Start to land the files of a source',
    description: 'Verbatim; a transform publishes them. Answers at once; the run goes on.',
  })
  @ApiBody({ type: IngestionRequestDto, required: false })
  @ApiRunStarted()
  @ApiBodyProblems()
  async startIngestion(
    @Query() query: RawParameters,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto> {
    new ParameterReader(query, []).check();
    const { force, ...source } = readBody(this.bodies.ingestion, body);
    const choice = choiceOf(source, this.config);
    const id = await startRun(request, (opening) => this.pipeline.ingest(choice, { ...opening, force }));
    return answerRun(reply, await this.history.get(id));
  }

  @Post('transforms')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'startTransform',
    summary: 'Start to normalise what has landed',
    description:
      'Makes a release of the files that landed last and publishes it; with `landed=api`, adds to the published release ' +
      'what landed from O*NET Web Services on demand and is not, or not any more, in there. Answers at once; the run goes on.',
  })
  @ApiQuery({
    name: 'landed',
    required: false,
    description: 'Which landed rows.',
    schema: { type: 'string', enum: ['files', 'api'], default: 'files' },
  })
  @ApiQuery({
    name: 'force',
    required: false,
    description: 'Do it although the same content is published already.',
    schema: { type: 'string', enum: [...YES_OR_NO], default: 'false' },
  })
  @ApiQuery({
    name: 'accept_shrink',
    required: false,
    description: 'Publish although many rows were rejected or much is missing.',
    schema: { type: 'string', enum: [...YES_OR_NO], default: 'false' },
  })
  @ApiRunStarted()
  async startTransform(
    @Query() query: RawParameters,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto> {
    refuseBody(body);
    const parameters = new ParameterReader(query, ['landed', 'force', 'accept_shrink']);
    const landed = parameters.choice('landed', ['files', 'api']);
    const force = parameters.choice('force', YES_OR_NO) === 'true';
    const acceptShrink = parameters.choice('accept_shrink', YES_OR_NO) === 'true';
    parameters.check();
    const id = await startRun(request, (opening) =>
      landed === 'api'
        ? this.pipeline.completeLanded(opening)
        : this.pipeline.transform({ ...opening, force, acceptShrink }),
    );
    return answerRun(reply, await this.history.get(id));
  }

  @Post('refreshes')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'startRefresh',
    summary: 'Start to bring what is published up to a source',
    description:
      'An ingestion and a transform in one run, as every night; if the source holds what is published, nothing is done. ' +
      'Answers at once; the run goes on.',
  })
  @ApiBody({ type: RefreshRequestDto, required: false })
  @ApiRunStarted()
  @ApiBodyProblems()
  async startRefresh(
    @Query() query: RawParameters,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto> {
    new ParameterReader(query, []).check();
    const { force, accept_shrink: acceptShrink, ...source } = readBody(this.bodies.refresh, body);
    const choice = choiceOf(source, this.config);
    const id = await startRun(request, (opening) => this.pipeline.refresh(choice, { ...opening, force, acceptShrink }));
    return answerRun(reply, await this.history.get(id));
  }
}
