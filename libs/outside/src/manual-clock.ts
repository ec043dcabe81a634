import { Clock } from './clock';

/** A clock that moves only when it is told to, for tests of what is decided by time. */
export class ManualClock extends Clock {
  private passedMs = 0;

  /** @param start milliseconds since 1970 */
  constructor(private readonly start = 0) {
    super();
  }

  advance(milliseconds: number): void {
    this.passedMs += milliseconds;
  }

  now(): Date {
    return new Date(this.start + this.passedMs);
  }

  monotonic(): number {
    return this.passedMs;
  }
}
