import type { Socket } from 'node:net';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { AppConfig } from '@app/config';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceLog } from '../logging/service-log';
import { refuseConnection, sendProblem, TimeLimitError } from './problem.filter';
import { answerHeadersOf } from './answer-headers';
import { rememberRequests } from './asking-request';
import { BurstAdapter } from './burst-adapter';
import { Connections } from './connections';
import { allowOrigins } from './cors';
import { EndedRequests } from './ended-requests';
import { requestIdOf } from './request-id';
import { RequestLog } from './request-log';
import { limitBodies, timeLimitOf } from './route-limits';
import { limitServer, serverOptions } from './server-options';
import { TimeLimits } from './time-limits';
import type { Waking } from './waking';

/** Fastify with the things that hold for every request: limits, headers, an id, a line in the log. */
export async function createHttpAdapter(config: AppConfig, log: ServiceLog, waking: Waking): Promise<FastifyAdapter> {
  const { http } = config;
  const requestLog = new RequestLog(log);
  const limits = new TimeLimits((request, reply) => sendProblem(new TimeLimitError(), request, reply));
  const begin = (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    const { socket } = request.raw;
    connections.inTurn(socket, () => {
      const { url: route } = request.routeOptions;
      reply.header('x-request-id', request.id).headers(answerHeadersOf(request.url));
      const answer = limits.begin(request, reply, timeLimitOf(route, http));
      // Unlike onResponse it also comes when the client has gone, and unlike onRequestAbort whatever was read by then.
      reply.raw.once('close', () => {
        connections.end(socket);
        limits.end(answer);
        ended.tell({ request, reply, route, milliseconds: reply.elapsedTime });
      });
      waking.whenAwake(next);
    });
  };
  const adapter = new BurstAdapter({
    ...serverOptions(http),
    // Fastify refuses malformed URLs before Nest and any hook see them, and Node what it cannot read before Fastify does.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      begin(request, reply, () => sendProblem(error, request, reply));
    },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => {
      const requestId = requestIdOf({ headers: {} });
      const status = refuseConnection(error, socket, { 'x-request-id': requestId, ...answerHeadersOf(undefined) });
      // Where it was the rest of a request that could not be read, that request has a line of its own.
      if (status !== null && !connections.isBusy(socket)) requestLog.refused(requestId, socket, status);
    },
  });
  const fastify = adapter.getInstance();
  const connections = Connections.of(fastify.server);
  const ended = EndedRequests.of(fastify.server).toldTo((request) => requestLog.ended(request));
  // The adapter's own place for it comes before all other hooks, some of which answer.
  adapter.setOnRequestHook((request, reply, done) => begin(request, reply, done));
  await limitAndExtend(fastify, config);
  return adapter;
}

async function limitAndExtend(fastify: FastifyInstance, { http, publicRead }: AppConfig): Promise<void> {
  limitServer(fastify.server, http);
  limitBodies(fastify);
  fastify.decorateRequest('caller', null).decorateRequest('problemCode', null);
  if (publicRead) rememberRequests(fastify);
  await allowOrigins(fastify, http);
}
