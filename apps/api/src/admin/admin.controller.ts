import { Controller, Get, HttpCode, Logger, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { RequireScope } from '@app/access';
import { ParameterReader, type RawParameters } from '@app/occupations';
import { DomainError } from '@app/onet';
import { RunsService, type PipelineRun } from '@app/runs';
import { PipelineService, type PipelineOptions, type PipelineOutcome } from '@app/transform';
import type { FastifyReply } from 'fastify';
import { RunDto } from './admin.dto';

const LARGEST_ID = 2_147_483_647;

@ApiTags('Administration')
@RequireScope('admin')
@Controller('admin')
export class AdminController {
  private readonly logger = new Logger('Admin');

  constructor(
    private readonly pipeline: PipelineService,
    private readonly runs: RunsService,
  ) {}

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
  @ApiAcceptedResponse({ type: RunDto, headers: { Location: { description: 'The run.', schema: { type: 'string' } } } })
  @ApiResponse({ status: 409, description: 'Another run is under way; `run_id` names it.' })
  async startTransform(
    @Query() query: RawParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto> {
    const parameters = new ParameterReader(query, ['landed']);
    const landed = parameters.choice('landed', ['files', 'api']);
    parameters.check();
    const run = await this.start((options) =>
      landed === 'api' ? this.pipeline.completeLanded(options) : this.pipeline.transform(options),
    );
    reply.header('location', `/api/v1/admin/runs/${run.id}`);
    return run;
  }

  @Get('runs/:id')
  @ApiOperation({ operationId: 'getRun', summary: 'Get a run with its progress' })
  @ApiParam({ name: 'id', description: 'Number of the run.', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiOkResponse({ type: RunDto })
  @ApiResponse({ status: 404, description: 'There is no such run, or not any more.' })
  async getRun(@Param() path: RawParameters, @Query() query: RawParameters): Promise<RunDto> {
    const parameters = new ParameterReader(query, [], path);
    const id = parameters.integer('id', { min: 1, max: LARGEST_ID, default: 0 });
    parameters.check();
    return toDto(await this.runs.get(id));
  }

  /** Resolves when the run is open, and lets it go on; what becomes of it is in its record. */
  private async start(work: (options: PipelineOptions) => Promise<PipelineOutcome>): Promise<RunDto> {
    const id = await new Promise<number>((resolve, reject) => {
      work({ triggeredBy: 'admin', onOpened: resolve }).catch((error: unknown) => {
        // Of no effect where the run was opened, as the promise is settled then.
        reject(error instanceof Error ? error : new Error(String(error)));
        this.logger.warn(error instanceof DomainError ? error.message : error);
      });
    });
    return toDto(await this.runs.get(id));
  }
}

function toDto(run: PipelineRun): RunDto {
  return {
    id: run.id,
    command: run.command,
    triggered_by: run.triggeredBy,
    status: run.status,
    stage: run.stage,
    source: run.source,
    release: run.releaseName,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    rows_read: run.rowsRead,
    rows_written: run.rowsWritten,
    rows_rejected: run.rowsRejected,
    error: run.error,
  };
}
