import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Those of all occupations of a release, or of some with several limits. */
const KEPT_BYTES = 4 * 2 ** 20;

/** Answers as they are sent, from a while ago: most of what is asked is asked again, and follows from the release alone. */
@Injectable()
export class KeptAnswers {
  private readonly answers = new LRUCache<string, Buffer>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ length }) => length,
  });

  /**
   * As JSON: made, or kept.
   * @param etag names the answer: the state of the release, and all that was asked
   */
  async answer(etag: string, make: () => Promise<object>): Promise<Buffer> {
    const kept = this.answers.get(etag);
    if (kept) return kept;
    const answer = Buffer.from(JSON.stringify(await make()));
    this.answers.set(etag, answer);
    return answer;
  }
}
