import { DomainError } from '@app/onet';
import type { Scope } from './scope';

export class MissingApiKeyError extends DomainError {
  constructor() {
    super('MISSING_API_KEY', 'This endpoint needs an API key in the header X-API-Key.');
  }
}

export class InvalidApiKeyError extends DomainError {
  constructor() {
    super('INVALID_API_KEY', 'The API key in the header X-API-Key is not known here. Check it for missing characters.');
  }
}

export class InsufficientScopeError extends DomainError {
  constructor(needed: Scope) {
    super('INSUFFICIENT_SCOPE', `This API key does not have the scope "${needed}" that this endpoint needs.`);
  }
}

/** The file with the keys that this service made cannot be read or written. */
export class KeysUnusableError extends DomainError {
  constructor(file: string, reason: string) {
    const nextStep = 'Choose another DATA_DIR, or set API_KEY and ADMIN_API_KEY.';
    super('KEYS_UNUSABLE', `Cannot keep the API keys in ${file}: ${reason}. ${nextStep}`);
  }
}
