import { Logger } from '@nestjs/common';
import type { GenerateContentRequest, ResponseSchema, VertexAI } from '@google-cloud/vertexai';
import type { LlmConfig } from '@app/config';
import { within } from '@app/outside';
import { LlmFailure } from '../llm-failure';
import { LlmProvider, type LlmReply } from '../llm-provider';
import type { LlmRequest } from '../../prompts/llm-request';
import { readFailure } from './read-failure';
import { readResponse } from './read-response';
import { toThinkingConfig } from './thinking-config';
import { toVertexSchema } from './vertex-schema';

/** The package's own limit ends the request; this one ends the waiting also where it hangs before there is a request. */
const GRACE_MS = 1_000;

/** Gemini on Vertex AI, through the package of Google; credentials are Application Default Credentials. */
export class VertexAiProvider extends LlmProvider {
  readonly name = 'vertexai';
  readonly model: string;
  readonly isFree = false;
  private readonly logger = new Logger('VertexAi');
  private client: Promise<VertexAI> | null = null;

  constructor(private readonly config: LlmConfig) {
    super();
    this.model = config.model;
  }

  async ask({ prompt }: LlmRequest): Promise<LlmReply> {
    const { timeoutMs, thinking } = this.config;
    // The package changes the request, and takes over none of its defaults into it: this makes a new one each time.
    const request: GenerateContentRequest = {
      systemInstruction: { role: 'system', parts: [{ text: prompt.system }] },
      contents: [{ role: 'user', parts: [{ text: prompt.user }] }],
      generationConfig: {
        maxOutputTokens: prompt.maxOutputTokens,
        responseMimeType: 'application/json',
        responseSchema: toVertexSchema(prompt.schema) as unknown as ResponseSchema,
        // The package does not know it, and sends it as it is.
        ...(thinking !== null && { thinkingConfig: toThinkingConfig(thinking) }),
      },
    };
    try {
      const client = await this.connect();
      const model = client.getGenerativeModel({ model: this.model }, { timeout: timeoutMs });
      const limitMs = timeoutMs + GRACE_MS;
      // The package cannot be told to give up before it has a token.
      const { response } = await within(model.generateContent(request), limitMs, () => {
        throw new LlmFailure('TIMEOUT', `no answer within ${limitMs / 1_000} s`);
      });
      return readResponse(response);
    } catch (error) {
      throw error instanceof LlmFailure ? error : readFailure(error);
    }
  }

  private connect(): Promise<VertexAI> {
    return (this.client ??= this.load());
  }

  /** Loaded at the first question: a service without a language model never pays for it. */
  private async load(): Promise<VertexAI> {
    const { VertexAI } = await import('@google-cloud/vertexai');
    const { project, location, apiEndpoint } = this.config.vertex;
    return this.caughtWarning(() => new VertexAI({ project, location, apiEndpoint }));
  }

  /** The package writes to the console that it is deprecated, each time; the log has it once. */
  private caughtWarning<T>(work: () => T): T {
    const { warn } = console;
    console.warn = (message: unknown): void => this.logger.debug(String(message));
    try {
      return work();
    } finally {
      console.warn = warn;
    }
  }
}
