import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AppConfig } from '@app/config';
import { ManualClock, systemClock } from '@app/outside';
import type { DataSource } from 'typeorm';
import type { ApiKey } from './api-key.entity';
import type { ApiKeyRecords } from './api-key-records.service';
import { ApiKeysService } from './api-keys.service';
import { CallerGuard } from './caller.guard';
import { makeKey } from './key-format';
import { RateBucket } from './rate-bucket';
import { RateLimitGuard } from './rate-limit.guard';
import { RequestCounter } from './request-counter';
import { RouteScopes } from './route-scopes';
import { KeyOptional, Public, RequireScope } from './scope';
import { ScopeGuard } from './scope.guard';

const READ_KEY = 'a-key-for-readers';
const ADMIN_KEY = 'a-key-for-admins!';
const MADE = makeKey();
const ONLY_LLM = makeKey();
const EXPIRED = makeKey();
const REVOKED = makeKey();

class Routes {
  read(): void {
    // A route that says nothing about scopes.
  }

  @RateBucket('bulk')
  bulk(): void {
    // A route that computes much.
  }

  @RequireScope('llm')
  llm(): void {
    // A route that may cost money.
  }

  @RequireScope('admin')
  admin(): void {
    // A route for administrators.
  }

  @KeyOptional()
  any(): void {
    // A route that tells what a key opens.
  }

  @Public()
  open(): void {
    // A route for everybody.
  }
}

/** Those who ask, and what they are told; `ip` as Fastify gives it. */
interface Visit {
  readonly key?: string;
  readonly bearer?: string;
  readonly ip?: string;
}

const config = {
  apiKey: READ_KEY,
  adminApiKey: ADMIN_KEY,
  apiKeyScopes: ['read'],
  rateLimits: { read: 3, bulk: 1, llm: 2, admin: 0, withoutKey: 2, public: 3, publicBulk: 1 },
} as Partial<AppConfig> as AppConfig;
const records = [
  record(1, 'made', MADE, {}),
  record(4, 'only-llm', ONLY_LLM, { scopes: ['llm'] }),
  record(2, 'expired', EXPIRED, { expiresAt: new Date('2026-01-02T03:04:05Z') }),
  record(3, 'revoked', REVOKED, { revokedAt: new Date('2026-02-03T04:05:06Z') }),
];

let clock: ManualClock;
let guards: CanActivate[];
let headers: Record<string, string | number>;
/** The words of the last refusal. */
let told: string;

beforeEach(() => guard(config));

async function guard(asConfigured: AppConfig): Promise<void> {
  clock = new ManualClock();
  const stored = { list: () => Promise.resolve(records) } as unknown as ApiKeyRecords;
  const keys = new ApiKeysService(asConfigured, stored, {} as DataSource, systemClock);
  await keys.poll();
  const routes = new RouteScopes(new Reflector(), asConfigured);
  const limiter = new RateLimitGuard(new RequestCounter(clock), routes, asConfigured);
  guards = [new CallerGuard(routes, keys), limiter, new ScopeGuard(routes, keys)];
}

function record(id: number, name: string, { publicId, keyHash }: typeof MADE, times: Partial<ApiKey>): ApiKey {
  const created = { createdAt: new Date(0), expiresAt: null, revokedAt: null, lastUsedAt: null };
  return { id, name, foldedName: name, publicId, keyHash, scopes: ['read', 'llm'], ...created, ...times };
}

/** `in`, or the code of the refusal; the headers and the name of the caller are left behind. */
function enter(route: keyof Routes, { key, bearer, ip = '192.0.2.1' }: Visit = {}): string {
  const authorization = bearer === undefined ? undefined : `Bearer ${bearer}`;
  const request = { headers: { 'x-api-key': key, authorization }, ip, caller: null };
  headers = {};
  const reply = { headers: (given: Record<string, number>) => Object.assign(headers, given) };
  const context = {
    // eslint-disable-next-line @typescript-eslint/unbound-method
    getHandler: () => Routes.prototype[route],
    getClass: () => Routes,
    getArgByIndex: (index: number) => [request, reply][index],
  } as unknown as ExecutionContext;
  try {
    for (const guard of guards) expect(guard.canActivate(context)).toBe(true);
    return 'in';
  } catch (error) {
    told = (error as Error).message;
    return (error as { code: string }).code;
  }
}

