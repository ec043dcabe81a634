/**
 * The result of work that cannot be broken off; once the signal is aborted, nobody waits for it any longer.
 * @param graceMs for what would be a pity to lose
 * @throws the signal's reason
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, graceMs = 0): Promise<T> {
  return new Promise((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const give = (): void => reject(signal.reason as Error);
    const stop = (): void => void (grace = setTimeout(give, graceMs));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    const done = (): void => {
      signal.removeEventListener('abort', stop);
      clearTimeout(grace);
    };
    work.then(resolve, reject).finally(done);
  });
}

/** The same for each item of what comes bit by bit. */
export async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const coming = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await unlessAborted(coming.next(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not waited for: what hangs does not end either.
    coming.return?.().catch(() => undefined);
  }
}
