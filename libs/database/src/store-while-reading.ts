/**
 * Stores batch after batch, each while the next one is read: the database and this process work at the same time. When
 * this ends, with or without an error, nothing is being stored any more.
 */
export async function storeWhileReading<T>(
  batches: AsyncIterable<T>,
  store: (batch: T) => Promise<void>,
): Promise<void> {
  let storing = Promise.resolve();
  try {
    for await (const batch of batches) {
      await storing;
      storing = store(batch);
      // The error surfaces at the next await; until then it must not count as unhandled.
      storing.catch(() => undefined);
    }
  } finally {
    await storing;
  }
}
