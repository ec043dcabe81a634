import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { isUnchanged, markCacheable, querySchema, releaseParameter, type ReadBy } from '@app/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JSON_TYPE } from '../plain/gap-request';
import { MethodDto } from './method.dto';
import { MethodService } from './method.service';

const METHOD_QUERY = querySchema({ release: releaseParameter() });

@ApiTags('Skill gaps')
@Controller()
export class MethodController {
  constructor(private readonly method: MethodService) {}

  @Get('method')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'getMethod',
    summary: 'Explain how gaps are analysed, with the thresholds, the errors and the limits',
    description:
      'The rules in words, and figures of the release: where the bands of similarity begin, how well similarity finds related ' +
      'occupations, how far estimates are off.',
  })
  @ApiOkResponse({ type: MethodDto })
  @ApiResponse({ status: 304, description: 'The answer that `If-None-Match` names is still right.' })
  @ApiResponse({ status: 404, description: 'No such release is kept.' })
  async getMethod(
    @Query({ schema: METHOD_QUERY }) { release }: ReadBy<typeof METHOD_QUERY>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { text, etag } = await this.method.of(release);
    markCacheable(reply, etag);
    return isUnchanged(request, reply) ? undefined : text;
  }
}
