import { systemClock, type Clock } from '@app/outside';

const DAY_MS = 86_400_000;

/** Counts what may be done a limited number of times a day; days are those of UTC. */
export class DailyLimit {
  private day = 0;
  private used = 0;

  constructor(
    private readonly limit: number,
    private readonly clock: Clock = systemClock,
  ) {}

  /** The milliseconds until tomorrow if today's are used up, else null. */
  get waitMs(): number | null {
    this.turnPage();
    return this.used < this.limit ? null : (this.day + 1) * DAY_MS - this.now;
  }

  /** One more was done. */
  count(): void {
    this.turnPage();
    this.used++;
  }

  private get now(): number {
    return this.clock.now().getTime();
  }

  private turnPage(): void {
    const today = Math.floor(this.now / DAY_MS);
    if (today !== this.day) this.used = 0;
    this.day = today;
  }
}
