import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BurstAdapter } from './burst-adapter';

/** Notes what is sent. */
function replyTo(request: number, sent: number[]): FastifyReply {
  const reply = { status: () => reply, getHeader: () => undefined, send: () => sent.push(request) };
  return reply as unknown as FastifyReply;
}

const endOfTurn = () => new Promise(setImmediate);

it('sends what is ready in one turn together, at its end or as soon as it is enough, and in order', async () => {
  const adapter = new BurstAdapter();
  const sent: number[] = [];
  const answer = (request: number) => adapter.reply(replyTo(request, sent), 'an answer');
  for (const request of [1, 2, 3]) void answer(request);
  await Promise.resolve();
  expect(sent).toEqual([]);
  void answer(4);
  void answer(5);
  await Promise.resolve();
  expect(sent).toEqual([1, 2, 3, 4]);
  await endOfTurn();
  expect(sent).toEqual([1, 2, 3, 4, 5]);
  void answer(6);
  await endOfTurn();
  expect(sent).toEqual([1, 2, 3, 4, 5, 6]);
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
