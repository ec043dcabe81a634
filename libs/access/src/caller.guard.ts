import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ApiKeysService } from './api-keys.service';
import { requestOf } from './request-of';
import { RouteScopes } from './route-scopes';
import { shownKey } from './shown-key';

/** Finds out whose key a request shows, if it is a valid one, and refuses nobody: those who count come before. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly routes: RouteScopes,
    private readonly keys: ApiKeysService,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (this.routes.neededBy(context) === 'none') return true;
    const request = requestOf(context);
    const key = shownKey(request);
    request.caller = key === null ? null : this.keys.find(key);
    return true;
  }
}
