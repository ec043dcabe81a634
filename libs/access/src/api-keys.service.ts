import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import { explainDatabaseError } from '@app/database';
import { Clock, within } from '@app/outside';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { ApiKeyRecords } from './api-key-records.service';
import type { Caller } from './caller';
import { loadOrCreateKeys, type FirstKeys } from './first-keys';
import { ADMIN_KEY_NAME, READ_KEY_NAME } from './key-names';
import { KnownKeys, type GivenKey } from './known-keys';
import { SCOPES } from './scope';
import { shownKey } from './shown-key';

/** A key that was made or revoked in another process is taken or refused here within twice this time. */
const POLL_MS = 2_000;
const NOTE_USES_MS = 60_000;
/** A stop does not wait longer for a database that is silent. */
const LAST_NOTE_LIMIT_MS = 1_000;

/**
 * The keys that open the API: those of the environment, else those made at the first start, and those in the database.
 * All are held in memory: no request reads the database for its key, or writes when the key was used.
 */
@Injectable()
export class ApiKeysService implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('ApiKeys');
  /** The keys that this service made itself, for the banner of a start; null where the environment gave them. */
  readonly made: FirstKeys;
  private readonly given: readonly GivenKey[];
  private known: KnownKeys;
  private polling: Promise<void> | null = null;
  private lastProblem: string | null = null;
  /** When each key of the database was used last, as far as that is not written there. */
  private readonly uses = new Map<number, number>();

  constructor(
    private readonly config: AppConfig,
    private readonly records: ApiKeyRecords,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    const { apiKey, adminApiKey, apiKeyScopes, dataDir } = config;
    const bothGiven = apiKey !== null && adminApiKey !== null;
    this.made = bothGiven ? { apiKey: null, adminApiKey: null } : loadOrCreateKeys(dataDir, { apiKey, adminApiKey });
    this.given = [
      { name: READ_KEY_NAME, text: apiKey ?? this.made.apiKey ?? '', scopes: apiKeyScopes },
      { name: ADMIN_KEY_NAME, text: adminApiKey ?? this.made.adminApiKey ?? '', scopes: SCOPES },
    ];
    this.known = new KnownKeys(this.given, []);
  }

  /** A start does not fail where this look does: the keys of the environment work, the others come with a later look. */
  async onModuleInit(): Promise<void> {
    if (this.config.publicRead) this.logger.log('Everybody may read without a key: PUBLIC_READ=on');
    await this.poll();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await within(this.noteUses(), LAST_NOTE_LIMIT_MS, () => undefined);
  }

  /** Whose key this is; null for one that is unknown, expired or revoked. */
  find(text: string): Caller | null {
    const now = this.clock.now().getTime();
    const found = this.known.find(text, now);
    if (!found) return null;
    if (found.id !== null) this.uses.set(found.id, now);
    return found.caller;
  }

  /** Whether the key that a request showed still opens anything: for answers that last longer than a key may. */
  isStillValid(request: FastifyRequest): boolean {
    const key = shownKey(request);
    return key !== null && this.find(key) !== null;
  }

  /** Why a key is refused. */
  refusal(text: string): Error {
    return this.known.refusal(text);
  }

  /** Reads the keys of the database now. Never throws: after a failed look those known before go on working. */
  @Interval(POLL_MS)
  async poll(): Promise<void> {
    this.polling ??= this.look().finally(() => (this.polling = null));
    await this.polling;
  }

  /** Writes when the keys were used last. Never throws: what could not be written waits for the next time. */
  @Interval(NOTE_USES_MS)
  async noteUses(): Promise<void> {
    try {
      for (const [id, time] of [...this.uses]) {
        await this.records.noteUse(id, new Date(time));
        if (this.uses.get(id) === time) this.uses.delete(id);
      }
    } catch (error) {
      this.logger.debug(`Cannot write when keys were used last: ${this.explain(error)}`);
    }
  }

  private async look(): Promise<void> {
    try {
      this.known = new KnownKeys(this.given, await this.records.list());
      if (this.lastProblem) this.logger.log('The API keys in the database can be read again');
      this.lastProblem = null;
    } catch (error) {
      const problem = this.explain(error);
      // Once, not every two seconds.
      if (problem !== this.lastProblem) this.logger.warn(`Cannot read the API keys, taking those known: ${problem}`);
      this.lastProblem = problem;
    }
  }

  private explain(cause: unknown): string {
    const error = explainDatabaseError(this.dataSource, cause);
    return error instanceof Error ? error.message : String(error);
  }
}
