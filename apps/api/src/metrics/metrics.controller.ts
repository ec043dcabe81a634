import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '@app/access';
import { NO_QUERY, type NoQuery } from '@app/http';
import { Registry } from 'prom-client';
import { MetricsGuard } from './metrics.guard';
import { MetricsService } from './metrics.service';

@ApiTags('Health')
@Public()
@UseGuards(MetricsGuard)
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiOperation({
    operationId: 'getMetrics',
    summary: 'Metrics for Prometheus',
    description:
      'Of this process, and of the database that it shares with others. Not there where METRICS is off, and with `local` only for processes of the same machine.',
    security: [],
  })
  @ApiOkResponse({
    description: 'In the text format of Prometheus.',
    content: {
      'text/plain': {
        schema: {
          type: 'string',
          example: 'skill_gap_http_requests_total{method="GET",route="/api/v1/skill-gap",status="200"} 1027\n',
        },
      },
    },
  })
  async scrape(@Query({ schema: NO_QUERY }) _query: NoQuery): Promise<string> {
    return this.metrics.scrape();
  }
}
