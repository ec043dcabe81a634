import { Injectable } from '@nestjs/common';
import { WebServices } from '@app/ingestion';
import { AuditService } from '@app/llm-assessment';
import { CompletionService } from '@app/completion';
import { Registry } from 'prom-client';
import { addCount, addCounts } from './readings';

/** The calls of this process to others: O*NET Web Services and the language model. */
@Injectable()
export class OutsideMetrics {
  constructor(registry: Registry, completion: CompletionService, webServices: WebServices, audit: AuditService) {
    const completions = 'Occupations that were completed on demand, or not, by how that ended.';
    addCounts(
      registry,
      { name: 'on_demand_completions_total', help: completions, labelNames: ['outcome'] },
      () => completion.outcomes,
    );
    const requests = 'Requests to O*NET Web Services by how they ended.';
    addCounts(
      registry,
      { name: 'web_services_requests_total', help: requests, labelNames: ['outcome'] },
      () => webServices.requests,
    );
    const calls = 'Calls of the language model by what came of them.';
    addCounts(registry, { name: 'llm_calls_total', help: calls, labelNames: ['outcome'] }, () => audit.totals.calls);
    addCounts(
      registry,
      { name: 'llm_tokens_total', help: 'Tokens that calls of the language model took.', labelNames: ['kind'] },
      () => ({
        prompt: audit.totals.promptTokens,
        output: audit.totals.outputTokens,
      }),
    );
    addCount(registry, 'llm_cost_usd_total', 'Dollars that calls of the language model cost.', () => {
      return audit.totals.costUsd;
    });
  }
}
