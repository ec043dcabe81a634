import type { ThrottlerStorage } from '@nestjs/throttler';
import { LRUCache } from 'lru-cache';

/** Keys and addresses that are counted at the same time; whoever was not seen for longest is forgotten first. */
const MOST_COUNTED = 10_000;

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
  private readonly windows: LRUCache<string, Window>;

  constructor(
    private readonly clock: () => number = Date.now,
    mostCounted = MOST_COUNTED,
  ) {
    this.windows = new LRUCache({ max: mostCounted });
  }

  /** Whoever has used up a window waits for its end, whatever blocks the package knows beyond that. */
  increment(key: string, ttl: number, limit: number): Promise<ThrottlerRecord> {
    const now = this.clock();
    let window = this.windows.get(key);
    if (!window || now >= window.endsAt) {
      window = { endsAt: now + ttl, requests: 0 };
      this.windows.set(key, window);
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
