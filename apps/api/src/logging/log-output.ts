import { write, writeSync } from 'node:fs';

const STANDARD_OUTPUT = 1;
/** Characters; enough for a write to cost little beside its lines. */
const BLOCK = 65_536;
const FLUSH_MS = 100;
/** Characters that wait for a reader who has stopped reading; more would take the memory that serving needs. */
const MOST_WAITING = 16_000_000;
const RETRY_MS = 20;
/** A process that ends waits so long for the reader of its log. */
const PATIENCE_MS = 1_000;

/**
 * Where log lines go: standard output. While the service starts and stops each line is written at once; while it serves
 * they are written in blocks, beside the requests, at the latest after a tenth of a second.
 *
 * Made here rather than by pino.destination, whose writing at exit never ends where the reader is gone.
 */
export class LogOutput {
  private waiting = '';
  /** The text that is being written, or was refused for the moment. */
  private block: Buffer | null = null;
  private isWriting = false;
  private timer: NodeJS.Timeout | null = null;
  private lost = 0;

  /** @param render what a reader is shown, of one line or several: to do it for each costs more */
  constructor(
    private readonly render: (lines: string) => string,
    private readonly fd = STANDARD_OUTPUT,
  ) {
    // Also comes after an error that ends the process; only a kill loses what waits.
    process.once('exit', () => this.writeAtOnce());
  }

  /** Takes one line of JSON. */
  write(json: string): void {
    if (this.timer === null) {
      this.writeNow(Buffer.from(this.render(json)));
      return;
    }
    if (this.waiting.length > MOST_WAITING) {
      this.lost++;
      return;
    }
    this.waiting += json;
    if (this.waiting.length >= BLOCK) this.writeBlock();
  }

  /** From now on lines wait for each other. */
  writeInBlocks(): void {
    this.timer ??= setInterval(() => this.writeBlock(), FLUSH_MS).unref();
  }

  /** From now on nothing waits. */
  writeAtOnce(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    if (this.block && !this.isWriting) {
      this.writeNow(this.block);
      this.block = null;
    }
    this.writeNow(Buffer.from(this.takeWaiting()));
  }

  private writeBlock(): void {
    if (this.isWriting || (this.block === null && this.waiting === '')) return;
    this.block ??= Buffer.from(this.takeWaiting());
    this.isWriting = true;
    write(this.fd, this.block, (error, written) => this.afterWriting(error, written));
  }

  private afterWriting(error: NodeJS.ErrnoException | null, written: number): void {
    this.isWriting = false;
    // The timer tries again; any other error will not pass, and a log must not end the service.
    if (error?.code === 'EAGAIN') return;
    const rest = error ? null : this.block?.subarray(written);
    this.block = rest?.length ? rest : null;
    if (this.timer === null) this.writeAtOnce();
    else if (this.block || this.waiting.length >= BLOCK) this.writeBlock();
  }

  private takeWaiting(): string {
    const text = this.waiting;
    this.waiting = '';
    if (this.lost === 0) return this.render(text);
    const msg = `${this.lost} lines were lost here, as nobody read the log`;
    this.lost = 0;
    return this.render(`${text}${JSON.stringify({ level: 'warn', time: new Date(), context: 'Log', msg })}\n`);
  }

  private writeNow(bytes: Buffer): void {
    const limit = performance.now() + PATIENCE_MS;
    for (let written = 0; written < bytes.length && performance.now() < limit;) {
      try {
        written += writeSync(this.fd, bytes, written);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
      }
    }
  }
}
