import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

/** Most clients stop sending as soon as they have read that nobody listens; some finish first what they have begun. */
const LINGER_MS = 5_000;

/**
 * Ends a connection whose client may still be sending: what comes is read and left, until the client has ended it too or
 * the time is up. To close at once resets the connection under the client, which then often loses the answer as well.
 * @param lastBytes what the client is told before
 */
export function endLingering(socket: Socket, lastBytes?: string): void {
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
  if (lastBytes === undefined) socket.end();
  else socket.end(lastBytes);
}

/** Has a connection end in this way, if it ends with the answer to this request and before the request has been read. */
export function lingerUnlessRead(request: IncomingMessage): void {
  const { socket } = request;
  // The one thing that Node calls when an answer is the last one of its connection.
  socket.destroySoon = () => {
    if (request.complete) Socket.prototype.destroySoon.call(socket);
    else endLingering(socket);
  };
}
