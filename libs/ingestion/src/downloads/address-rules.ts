import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isLoopbackHost } from '@app/config';
import ipaddr from 'ipaddr.js';
import { DownloadRefusedError } from './download.errors';

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** The person who named an address to download from: the operator of the service, or a client with a request. */
export type NamedBy = 'operator' | 'request';

/** Resolves a host name as `dns.lookup` does. */
export type Lookup = (hostname: string, options: LookupOptions, callback: LookupCallback) => void;

/**
 * Where a request may go: a URL that the operator names may lie anywhere, also in a private network, one that came over the
 * network only at public addresses. The server there may send us on, but only to itself, to public addresses, or, from this
 * machine, to this machine; else a download could be made to read what only this machine can reach.
 */
export class AddressRules {
  constructor(
    private readonly named: URL,
    private readonly namedBy: NamedBy = 'operator',
    private readonly resolve: Lookup = lookup,
  ) {}

  /** @throws DownloadRefusedError for an address in place of a host name that must not be asked */
  checkLiteral(hop: URL): void {
    const host = hop.hostname.replace(/^\[|\]$/g, '');
    if (ipaddr.isValid(host) && !this.mayAsk(host, hop)) throw this.refused(hop);
  }

  /** Resolves the host of a hop, and fails if any of its addresses must not be asked. */
  lookupFor(hop: URL): Lookup {
    return (hostname, options, callback) => {
      this.resolve(hostname, options, (error, found, family) => {
        // With an error nothing was found, not even an empty list.
        if (error) callback(error, found, family);
        else if (this.mayAskAll(found, hostname, hop)) callback(null, found, family);
        else callback(this.refused(hop), []);
      });
    };
  }

  private mayAskAll(found: string | LookupAddress[], hostname: string, hop: URL): boolean {
    // Another name is that of a proxy of the operator's, which resolves the hop's name itself.
    if (hostname !== hop.hostname) return true;
    const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
    return addresses.every((address) => this.mayAsk(address, hop));
  }

  private mayAsk(address: string, hop: URL): boolean {
    const kind = kindOf(address);
    if (kind === 'public' || this.namedBy === 'request') return kind === 'public';
    return hop.origin === this.named.origin || (kind === 'loopback' && isLoopbackHost(this.named.hostname));
  }

  private refused(hop: URL): DownloadRefusedError {
    if (hop.origin === this.named.origin) {
      const nextStep = 'A request may name public addresses; the command line and ONET_SOURCE may name any.';
      return new DownloadRefusedError(this.named, `${hop.hostname} is not a public address`, nextStep);
    }
    return new DownloadRefusedError(
      this.named,
      `it redirects to ${hop.hostname}, which is not a public address`,
      'If that is meant, name the address that it leads to.',
    );
  }
}

/** All public addresses of IPv6 lie in here; of the rest much leads into this machine or its network, such as ::a00:1. */
const PUBLIC_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** In networks with IPv6 alone, every public IPv4 address appears inside this prefix. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** An IPv4 address written as one of IPv6 of old, which ipaddr.js takes for the IPv4 address itself. */
const IPV4_COMPATIBLE = /^::\d+\./;

function kindOf(text: string): 'public' | 'loopback' | 'other' {
  if (IPV4_COMPATIBLE.test(text)) return 'other';
  const address = ipaddr.process(text.replace(/%.*$/, ''));
  const range = address.range();
  if (range === 'loopback') return 'loopback';
  if (address instanceof ipaddr.IPv4) return range === 'unicast' ? 'public' : 'other';
  if (address.match(NAT64)) return kindOf(address.toByteArray().slice(-4).join('.'));
  return range === 'unicast' && address.match(PUBLIC_IPV6) ? 'public' : 'other';
}
