import { LlmFailure, type FailureKind } from '../provider/llm-failure';
import type { LlmReply } from '../provider/llm-provider';
import type { ParsedReply, ReplyText } from '../replies/parsed-reply';

/** The result of a call: a parsed reply, or a failure. */
export type ReadReply<T> =
  | { readonly reply: LlmReply; readonly parsed: ParsedReply<T>; readonly failure: null }
  | { readonly reply: LlmReply | null; readonly parsed: null; readonly failure: LlmFailure };

/** Looks at how a reply ended before it reads the text. */
export function readReply<T>(reply: LlmReply, parse: (text: ReplyText) => ParsedReply<T>): ReadReply<T> {
  const { text, finish, finishWord } = reply;
  const failed = (kind: FailureKind): ReadReply<T> => ({
    reply,
    parsed: null,
    failure: new LlmFailure(kind, finishWord),
  });
  if (finish === 'blocked') return failed('BLOCKED');
  if (text.trim() === '') return failed(finish === 'truncated' ? 'TRUNCATED' : 'EMPTY');
  return { reply, parsed: parse({ text, truncated: finish === 'truncated' }), failure: null };
}

export function toFailure(error: unknown): LlmFailure {
  if (error instanceof LlmFailure) return error;
  return new LlmFailure('MALFORMED', error instanceof Error ? error.message : String(error), { cause: error });
}
