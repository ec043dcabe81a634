import { systemClock, type Clock } from './clock';

/** Lets something happen once in a while, such as a line in the log about what goes on without end. */
export class AtMostEvery {
  private last = -Infinity;

  constructor(
    private readonly intervalMs: number,
    private readonly clock: Clock = systemClock,
  ) {}

  /** True if it is time again; then the next time is an interval later. */
  isTime(): boolean {
    const now = this.clock.monotonic();
    if (now - this.last < this.intervalMs) return false;
    this.last = now;
    return true;
  }
}
