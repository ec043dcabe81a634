import type { Server } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A request that was answered, given up by its client, or cut. */
export interface EndedRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The pattern; undefined where there is none. Read once, as Fastify makes the options of a request's route anew each time. */
  readonly route: string | undefined;
  /** How long it took. */
  readonly milliseconds: number;
}

type Listener = (ended: EndedRequest) => void;

/** Tells those who count and log the requests of a server of each that has ended, at less than a hook and a listener for each of them. */
export class EndedRequests {
  private static readonly ofServers = new WeakMap<Server, EndedRequests>();
  private readonly listeners: Listener[] = [];

  static of(server: Server): EndedRequests {
    let ended = this.ofServers.get(server);
    if (!ended) this.ofServers.set(server, (ended = new EndedRequests()));
    return ended;
  }

  /** @param listener also learns of requests that could not be read, but never of one twice */
  toldTo(listener: Listener): this {
    this.listeners.push(listener);
    return this;
  }

  tell(ended: EndedRequest): void {
    for (const listener of this.listeners) listener(ended);
  }
}
