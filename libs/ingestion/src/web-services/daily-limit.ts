const DAY_MS = 86_400_000;

/** Counts what may be done a limited number of times a day; days are those of UTC. */
export class DailyLimit {
  private day = 0;
  private used = 0;

  constructor(
    private readonly limit: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes one of today's. Null if there was one, else the milliseconds until tomorrow. */
  take(): number | null {
    const now = this.now();
    const today = Math.floor(now / DAY_MS);
    if (today !== this.day) this.used = 0;
    this.day = today;
    if (this.used >= this.limit) return (today + 1) * DAY_MS - now;
    this.used++;
    return null;
  }
}
