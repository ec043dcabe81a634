/**
 * A signal that aborts when nothing happened for a while, or when `overall` does. It aborts with an error of the
 * caller's, which the waiting code gets to see.
 */
export class TimeLimit {
  private readonly silence = new AbortController();
  private readonly timer: NodeJS.Timeout;
  readonly signal: AbortSignal;

  constructor(silenceMs: number, whenSilent: () => Error, overall?: AbortSignal) {
    this.timer = setTimeout(() => this.silence.abort(whenSilent()), silenceMs);
    this.signal = overall ? AbortSignal.any([this.silence.signal, overall]) : this.silence.signal;
  }

  /** Something happened. */
  readonly touch = (): void => {
    this.timer.refresh();
  };

  stop(): void {
    clearTimeout(this.timer);
  }
}
