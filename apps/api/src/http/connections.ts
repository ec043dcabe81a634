import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { AtMostEvery } from '@app/outside';

/** Clients wait for an answer before they ask again, or send few requests ahead. */
const MOST_WAITING = 32;
const TELL_EVERY_MS = 60_000;

/** The state of one connection. */
interface Connection {
  isBusy: boolean;
  /** Functions that begin the requests which have come ahead of their turn. */
  readonly waiting: (() => void)[];
}

/**
 * The open connections of a server, on each of which one request at a time is worked on. Node would hand over thousands
 * that a client sends at once, keep all their answers in memory until they are read, and where the client has gone, leave
 * open what the later ones have opened.
 */
export class Connections {
  private static readonly ofServers = new WeakMap<Server, Connections>();
  private readonly logger = new Logger('Http');
  private readonly open = new Map<Socket, Connection>();
  private readonly telling = new AtMostEvery(TELL_EVERY_MS);

  private constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.open.set(socket, { isBusy: false, waiting: [] });
      socket.once('close', () => this.open.delete(socket));
    });
  }

  /** Those of a server that has not begun to listen when this is called first. */
  static of(server: Server): Connections {
    let connections = this.ofServers.get(server);
    if (!connections) this.ofServers.set(server, (connections = new Connections(server)));
    return connections;
  }

  get count(): number {
    return this.open.size;
  }

  /**
   * Begins a request when those before it on its connection are answered; never, if the connection ends before that, or
   * is closed since too many wait.
   * @param begin after it, `end` has to be called once
   */
  inTurn(socket: Socket, begin: () => void): void {
    const connection = this.open.get(socket);
    if (socket.destroyed) return;
    // A request that was injected has no connection of this server.
    if (!connection) begin();
    else if (!connection.isBusy) {
      connection.isBusy = true;
      begin();
    } else if (connection.waiting.length < MOST_WAITING) connection.waiting.push(begin);
    else {
      this.tell(socket);
      socket.destroy();
    }
  }

  /** The answer has left, or never will: the next one begins. */
  end(socket: Socket): void {
    const connection = this.open.get(socket);
    if (!connection) return;
    const next = connection.waiting.shift();
    connection.isBusy = next !== undefined;
    next?.();
  }

  /** Whether a request of this connection has been read and not answered. */
  isBusy(socket: Socket): boolean {
    return this.open.get(socket)?.isBusy ?? false;
  }

  /** Also those on which no request has come yet, which Node takes for busy. */
  closeIdle(): void {
    for (const [socket, { isBusy }] of this.open) if (!isBusy) socket.destroy();
  }

  closeAll(): void {
    for (const socket of this.open.keys()) socket.destroy();
  }

  private tell({ remoteAddress }: Socket): void {
    if (!this.telling.isTime()) return;
    this.logger.warn(`Closing a connection of ${remoteAddress} on which more than ${MOST_WAITING} requests wait`);
  }
}
