import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { endLingering } from './lingering-end';

let server: Server;
let client: Socket;

beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  server = createServer({ allowHalfOpen: true }).listen(0);
  await once(server, 'listening');
  client = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: true });
});

afterEach(() => {
  jest.useRealTimers();
  client.destroy();
  server.close();
});

/** Ends a new connection after a word, of which the client has read everything. */
async function ended(): Promise<Socket> {
  const [socket] = (await once(server, 'connection')) as [Socket];
  endLingering(socket.resume(), 'no');
  expect(String((await once(client, 'data'))[0])).toBe('no');
  await once(client, 'end');
  return socket;
}

it('waits for a client that still sends, until it ends the connection too', async () => {
  const socket = await ended();
  client.write('more');
  expect(String((await once(socket, 'data'))[0])).toBe('more');
  expect(socket.destroyed).toBe(false);

  client.end();
  await once(socket, 'close');
  expect(jest.getTimerCount()).toBe(0);
});

it('waits no longer than five seconds', async () => {
  const socket = await ended();
  jest.advanceTimersByTime(4_999);
  expect(socket.destroyed).toBe(false);
  jest.advanceTimersByTime(1);
  expect(socket.destroyed).toBe(true);
});
