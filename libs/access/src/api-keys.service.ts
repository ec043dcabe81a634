import { hash as digest, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { loadOrCreateKeys, type FirstKeys } from './first-keys';
import type { Scope } from './scope';

interface KnownKey {
  readonly hash: Buffer;
  readonly scopes: readonly Scope[];
}

/** The keys that open the API: those of the environment, else those made at the first start. */
@Injectable()
export class ApiKeysService {
  /** The keys that this service made itself, for the banner of a start; null where the environment gave them. */
  readonly made: FirstKeys;
  private readonly known: readonly KnownKey[];

  constructor({ apiKey, adminApiKey, dataDir }: AppConfig) {
    this.made =
      apiKey && adminApiKey ? { apiKey: null, adminApiKey: null } : loadOrCreateKeys(dataDir, { apiKey, adminApiKey });
    this.known = [
      { hash: hash(apiKey ?? this.made.apiKey ?? ''), scopes: ['read'] },
      { hash: hash(adminApiKey ?? this.made.adminApiKey ?? ''), scopes: ['read', 'admin'] },
    ];
  }

  /** The scopes of a key; null for an unknown one. Takes the same time whatever the key. */
  scopesOf(key: string): readonly Scope[] | null {
    const given = hash(key);
    let scopes: readonly Scope[] | null = null;
    for (const known of this.known) {
      if (timingSafeEqual(known.hash, given)) scopes = known.scopes;
    }
    return scopes;
  }
}

/** Hashes have one length, which a comparison in constant time needs, and keep the keys themselves out of memory. */
function hash(key: string): Buffer {
  return digest('sha256', key, 'buffer');
}
