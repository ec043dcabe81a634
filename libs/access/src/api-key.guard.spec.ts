import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AppConfig } from '@app/config';
import { ApiKeyGuard } from './api-key.guard';
import { ApiKeysService } from './api-keys.service';
import { Public, RequireScope } from './scope';

const READ_KEY = 'a-key-for-readers';
const ADMIN_KEY = 'a-key-for-admins!';

class Routes {
  read(): void {
    // A route that says nothing about scopes.
  }

  @RequireScope('llm')
  llm(): void {
    // A route that may cost money.
  }

  @RequireScope('admin')
  admin(): void {
    // A route for administrators.
  }

  @Public()
  open(): void {
    // A route for everybody.
  }
}

const keys = new ApiKeysService({
  apiKey: READ_KEY,
  adminApiKey: ADMIN_KEY,
  apiKeyScopes: ['read'],
} as Partial<AppConfig> as AppConfig);
const guard = new ApiKeyGuard(new Reflector(), keys);

function enter(route: keyof Routes, key: string | undefined): boolean {
  const request = { headers: { 'x-api-key': key } };
  return guard.canActivate({
    // eslint-disable-next-line @typescript-eslint/unbound-method
    getHandler: () => Routes.prototype[route],
    getClass: () => Routes,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext);
}

it.each<[keyof Routes, string | undefined]>([
  ['open', undefined],
  ['read', READ_KEY],
  ['read', ADMIN_KEY],
  ['llm', ADMIN_KEY],
  ['admin', ADMIN_KEY],
])('opens the route "%s" to the key %s', (route, key) => {
  expect(enter(route, key)).toBe(true);
});

it.each<[keyof Routes, string | undefined, string]>([
  ['read', undefined, 'MISSING_API_KEY'],
  ['read', '', 'MISSING_API_KEY'],
  ['read', 'another-key-of-theirs', 'INVALID_API_KEY'],
  ['read', READ_KEY.slice(1), 'INVALID_API_KEY'],
  ['llm', READ_KEY, 'INSUFFICIENT_SCOPE'],
  ['admin', READ_KEY, 'INSUFFICIENT_SCOPE'],
])('keeps the route "%s" closed to the key %j: %s', (route, key, code) => {
  expect(() => enter(route, key)).toThrow(expect.objectContaining({ code }) as Error);
});
