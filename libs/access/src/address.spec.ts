import type { FastifyRequest } from 'fastify';
import { addressOf, customerAddress } from './address';

const PROXY = '10.0.0.1';

function requestFrom(ip: string): Pick<FastifyRequest, 'ip' | 'socket'> {
  return { ip, socket: { remoteAddress: PROXY } as FastifyRequest['socket'] };
}

it.each([
  ['9.9.9.1', '9.9.9.1'],
  ['9.9.9.1:1000', '9.9.9.1'],
  ['2001:db8::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:4444', '2001:db8::1'],
  ['::ffff:9.9.9.1', '::ffff:9.9.9.1'],
])('takes %s for %s', (given, address) => {
  expect(addressOf(requestFrom(given))).toBe(address);
});

it.each(['', 'zzz', 'unknown', '9.9.9', '9.9.9.1:port', '[9.9.9.1', '[zzz]:1', 'a'.repeat(5_000)])(
  'takes no notice of %s, which is no address',
  (given) => {
    expect(addressOf(requestFrom(given))).toBe(PROXY);
  },
);

it.each([
  ['9.9.9.1', '9.9.9.1'],
  ['::ffff:9.9.9.1', '9.9.9.1'],
  ['2001:db8:1:2::5', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2:ffff::9%eth0', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('counts %s as %s', (address, counted) => {
  expect(customerAddress(address)).toBe(counted);
});
