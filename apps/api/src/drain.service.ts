import { Server as NetServer } from 'node:net';
import type { Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { BulkAssessmentsService } from '@app/llm-assessment';

/** Requests on their way when the service was told to stop arrive within this time. */
const GRACE_MS = 500;
/** A request that takes longer than this is given up; the slowest one waits 2 seconds for the database. */
const LIMIT_MS = 5_000;
const POLL_MS = 20;
/** What is left then is to close the connections to the database, which takes milliseconds, or for ever. */
const CLOSING_LIMIT_MS = 2_000;

/**
 * Lets the service stop without failing a request. Closing the HTTP server at once would cut connections on which a
 * request is just arriving, and Fastify would refuse those that it still gets to see.
 */
@Injectable()
export class DrainService implements BeforeApplicationShutdown {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly assessments: BulkAssessmentsService,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    if (!server.listening) return;
    // Node's http.Server.close would close idle connections as well.
    NetServer.prototype.close.call(server);
    server.prependListener('request', (_request, response: ServerResponse) => {
      response.shouldKeepAlive = false;
    });
    const started = Date.now();
    while ((await countConnections(server)) > 0 && Date.now() - started < LIMIT_MS) {
      await sleep(POLL_MS);
      if (Date.now() - started > GRACE_MS) server.closeIdleConnections();
    }
    server.closeAllConnections();
    // No connection waits for a bulk assessment, but its calls cost money, and its run should not look dead.
    const timeLeft = Math.max(LIMIT_MS - (Date.now() - started), 0);
    await Promise.race([this.assessments.ended(), sleep(timeLeft, undefined, { ref: false })]);
    // A container that does not end within 10 seconds is killed; a database that is silent must not lead to that.
    setTimeout(() => process.exit(0), CLOSING_LIMIT_MS).unref();
  }
}

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => {
      if (error) reject(error);
      else resolve(count);
    });
  });
}
