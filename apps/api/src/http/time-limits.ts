import type { FastifyReply, FastifyRequest } from 'fastify';

/** An answer may take so much longer than its limit. */
const LOOK_EVERY_MS = 100;

/** An answer that is under way. */
export interface OpenAnswer {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly dueAt: number;
  /** Its place among those that are under way. */
  place: number;
}

/**
 * Gives up answers that take too long, by one look at all that are under way. Fastify's own limit makes a timer, an
 * AbortController and a listener for each request, a tenth of what it costs.
 */
export class TimeLimits {
  /** In no order, so that an end costs nothing but to fill its place. */
  private readonly open: OpenAnswer[] = [];

  /** @param giveUp sends an answer in the place of one of which nothing has been sent */
  constructor(private readonly giveUp: (request: FastifyRequest, reply: FastifyReply) => void) {
    setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  /**
   * @param limitMs null for none
   * @returns what `end` wants
   */
  begin(request: FastifyRequest, reply: FastifyReply, limitMs: number | null): OpenAnswer | null {
    if (limitMs === null) return null;
    const answer = { request, reply, dueAt: performance.now() + limitMs, place: this.open.length };
    this.open.push(answer);
    return answer;
  }

  /** Does nothing for one that was given up. */
  end(answer: OpenAnswer | null): void {
    if (!answer || this.open[answer.place] !== answer) return;
    const last = this.open.pop();
    if (!last || last === answer) return;
    last.place = answer.place;
    this.open[last.place] = last;
  }

  private look(): void {
    const now = performance.now();
    for (const answer of this.open.filter(({ dueAt }) => now >= dueAt)) {
      this.end(answer);
      const { request, reply } = answer;
      // What is half sent cannot be told from a whole answer, but by the end of its connection.
      if (reply.raw.headersSent && !reply.sent) reply.raw.destroy();
      else this.giveUp(request, reply);
    }
  }
}
