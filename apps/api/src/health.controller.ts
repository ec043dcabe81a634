import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { Public } from '@app/access';
import { ProfilesService } from '@app/skills';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { StartService } from './start.service';

/** A database that takes longer than this to answer counts as down. */
const DATABASE_TIMEOUT_MS = 2_000;

class LivenessDto {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  status: string;
}

class ReadinessDto {
  @ApiProperty({ enum: ['ready', 'unavailable'], example: 'ready' })
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
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly profiles: ProfilesService,
    private readonly start: StartService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getHealth', summary: 'Tell whether the process runs', security: [] })
  @ApiOkResponse({ type: LivenessDto })
  live(): LivenessDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Tell whether gaps can be answered',
    description: 'Ready means: the database answers and a release is loaded.',
    security: [],
  })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiResponse({
    status: 503,
    description: 'The database does not answer or no release is loaded.',
    content: {
      'application/json': {
        schema: { $ref: getSchemaPath(ReadinessDto) },
        example: { status: 'unavailable', database: 'down', release: '29.0', warnings: [] },
      },
    },
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessDto> {
    const databaseUp = await this.databaseAnswers();
    const release = this.profiles.isLoaded ? this.profiles.current.release.name : null;
    const ready = databaseUp && release !== null;
    if (!ready) reply.code(503);
    return {
      status: ready ? 'ready' : 'unavailable',
      database: databaseUp ? 'up' : 'down',
      release,
      warnings: release === null ? [] : this.start.warnings,
    };
  }

  private async databaseAnswers(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, DATABASE_TIMEOUT_MS, false);
    });
    const answer = this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
  }
}
