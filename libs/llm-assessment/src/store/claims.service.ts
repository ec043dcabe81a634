import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Clock } from '@app/outside';
import { DataSource, LessThan, QueryFailedError } from 'typeorm';
import { LlmReplyRejectedError } from '../llm.errors';
import { LlmClaim } from './llm-claim.entity';

const HEARTBEAT_MS = 4_000;
/** A claim without a sign of life for this long is free: three missed heartbeats. */
const GIVEN_UP_AFTER_MS = 15_000;
const POLL_MS = 300;
/** A model that gave no usable answer gives none a second later, and each one costs. */
const COOL_DOWN_MS = 600_000;

/** A thing to get once: the first caller gets it, and the others share it. */
export interface Errand<T> {
  /** The same for all callers that want the same thing. */
  readonly key: string;
  /** For people. */
  readonly subject: string;
  /** The thing, if a caller has got it already. */
  readonly find: () => Promise<T | null>;
  readonly get: () => Promise<T>;
}

/** Lets one caller at a time, over all processes on the same database, get a thing; the others wait for it. */
@Injectable()
export class ClaimsService {
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws LlmReplyRejectedError also for a while after the model gave no usable answer; the errors of `get`
   */
  async once<T>(errand: Errand<T>): Promise<T> {
    let result = this.underWay.get(errand.key) as Promise<T> | undefined;
    if (!result) {
      result = this.run(errand).finally(() => this.underWay.delete(errand.key));
      this.underWay.set(errand.key, result);
    }
    return result;
  }

  /** Clears away the claims that dead processes left; expired ones are free anyway. */
  async sweep(): Promise<void> {
    await this.dataSource.manager.delete(LlmClaim, { expiresAt: LessThan(this.clock.now()) });
  }

  private async run<T>(errand: Errand<T>): Promise<T> {
    for (;;) {
      const found = await errand.find();
      if (found !== null) return found;
      const holder = await this.take(errand);
      if (holder !== null) return this.hold(errand, holder);
      await sleep(POLL_MS);
    }
  }

  private async hold<T>(errand: Errand<T>, holder: string): Promise<T> {
    const mine = { claimKey: errand.key, holder };
    // The next beat makes up for one that fails, or another process takes over and finds the stored result.
    const heartbeat = setInterval(() => void this.renew(mine, GIVEN_UP_AFTER_MS).catch(() => undefined), HEARTBEAT_MS);
    let coolDown: string | null = null;
    try {
      // Somebody may have had it between the look and the claim.
      return (await errand.find()) ?? (await errand.get());
    } catch (error) {
      if (error instanceof LlmReplyRejectedError) coolDown = error.reason;
      throw error;
    } finally {
      clearInterval(heartbeat);
      await this.end(mine, coolDown).catch(() => undefined);
    }
  }

  /** The name under which the claim is held now; null if somebody else holds it. */
  private async take({ key: claimKey, subject }: Errand<unknown>): Promise<string | null> {
    const holder = randomUUID();
    const expiresAt = this.after(GIVEN_UP_AFTER_MS);
    try {
      await this.dataSource.manager.insert(LlmClaim, { claimKey, holder, expiresAt, reason: null });
      return holder;
    } catch (error) {
      if (!(error instanceof QueryFailedError)) throw error;
    }
    const free = { claimKey, expiresAt: LessThan(this.clock.now()) };
    const { affected } = await this.dataSource.manager.update(LlmClaim, free, { holder, expiresAt, reason: null });
    if (affected === 1) return holder;
    const claim = await this.dataSource.manager.findOneBy(LlmClaim, { claimKey });
    if (claim?.reason)
      throw new LlmReplyRejectedError(subject, claim.reason, claim.expiresAt.getTime() - this.clock.now().getTime());
    return null;
  }

  private async renew(mine: Pick<LlmClaim, 'claimKey' | 'holder'>, forMs: number, reason: string | null = null) {
    await this.dataSource.manager.update(LlmClaim, mine, { expiresAt: this.after(forMs), reason });
  }

  private after(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }

  private async end(mine: Pick<LlmClaim, 'claimKey' | 'holder'>, coolDown: string | null): Promise<void> {
    if (coolDown === null) await this.dataSource.manager.delete(LlmClaim, mine);
    else await this.renew(mine, COOL_DOWN_MS, coolDown);
  }
}
