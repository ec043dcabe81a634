import { DomainError } from '@app/onet';
import type { RateBucketName } from './rate-bucket';
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

const ENDPOINTS: Readonly<Record<Scope | RateBucketName, string>> = {
  read: 'endpoints of the scope "read"',
  bulk: 'endpoints that compute much (paths, cohorts and exports); single gaps are counted apart',
  llm: 'endpoints of the scope "llm"',
  admin: 'endpoints of the scope "admin"',
};

/** A key, or an address without a valid one, has made all the requests that it may in a minute. */
export class RateLimitedError extends DomainError {
  /** `bucket`: in which a valid key is counted; null for an address. */
  constructor(limit: number, bucket: Scope | RateBucketName | null, retryAfterSeconds: number) {
    const used =
      bucket === null
        ? `This address has used up its ${limit} requests a minute without a valid API key`
        : `This API key has used up its ${limit} requests a minute for ${ENDPOINTS[bucket]}`;
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
