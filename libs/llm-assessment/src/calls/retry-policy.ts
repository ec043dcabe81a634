import { retrying, type Retrying } from '@app/outside';
import { LlmFailure } from '../provider/llm-failure';

/** How often and how long to try: `brief` for somebody who waits for an answer, `patient` for a bulk run. */
export type Patience = 'brief' | 'patient';

const PATIENCE: Readonly<Record<Patience, { retries: number; delayMs: number; maxAskedMs: number }>> = {
  brief: { retries: 2, delayMs: 500, maxAskedMs: 5_000 },
  patient: { retries: 5, delayMs: 2_000, maxAskedMs: 60_000 },
};

/** Asks the model again where that can help and somebody still wants the answer. */
export function askingAgain(patience: Patience, mayTryAgain: () => boolean): ReturnType<typeof retrying> {
  const { retries, delayMs, maxAskedMs } = PATIENCE[patience];
  const when: Retrying<LlmFailure>['when'] = ({ traits, retryAfterMs = 0 }) =>
    traits.retriable && retryAfterMs <= maxAskedMs && mayTryAgain();
  return retrying({ failure: LlmFailure, retries, delayMs, spread: true, when });
}
