import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { loadOrCreateKeys, type FirstKeys } from './first-keys';
import type { Scope } from './scope';

interface KnownKey {
  readonly key: Buffer;
  readonly scopes: readonly Scope[];
}

/** The keys that open the API: those of the environment, else those made at the first start. */
@Injectable()
export class ApiKeysService {
  /** The keys that this service made itself, for the banner of a start; null where the environment gave them. */
  readonly made: FirstKeys;
  private readonly known: readonly KnownKey[];

  constructor({ apiKey, adminApiKey, apiKeyScopes, dataDir }: AppConfig) {
    const bothGiven = apiKey !== null && adminApiKey !== null;
    this.made = bothGiven ? { apiKey: null, adminApiKey: null } : loadOrCreateKeys(dataDir, { apiKey, adminApiKey });
    this.known = [
      { key: Buffer.from(apiKey ?? this.made.apiKey ?? ''), scopes: apiKeyScopes },
      { key: Buffer.from(adminApiKey ?? this.made.adminApiKey ?? ''), scopes: ['read', 'llm', 'admin'] },
    ];
  }

  /** The scopes of a key; null for an unknown one. How long it takes tells nothing of a known key but its length. */
  scopesOf(text: string): readonly Scope[] | null {
    const given = Buffer.from(text);
    let scopes: readonly Scope[] | null = null;
    for (const { key, scopes: itsScopes } of this.known) {
      if (key.length > 0 && key.length === given.length && timingSafeEqual(key, given)) scopes = itsScopes;
    }
    return scopes;
  }
}
