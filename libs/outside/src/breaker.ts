import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { systemClock, type Clock } from './clock';

/** When to leave somebody alone, and who hears of it. */
export interface Breaking<E extends Error> {
  readonly failure: abstract new (...args: never[]) => E;
  /** Whether a failure says something of them, and not of one question alone. */
  readonly counts?: (error: E) => boolean;
  /** This many in a row. */
  readonly failures: number;
  readonly breakMs: number;
  readonly onBreak: (error: E) => void;
  readonly onReset: () => void;
  readonly clock?: Clock;
}

/** Asks nobody who failed several times in a row, until a while has passed; then one question tells whether they are back. */
export class Breaker<E extends Error> {
  private readonly policy: CircuitBreakerPolicy;
  private readonly clock: Clock;
  private brokenUntil = 0;
  private failure: E | null = null;

  constructor({ failure, counts, failures, breakMs, onBreak, onReset, clock = systemClock }: Breaking<E>) {
    this.clock = clock;
    this.policy = circuitBreaker(
      handleWhen((error) => error instanceof failure && (counts?.(error) ?? true)),
      { halfOpenAfter: breakMs, breaker: new ConsecutiveBreaker(failures) },
    );
    this.policy.onBreak((event) => {
      // Nobody breaks it by hand, so there is a failure, and it is one of those that count.
      if (!('error' in event) || !(event.error instanceof failure)) return;
      this.brokenUntil = clock.monotonic() + breakMs;
      this.failure = event.error;
      onBreak(event.error);
    });
    this.policy.onReset(onReset);
  }

  /** @throws an error that `isBrokenCircuit` tells if they are left alone; else what the work throws */
  execute<T>(work: () => Promise<T>): Promise<T> {
    return this.policy.execute(work);
  }

  /** For work that had to wait for its turn, and may find that they are left alone by then. */
  assertWhole(): void {
    if (this.policy.state === CircuitState.Open) throw new BrokenCircuitError();
  }

  /** How long they are still left alone. */
  get waitMs(): number {
    return Math.max(this.brokenUntil - this.clock.monotonic(), 0);
  }

  /** The last of the failures; null if there never were so many in a row. */
  get brokenBy(): E | null {
    return this.failure;
  }
}

/** True if nobody was asked. */
export const isBrokenCircuit: (error: unknown) => boolean = isBrokenCircuitError;
