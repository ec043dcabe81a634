import { acceptsGzip } from './content-coding';

it.each([
  ['gzip'],
  ['gzip, deflate, br'],
  ['br;q=1.0, GZIP;q=0.8, *;q=0.1'],
  ['*'],
  ['x-gzip'],
  ['gzip;q=0.5, identity;q=0.5'],
  ['identity;q=0, gzip ; Q = 0.001'],
  ['gzip;level=9;q=1.000'],
])('compresses for %j', (header) => {
  expect(acceptsGzip(header)).toBe(true);
});

it.each([
  [undefined],
  [''],
  ['identity'],
  ['br'],
  ['gzip;q=0'],
  ['gzip;q=0.000, *'],
  ['*;q=0'],
  ['gzip;q=0.5, identity'],
  ['gzip;q=2'],
  ['gzip;q=high'],
  ['gzipped'],
])('sends the text itself for %j', (header) => {
  expect(acceptsGzip(header)).toBe(false);
});
