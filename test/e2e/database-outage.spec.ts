import { testServers, type TestServer } from '../support/databases';
import { freshDatabase, startService, type Service } from '../support/service';
import { TcpProxy } from '../support/tcp-proxy';

const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';

// Where a connection breaks is the same for every server; an embedded database has none that could go away.
const server = testServers().find(({ url }) => url !== undefined);
const describeWithServer = server ? describe : describe.skip;

describeWithServer('while the database server is away', () => {
  let proxy: TcpProxy;
  let service: Service;

  beforeAll(async () => ({ proxy, service } = await startBehindProxy(server!)));
  afterAll(() => proxy.close());

  it.each(['cut', 'freeze'] as const)(
    'the service answers from memory and says that it is not ready: %s',
    async (how) => {
      const before = await service.get(GAP);
      proxy[how]();
      await eventually(async () => (await service.get('/health/ready')).status === 503);
      const { body } = await service.get('/health/ready');
      expect(body).toEqual({
        status: 'unavailable',
        database: 'down',
        release: 'sample',
        warnings: [expect.any(String)],
      });
      expect((await service.get('/health')).status).toBe(200);
      expect((await service.get(GAP)).text).toBe(before.text);
      for (const path of [
        '/skills',
        '/scales',
        '/releases',
        '/occupations?search=nurse',
        '/occupations/11-1011/skills',
      ]) {
        expect((await service.get(`/api/v1${path}`)).status).toBe(200);
      }
      proxy.restore();
      await eventually(async () => (await service.get('/health/ready')).status === 200);
    },
  );

  it('the log tells it without repeating itself, and when it is over', async () => {
    await eventually(() => Promise.resolve(service.output.includes('The database answers again')));
    const told = service.output.match(/ERROR .*Cannot look for a newer release/g) ?? [];
    // Two outages, each with at most two ways to fail, where the service looks every 2 seconds.
    expect(told.length).toBeLessThanOrEqual(4);
    expect(service.output).not.toMatch(/^\s+at /m);
  });

  it.each(['cut', 'freeze'] as const)('a service ends when it is told to: %s', async (how) => {
    const lonely = await startBehindProxy(server!);
    lonely.proxy[how]();
    await eventually(async () => (await lonely.service.get('/health/ready')).status === 503);
    lonely.service.signal('SIGTERM');
    const { signal, code } = await lonely.service.ended;
    lonely.proxy.close();
    expect([0, 'SIGTERM']).toContain(code ?? signal);
  });
});

async function startBehindProxy(server: TestServer): Promise<{ proxy: TcpProxy; service: Service }> {
  const direct = await freshDatabase(server);
  const { proxy, url } = await TcpProxy.before(direct);
  return { proxy, service: await startService({ DATABASE_URL: url.href }) };
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  const limit = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > limit) throw new Error('That did not come to be in 30 seconds.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
