import { LRUCache } from 'lru-cache';

/** How many answers are remembered to have been asked for once. */
const MOST_REMEMBERED = 1024;

/**
 * Answers as they are sent, from a while ago: what follows from a release alone need not be made again. Those that were asked
 * for once are not kept, as most are never asked for again: to hold so much for a moment each is what the garbage collector
 * had most to do with.
 */
export class KeptAnswers<Answer extends Buffer | string = Buffer> {
  private readonly answers: LRUCache<string, Answer>;
  private readonly askedOnce = new LRUCache<string, true>({ max: MOST_REMEMBERED });

  /** @param bytes that all of them may take; of a text, characters, which are bytes where all are Latin */
  constructor(bytes: number) {
    this.answers = new LRUCache({ maxSize: bytes, sizeCalculation: ({ length }) => length });
  }

  /**
   * Made, or kept.
   * @param etag names the answer: the state of the release, and all that was asked
   */
  answer(etag: string, make: () => Answer | Promise<Answer>): Answer | Promise<Answer> {
    return this.answers.get(etag) ?? this.make(etag, make);
  }

  private async make(etag: string, make: () => Answer | Promise<Answer>): Promise<Answer> {
    const answer = await make();
    if (this.askedOnce.delete(etag)) this.answers.set(etag, ofItsOwn(answer));
    else this.askedOnce.set(etag, true);
    return answer;
  }
}

/** Small buffers lie in blocks of several, and texts point at what they were put together from: all of it would be kept. */
function ofItsOwn<Answer extends Buffer | string>(answer: Answer): Answer;
function ofItsOwn(answer: Buffer | string): Buffer | string {
  if (typeof answer === 'string') return Buffer.from(answer).toString();
  const own = Buffer.allocUnsafeSlow(answer.length);
  own.set(answer);
  return own;
}
