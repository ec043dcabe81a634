import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '@app/access';
import { ParameterReader, type RawParameters } from '@app/occupations';
import { RunsService } from '@app/runs';
import { PipelineService } from '@app/transform';
import type { FastifyReply } from 'fastify';
import { RunDto } from './admin.dto';
import { answerRun, ApiRunStarted, toRunDto } from './run-answer';
import { startRun } from './start-run';

const LARGEST_ID = 2_147_483_647;

@ApiTags('Administration')
@RequireScope('admin')
@Controller('admin')
export class AdminController {
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
  @ApiRunStarted()
  async startTransform(
    @Query() query: RawParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto> {
    const parameters = new ParameterReader(query, ['landed']);
    const landed = parameters.choice('landed', ['files', 'api']);
    parameters.check();
    const id = await startRun((options) =>
      landed === 'api' ? this.pipeline.completeLanded(options) : this.pipeline.transform(options),
    );
    return answerRun(reply, await this.runs.get(id));
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
    return toRunDto(await this.runs.get(id));
  }
}
