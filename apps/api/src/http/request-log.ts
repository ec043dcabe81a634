import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { addressOf } from '@app/access';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceLog } from '../logging/service-log';
import { currentTraceId } from '../tracing/current-trace';
import type { EndedRequest } from './ended-requests';
import { requestLine, type LineLevel } from './request-line';

declare module 'fastify' {
  interface FastifyRequest {
    /** With which problem it was answered; null for none. */
    problemCode: string | null;
  }
}

/** Asked for every few seconds by machines. */
const ROUTINE = new Set(['/health', '/health/ready', '/metrics']);
const ADMIN = '/api/v1/admin';
const LONGEST_PATH = 200;
const RUN_OF_LOCATION = /\/runs\/(\d{1,15})$/;
const UNPRINTABLE = /[^\x20-\x7e]/g;

/** One line for each request, when it has ended: answered, given up by the client, or cut. */
export class RequestLog {
  constructor(private readonly log: ServiceLog) {}

  /** Never the query or a header: there, clients may put secrets. */
  ended({ request, reply, route: pattern, milliseconds }: EndedRequest): void {
    const { method, url, caller, problemCode } = request;
    const route = request.is404 ? null : (pattern ?? null);
    const { headersSent, statusCode, writableFinished } = reply.raw;
    const status = headersSent ? statusCode : null;
    const wasGivenUp = !writableFinished || request.raw.readableAborted;
    const level = levelOf(route, status);
    const isAdmin = (route ?? url).startsWith(ADMIN);
    // Requests of administrators are logged at every LOG_LEVEL.
    if (!isAdmin && !this.log.tells(level)) return;
    const path = route === null || isAdmin ? this.pathOf(url) : null;
    const traceId = currentTraceId();
    const more =
      path === null && caller && !wasGivenUp && traceId === undefined && problemCode === null
        ? null
        : {
            ...(problemCode === null ? {} : { code: problemCode }),
            ...(traceId === undefined ? {} : { trace_id: traceId }),
            ...(caller ? {} : { address: addressOf(request) }),
            ...(wasGivenUp ? { aborted: true } : {}),
            ...(path === null ? {} : { path }),
            ...(isAdmin ? this.deedOf(request, reply) : {}),
          };
    const facts = {
      context: isAdmin ? ('Admin' as const) : ('Http' as const),
      request_id: request.id,
      key: caller?.name ?? null,
      ...{ method, route, status },
      duration_ms: Math.round(milliseconds * 1_000) / 1_000,
    };
    this.log.output.write(requestLine(level, facts, more, `${method} ${route ?? path} ${status ?? 'unanswered'}`));
  }

  /** Logs a request that could not be read, or came too slowly. */
  refused(requestId: string, { remoteAddress }: Socket, status: number): void {
    if (!this.log.tells('info')) return;
    const nothing = { key: null, method: null, route: null, duration_ms: 0 };
    const facts = { context: 'Http' as const, request_id: requestId, ...nothing, status };
    this.log.output.write(
      requestLine('info', facts, { address: remoteAddress }, `refused: ${STATUS_CODES[status] ?? status}`),
    );
  }

  /** The request to an administrator's endpoint, and the run that came of it. */
  private deedOf({ caller, query }: FastifyRequest, reply: FastifyReply): Record<string, unknown> {
    // These parameters hold no secrets by design: sources travel in the body. Without a key they are anybody's.
    const shown = caller ? this.log.scrubber.fields(query as Record<string, unknown>) : {};
    const run = RUN_OF_LOCATION.exec(String(reply.getHeader('location') ?? ''))?.[1];
    return {
      ...(Object.keys(shown).length > 0 ? { query: shown } : {}),
      ...(run === undefined ? {} : { run_id: Number(run) }),
    };
  }

  private pathOf(url: string): string {
    const path = (url.split('?', 1)[0] ?? '').replace(UNPRINTABLE, '?');
    return this.log.scrubber.path(path).slice(0, LONGEST_PATH);
  }
}

function levelOf(route: string | null, status: number | null): LineLevel {
  if (status !== null && status >= 500) return 'warn';
  const isFine = status !== null && status < 400;
  return isFine && route !== null && ROUTINE.has(route) ? 'debug' : 'info';
}
