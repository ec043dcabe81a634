import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const IN_BRACKETS = /^\[([^\]]+)\](?::\d+)?$/;
const IPV4_WITH_PORT = /^([\d.]+):\d+$/;

/**
 * Where a request comes from. Some proxies add a port, of which a client has thousands, and what a client wrote into the
 * header itself may be anything: then it is the proxy's own address.
 */
export function addressOf({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  if (isIP(ip)) return ip;
  const bare = (IN_BRACKETS.exec(ip) ?? IPV4_WITH_PORT.exec(ip))?.[1] ?? '';
  return isIP(bare) ? bare : (socket.remoteAddress ?? '');
}
