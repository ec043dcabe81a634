import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { connectWithSilenceLimit } from './silence-limit';

describe('a connection with a limit on silence', () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined).on('data', (data) => setTimeout(() => socket.write(data), 400));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => server.close());

  it('ends with an error when nothing is heard for too long', async () => {
    const socket = connectWithSilenceLimit({ port, host: '127.0.0.1' }, 50);
    const [error] = (await once(socket, 'error').catch((cause: unknown) => [cause])) as [Error];
    expect(error).toMatchObject({ code: 'ETIMEDOUT', message: 'Nothing was heard for 0.05 seconds' });
    expect(socket.destroyed).toBe(true);
  });

  it('goes on for as long as something is heard now and then', async () => {
    const socket = connectWithSilenceLimit({ port, host: '127.0.0.1' }, 1_000);
    for (let i = 0; i < 4; i++) {
      socket.write('?');
      expect(String(await once(socket, 'data'))).toBe('?');
    }
    socket.destroy();
  });
});
