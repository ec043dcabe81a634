import { Injectable } from '@nestjs/common';
import { AppConfig, type LlmConfig } from '@app/config';
import { DomainError } from '@app/onet';
import { costOf } from '../calls/price';
import { LearntManner, type Manner } from '../calls/manner';
import { RecordedCalls, type RecordedReply } from '../calls/recorded-calls';
import { LlmFailure } from '../provider/llm-failure';
import { LlmProvider } from '../provider/llm-provider';
import { notConfigured } from '../provider/no-provider';
import { parseLevels } from '../replies/parse-levels';
import { CHECK_FACTS, checkPrompt } from './check-prompt';
import { whatIsWrong } from './what-is-wrong';

/** Whom a check asks. */
interface Asked {
  readonly provider: string;
  readonly model: string;
  /** Null where nobody is asked over a network. */
  readonly host: string | null;
  readonly project: string | null;
  readonly location: string | null;
}

/** The result of one small call. */
export interface LlmCheck extends Asked {
  readonly modelVersion: string | null;
  /** `plain`: without limits of lengths and words, since those were refused. */
  readonly schema: 'full' | 'plain';
  readonly latencyMs: number;
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  readonly costUsd: number | null;
}

/** The language model cannot be used as it is configured. */
export class LlmCheckFailedError extends DomainError {
  constructor(asked: Asked, failure: LlmFailure, location: string) {
    const { what, nextStep } = whatIsWrong(failure, location);
    const { provider, model, host, project } = asked;
    const place = host === null ? '' : ` at ${host} (project ${project}, location ${location})`;
    const message = `${provider} ${model}${place} cannot be used; it is the ${what}: ${failure.message}. ${nextStep}`;
    super('LLM_UNAVAILABLE', message, { ...asked, wrong: what, failure: failure.kind }, { cause: failure });
  }
}

/** Makes one small call with the schema of a real one, to find out what is wrong before the first user does. */
@Injectable()
export class LlmCheckService {
  private readonly config: LlmConfig;

  constructor(
    { llm }: AppConfig,
    private readonly provider: LlmProvider,
    private readonly calls: RecordedCalls,
  ) {
    this.config = llm;
  }

  /** @throws LlmCheckFailedError; LlmUnavailableError if there is nobody to ask; LlmBudgetExceededError */
  async check(): Promise<LlmCheck> {
    if (this.provider.name === 'none') throw notConfigured();
    const learnt = new LearntManner(this.config.thinking);
    const usual = await this.ask(learnt, learnt.current);
    const isRefused = usual.failure && learnt.blamesSchema(usual.failure, checkPrompt(), learnt.current);
    const plain = isRefused ? await this.ask(learnt, { ...learnt.current, isPlain: true }) : null;
    // Where the schema was not to blame, the first answer says more.
    const result = plain && !plain.failure ? plain : usual;
    if (result.failure) throw new LlmCheckFailedError(this.asked, result.failure, this.config.vertex.location);
    return this.toCheck(result, result === plain ? 'plain' : 'full');
  }

  private async ask(learnt: LearntManner, manner: Manner): Promise<RecordedReply<unknown>> {
    const { code } = CHECK_FACTS.occupation;
    const asked = CHECK_FACTS.skills.map(({ elementId }) => elementId);
    const result = await this.calls.make<unknown>(
      {
        subject: { purpose: 'check', release: { name: '', checksum: '' }, code, fromCode: '' },
        request: { prompt: learnt.apply(checkPrompt(), manner), facts: CHECK_FACTS },
        parse: (reply) => parseLevels(reply, { code, skills: CHECK_FACTS.skills }),
        ...{ asked, round: 0 },
      },
      manner.isPlain ? 2 : 1,
    );
    if (result.failure || result.parsed.items.size > 0) return result;
    const { reply, latencyMs } = result;
    const failure = new LlmFailure('EMPTY', result.parsed.reason ?? 'nothing in the answer can be used');
    return { reply, parsed: null, failure, latencyMs };
  }

  private get asked(): Asked {
    const { name: provider, model } = this.provider;
    if (provider !== 'vertexai') return { provider, model, host: null, project: null, location: null };
    const { apiEndpoint, project, location } = this.config.vertex;
    return { provider, model, host: apiEndpoint, project, location };
  }

  private toCheck({ reply, latencyMs }: RecordedReply<unknown>, schema: LlmCheck['schema']): LlmCheck {
    const usage = reply?.usage ?? null;
    const costUsd = usage && (this.provider.isFree ? 0 : costOf(usage, this.config.price));
    const { promptTokens = null, outputTokens = null } = usage ?? {};
    const modelVersion = reply?.modelVersion ?? null;
    return { ...this.asked, modelVersion, schema, latencyMs, promptTokens, outputTokens, costUsd };
  }
}
