import { StreamableFile } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';

/** Larger bursts cost little less to send, and the garbage collector copies whatever waits. */
const LARGEST_BURST = 16;
/** Where answers take longer to make, the first one does not wait for so many. */
const LONGEST_BURST_MS = 2;

/** Answers that are sent together. */
interface Burst {
  readonly left: Promise<void>;
  readonly leave: () => void;
  readonly begunAt: number;
  answers: number;
}

/**
 * Sends answers that are ready in one turn of the event loop together, and not each as soon as it is there: at the end of the
 * turn, when they are enough, or when the first one has waited. A client of many connections sleeps between answers that come
 * singly, and to wake it takes longer than to make one (docs/performance.md). One that is alone leaves at the end of its turn.
 */
export class BurstAdapter extends FastifyAdapter {
  private burst: Burst | null = null;

  /** Nest awaits what comes of it, and calls nothing of it. */
  override reply(response: FastifyReply, body: unknown, statusCode?: number): FastifyReply {
    // Files are long, and their clients may have gone in between.
    if (body instanceof StreamableFile) return super.reply(response, body, statusCode);
    const burst = (this.burst ??= this.beginBurst());
    if (++burst.answers === LARGEST_BURST || performance.now() - burst.begunAt >= LONGEST_BURST_MS) this.leave(burst);
    return burst.left.then(() => this.send(response, body, statusCode)) as unknown as FastifyReply;
  }

  private send(response: FastifyReply, body: unknown, statusCode: number | undefined): FastifyReply {
    // What is written already leaves as it is; Nest would look first whether it is an error of another content type.
    if ((typeof body === 'string' || Buffer.isBuffer(body)) && statusCode === undefined) return response.send(body);
    return super.reply(response, body, statusCode);
  }

  private beginBurst(): Burst {
    let leave!: () => void;
    const left = new Promise<void>((resolve) => (leave = resolve));
    const burst = { left, leave, begunAt: performance.now(), answers: 0 };
    setImmediate(() => this.leave(burst));
    return burst;
  }

  private leave(burst: Burst): void {
    if (this.burst === burst) this.burst = null;
    burst.leave();
  }
}
