import type { Command } from 'commander';
import { LlmCheckService, type LlmCheck } from '@app/llm-assessment';
import { print, type OutputOptions } from '../output';
import { withApp } from '../with-app';

export function addLlmCheckCommand(program: Command): void {
  program
    .command('llm-check')
    .description('ask the language model one small question, and tell what is wrong with its settings if that fails')
    .option('--json', 'print the outcome as JSON')
    .action((options: OutputOptions) =>
      withApp(
        async (app) => {
          const check = await app.get(LlmCheckService).check();
          print(options, toJson(check), () => describe(check));
        },
        // Each call is recorded before it is made, also where there is no data yet.
        { createsDatabase: true },
      ),
    );
}

function toJson({ modelVersion, latencyMs, promptTokens, outputTokens, costUsd, ...check }: LlmCheck) {
  return {
    ...{ ...check, model_version: modelVersion, latency_ms: latencyMs },
    ...{ prompt_tokens: promptTokens, output_tokens: outputTokens, cost_usd: costUsd },
  };
}

function describe(check: LlmCheck): string {
  const { provider, model, modelVersion, host, project, location, schema, latencyMs, costUsd } = check;
  const place = host === null ? [] : [`Host: ${host}, project ${project}, location ${location}`];
  const refusal =
    schema === 'full' ? 'accepted' : 'refused; accepted without limits, which the service then leaves out';
  const cost = costUsd === null ? 'not told' : `$${costUsd.toFixed(6)}`;
  return [
    `The language model answers: ${provider} ${model}${modelVersion === null ? '' : ` (${modelVersion})`}`,
    ...place,
    `Schema: ${refusal}`,
    `Time: ${latencyMs} ms. Cost: ${cost}`,
  ].join('\n');
}
