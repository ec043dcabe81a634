import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { addressOf } from '@app/access';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceLog } from '../logging/service-log';
import { currentTraceId } from '../tracing/current-trace';
import type { EndedRequest } from './ended-requests';
import { commonText, requestLine, type CommonText, type LineLevel } from './request-line';

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

/** Requests of one method on one route that were answered alike. */
interface Kind {
  readonly method: string;
  readonly status: number | null;
  readonly level: LineLevel;
  readonly isAdmin: boolean;
  readonly text: CommonText;
}

/** One line for each request, when it has ended: answered, given up by the client, or cut. */
export class RequestLog {
  /** By the route. */
  private readonly kinds = new Map<string, Kind[]>();

  constructor(private readonly log: ServiceLog) {}

  /** Never the query or a header: there, clients may put secrets. */
  ended({ request, reply, route: pattern, milliseconds }: EndedRequest): void {
    const { url, caller, problemCode } = request;
    const route = request.is404 ? null : (pattern ?? null);
    const { level, isAdmin, text } = this.kindOf(request, reply, route);
    // Requests of administrators are logged at every LOG_LEVEL.
    if (!isAdmin && !this.log.tells(level)) return;
    const wasGivenUp = !reply.raw.writableFinished || request.raw.readableAborted;
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
    this.log.output.write(requestLine(text, { requestId: request.id, key: caller?.name ?? null, milliseconds, more }));
  }

  /** Logs a request that could not be read, or came too slowly. */
  refused(requestId: string, { remoteAddress }: Socket, status: number): void {
    if (!this.log.tells('info')) return;
    const msg = `refused: ${STATUS_CODES[status] ?? status}`;
    const text = commonText({ level: 'info', context: 'Http', method: null, route: null, status, msg });
    const more = { address: remoteAddress };
    this.log.output.write(requestLine(text, { requestId, key: null, milliseconds: 0, more }));
  }

  /** Kept for each route; what has none has a path of its own. */
  private kindOf({ method, url }: FastifyRequest, { raw }: FastifyReply, route: string | null): Kind {
    const status = raw.headersSent ? raw.statusCode : null;
    if (route === null) return kindOf(method, route, status, this.pathOf(url));
    let kinds = this.kinds.get(route);
    if (!kinds) this.kinds.set(route, (kinds = []));
    let kind = kinds.find((known) => known.status === status && known.method === method);
    if (!kind) kinds.push((kind = kindOf(method, route, status, route)));
    return kind;
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

/** @param place the route, or the path where there is none */
function kindOf(method: string, route: string | null, status: number | null, place: string): Kind {
  const level = levelOf(route, status);
  const isAdmin = place.startsWith(ADMIN);
  const context = isAdmin ? 'Admin' : 'Http';
  const msg = `${method} ${place} ${status ?? 'unanswered'}`;
  return { method, status, level, isAdmin, text: commonText({ level, context, method, route, status, msg }) };
}

function levelOf(route: string | null, status: number | null): LineLevel {
  if (status !== null && status >= 500) return 'warn';
  const isFine = status !== null && status < 400;
  return isFine && route !== null && ROUTINE.has(route) ? 'debug' : 'info';
}
