import { DomainError } from '@app/onet';
import type { AddressBucket, RateBucketName } from './rate-bucket';
import type { Scope } from './scope';

export class MissingApiKeyError extends DomainError {
  constructor() {
    super('MISSING_API_KEY', 'This endpoint needs an API key', {}, { nextStep: { action: 'show-key' } });
  }
}

export class InvalidApiKeyError extends DomainError {
  constructor() {
    super('INVALID_API_KEY', 'This API key is not known here. Check it for missing characters.');
  }
}

const ASK_FOR_NEW_KEY = 'Ask whoever runs this service for a new one.';

/** Said only to a caller who shows the right key. */
export class ApiKeyExpiredError extends DomainError {
  constructor(name: string, expiredAt: Date) {
    super('INVALID_API_KEY', `The API key "${name}" has expired at ${expiredAt.toISOString()}. ${ASK_FOR_NEW_KEY}`);
  }
}

/** Said only to a caller who shows the right key. */
export class ApiKeyRevokedError extends DomainError {
  constructor(name: string, revokedAt: Date) {
    super('INVALID_API_KEY', `The API key "${name}" was revoked at ${revokedAt.toISOString()}. ${ASK_FOR_NEW_KEY}`);
  }
}

export class InsufficientScopeError extends DomainError {
  constructor(needed: Scope) {
    super('INSUFFICIENT_SCOPE', `This API key does not have the scope "${needed}" that this endpoint needs.`);
  }
}

/** Where a request is counted. */
export type Counted = Scope | RateBucketName | AddressBucket;

const MUCH = 'that compute much (paths, cohorts and exports); single gaps are counted apart';
const WITHOUT_KEY = 'without a valid API key';

const USED_UP: Readonly<Record<Counted, (requests: string) => string>> = {
  read: (requests) => ofKey(requests, 'of the scope "read"'),
  bulk: (requests) => ofKey(requests, MUCH),
  llm: (requests) => ofKey(requests, 'of the scope "llm"'),
  admin: (requests) => ofKey(requests, 'of the scope "admin"'),
  withoutKey: (requests) => `This address has used up its ${requests} ${WITHOUT_KEY}`,
  public: (requests) => `This address has used up its ${requests} without an API key; a key has a limit of its own`,
  publicBulk: (requests) => `This address has used up its ${requests} without an API key for endpoints ${MUCH}`,
};

function ofKey(requests: string, endpoints: string): string {
  return `This API key has used up its ${requests} for endpoints ${endpoints}`;
}

/** A key, or an address without a valid one, has made all the requests that it may in a minute. */
export class RateLimitedError extends DomainError {
  constructor(limit: number, counted: Counted, retryAfterSeconds: number) {
    const used = USED_UP[counted](`${limit} requests a minute`);
    super('RATE_LIMITED', `${used}. Try again in ${retryAfterSeconds} seconds.`, {}, { retryAfterSeconds });
  }
}

export class ApiKeyExistsError extends DomainError {
  constructor(name: string) {
    super('API_KEY_EXISTS', `There is or was a key named "${name}" already. Choose another name.`);
  }
}

export class ApiKeyNotFoundError extends DomainError {
  constructor(name: string) {
    const nextStep = '"keys list" names them all; API_KEY and ADMIN_API_KEY are changed in the environment.';
    super('API_KEY_NOT_FOUND', `There is no key named "${name}" in the database. ${nextStep}`);
  }
}

/** The file with the keys that this service made cannot be read or written. */
export class KeysUnusableError extends DomainError {
  constructor(file: string, reason: string) {
    const nextStep = 'Choose another DATA_DIR, or set API_KEY and ADMIN_API_KEY.';
    super('KEYS_UNUSABLE', `Cannot keep the API keys in ${file}: ${reason}. ${nextStep}`);
  }
}
