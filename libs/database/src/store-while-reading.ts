/** With two, a server waits for this process now and then; on SQLite, transactions wait for each other anyway. */
const AT_ONCE = 3;

/**
 * Stores batch after batch, three at a time, while the next one is read: the database and this process work at the same
 * time. When this ends, with or without an error, nothing is being stored any more.
 */
export async function storeWhileReading<T>(
  batches: AsyncIterable<T>,
  store: (batch: T) => Promise<void>,
): Promise<void> {
  const underWay: Promise<void>[] = [];
  try {
    for await (const batch of batches) {
      if (underWay.length === AT_ONCE) await underWay.shift();
      const storing = store(batch);
      // The error surfaces when it is waited for; until then it must not count as unhandled.
      storing.catch(() => undefined);
      underWay.push(storing);
    }
    for (const storing of underWay) await storing;
  } finally {
    await Promise.allSettled(underWay);
  }
}
