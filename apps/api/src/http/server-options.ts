import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { HttpConfig } from '@app/config';
import { AtMostEvery } from '@app/outside';
import type { FastifyHttpOptions } from 'fastify';
import { requestIdOf } from './request-id';
import { MODEL_WAIT_MS } from './route-limits';

/** Sources of runs and wishes for assessments are a few hundred bytes. */
const BODY_LIMIT = 16 * 1_024;
/** For a client to send its headers, and its whole request. A client that sends byte after byte holds a connection no longer. */
const HEADERS_TIMEOUT_MS = 15_000;
const ARRIVAL_TIMEOUT_MS = 30_000;
/** On a connection, beyond what the slowest answer takes: a client that reads nothing of an answer holds it no longer. */
const SILENCE_MS = 30_000;
/** How often Node looks for those who take longer. */
const LOOK_EVERY_MS = 5_000;
/** Longer than load balancers keep idle connections (60 s), or they would send a request into one that just closes. */
const KEEP_ALIVE_MS = 72_000;
const TELL_EVERY_MS = 60_000;
/** A process that stood still finds its timers due before it has read the requests that came meanwhile. */
const LAST_LOOK_MS = 100;

type ServerOptions = FastifyHttpOptions<Server> & { readonly skipMiddie: true };

/** How Nest, Fastify and Node read all requests. The size of all headers is limited by Node, to 16 KiB. */
export function serverOptions({ trustedProxies, requestTimeoutMs }: HttpConfig): ServerOptions {
  return {
    // There is no middleware of Express, and what runs it would look for some at every request.
    skipMiddie: true,
    bodyLimit: BODY_LIMIT,
    requestTimeout: ARRIVAL_TIMEOUT_MS,
    connectionTimeout: requestTimeoutMs + MODEL_WAIT_MS + SILENCE_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      // Node's own refusals are no problem details, and nothing here goes by the host.
      requireHostHeader: false,
    },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: requestIdOf,
  };
}

/** Sets the limits that can only be set on the server itself. */
export function limitServer(server: Server, { maxConnections }: HttpConfig): void {
  const logger = new Logger('Http');
  // Their size is limited; beyond a count, Node would leave out the rest without a word, perhaps the key.
  server.maxHeadersCount = 0;
  server.maxConnections = maxConnections;
  // Expectations beyond 100-continue are ignored, as HTTP allows; Node would refuse them with an empty answer.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  // Without a listener Node closes a silent connection at once.
  server.on('timeout', (socket: Socket) => {
    const { bytesRead } = socket;
    setTimeout(() => {
      if (socket.bytesRead === bytesRead) socket.destroy();
    }, LAST_LOOK_MS);
  });
  const telling = new AtMostEvery(TELL_EVERY_MS);
  server.on('drop', () => {
    if (telling.isTime())
      logger.warn(`Refusing connections: ${maxConnections} are open, as many as MAX_CONNECTIONS allows`);
  });
}
