import { performance } from 'node:perf_hooks';
import { Logger } from '@nestjs/common';
import { within } from '@app/outside';

const BEAT_MS = 1_000;
/** What other processes have published, or said of keys, is taken up here within this time, or has to be before an answer. */
const STOOD_STILL_MS = 5_000;
/** Together with an answer, less than those 5 s; a database that is silent must not hold up longer. */
const LIMIT_MS = 4_000;

type Look = () => Promise<unknown>;

/**
 * Lets requests wait after the process stood still, until it has looked at what changed meanwhile. Where a processor is there
 * only for requests, as on Cloud Run, minutes may have passed, and the look has no time but that of the request.
 */
export class Waking {
  private readonly logger = new Logger('Waking');
  private readonly looks: Look[] = [];
  private lastBeat = performance.now();
  private catchingUp: Promise<void> | null = null;

  constructor() {
    setInterval(() => this.notice(), BEAT_MS).unref();
  }

  /** @param look at something that other processes change; never throws */
  looksAt(look: Look): void {
    this.looks.push(look);
  }

  /** Begins at once, unless the process has just woken. */
  whenAwake(begin: () => void): void {
    this.notice();
    if (this.catchingUp) void this.catchingUp.then(begin);
    else begin();
  }

  private notice(): void {
    const now = performance.now();
    const stoodStillMs = now - this.lastBeat;
    this.lastBeat = now;
    if (stoodStillMs < STOOD_STILL_MS || this.looks.length === 0) return;
    this.logger.debug(`Stood still for ${Math.round(stoodStillMs / 1_000)} s: looking at what has changed`);
    const looked = Promise.all(this.looks.map(lookAnew)).then(() => undefined);
    const catchingUp = within(looked, LIMIT_MS, () => undefined).finally(() => {
      if (this.catchingUp === catchingUp) this.catchingUp = null;
    });
    this.catchingUp = catchingUp;
  }
}

/** The first may be one that was under way before, and tell of that time. */
async function lookAnew(look: Look): Promise<void> {
  await look();
  await look();
}
