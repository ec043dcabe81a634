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
  const begin = (limitMs: number | null) => limits.begin(REQUEST, replyWhich(false).reply, limitMs);
  limits.end(begin(1_000));
  limits.end(begin(null));
  begin(null);
  jest.advanceTimersByTime(60_000);
  expect(giveUp).not.toHaveBeenCalled();
});

it('gives up those that last, in whatever order others end', () => {
  const replies = Array.from({ length: 6 }, () => replyWhich(false).reply);
  const answers = replies.map((reply) => limits.begin(REQUEST, reply, 1_000));
  for (const i of [2, 0, 5, 0]) limits.end(answers[i] ?? null);
  jest.advanceTimersByTime(2_000);
  for (const answer of answers) limits.end(answer);
  const givenUp = giveUp.mock.calls.map(([, reply]) => replies.indexOf(reply as FastifyReply));
  expect(givenUp.sort()).toEqual([1, 3, 4]);
});

it('cuts an answer that is half sent', () => {
  const { reply, destroy } = replyWhich(true);
  limits.begin(REQUEST, reply, 1_000);
  jest.advanceTimersByTime(2_000);
  expect([destroy.mock.calls.length, giveUp.mock.calls.length]).toEqual([1, 0]);
});
