import { connect, type NetConnectOpts, type Socket } from 'node:net';

/**
 * No statement of this service keeps the server busy for so long. Without a limit, a connection whose network swallows
 * everything would hold up a run, or the look for a newer release, until TCP gives up: some 15 minutes.
 */
const SILENCE_LIMIT_MS = 30_000;
/** A process that stood still finds its timers due before it has read what came meanwhile. */
const LAST_LOOK_MS = 100;

/** A connection to a server that ends with an error as soon as nothing has been heard on it for a while. */
export function connectWithSilenceLimit(to: NetConnectOpts, limitMs = SILENCE_LIMIT_MS): Socket {
  const socket = connect({ ...to, noDelay: true, keepAlive: true });
  // Idle connections of the pool end as well, which costs nothing: the pool opens them again when it needs them.
  return socket.setTimeout(limitMs, () => {
    const { bytesRead } = socket;
    setTimeout(() => {
      if (socket.bytesRead !== bytesRead) return;
      socket.destroy(
        Object.assign(new Error(`Nothing was heard for ${limitMs / 1000} seconds`), { code: 'ETIMEDOUT' }),
      );
    }, LAST_LOOK_MS);
  });
}
