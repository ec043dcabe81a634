import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AppConfig } from '@app/config';
import { NO_QUERY, type NoQuery } from '@app/http';
import type { FastifyRequest } from 'fastify';
import { AccessDto } from './access.dto';
import { KeyOptional } from './scope';

@ApiTags('Access')
@KeyOptional()
@Controller('access')
export class AccessController {
  constructor(private readonly config: AppConfig) {}

  @Get()
  @ApiOperation({
    operationId: 'getAccess',
    summary: 'Tell what the caller may do',
    description:
      'Which key a request showed, and what it opens: for programs that ask a person for a key and want to check it before ' +
      'they use it. Without a key it tells whether one is needed. One that is wrong, expired or revoked is refused as everywhere.',
    security: [{}, { 'api-key': [] }, { bearer: [] }],
  })
  @ApiOkResponse({ type: AccessDto })
  tell(@Query({ schema: NO_QUERY }) _query: NoQuery, @Req() { caller }: FastifyRequest): AccessDto {
    const key = caller && {
      name: caller.name,
      scopes: [...caller.scopes],
      expires_at: caller.expiresAt?.toISOString() ?? null,
    };
    return { public_read: this.config.publicRead, key };
  }
}