describe('scopes', () => {
  it.each<[keyof Routes, string | undefined]>([
    ['open', undefined],
    ['open', 'no key at all'],
    ['any', undefined],
    ['any', READ_KEY],
    ['any', ONLY_LLM.text],
    ['read', READ_KEY],
    ['bulk', READ_KEY],
    ['read', ADMIN_KEY],
    ['llm', ADMIN_KEY],
    ['admin', ADMIN_KEY],
    ['read', MADE.text],
    ['llm', MADE.text],
  ])('open the route "%s" to the key %s', (route, key) => {
    expect(enter(route, { key })).toBe('in');
  });

  it.each<[keyof Routes, string | undefined, string]>([
    ['any', 'another-key-of-theirs', 'INVALID_API_KEY'],
    ['any', EXPIRED.text, 'INVALID_API_KEY'],
    ['any', REVOKED.text, 'INVALID_API_KEY'],
    ['read', ONLY_LLM.text, 'INSUFFICIENT_SCOPE'],
    ['read', undefined, 'MISSING_API_KEY'],
    ['read', '', 'MISSING_API_KEY'],
    ['read', 'another-key-of-theirs', 'INVALID_API_KEY'],
    ['read', READ_KEY.slice(1), 'INVALID_API_KEY'],
    ['read', MADE.text.slice(0, -1), 'INVALID_API_KEY'],
    ['read', `skg_${MADE.publicId}_`, 'INVALID_API_KEY'],
    ['read', EXPIRED.text, 'INVALID_API_KEY'],
    ['read', REVOKED.text, 'INVALID_API_KEY'],
    ['llm', READ_KEY, 'INSUFFICIENT_SCOPE'],
    ['admin', READ_KEY, 'INSUFFICIENT_SCOPE'],
    ['admin', MADE.text, 'INSUFFICIENT_SCOPE'],
  ])('keep the route "%s" closed to the key %j: %s', (route, key, code) => {
    expect(enter(route, { key })).toBe(code);
  });
});

describe('limits', () => {
  it('count who asks what it may do without a key apart from who shows a wrong one', () => {
    for (let i = 0; i < 3; i++) expect(enter('any')).toBe('in');
    expect(enter('any')).toBe('RATE_LIMITED');
    expect(enter('any', { key: 'a wrong key' })).toBe('INVALID_API_KEY');
    expect(enter('read')).toBe('MISSING_API_KEY');
    expect(enter('read')).toBe('RATE_LIMITED');
  });

  it('let a key make as many requests a minute as it may, and tell it what is left', () => {
    for (const left of [2, 1, 0]) {
      expect(enter('read', { key: READ_KEY })).toBe('in');
      expect(headers).toEqual({ 'ratelimit-limit': 3, 'ratelimit-remaining': left, 'ratelimit-reset': 60 });
    }
    clock.advance(42_001);
    expect(enter('read', { key: READ_KEY })).toBe('RATE_LIMITED');
    // Retry-After comes with the error.
    expect(headers).toEqual({ 'ratelimit-limit': 3, 'ratelimit-remaining': 0, 'ratelimit-reset': 18 });
    clock.advance(17_999);
    expect(enter('read', { key: READ_KEY })).toBe('in');
  });

  it('are those of a key, wherever it asks from', () => {
    for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) enter('read', { key: READ_KEY, ip });
    expect(enter('read', { key: READ_KEY, ip: '192.0.2.4' })).toBe('RATE_LIMITED');
    expect(enter('read', { key: MADE.text, ip: '192.0.2.1' })).toBe('in');
  });

  it('count the requests of a key together, whichever header shows it', () => {
    for (const visit of [{ key: READ_KEY }, { bearer: READ_KEY }, { key: READ_KEY }]) enter('read', visit);
    expect(enter('read', { bearer: READ_KEY })).toBe('RATE_LIMITED');
    expect(enter('read', { bearer: READ_KEY, key: MADE.text })).toBe('in');
  });

  it('count each scope apart', () => {
    for (let i = 0; i < 3; i++) enter('read', { key: MADE.text });
    expect(enter('llm', { key: MADE.text })).toBe('in');
    expect(headers['ratelimit-limit']).toBe(2);
    expect(enter('read', { key: MADE.text })).toBe('RATE_LIMITED');
  });

  it('count what computes much apart from single gaps of the same key, and say so', () => {
    expect(enter('bulk', { key: READ_KEY })).toBe('in');
    expect(headers).toEqual({ 'ratelimit-limit': 1, 'ratelimit-remaining': 0, 'ratelimit-reset': 60 });
    expect(enter('bulk', { key: READ_KEY })).toBe('RATE_LIMITED');
    expect(told).toMatch(/^This API key has used up its 1 requests a minute for endpoints that compute much \(/);
    for (let i = 0; i < 3; i++) expect(enter('read', { key: READ_KEY })).toBe('in');
    expect(enter('read', { key: READ_KEY })).toBe('RATE_LIMITED');
    expect(told).toMatch(/^This API key has used up its 3 requests a minute for endpoints of the scope "read"\. Try/);
    expect(enter('bulk', { key: MADE.text })).toBe('in');
  });

  it('count what computes much with all else of an address that shows no valid key', () => {
    expect(enter('bulk')).toBe('MISSING_API_KEY');
    expect(headers).toMatchObject({ 'ratelimit-limit': 2, 'ratelimit-remaining': 1 });
    expect(enter('read')).toBe('MISSING_API_KEY');
    expect(enter('bulk')).toBe('RATE_LIMITED');
    expect(told).toMatch(/^This address has used up its 2 requests a minute without a valid API key\./);
  });

  it('of 0 are none, and nothing is said of them', () => {
    for (let i = 0; i < 10; i++) expect(enter('admin', { key: ADMIN_KEY })).toBe('in');
    expect(headers).toEqual({});
  });

  it('count a request that the scope then refuses', () => {
    for (let i = 0; i < 2; i++) expect(enter('llm', { key: READ_KEY })).toBe('INSUFFICIENT_SCOPE');
    expect(enter('llm', { key: READ_KEY })).toBe('RATE_LIMITED');
  });

  it('of an address count missing, wrong, expired and revoked keys together, over all routes', () => {
    expect(enter('read', { key: EXPIRED.text })).toBe('INVALID_API_KEY');
    expect(enter('admin')).toBe('MISSING_API_KEY');
    expect(headers).toMatchObject({ 'ratelimit-limit': 2, 'ratelimit-remaining': 0 });
    expect(enter('llm', { key: 'a wrong key' })).toBe('RATE_LIMITED');
    expect(enter('read', { key: REVOKED.text })).toBe('RATE_LIMITED');
    expect(enter('read', { key: REVOKED.text, ip: '192.0.2.2' })).toBe('INVALID_API_KEY');
  });

  it('of an address do not touch who shows a valid key from there', () => {
    for (let i = 0; i < 10; i++) enter('read', { key: 'a wrong key' });
    expect(enter('read', { key: READ_KEY })).toBe('in');
    expect(headers['ratelimit-remaining']).toBe(2);
  });

  it('take the addresses of one IPv6 customer for one, and IPv4 within IPv6 for itself', () => {
    enter('read', { ip: '2001:db8:1:2::1' });
    enter('read', { ip: '2001:db8:1:2:ffff::9' });
    expect(enter('read', { ip: '2001:db8:1:2::5' })).toBe('RATE_LIMITED');
    expect(enter('read', { ip: '2001:db8:1:3::5' })).toBe('MISSING_API_KEY');
    for (const ip of ['192.0.2.1', '::ffff:192.0.2.1']) enter('read', { ip });
    expect(enter('read', { ip: '192.0.2.1' })).toBe('RATE_LIMITED');
  });

  it('leave open routes alone', () => {
    for (let i = 0; i < 10; i++) expect(enter('open')).toBe('in');
    expect(headers).toEqual({});
  });
});

