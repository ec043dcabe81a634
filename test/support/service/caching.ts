/** Whether caches that several clients share leave an answer alone, and the clients' own tell the keys apart. */
export function expectUnshared(headers: Headers): void {
  const cacheControl = headers.get('cache-control') ?? 'nothing about caching';
  expect(cacheControl).toMatch(/^(no-store|private\b)/);
  expect(cacheControl).not.toMatch(/public|s-maxage/);
  // What may be kept can be asked for anew.
  if (!cacheControl.includes('no-store')) expect(headers.get('etag')).not.toBeNull();
  const varies = (headers.get('vary') ?? '').toLowerCase().split(/, */);
  expect(varies).toEqual(expect.arrayContaining(['x-api-key', 'authorization']));
}
