import { Server as NetServer } from 'node:net';
import type { Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Clock, within } from '@app/outside';
import { RunsService } from '@app/runs';
import { Connections } from '../http/connections';

/** Requests on their way when the service was told to stop arrive within this time. */
const GRACE_MS = 500;
/** Requests that take longer are given up: with the closing, a stop takes less than the 10 seconds that containers get. */
const LIMIT_MS = 8_000;
const POLL_MS = 20;
/** Handing back the places of runs is one statement. */
const HAND_BACK_LIMIT_MS = 500;
/** At the end the connections to the database are closed, which takes milliseconds, or for ever. */
const CLOSING_LIMIT_MS = 1_000;

/**
 * Lets the service stop without failing a request. Closing the HTTP server at once would cut connections on which a
 * request is just arriving, and Fastify would refuse those that it still gets to see. Runs end at their next step, and
 * what they had half written is taken back; one that does not in time gives its place to other processes.
 */
@Injectable()
export class DrainService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Stop');
  private stopping = false;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly runs: RunsService,
    private readonly clock: Clock,
  ) {}

  /** True as soon as the service was told to stop. */
  get isStopping(): boolean {
    return this.stopping;
  }

  async beforeApplicationShutdown(signal?: string): Promise<void> {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.stopping = true;
    const deadline = this.clock.monotonic() + LIMIT_MS;
    const runsEnded = this.runs.stop();
    if (server.listening) {
      this.logger.log(
        `Stopping (${signal ?? 'closed'}): no new connections, ${LIMIT_MS / 1_000} s for what is under way`,
      );
      await this.drain(server, deadline);
    }
    await within(runsEnded, deadline - this.clock.monotonic(), giveUp);
    await within(this.runs.handBack(), HAND_BACK_LIMIT_MS, giveUp).catch(giveUp);
    // A container that does not end within 10 seconds is killed; a database that is silent must not lead to that.
    setTimeout(() => process.exit(0), CLOSING_LIMIT_MS).unref();
  }

  private async drain(server: Server, deadline: number): Promise<void> {
    // Node's http.Server.close would close idle connections as well.
    NetServer.prototype.close.call(server);
    server.prependListener('request', (_request, response: ServerResponse) => {
      response.shouldKeepAlive = false;
    });
    const connections = Connections.of(server);
    const graceEnds = this.clock.monotonic() + GRACE_MS;
    while (connections.count > 0 && this.clock.monotonic() < deadline) {
      await sleep(POLL_MS);
      if (this.clock.monotonic() > graceEnds) connections.closeIdle();
    }
    connections.closeAll();
    // Requests that were cut off here are logged when their connections have closed.
    await sleep(POLL_MS);
  }
}

function giveUp(): void {
  // The process ends all the same.
}
