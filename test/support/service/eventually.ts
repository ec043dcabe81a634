import { setTimeout as sleep } from 'node:timers/promises';

/** Far above what anything takes on a busy machine, below the time limit of a test: then the failure says what is missing. */
const PATIENCE_MS = 120_000;

/**
 * Returns as soon as it is so.
 * @param what is waited for, as a sentence: it is the failure's message
 * @param everyMs how often to look
 */
export async function eventually(what: string, isSo: () => boolean | Promise<boolean>, everyMs = 20): Promise<void> {
  const limit = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > limit) throw new Error(`This did not come to be in ${PATIENCE_MS / 1_000} s: ${what}.`);
    await sleep(everyMs);
  }
}
