import { LRUCache } from 'lru-cache';

/** How many answers are remembered to have been asked for once. */
const MOST_REMEMBERED = 1024;

/**
 * Answers as they are sent, from a while ago: what follows from a release alone need not be made again. Those that were asked
 * for once are not kept, as most are never asked for again: to hold so much for a moment each is what the garbage collector
 * had most to do with.
 */
export class KeptAnswers {
  private readonly answers: LRUCache<string, Buffer>;
  private readonly askedOnce = new LRUCache<string, true>({ max: MOST_REMEMBERED });

  /** @param bytes that all of them may take */
  constructor(bytes: number) {
    this.answers = new LRUCache({ maxSize: bytes, sizeCalculation: ({ length }) => length });
  }

  /**
   * Made, or kept.
   * @param etag names the answer: the state of the release, and all that was asked
   */
  answer(etag: string, make: () => Buffer | Promise<Buffer>): Buffer | Promise<Buffer> {
    return this.answers.get(etag) ?? this.make(etag, make);
  }

  private async make(etag: string, make: () => Buffer | Promise<Buffer>): Promise<Buffer> {
    const answer = await make();
    if (this.askedOnce.delete(etag)) this.answers.set(etag, ofItsOwn(answer));
    else this.askedOnce.set(etag, true);
    return answer;
  }
}

/** Small buffers lie in blocks of several, each of which would be kept whole for one of them. */
function ofItsOwn(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  own.set(bytes);
  return own;
}
