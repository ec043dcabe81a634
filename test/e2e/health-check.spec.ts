import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Variables } from '../support/service/program';
import { startService } from '../support/service/service';

const SCRIPT = join(__dirname, '../../apps/launch/health-check.mjs');

it.each([
  ['everywhere', '0.0.0.0'],
  ['on one address', '127.0.0.1'],
])('succeeds for a service that listens %s, and tells the release', async (_where, host) => {
  const service = await startService({ HOST: host });
  const { code, stdout } = await check({ HOST: host, PORT: new URL(service.url).port });
  expect({ code, answer: JSON.parse(stdout) as unknown }).toMatchObject({ code: 0, answer: { release: 'sample' } });
});

it('fails where nothing listens', async () => {
  const { server, port } = await listen(503);
  await close(server);
  expect(await check({ PORT: port })).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining('ECONNREFUSED') });
});

it('fails for a service that is not ready, and tells why', async () => {
  const { server, port } = await listen(503);
  expect(await check({ PORT: port })).toEqual({ code: 1, stdout: '/health/ready: down', stderr: '' });
  await close(server);
});

function check(variables: Variables): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [SCRIPT], { env: { ...variables } }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** Answers every request with the status. */
async function listen(status: number): Promise<{ server: Server; port: string }> {
  const server = createServer((request, response) => response.writeHead(status).end(`${request.url}: down`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: String((server.address() as AddressInfo).port) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
