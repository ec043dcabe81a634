import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

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

const PARTS_OF_CUSTOMER = 4;

/** The address by which a customer is counted: of IPv6, the /64 that one customer has; IPv4 within IPv6 is IPv4. */
export function customerAddress(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${parsed.parts
    .slice(0, PARTS_OF_CUSTOMER)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
