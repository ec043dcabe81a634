import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { REQUIRED_SCOPE, type Scope } from './scope';

/** Knows what each route needs. Remembered, since looking up decorators takes longer than all the rest of the guards. */
@Injectable()
export class RouteScopes {
  private readonly scopes = new Map<unknown, Scope | 'none'>();

  constructor(private readonly reflector: Reflector) {}

  neededBy(context: ExecutionContext): Scope | 'none' {
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
