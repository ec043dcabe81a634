import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Catch, HttpException, HttpStatus, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { explainDatabaseError } from '@app/database';
import { DomainError } from '@app/onet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { httpErrorCode, STATUS_OF, type ProblemDto } from './problem';

type Problem = Omit<ProblemDto, 'type' | 'title'> & Readonly<Record<string, unknown>>;

const logger = new Logger('Http');

/** Every error leaves the service through here, as problem details; the inside of the service never does. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly dataSource: DataSource) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(
      explainDatabaseError(this.dataSource, error),
      http.getRequest<FastifyRequest>(),
      http.getResponse<FastifyReply>(),
    );
  }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error, request);
  if (problem.status === 401) reply.header('www-authenticate', 'ApiKey');
  const retryAfter = error instanceof DomainError ? error.retryAfterSeconds : undefined;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[problem.status] ?? 'Error', ...problem }));
}

/** Answers what cannot be read as a request: there is only the bare connection then, which ends with the answer. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = UNREADABLE[error.code ?? ''] ?? 400;
  const title = STATUS_CODES[status] ?? 'Error';
  const detail = `The request cannot be read as HTTP: ${title}.`;
  const body = JSON.stringify({ type: 'about:blank', title, status, code: httpErrorCode(status), detail });
  const headers = [
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  const head = [`HTTP/1.1 ${status} ${title}`, ...headers].join('\r\n');
  socket.end(`${head}\r\n\r\n${body}`, () => socket.destroy());
}

const UNREADABLE: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

function toProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof DomainError && STATUS_OF[error.code] !== HttpStatus.INTERNAL_SERVER_ERROR) {
    return { status: STATUS_OF[error.code], code: error.code, detail: error.message, ...error.details };
  }
  const status = refusalStatus(error);
  if (status === null) return internalError(error, request);
  const detail =
    status === 404
      ? `There is no ${request.method} ${request.url.split('?', 1)[0] ?? ''} here. /docs lists every endpoint.`
      : `${(error as Error).message.replace(/\.$/, '')}. /docs says what this endpoint takes.`;
  return { status, code: httpErrorCode(status), detail };
}

/** The status with which Nest or Fastify refuses a request; null for everything that is not the client's fault. */
function refusalStatus(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function internalError(error: unknown, request: FastifyRequest): Problem {
  const id = randomUUID();
  const stack = error instanceof Error ? error.stack : String(error);
  logger.error(`error_id ${id}: ${request.method} ${request.url.split('?', 1)[0] ?? ''} failed`, stack);
  const detail = 'This is a fault of the service. Whoever runs it finds the error_id in the log.';
  return { status: 500, code: 'INTERNAL_ERROR', detail, error_id: id };
}
