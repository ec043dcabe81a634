import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Catch, HttpException, HttpStatus, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { explainDatabaseError } from '@app/database';
import type { ProblemDto } from '@app/http';
import { DomainError } from '@app/onet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { endLingering, lingerUnlessRead } from './lingering-end';
import { describeNextStep } from './next-step';
import { httpErrorCode, STATUS_OF } from './status-of';

type Problem = Omit<ProblemDto, 'type' | 'title'> & Readonly<Record<string, unknown>>;

const logger = new Logger('Http');

const TIMED_OUT: Problem = {
  status: HttpStatus.SERVICE_UNAVAILABLE,
  code: 'REQUEST_TIMED_OUT',
  detail:
    'This took longer than REQUEST_TIMEOUT_SECONDS allows. Ask again in a moment; if it goes on, whoever runs the service ' +
    'finds in the log what is slow.',
};
/** The client's fault: it did not send the whole request. */
const TOO_SLOW: Problem = {
  status: HttpStatus.REQUEST_TIMEOUT,
  code: httpErrorCode(HttpStatus.REQUEST_TIMEOUT),
  detail: 'The request did not arrive in time. Send it again, whole.',
};
const RETRY_SECONDS = 5;

/** An answer took longer than it may. */
export class TimeLimitError extends Error {}

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
  if (isGivenUp(error, reply)) return;
  const problem = toProblem(error, request);
  // A request that fails after its time limit has been answered already.
  if (reply.sent) return;
  request.problemCode = problem.code;
  lingerUnlessRead(request.raw);
  // Nothing is waited for any longer, so that the rest is not read as a request of its own.
  if (problem === TOO_SLOW) reply.header('connection', 'close');
  if (problem.status === 401) reply.header('www-authenticate', 'ApiKey, Bearer');
  const retryAfter =
    problem === TIMED_OUT ? RETRY_SECONDS : error instanceof DomainError ? error.retryAfterSeconds : undefined;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[problem.status] ?? 'Error', ...problem }));
}

/** A file of which its client has read enough: nobody is left to tell, and nothing is wrong. */
function isGivenUp(error: unknown, { raw }: FastifyReply): boolean {
  return raw.destroyed && (error as NodeJS.ErrnoException | null)?.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/**
 * Answers what cannot be read as a request: there is only the bare connection then, which ends with the answer.
 * @returns the status of the answer; null where nobody is there to read one
 */
export function refuseConnection(
  error: NodeJS.ErrnoException,
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): number | null {
  if (error.code === 'ECONNRESET') socket.destroy();
  // What comes after something that could not be read cannot be read either.
  if (!socket.writable) return null;
  const status = UNREADABLE[error.code ?? ''] ?? 400;
  const title = STATUS_CODES[status] ?? 'Error';
  const detail = `The request cannot be read as HTTP: ${title}.`;
  const body = JSON.stringify({ type: 'about:blank', title, status, code: httpErrorCode(status), detail });
  const fields = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
    ...headers,
  };
  const head = [`HTTP/1.1 ${status} ${title}`, ...Object.entries(fields).map((field) => field.join(': '))];
  endLingering(socket, `${head.join('\r\n')}\r\n\r\n${body}`);
  return status;
}

const UNREADABLE: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

function toProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof DomainError && STATUS_OF[error.code] !== HttpStatus.INTERNAL_SERVER_ERROR) {
    const { code, message, nextStep, details } = error;
    const detail = nextStep ? `${message} ${describeNextStep(nextStep)}` : message;
    return { status: STATUS_OF[code], code, detail, ...details };
  }
  if (error instanceof TimeLimitError) return request.raw.complete ? TIMED_OUT : TOO_SLOW;
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
  // Files beside those of the documentation are not there for anybody.
  if (status === 403) return 404;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function internalError(error: unknown, request: FastifyRequest): Problem {
  const id = randomUUID();
  logger.error({
    msg: `${request.method} ${request.url.split('?', 1)[0] ?? ''} failed`,
    error_id: id,
    request_id: request.id,
    err: error instanceof Error ? error : String(error),
  });
  const detail = 'This is a fault of the service. Whoever runs it finds the error_id in the log.';
  return { status: 500, code: 'INTERNAL_ERROR', detail, error_id: id };
}