describe('where reading is open to everybody', () => {
  beforeEach(() => guard(Object.assign({ publicRead: true }, config)));

  it.each<[keyof Routes, string | undefined, string]>([
    ['read', undefined, 'in'],
    ['bulk', undefined, 'in'],
    ['read', '', 'in'],
    ['read', READ_KEY, 'in'],
    ['llm', undefined, 'MISSING_API_KEY'],
    ['admin', undefined, 'MISSING_API_KEY'],
    ['read', 'another-key-of-theirs', 'INVALID_API_KEY'],
    ['read', EXPIRED.text, 'INVALID_API_KEY'],
    ['read', ONLY_LLM.text, 'INSUFFICIENT_SCOPE'],
  ])('the route "%s" answers the key %j: %s', (route, key, outcome) => {
    expect(enter(route, { key })).toBe(outcome);
  });

  it('an address may read so many times a minute, and compute much fewer times', () => {
    for (const left of [2, 1, 0]) {
      expect(enter('read')).toBe('in');
      expect(headers).toMatchObject({ 'ratelimit-limit': 3, 'ratelimit-remaining': left });
    }
    expect(enter('read')).toBe('RATE_LIMITED');
    expect(told).toMatch(
      /^This address has used up its 3 requests a minute without an API key; a key has a limit of its/,
    );
    expect(enter('bulk')).toBe('in');
    expect(headers).toMatchObject({ 'ratelimit-limit': 1, 'ratelimit-remaining': 0 });
    expect(enter('bulk')).toBe('RATE_LIMITED');
    expect(told).toMatch(
      /^This address has used up its 1 requests a minute without an API key for endpoints that compute/,
    );
    expect(enter('read', { ip: '192.0.2.2' })).toBe('in');
    expect(enter('read', { key: READ_KEY })).toBe('in');
  });

  it('guessing keys is no easier: wrong ones, and none where one is needed, are counted apart', () => {
    expect(enter('read', { key: 'a wrong key' })).toBe('INVALID_API_KEY');
    expect(headers).toMatchObject({ 'ratelimit-limit': 2, 'ratelimit-remaining': 1 });
    expect(enter('llm')).toBe('MISSING_API_KEY');
    expect(enter('read', { key: 'a wrong key' })).toBe('RATE_LIMITED');
    expect(enter('read')).toBe('in');
    expect(headers).toMatchObject({ 'ratelimit-limit': 3, 'ratelimit-remaining': 2 });
  });
});
