import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { toWholeSecond } from '@app/database';
import { IsNull, LessThan, QueryFailedError, Repository } from 'typeorm';
import { ApiKeyExistsError, ApiKeyNotFoundError } from './access.errors';
import { ApiKey } from './api-key.entity';
import { makeKey } from './key-format';
import { foldedKeyName, isReservedKeyName } from './key-names';
import { SCOPES, type Scope } from './scope';

export interface KeyRequest {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: never. */
  readonly expiresAt: Date | null;
}

/** The keys in the database: made, listed and revoked here, for every process that serves them. */
@Injectable()
export class ApiKeyRecords {
  constructor(@InjectRepository(ApiKey) private readonly repository: Repository<ApiKey>) {}

  /**
   * Makes a key. Its `text` is known here and now only: what is stored does not lead back to it.
   * @throws ApiKeyExistsError
   */
  async create({ name, scopes, expiresAt }: KeyRequest): Promise<{ readonly record: ApiKey; readonly text: string }> {
    if (isReservedKeyName(name)) throw new ApiKeyExistsError(name);
    const { publicId, keyHash, text } = makeKey();
    const [createdAt, foldedName] = [toWholeSecond(), foldedKeyName(name)];
    const row = { name, foldedName, publicId, keyHash, scopes: withImplied(scopes), createdAt, expiresAt };
    try {
      await this.repository.insert(row);
    } catch (error) {
      const isTaken = error instanceof QueryFailedError && (await this.repository.existsBy([{ name }, { foldedName }]));
      throw isTaken ? new ApiKeyExistsError(name) : error;
    }
    return { record: await this.repository.findOneByOrFail({ name }), text };
  }

  /** All that were ever made, oldest first. */
  async list(): Promise<ApiKey[]> {
    return this.repository.find({ order: { id: 'ASC' } });
  }

  /**
   * Ends a key for good. One that was revoked before stays revoked since then.
   * @throws ApiKeyNotFoundError
   */
  async revoke(name: string): Promise<ApiKey> {
    await this.repository.update({ name, revokedAt: IsNull() }, { revokedAt: toWholeSecond() });
    const record = await this.repository.findOneBy({ name });
    if (!record) throw new ApiKeyNotFoundError(name);
    return record;
  }

  /** Notes a use, unless another process has noted a later one. */
  async noteUse(id: number, time: Date): Promise<void> {
    const lastUsedAt = toWholeSecond(time);
    const earlier = [
      { id, lastUsedAt: IsNull() },
      { id, lastUsedAt: LessThan(lastUsedAt) },
    ];
    await this.repository.update(earlier, { lastUsedAt });
  }
}

/** Written out, so that a list of the keys shows what each may do. */
function withImplied(scopes: readonly Scope[]): Scope[] {
  return SCOPES.filter((scope) => scopes.includes(scope) || scopes.includes('admin'));
}
