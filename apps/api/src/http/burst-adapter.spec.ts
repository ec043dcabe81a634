import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BurstAdapter } from './burst-adapter';

/** Notes what is sent. */
function replyTo(request: number, sent: number[]): FastifyReply {
  const reply = { status: () => reply, getHeader: () => undefined, send: () => sent.push(request) };
  return reply as unknown as FastifyReply;
}

afterEach(() => jest.restoreAllMocks());

const endOfTurn = () => new Promise(setImmediate);

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

it('sends what is ready in one turn together, at its end or as soon as it is enough, and in order', async () => {
  // All in no time, however slow the machine is.
  jest.spyOn(performance, 'now').mockReturnValue(0);
  const adapter = new BurstAdapter();
  const sent: number[] = [];
  const answer = (request: number) => adapter.reply(replyTo(request, sent), 'an answer');
  for (const request of numbers(1, 15)) void answer(request);
  await Promise.resolve();
  expect(sent).toEqual([]);
  void answer(16);
  void answer(17);
  await Promise.resolve();
  expect(sent).toEqual(numbers(1, 16));
  await endOfTurn();
  expect(sent).toEqual(numbers(1, 17));
  void answer(18);
  await endOfTurn();
  expect(sent).toEqual(numbers(1, 18));
});

it('sends what waits with the first answer that comes two milliseconds later', async () => {
  const now = jest.spyOn(performance, 'now').mockReturnValue(10);
  const adapter = new BurstAdapter();
  const sent: number[] = [];
  const answer = async (request: number, at: number) => {
    now.mockReturnValue(at);
    void adapter.reply(replyTo(request, sent), Buffer.from('an answer'));
    await Promise.resolve();
  };
  await answer(1, 10);
  await answer(2, 11.9);
  expect(sent).toEqual([]);
  await answer(3, 12);
  expect(sent).toEqual([1, 2, 3]);
  await answer(4, 12.1);
  expect(sent).toEqual([1, 2, 3]);
});

it('begins to send a file at once', () => {
  const sent: number[] = [];
  const reply = Object.assign(replyTo(1, sent), { header: () => undefined });
  new BurstAdapter().reply(reply, new StreamableFile(Buffer.from('a file')));
  expect(sent).toEqual([1]);
});

it('fails where sending does', async () => {
  const sending = new BurstAdapter().reply({ status: () => undefined } as unknown as FastifyReply, 'an answer');
  await expect(sending).rejects.toThrow(TypeError);
});
