import { systemClock, type Clock } from '@app/outside';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { LRUCache } from 'lru-cache';

/** Addresses that are counted at the same time; the one that was not seen for longest is forgotten first. */
const MOST_ADDRESSES = 10_000;
const OF_ADDRESS = 'address ';

/** The name under which an address without a valid key is counted, in a bucket. */
export function addressCounted(address: string, bucket: string): string {
  return `${OF_ADDRESS}${bucket} ${address}`;
}

/** The name under which a valid key is counted, on the routes of a scope or a bucket. */
export function keyCounted(name: string, bucket: string): string {
  return `key ${bucket} ${name}`;
}

type ThrottlerRecord = Awaited<ReturnType<ThrottlerStorage['increment']>>;

interface Window {
  readonly endsAt: number;
  requests: number;
}

/**
 * Counts requests in fixed windows of time, in this process alone. The storage that comes with the package keeps a list
 * of every request of the last minute and copies it at each one, and has no bound on how many addresses it remembers.
 */
export class RequestCounter implements ThrottlerStorage {
  /** There are as many as were given out, and no flood of addresses makes one forgotten that has used up its window. */
  private readonly keys = new Map<string, Window>();
  private readonly addresses: LRUCache<string, Window>;

  constructor(
    private readonly clock: Clock = systemClock,
    mostAddresses = MOST_ADDRESSES,
  ) {
    this.addresses = new LRUCache({ max: mostAddresses });
  }

  /**
   * A client that has used up a window waits for its end; the longer blocks of the package are not used.
   * @param counted as `addressCounted` or `keyCounted` give it
   */
  increment(counted: string, ttl: number, limit: number): Promise<ThrottlerRecord> {
    const windows = counted.startsWith(OF_ADDRESS) ? this.addresses : this.keys;
    // The running time: a clock that is set back must not keep anybody waiting until it is as late again.
    // In whole milliseconds: of fractions, a minute later than one is at times a hair more than a minute.
    const now = Math.floor(this.clock.monotonic());
    let window = windows.get(counted);
    if (!window || now >= window.endsAt) {
      window = { endsAt: now + ttl, requests: 0 };
      windows.set(counted, window);
    }
    window.requests += 1;
    const secondsLeft = Math.ceil((window.endsAt - now) / 1_000);
    return Promise.resolve({
      totalHits: window.requests,
      timeToExpire: secondsLeft,
      isBlocked: window.requests > limit,
      timeToBlockExpire: secondsLeft,
    });
  }
}
