import { ApiKeyExpiredError, ApiKeyRevokedError, InvalidApiKeyError } from './access.errors';
import type { ApiKey } from './api-key.entity';
import type { Caller } from './caller';
import { hashOf, isSameHash, publicIdOf } from './key-format';

/** A key of the environment or of the first start. */
export interface GivenKey extends Omit<Caller, 'expiresAt'> {
  /** Secret. */
  readonly text: string;
}

interface KnownKey {
  readonly caller: Caller;
  readonly hash: Buffer;
  /** The record in the database; null for keys that are not there. */
  readonly record: Pick<ApiKey, 'id' | 'expiresAt' | 'revokedAt'> | null;
}

/** A valid key: whose it is, and its row if it has one. */
export interface FoundKey {
  readonly caller: Caller;
  readonly id: number | null;
}

/** All keys as of one look at the database, so that no request has to ask it. Immutable. */
export class KnownKeys {
  private readonly given: readonly KnownKey[];
  private readonly made: ReadonlyMap<string, KnownKey>;
  /**
   * Keys that were shown already, by their texts: to hash one takes a tenth of an answer. A `Map` compares only texts whose hashes
   * agree, made with a seed of this process, so that the time it takes tells nothing here either.
   */
  private readonly shown = new Map<string, KnownKey>();

  constructor(given: readonly GivenKey[], records: readonly ApiKey[]) {
    const usable = given.filter(({ text }) => text !== '');
    this.given = usable.map(({ text, name, scopes }) => toKnown(hashOf(text), { name, scopes, expiresAt: null }, null));
    this.made = new Map(
      records.map((record) => [record.publicId, toKnown(record.keyHash, callerOf(record), record)] as const),
    );
  }

  /** The key that `text` is; null if it is none that is valid at `now`. */
  find(text: string, now: number): FoundKey | null {
    const known = this.lookUp(text);
    if (!known) return null;
    const { caller, record } = known;
    if (record && (record.revokedAt || hasExpired(record, now))) return null;
    return { caller, id: record?.id ?? null };
  }

  /** Why `text` is no valid key. That it was one once is told only to a caller who has all of it. */
  refusal(text: string): InvalidApiKeyError | ApiKeyExpiredError | ApiKeyRevokedError {
    const { caller, record } = this.lookUp(text) ?? {};
    if (caller && record?.revokedAt) return new ApiKeyRevokedError(caller.name, record.revokedAt);
    if (caller && record?.expiresAt) return new ApiKeyExpiredError(caller.name, record.expiresAt);
    return new InvalidApiKeyError();
  }

  private lookUp(text: string): KnownKey | null {
    const shown = this.shown.get(text);
    if (shown) return shown;
    const known = this.compare(text);
    if (known) this.shown.set(text, known);
    return known;
  }

  /** Hashes are compared, all of the same length, so that the time it takes tells nothing of a key. */
  private compare(text: string): KnownKey | null {
    const hash = Buffer.from(hashOf(text), 'hex');
    const given = this.given.find((known) => isSameHash(known.hash, hash));
    if (given) return given;
    const publicId = publicIdOf(text);
    const made = publicId === null ? undefined : this.made.get(publicId);
    return made && isSameHash(made.hash, hash) ? made : null;
  }
}

function toKnown(hash: string, caller: Caller, record: ApiKey | null): KnownKey {
  return { hash: Buffer.from(hash, 'hex'), caller, record };
}

function callerOf({ name, scopes, expiresAt }: ApiKey): Caller {
  return { name, scopes, expiresAt };
}

export function hasExpired({ expiresAt }: Pick<ApiKey, 'expiresAt'>, now: number): boolean {
  return expiresAt !== null && expiresAt.getTime() <= now;
}
