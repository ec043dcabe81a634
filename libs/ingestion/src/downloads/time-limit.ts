/**
 * A signal that aborts when nothing happened for a while, or when everything took too long. Each aborts with an error
 * of the caller's, which whoever waits gets to see.
 */
export class TimeLimit {
  private readonly silence = new AbortController();
  private readonly timer: NodeJS.Timeout;
  readonly signal: AbortSignal;

  constructor(silenceMs: number, overall: AbortSignal, whenSilent: () => Error) {
    this.timer = setTimeout(() => this.silence.abort(whenSilent()), silenceMs);
    this.signal = AbortSignal.any([this.silence.signal, overall]);
  }

  /** Something happened. */
  readonly touch = (): void => {
    this.timer.refresh();
  };

  stop(): void {
    clearTimeout(this.timer);
  }
}
