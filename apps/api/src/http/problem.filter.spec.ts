import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.filter';

const RAW = { socket: {} };
const REQUEST = { method: 'GET', url: '/api/v1/exports/levels', id: '1', raw: RAW } as unknown as FastifyRequest;
const PREMATURE = Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });

function replyTo(isClientGone: boolean) {
  const send = jest.fn();
  const reply = { raw: { destroyed: isClientGone }, sent: false, send, code: () => reply, header: () => reply };
  return { reply: reply as unknown as FastifyReply, send };
}

it('has nothing to say of a file whose client has gone, but of one that broke', () => {
  const complain = jest.spyOn(Logger.prototype, 'error').mockImplementation();
  const gone = replyTo(true);
  sendProblem(PREMATURE, REQUEST, gone.reply);
  expect([complain.mock.calls, gone.send.mock.calls]).toEqual([[], []]);
  const there = replyTo(false);
  sendProblem(PREMATURE, REQUEST, there.reply);
  sendProblem(new TypeError('a fault'), REQUEST, replyTo(true).reply);
  expect([complain.mock.calls.length, there.send.mock.calls.length]).toEqual([2, 1]);
  complain.mockRestore();
});
