import { isIP } from 'node:net';
import { Injectable, NotFoundException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AppConfig } from '@app/config';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/** With METRICS=local, lets only processes of the same machine see the figures; others find nothing there. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(private readonly config: AppConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.config.metrics !== 'local' || isOfThisMachine(request)) return true;
    // As Nest says of a route that is not there.
    throw new NotFoundException(`Cannot ${request.method} ${request.url}`);
  }
}

/** A proxy on this machine asks for others, and says so. */
function isOfThisMachine({ raw }: FastifyRequest): boolean {
  const { remoteAddress = '' } = raw.socket;
  const isForwarded = raw.headers['x-forwarded-for'] !== undefined || raw.headers.forwarded !== undefined;
  return !isForwarded && isIP(remoteAddress) !== 0 && ipaddr.process(remoteAddress).range() === 'loopback';
}
