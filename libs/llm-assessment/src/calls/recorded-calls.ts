import { Injectable } from '@nestjs/common';
import type { ElementId } from '@app/onet';
import { LlmProvider } from '../provider/llm-provider';
import type { LlmRequest } from '../prompts/llm-request';
import type { ParsedReply, ReplyText } from '../replies/parsed-reply';
import { AuditService, type CallResult, type CallSubject } from './audit.service';
import { readReply, toFailure, type ReadReply } from './read-reply';

/** The question of one call. */
export interface RecordedQuestion<T> {
  readonly subject: CallSubject;
  readonly request: LlmRequest;
  readonly asked: readonly ElementId[];
  readonly round: number;
  readonly parse: (reply: ReplyText) => ParsedReply<T>;
}

/** The result of a call, and the time that it took. */
export type RecordedReply<T> = ReadReply<T> & { readonly latencyMs: number };

/** Asks the provider once: within the budget, recorded before and after. */
@Injectable()
export class RecordedCalls {
  constructor(
    private readonly provider: LlmProvider,
    private readonly audit: AuditService,
  ) {}

  /** @throws LlmBudgetExceededError */
  async make<T>(question: RecordedQuestion<T>, attempt: number): Promise<RecordedReply<T>> {
    const { subject, request, asked, round, parse } = question;
    const record = await this.audit.open({ subject, prompt: request.prompt, asked, round, attempt });
    const started = performance.now();
    const result: ReadReply<T> = await this.provider.ask(request).then(
      (reply) => readReply(reply, parse),
      (error: unknown) => ({ reply: null, parsed: null, failure: toFailure(error) }),
    );
    const ended = { ...result, latencyMs: Math.round(performance.now() - started) };
    await this.audit.close(record, ended satisfies CallResult);
    return ended;
  }
}

/** It ended at the limit with nothing that can be used: with thinking alone, or with the beginning of an item. */
export function hadNoRoom({ reply, parsed }: RecordedReply<unknown>): boolean {
  return reply?.finish === 'truncated' && (parsed === null || parsed.items.size === 0);
}
