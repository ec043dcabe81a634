import { Body, Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '@app/access';
import { AppConfig } from '@app/config';
import {
  ApiAdminProblems,
  ApiBodyProblems,
  choiceParameter,
  flagParameter,
  NoBody,
  NO_QUERY,
  querySchema,
  type NoQuery,
  type ReadBy,
} from '@app/http';
import { answerRun, ApiRunStarted, RunHistoryService, startRun, type RunDto } from '@app/runs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PipelineService } from '../pipeline.service';
import { IngestionRequestDto, RefreshRequestDto } from './pipeline-admin.dto';
import { choiceOf, IngestionBody, RefreshBody, type IngestionRequest, type RefreshRequest } from './pipeline-bodies';

const TRANSFORM = querySchema({
  landed: choiceParameter('Which landed rows.', ['files', 'api']),
  force: flagParameter('Do it although the same content is published already.'),
  accept_shrink: flagParameter('Publish although many rows were rejected or much is missing.'),
});

@ApiTags('Administration')
@ApiAdminProblems()
@RequireScope('admin')
@Controller('admin')
export class PipelineAdminController {
  constructor(
    private readonly config: AppConfig,
    private readonly pipeline: PipelineService,
    private readonly history: RunHistoryService,
  ) {}

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
    @Query({ schema: NO_QUERY }) _query: NoQuery,
    @Body(IngestionBody) { force, ...source }: IngestionRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto> {
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
  @ApiRunStarted()
  async startTransform(
    @NoBody() _body: unknown,
    @Query({ schema: TRANSFORM }) { landed, force, accept_shrink: acceptShrink }: ReadBy<typeof TRANSFORM>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto> {
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
    @Query({ schema: NO_QUERY }) _query: NoQuery,
    @Body(RefreshBody) { force, accept_shrink: acceptShrink, ...source }: RefreshRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto> {
    const choice = choiceOf(source, this.config);
    const id = await startRun(request, (opening) => this.pipeline.refresh(choice, { ...opening, force, acceptShrink }));
    return answerRun(reply, await this.history.get(id));
  }
}
