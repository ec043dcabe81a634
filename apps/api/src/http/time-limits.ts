import type { FastifyReply, FastifyRequest } from 'fastify';

/** An answer may take so much longer than its limit. */
const LOOK_EVERY_MS = 100;

interface Open {
  readonly request: FastifyRequest;
  readonly dueAt: number;
}

/**
 * Gives up answers that take too long, by one look at all that are under way. Fastify's own limit makes a timer, an
 * AbortController and a listener for each request, a tenth of what it costs.
 */
export class TimeLimits {
  private readonly open = new Map<FastifyReply, Open>();

  /** @param giveUp sends an answer in the place of one of which nothing has been sent */
  constructor(private readonly giveUp: (request: FastifyRequest, reply: FastifyReply) => void) {
    setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  /** @param limitMs null for none */
  begin(request: FastifyRequest, reply: FastifyReply, limitMs: number | null): void {
    if (limitMs !== null) this.open.set(reply, { request, dueAt: performance.now() + limitMs });
  }

  end(reply: FastifyReply): void {
    this.open.delete(reply);
  }

  private look(): void {
    const now = performance.now();
    for (const [reply, { request, dueAt }] of this.open) {
      if (now < dueAt) continue;
      this.open.delete(reply);
      // What is half sent cannot be told from a whole answer, but by the end of its connection.
      if (reply.raw.headersSent && !reply.sent) reply.raw.destroy();
      else this.giveUp(request, reply);
    }
  }
}
