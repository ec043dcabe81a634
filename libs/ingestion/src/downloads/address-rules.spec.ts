import type { LookupAddress } from 'node:dns';
import { AddressRules, type Lookup } from './address-rules';

/** A name server that knows these addresses for every name. */
function resolving(...addresses: string[]): Lookup {
  const found: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return (_hostname, { all }, callback) =>
    all ? callback(null, found) : callback(null, found[0]?.address ?? '', found[0]?.family);
}

function lookup(rules: AddressRules, hop: string, hostname = new URL(hop).hostname, all = true): Promise<unknown> {
  return new Promise((resolve, reject) => {
    rules.lookupFor(new URL(hop))(hostname, { all }, (error, found) => {
      if (error) reject(error);
      else resolve(found);
    });
  });
}

const PUBLIC = new URL('https://data.example.org/db.zip');

it.each(['93.184.215.14', '2606:2800:21f::1', '64:ff9b::5db8:d70e'])('lets a redirect go to %s', async (address) => {
  const rules = new AddressRules(PUBLIC, 'operator', resolving(address));
  await expect(lookup(rules, 'https://cdn.example.net/db.zip')).resolves.toHaveLength(1);
});

it.each([
  ...['10.1.2.3', '127.0.0.1', '::1', '169.254.169.254', 'fe80::1%eth0', 'fd12::1', '::ffff:192.168.0.1', '::'],
  // IPv4 within IPv6: compatible, translated, through NAT64 of the network and of one's own, 6to4, Teredo.
  ...['::10.1.2.3', '::93.184.215.14', '::ffff:0:10.1.2.3', '64:ff9b::a01:203', '64:ff9b:1::5db8:d70e'],
  ...['2002:a01:203::1', '2001:0:a01:203::1'],
  // Outside of what is given out at all, or for local use.
  ...['1000::1', '4000::1', 'fec0::1', '100::1', '5f00::1', '2001:db8::1', '3fff::1', 'ff02::1'],
])('refuses a redirect to a name that means %s', async (address) => {
  const rules = new AddressRules(PUBLIC, 'operator', resolving('93.184.215.14', address));
  await expect(lookup(rules, 'https://cdn.example.net/db.zip')).rejects.toMatchObject({ code: 'DOWNLOAD_REFUSED' });
});

it('checks a single address as well as a list', async () => {
  const rules = new AddressRules(PUBLIC, 'operator', resolving('10.1.2.3'));
  await expect(lookup(rules, 'https://cdn.example.net/', undefined, false)).rejects.toMatchObject({
    code: 'DOWNLOAD_REFUSED',
  });
});

it('lets the named server be in a private network, and send on to itself only', async () => {
  const rules = new AddressRules(new URL('https://mirror.intra/db.zip'), 'operator', resolving('10.1.2.3'));
  await expect(lookup(rules, 'https://mirror.intra/files/db.zip')).resolves.toBeDefined();
  await expect(lookup(rules, 'https://other.intra/db.zip')).rejects.toMatchObject({ code: 'DOWNLOAD_REFUSED' });
  await expect(lookup(rules, 'https://mirror.intra:8443/db.zip')).rejects.toMatchObject({ code: 'DOWNLOAD_REFUSED' });
});

it('lets this machine send on to this machine, and no other', async () => {
  const hop = 'http://localhost:8080/db.zip';
  const local = new AddressRules(new URL('http://127.0.0.1/db.zip'), 'operator', resolving('127.0.0.1'));
  await expect(lookup(local, hop)).resolves.toBeDefined();
  await expect(lookup(new AddressRules(PUBLIC, 'operator', resolving('127.0.0.1')), hop)).rejects.toMatchObject({
    code: 'DOWNLOAD_REFUSED',
  });
});

it('lets the name of a proxy mean any address, as the operator chose it', async () => {
  const rules = new AddressRules(PUBLIC, 'operator', resolving('10.1.2.3'));
  await expect(lookup(rules, 'https://cdn.example.net/db.zip', 'proxy.intra')).resolves.toBeDefined();
});

it('passes on that a name is unknown', async () => {
  // As dns.lookup does: without a list.
  const unknown: Lookup = (_hostname, _options, callback) => callback(new Error('ENOTFOUND'), undefined as never);
  await expect(lookup(new AddressRules(PUBLIC, 'operator', unknown), 'https://cdn.example.net/')).rejects.toThrow(
    'ENOTFOUND',
  );
});

describe('what a request names', () => {
  it.each(['10.1.2.3', '127.0.0.1', '169.254.169.254', '::1', 'fd00::1'])('must not lie at %s', async (address) => {
    const rules = new AddressRules(PUBLIC, 'request', resolving(address));
    await expect(lookup(rules, PUBLIC.href)).rejects.toMatchObject({
      code: 'DOWNLOAD_REFUSED',
      message: expect.stringContaining('is not a public address. A request may name public addresses'),
    });
  });

  it.each([
    'https://10.1.2.3/db.zip',
    'http://127.0.0.1:3000/db.zip',
    'https://[::1]/db.zip',
    'http://localhost/db.zip',
  ])('must not be an address or a name of this machine or its network: %s', async (url) => {
    const rules = new AddressRules(new URL(url), 'request', resolving('127.0.0.1'));
    const ask = async (): Promise<unknown> => {
      rules.checkLiteral(new URL(url));
      return lookup(rules, url);
    };
    await expect(ask()).rejects.toMatchObject({ code: 'DOWNLOAD_REFUSED' });
  });

  it('may lie at a public address, and redirect to another one', async () => {
    const rules = new AddressRules(PUBLIC, 'request', resolving('93.184.215.14'));
    await expect(lookup(rules, PUBLIC.href)).resolves.toBeDefined();
    await expect(lookup(rules, 'https://cdn.example.net/db.zip')).resolves.toBeDefined();
  });
});
