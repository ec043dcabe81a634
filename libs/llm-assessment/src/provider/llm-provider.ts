import type { LlmRequest } from '../prompts/llm-request';

/** Why a reply ends: `truncated` at the token limit, `blocked` by a filter of the provider. */
export type FinishReason = 'stop' | 'truncated' | 'blocked' | 'other';

/** Tokens as the provider bills them; output includes the thinking of a model before it writes. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** The reply of a provider, before anybody has read it. */
export interface LlmReply {
  /** Empty where nothing was written. */
  readonly text: string;
  readonly finish: FinishReason;
  /** The same in the provider's own word, such as `MAX_TOKENS`. */
  readonly finishWord: string;
  /** Null if the provider did not say. */
  readonly usage: TokenUsage | null;
  /** The version of the model that answered; null if the provider did not say. */
  readonly modelVersion: string | null;
  /** The provider's own id of the answer; null if it has none. */
  readonly responseId: string | null;
  /** The whole answer as it came, as JSON text. */
  readonly raw: string;
}

export type LlmProviderName = 'none' | 'vertexai' | 'offline';

/** Writes levels and texts: a language model, or a stand-in for one. */
export abstract class LlmProvider {
  abstract readonly name: LlmProviderName;
  /** Such as `gemini-3.5-flash-lite`. */
  abstract readonly model: string;
  /** Nobody bills it. */
  abstract readonly isFree: boolean;

  /**
   * Asks once; trying again, limits and records are for the caller.
   * @throws LlmFailure
   */
  abstract ask(request: LlmRequest): Promise<LlmReply>;
}
