import type { OccupationCompletion, Shortfall } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { isForStranger } from './asking-request';

/**
 * Completes occupations for who has a key, where reading is open to everybody: what strangers ask must neither use up the
 * requests that O*NET allows this installation nor add to its data.
 */
export class CompletionForKeys implements OccupationCompletion {
  constructor(private readonly completion: OccupationCompletion) {}

  async complete(code: OnetSocCode): Promise<Shortfall | null> {
    return isForStranger() ? { reason: 'needs_key' } : this.completion.complete(code);
  }
}
