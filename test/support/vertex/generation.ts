import { randomUUID } from 'node:crypto';
import type { Fault } from './faults';
import { jsonReply, type Reply } from './replies';

export interface Part {
  readonly text: string;
  readonly thought?: true;
}

/** What the model has written. */
export interface Written {
  /** Without any, `parts` is absent from the reply. */
  readonly parts: readonly Part[];
  /** Null: it is absent from the reply. */
  readonly finishReason: string | null;
  /** Thinking that is billed and not shown. */
  readonly thoughtTokens?: number;
}

interface Usage {
  readonly promptTokenCount: number;
  readonly candidatesTokenCount: number;
  readonly thoughtsTokenCount: number;
  readonly totalTokenCount: number;
}

/** About what a token of English is. */
export const CHARACTERS_PER_TOKEN = 4;

/** What is said where the schema asks for neither levels nor gaps. */
export const NOTHING_ASKED: Written = { parts: [{ text: 'There is nothing to assess.' }], finishReason: 'STOP' };

const BLOCKED = {
  blockReason: 'PROHIBITED_CONTENT',
  blockReasonMessage: 'The prompt is blocked due to prohibited content.',
};

/** The answer of a model to a prompt. */
export function contentReply(written: Written, prompt: string, model: string, fault: Fault | undefined): Reply {
  const isBlocked = fault?.kind === 'prompt-blocked';
  const isBare = fault?.kind === 'no-metadata';
  const usage = usageOf(prompt, isBlocked ? [] : written.parts, written.thoughtTokens);
  const responseId = randomUUID();
  const content = {
    ...(isBlocked ? { promptFeedback: BLOCKED } : { candidates: [candidate(written)] }),
    ...(!isBare && fault?.kind !== 'no-usage' && { usageMetadata: usage }),
    ...(!isBare && { modelVersion: `${model}-001`, createTime: new Date().toISOString(), responseId }),
  };
  const outputTokens = usage.candidatesTokenCount + usage.thoughtsTokenCount;
  const generation = { promptTokens: usage.promptTokenCount, outputTokens };
  return jsonReply(200, content, { ...generation, responseId: isBare ? null : responseId });
}

function candidate({ parts, finishReason }: Written): object {
  const content = { role: 'model', ...(parts.length > 0 && { parts }) };
  return { content, ...(finishReason !== null && { finishReason }) };
}

function usageOf(prompt: string, parts: readonly Part[], hidden = 0): Usage {
  const promptTokenCount = tokensOf(prompt);
  const candidatesTokenCount = tokensOf(textOf(parts.filter(({ thought }) => !thought)));
  const thoughtsTokenCount = hidden + tokensOf(textOf(parts.filter(({ thought }) => thought)));
  const totalTokenCount = promptTokenCount + candidatesTokenCount + thoughtsTokenCount;
  return { promptTokenCount, candidatesTokenCount, thoughtsTokenCount, totalTokenCount };
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
