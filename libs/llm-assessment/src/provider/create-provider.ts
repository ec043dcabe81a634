import type { LlmConfig } from '@app/config';
import type { ProfilesService } from '@app/skills';
import type { LlmProvider } from './llm-provider';
import { NoProvider } from './no-provider';
import { OfflineProvider } from './offline-provider';
import { VertexAiProvider } from './vertexai/vertexai-provider';

export function createProvider(config: LlmConfig, profiles: ProfilesService): LlmProvider {
  switch (config.provider) {
    case 'none':
      return new NoProvider();
    case 'vertexai':
      return new VertexAiProvider(config);
    case 'offline':
      return new OfflineProvider(profiles);
  }
}
