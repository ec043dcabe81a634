import { LlmUnavailableError } from '../llm.errors';
import { LlmProvider, type LlmReply } from './llm-provider';

/** Nobody to ask. */
export class NoProvider extends LlmProvider {
  readonly name = 'none';
  readonly model = 'none';
  readonly isFree = true;

  ask(): Promise<LlmReply> {
    return Promise.reject(notConfigured());
  }
}

export function notConfigured(): LlmUnavailableError {
  return new LlmUnavailableError('no language model is configured', {
    passes: false,
    nextStep: 'Whoever runs this service sets LLM_PROVIDER=vertexai and VERTEX_PROJECT; docs/llm.md says how.',
  });
}
