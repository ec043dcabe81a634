import type { Clock } from '@app/outside';
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

const WINDOW_MS = 60_000;

interface Window {
  readonly endsAt: number;
  requests: number;
}

/** What was counted in the window that is open. */
interface WindowCount {
  readonly requests: number;
  /** Until the window ends; 1 at least. */
  readonly secondsLeft: number;
}

/**
 * Counts requests in fixed windows of a minute, in this process alone. A client that has used up a window waits for its end,
 * and nothing it asks meanwhile keeps it waiting longer.
 */
export class RequestCounter {
  /** There are as many as were given out, and no flood of addresses makes one forgotten that has used up its window. */
  private readonly keys = new Map<string, Window>();
  private readonly addresses: LRUCache<string, Window>;

  constructor(
    private readonly clock: Clock,
    mostAddresses = MOST_ADDRESSES,
  ) {
    this.addresses = new LRUCache({ max: mostAddresses });
  }

  /** @param counted as `addressCounted` or `keyCounted` give it */
  count(counted: string): WindowCount {
    const windows = counted.startsWith(OF_ADDRESS) ? this.addresses : this.keys;
    // The running time: a clock that is set back must not keep anybody waiting until it is as late again.
    // In whole milliseconds: of fractions, a minute later than one is at times a hair more than a minute.
    const now = Math.floor(this.clock.monotonic());
    let window = windows.get(counted);
    if (!window || now >= window.endsAt) {
      window = { endsAt: now + WINDOW_MS, requests: 0 };
      windows.set(counted, window);
    }
    window.requests += 1;
    return { requests: window.requests, secondsLeft: Math.ceil((window.endsAt - now) / 1_000) };
  }
}
