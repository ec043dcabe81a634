import type { GenerateContentResponse } from '@google-cloud/vertexai';
import type { FinishReason, LlmReply, TokenUsage } from '../llm-provider';

/** Words of the API; those that are not here, also future ones, are `other`. */
const FINISHES: ReadonlyMap<string, FinishReason> = new Map([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'truncated'],
  ['SAFETY', 'blocked'],
  ['RECITATION', 'blocked'],
  ['BLOCKLIST', 'blocked'],
  ['PROHIBITED_CONTENT', 'blocked'],
  ['SPII', 'blocked'],
]);

/** The parts of an answer that its type promises but that need not be there. */
interface LooseResponse {
  readonly candidates?: readonly {
    readonly finishReason?: unknown;
    readonly content?: { readonly parts?: readonly { readonly text?: unknown; readonly thought?: unknown }[] };
  }[];
  readonly promptFeedback?: { readonly blockReason?: unknown };
  readonly usageMetadata?: {
    readonly promptTokenCount?: unknown;
    readonly candidatesTokenCount?: unknown;
    readonly thoughtsTokenCount?: unknown;
  };
  readonly modelVersion?: unknown;
  readonly responseId?: unknown;
}

/** An answer of Vertex AI in neutral terms. A blocked question is an answer without candidates. */
export function readResponse(response: GenerateContentResponse): LlmReply {
  const loose = response as unknown as LooseResponse;
  const candidate = loose.candidates?.[0];
  const blockReason = candidate ? null : textOrNull(loose.promptFeedback?.blockReason);
  const finishWord = blockReason === null ? (textOrNull(candidate?.finishReason) ?? 'NONE') : `PROMPT_${blockReason}`;
  const parts = candidate?.content?.parts ?? [];
  return {
    text: parts.map(({ text, thought }) => (thought !== true && typeof text === 'string' ? text : '')).join(''),
    finish: blockReason === null ? (FINISHES.get(finishWord) ?? 'other') : 'blocked',
    finishWord,
    usage: readUsage(loose.usageMetadata),
    modelVersion: textOrNull(loose.modelVersion),
    responseId: textOrNull(loose.responseId),
    raw: JSON.stringify(response),
  };
}

/** Thinking is billed as output. */
function readUsage(usage: LooseResponse['usageMetadata']): TokenUsage | null {
  if (!isCount(usage?.promptTokenCount)) return null;
  const { candidatesTokenCount: written, thoughtsTokenCount: thought } = usage;
  const outputTokens = (isCount(written) ? written : 0) + (isCount(thought) ? thought : 0);
  return { promptTokens: usage.promptTokenCount, outputTokens };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 100) : null;
}
