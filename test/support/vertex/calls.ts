import type { Purpose, Question } from './answers';
import { promptOf, type ReadBody } from './request';

/** What the server saw of a request for `generateContent`, and what became of it. */
export interface SeenCall {
  /** When it came, as `performance.now()` tells it. */
  readonly at: number;
  /** Null where the schema is neither that of levels nor that of gaps, or the body is refused. */
  readonly purpose: Purpose | null;
  /** The occupation whose levels are asked for, or those that the gap leads from and to. */
  readonly codes: readonly string[];
  readonly askedIds: readonly string[];
  /** All of its text; empty where the body is refused. */
  readonly prompt: string;
  readonly body: unknown;
  /** Of the answer; null before there is one. */
  status: number | null;
  responseId: string | null;
  /** As they are billed; 0 where the model did nothing. */
  promptTokens: number;
  outputTokens: number;
  /** All of the answer was sent, while who asked was still there. */
  answered: boolean;
}

/** A call that has no answer yet. */
export function seenCall(at: number, { body, content }: ReadBody, question: Question | null): SeenCall {
  const { purpose = null, codes = [], askedIds = [] } = question ?? {};
  const prompt = content ? promptOf(content) : '';
  const outcome = { status: null, responseId: null, promptTokens: 0, outputTokens: 0, answered: false };
  return { at, purpose, codes, askedIds, prompt, body, ...outcome };
}
