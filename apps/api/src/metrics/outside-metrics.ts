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
    addCounts(registry, 'on_demand_completions_total', completions, 'outcome', () => completion.outcomes);
    const requests = 'Requests to O*NET Web Services by how they ended.';
    addCounts(registry, 'web_services_requests_total', requests, 'outcome', () => webServices.requests);
    const calls = 'Calls of the language model by what came of them.';
    addCounts(registry, 'llm_calls_total', calls, 'outcome', () => audit.totals.calls);
    addCounts(registry, 'llm_tokens_total', 'Tokens that calls of the language model took.', 'kind', () => ({
      prompt: audit.totals.promptTokens,
      output: audit.totals.outputTokens,
    }));
    addCount(registry, 'llm_cost_usd_total', 'Dollars that calls of the language model cost.', () => {
      return audit.totals.costUsd;
    });
  }
}
