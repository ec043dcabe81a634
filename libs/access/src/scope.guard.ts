import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { InsufficientScopeError, MissingApiKeyError } from './access.errors';
import { ApiKeysService } from './api-keys.service';
import { requestOf } from './request-of';
import { RouteScopes } from './route-scopes';
import { shownKey } from './shown-key';

/** Lets a request through if the key that it shows has the scope that the route needs. */
@Injectable()
export class ScopeGuard implements CanActivate {
  constructor(
    private readonly routes: RouteScopes,
    private readonly keys: ApiKeysService,
  ) {}

  /** @throws MissingApiKeyError, InvalidApiKeyError, ApiKeyExpiredError, ApiKeyRevokedError, InsufficientScopeError */
  canActivate(context: ExecutionContext): boolean {
    const needed = this.routes.neededBy(context);
    if (needed === 'none') return true;
    const request = requestOf(context);
    const { caller } = request;
    if (!caller) {
      const key = shownKey(request);
      if (key !== null) throw this.keys.refusal(key);
      if (this.routes.isOpen(context)) return true;
      throw new MissingApiKeyError();
    }
    if (needed !== 'any' && !caller.scopes.includes(needed)) throw new InsufficientScopeError(needed);
    return true;
  }
}
