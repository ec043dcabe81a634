import type { Prompt, ReplySchema } from '../prompts/llm-request';
import { LlmFailure } from '../provider/llm-failure';
import { LearntManner } from './manner';

const USUAL = { isPlain: false, isWide: false };
const PLAIN = { isPlain: true, isWide: false };
const refused = new LlmFailure('INVALID_REQUEST', 'status 400', { mayBeTheSchema: true });
const broken = new LlmFailure('UNAVAILABLE', 'status 500', { mayBeTheSchema: true });
const away = new LlmFailure('UNAVAILABLE', 'status 503');

function promptOf(ids: readonly string[]): Prompt {
  const schema: ReplySchema = { type: 'string', enum: ids };
  return { version: 'x-1', system: 's', user: 'u', schema, maxOutputTokens: 1_000 };
}

const small = promptOf(['2.A.1.a']);
const large = promptOf(['2.A.1.a', '2.A.1.b']);

it('blames the schema for what may be its fault, and never a plain one', () => {
  const manner = new LearntManner(null);
  expect([refused, broken, away].map((each) => manner.blamesSchema(each, small, USUAL))).toEqual([true, true, false]);
  expect(manner.blamesSchema(refused, small, PLAIN)).toBe(false);
});

it('takes an error that may pass for what it is where as large a schema was accepted', () => {
  const manner = new LearntManner(null);
  manner.learn(small, USUAL);
  expect([small, large].map((each) => manner.blamesSchema(broken, each, USUAL))).toEqual([false, true]);
  expect(manner.blamesSchema(refused, small, USUAL)).toBe(true);
});

it('keeps to what was answered, and forgets nothing of it', () => {
  const manner = new LearntManner('low');
  expect(manner.apply(small, manner.current)).toEqual({ ...small, maxOutputTokens: 2_000 });
  manner.learn(small, PLAIN);
  manner.learn(small, { isPlain: false, isWide: true });
  expect(manner.current).toEqual({ isPlain: true, isWide: true });
  expect(manner.apply(small, manner.current)).toEqual({
    ...small,
    schema: { type: 'string' },
    maxOutputTokens: 4_000,
  });
});
