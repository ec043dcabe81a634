import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { Public } from '@app/access';
import { NO_QUERY, type NoQuery } from '@app/http';
import { within } from '@app/outside';
import { ServedRelease } from '@app/releases';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { DrainService } from '../lifecycle/drain.service';
import { StartService } from '../lifecycle/start.service';

/** A database that takes longer than this to answer counts as down. */
const DATABASE_TIMEOUT_MS = 2_000;

class LivenessDto {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  status: string;
}

class ReadinessDto {
  @ApiProperty({
    enum: ['ready', 'degraded', 'unavailable', 'stopping'],
    description:
      '`degraded`: gaps are answered from memory, but the database does not answer. `unavailable`: no release is loaded. ' +
      '`stopping`: what is under way is answered, nothing new should be sent.',
    example: 'ready',
  })
  status: string;

  @ApiProperty({ enum: ['up', 'down'], example: 'up' })
  database: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Release that is served; null if none is loaded.',
    example: '29.0',
  })
  release: string | null;

  @ApiProperty({ type: [String], description: 'What whoever runs the service should know.', example: [] })
  warnings: string[];
}

@ApiTags('Health')
@Public()
@Controller('health')
export class HealthController {
  private asking: Promise<boolean> | null = null;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly served: ServedRelease,
    private readonly start: StartService,
    private readonly drain: DrainService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getHealth', summary: 'Tell whether the process runs', security: [] })
  @ApiOkResponse({ type: LivenessDto })
  live(@Query({ schema: NO_QUERY }) _query: NoQuery): LivenessDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Tell whether gaps can be answered',
    description:
      'Whether requests should be sent here. 200 as long as gaps are answered, also without the database (`degraded`): every ' +
      'replica loses the same database at the same moment, and taking all of them out would end the service.',
    security: [],
  })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiResponse({
    status: 503,
    description: 'No release is loaded, or the process is stopping.',
    content: {
      'application/json': {
        schema: { $ref: getSchemaPath(ReadinessDto) },
        example: { status: 'stopping', database: 'up', release: '29.0', warnings: [] },
      },
    },
  })
  async ready(
    @Query({ schema: NO_QUERY }) _query: NoQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReadinessDto> {
    const databaseUp = await this.databaseAnswers();
    const release = this.served.isLoaded ? this.served.current.release.name : null;
    const status = this.statusOf(release !== null, databaseUp);
    if (status === 'unavailable' || status === 'stopping') reply.code(503);
    return {
      status,
      database: databaseUp ? 'up' : 'down',
      release,
      warnings: release === null ? [] : this.start.warnings,
    };
  }

  private statusOf(isLoaded: boolean, databaseUp: boolean) {
    if (this.drain.isStopping) return 'stopping';
    if (!isLoaded) return 'unavailable';
    return databaseUp ? 'ready' : 'degraded';
  }

  /** However many ask, the database is asked once at a time. */
  private databaseAnswers(): Promise<boolean> {
    this.asking ??= this.askDatabase().finally(() => (this.asking = null));
    return this.asking;
  }

  private async askDatabase(): Promise<boolean> {
    const answer = this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return within(answer, DATABASE_TIMEOUT_MS, () => false);
  }
}
