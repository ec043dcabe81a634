import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { InsufficientScopeError, InvalidApiKeyError, MissingApiKeyError } from './access.errors';
import { ApiKeysService } from './api-keys.service';
import { REQUIRED_SCOPE, type Scope } from './scope';

/** Lets a request through if the key in its header `X-API-Key` has the scope that the route needs. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeysService,
  ) {}

  /** @throws MissingApiKeyError, InvalidApiKeyError, InsufficientScopeError */
  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    const needed = this.reflector.getAllAndOverride<Scope | 'none' | undefined>(REQUIRED_SCOPE, targets) ?? 'read';
    if (needed === 'none') return true;
    const key = context.switchToHttp().getRequest<FastifyRequest>().headers['x-api-key'];
    if (typeof key !== 'string' || key === '') throw new MissingApiKeyError();
    const scopes = this.keys.scopesOf(key);
    if (!scopes) throw new InvalidApiKeyError();
    if (!scopes.includes(needed)) throw new InsufficientScopeError(needed);
    return true;
  }
}
