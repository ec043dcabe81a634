/**
 * The result of work that cannot be broken off, or what is given or thrown instead once it takes longer. That ends the
 * waiting, not the work, and keeps no process from ending.
 */
export async function within<T, L>(work: Promise<T>, limitMs: number, whenLate: () => L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(limitMs, 0)).unref();
  });
  return Promise.race([work, late.then(whenLate)]).finally(() => clearTimeout(timer));
}
