import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { InsufficientScopeError, InvalidApiKeyError, MissingApiKeyError } from './access.errors';
import { ApiKeysService } from './api-keys.service';
import { REQUIRED_SCOPE, type Scope } from './scope';

/** Lets a request through if the key in its header `X-API-Key` has the scope that the route needs. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  private readonly scopes = new Map<unknown, Scope | 'none'>();

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeysService,
  ) {}

  /** @throws MissingApiKeyError, InvalidApiKeyError, InsufficientScopeError */
  canActivate(context: ExecutionContext): boolean {
    const needed = this.scopeNeededBy(context);
    if (needed === 'none') return true;
    const key = context.switchToHttp().getRequest<FastifyRequest>().headers['x-api-key'];
    if (typeof key !== 'string' || key === '') throw new MissingApiKeyError();
    const scopes = this.keys.scopesOf(key);
    if (!scopes) throw new InvalidApiKeyError();
    if (!scopes.includes(needed)) throw new InsufficientScopeError(needed);
    return true;
  }

  /** Remembered, since looking up decorators takes longer than all the rest of the guard. */
  private scopeNeededBy(context: ExecutionContext): Scope | 'none' {
    const handler = context.getHandler();
    let scope = this.scopes.get(handler);
    if (!scope) {
      const targets = [handler, context.getClass()];
      scope = this.reflector.getAllAndOverride<Scope | 'none' | undefined>(REQUIRED_SCOPE, targets) ?? 'read';
      this.scopes.set(handler, scope);
    }
    return scope;
  }
}
