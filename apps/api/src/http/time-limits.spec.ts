import type { FastifyReply, FastifyRequest } from 'fastify';
import { TimeLimits } from './time-limits';

const REQUEST = {} as FastifyRequest;

function replyWhich(hasBegun: boolean) {
  const destroy = jest.fn();
  return { reply: { raw: { headersSent: hasBegun, destroy }, sent: false } as unknown as FastifyReply, destroy };
}

let giveUp: jest.Mock;
let limits: TimeLimits;

beforeEach(() => {
  jest.useFakeTimers();
  giveUp = jest.fn();
  limits = new TimeLimits(giveUp);
});
afterEach(() => jest.useRealTimers());

it('gives up an answer once, a moment after its limit and no sooner', () => {
  const { reply } = replyWhich(false);
  limits.begin(REQUEST, reply, 1_000);
  jest.advanceTimersByTime(999);
  expect(giveUp).not.toHaveBeenCalled();
  jest.advanceTimersByTime(60_000);
  expect(giveUp.mock.calls).toEqual([[REQUEST, reply]]);
});

it('leaves alone what has ended, and what has no limit', () => {
  const [ended, endless] = [replyWhich(false).reply, replyWhich(false).reply];
  limits.begin(REQUEST, ended, 1_000);
  limits.begin(REQUEST, endless, null);
  limits.end(ended);
  jest.advanceTimersByTime(60_000);
  expect(giveUp).not.toHaveBeenCalled();
});

it('cuts an answer that is half sent', () => {
  const { reply, destroy } = replyWhich(true);
  limits.begin(REQUEST, reply, 1_000);
  jest.advanceTimersByTime(2_000);
  expect([destroy.mock.calls.length, giveUp.mock.calls.length]).toEqual([1, 0]);
});
