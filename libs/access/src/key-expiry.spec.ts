import { parseExpiry } from './key-expiry';

const NOW = new Date('2026-11-24T10:20:30.678Z');

it.each([
  ['2027-01-31', '2027-01-31T23:59:59.000Z'],
  ['2028-02-29', '2028-02-29T23:59:59.000Z'],
  ['1d', '2026-11-25T10:20:30.000Z'],
  ['90d', '2027-02-22T10:20:30.000Z'],
  ['12h', '2026-11-24T22:20:30.000Z'],
  // The caller refuses what has passed.
  ['2026-11-23', '2026-11-23T23:59:59.000Z'],
])('takes %s for %s', (text, time) => {
  expect(parseExpiry(text, NOW)?.toISOString()).toBe(time);
});

it.each(['', '0d', '-1d', '1', 'd', '1w', '1.5d', '1d 2h', '999999d', '2027-02-30', '2027-13-01', '31.1.2027', '2027'])(
  'takes %j for no time',
  (text) => {
    expect(parseExpiry(text, NOW)).toBeNull();
  },
);
