/** The time, for code that decides by it. */
export abstract class Clock {
  /** The time of day, for what others see too: dates, and times that are stored. */
  abstract now(): Date;

  /** Milliseconds of the running process, for how long something takes: it is never set back. */
  abstract monotonic(): number;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
};
