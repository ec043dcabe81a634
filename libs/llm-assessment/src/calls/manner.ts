import type { LlmThinking } from '@app/config';
import { withPlainSchema } from '../prompts/plain-schema';
import type { Prompt } from '../prompts/llm-request';
import { withMoreRoom, withRoomToThink } from '../prompts/room-to-think';
import type { LlmFailure } from '../provider/llm-failure';

/** How a prompt is sent: with a plain schema, with twice the room for the answer. */
export interface Manner {
  readonly isPlain: boolean;
  readonly isWide: boolean;
}

/** The manner in which its model has to be asked, as far as this process has found out. */
export class LearntManner {
  private learnt: Manner = { isPlain: false, isWide: false };
  /** Characters of the largest schema with limits that was accepted. */
  private largestAccepted = 0;

  constructor(private readonly thinking: LlmThinking | null) {}

  /** As far as it is known before the first try. */
  get current(): Manner {
    return this.learnt;
  }

  apply(prompt: Prompt, { isPlain, isWide }: Manner): Prompt {
    const roomy = withRoomToThink(prompt, this.thinking);
    const wide = isWide ? withMoreRoom(roomy) : roomy;
    return isPlain ? withPlainSchema(wide) : wide;
  }

  /**
   * Whether a failure can mean that the schema is refused. One that could pass by itself does not where as large a schema
   * was accepted before.
   */
  blamesSchema({ mayBeTheSchema, traits }: LlmFailure, prompt: Prompt, { isPlain }: Manner): boolean {
    if (!mayBeTheSchema || isPlain) return false;
    return !traits.retriable || sizeOf(prompt) > this.largestAccepted;
  }

  /** The model has answered to this. */
  learn(prompt: Prompt, { isPlain, isWide }: Manner): void {
    if (!isPlain) this.largestAccepted = Math.max(this.largestAccepted, sizeOf(prompt));
    this.learnt = { isPlain: isPlain || this.learnt.isPlain, isWide: isWide || this.learnt.isWide };
  }
}

function sizeOf({ schema }: Prompt): number {
  return JSON.stringify(schema).length;
}
