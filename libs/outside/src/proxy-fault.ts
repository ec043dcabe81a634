import type { ClientRequest } from 'node:http';
import { networkReason } from './network-reason';

/** A fault of the proxy of the environment, where it is not the server that failed. */
export interface ProxyFault {
  /** As the end of a sentence. */
  readonly reason: string;
  readonly nextStep: string;
  /** Whether trying again can help. */
  readonly isPassing: boolean;
}

/** The part that is used here of the agent that connects through a proxy. */
interface Tunnel {
  readonly proxy: { readonly host: string; readonly port: number };
  readonly secureProxy: boolean;
}

const CHECK = 'Check HTTPS_PROXY, and list hosts that are reached without a proxy in NO_PROXY.';
const CONNECTING = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT']);

/**
 * The answer of a proxy itself, in place of the server of an https address.
 * @returns null if it is the server that has answered
 */
export function refusalByProxy(host: string, status: number, request: unknown): ProxyFault | null {
  const tunnel = tunnelOf(request);
  const { socket } = (request ?? {}) as Partial<ClientRequest>;
  // Through a tunnel, what the server says comes encrypted.
  if (!tunnel || (socket && 'encrypted' in socket)) return null;
  const proxy = nameOf(tunnel);
  if (status === 407) {
    const nextStep = 'Put a user and a password that it takes into HTTPS_PROXY: http://user:password@host:port.';
    return { reason: `${proxy} wants to know who asks (status 407)`, nextStep, isPassing: false };
  }
  if (status >= 500)
    return { reason: `${proxy} cannot reach ${host} (status ${status})`, nextStep: CHECK, isPassing: true };
  const nextStep = 'Have it allow that host, or list the host in NO_PROXY if it can be reached without.';
  return { reason: `${proxy} does not let us reach ${host} (status ${status})`, nextStep, isPassing: false };
}

/** @returns null if there is no proxy, or if it may not be the one that failed */
export function failureAtProxy(error: NodeJS.ErrnoException & { readonly request?: unknown }): ProxyFault | null {
  const tunnel = tunnelOf(error.request);
  if (!tunnel) return null;
  const { code = '' } = error;
  const proxy = nameOf(tunnel);
  if (code === 'EPROTO' && tunnel.secureProxy) {
    const nextStep = 'Write http:// before its address in HTTPS_PROXY, unless it speaks TLS itself.';
    return { reason: `${proxy} does not speak TLS (EPROTO)`, nextStep, isPassing: false };
  }
  // With a proxy, it is the only one that this machine looks up and connects to.
  return CONNECTING.has(code) ? { reason: networkReason(proxy, error), nextStep: CHECK, isPassing: true } : null;
}

function tunnelOf(request: unknown): Tunnel | null {
  const { agent } = (request ?? {}) as { agent?: Partial<Tunnel> };
  return agent?.proxy ? (agent as Tunnel) : null;
}

/** Without the user and the password that HTTPS_PROXY may hold. */
function nameOf({ proxy: { host, port } }: Tunnel): string {
  return `the proxy ${host}:${port}`;
}
