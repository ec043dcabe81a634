import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

const LONGEST_STRETCH_MS = 5;

/** As `map`, with requests served in between. */
export async function eachInTurn<Item, Made>(
  items: readonly Item[],
  make: (item: Item, place: number) => Made,
): Promise<Made[]> {
  const turns = new Turns();
  const made: Made[] = [];
  for (const [place, item] of items.entries()) {
    made.push(make(item, place));
    if (turns.isDue()) await turns.next();
  }
  return made;
}

/** Divides long work into stretches of some milliseconds, between which requests are served. */
export class Turns {
  private since = performance.now();

  /** Apart from `next`, as most steps of a work need not wait for it. */
  isDue(): boolean {
    return performance.now() - this.since >= LONGEST_STRETCH_MS;
  }

  async next(): Promise<void> {
    await nextTurn();
    this.since = performance.now();
  }
}
