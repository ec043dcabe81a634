/** So long somebody waits for what is missing of an answer that is there already. */
export const FILL_WAIT_MS = 20_000;

/**
 * What comes of the work, for as long as somebody waits for it; the work goes on.
 * @throws Error after that time, or whatever the work throws
 */
export async function orAfter<T>(
  work: Promise<T>,
  milliseconds: number,
  error = new Error('it takes long'),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(error), milliseconds);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
