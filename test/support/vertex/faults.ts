import type { Purpose } from './answers';
import type { ErrorStatus } from './replies';

/** A way to misbehave. */
export type Fault = TransportFault | AnswerFault | TextFault | ItemFault;

/** Those that any request can meet, before anybody has read it. */
type TransportFault =
  /** This status instead of an answer, with the body of Google's API unless `as` says otherwise. */
  | {
      readonly kind: 'status';
      readonly status: ErrorStatus;
      /** The page of a front end, no body, JSON that tells no error, or the error inside of a list. */
      readonly as?: 'html' | 'empty' | 'no-error-key' | 'array';
      /** As google.rpc.RetryInfo; there is no header. */
      readonly retryDelaySeconds?: number;
    }
  | { readonly kind: 'html-in-200' }
  /** `{}` */
  | { readonly kind: 'empty-object' }
  /** JSON that stops in its middle, in a whole answer. */
  | { readonly kind: 'broken-json' }
  /** The connection breaks before anything is sent. */
  | { readonly kind: 'reset' }
  /** Half of the body, whose length was promised, then the connection breaks. */
  | { readonly kind: 'cut' }
  /** Nothing is sent for so long, then the right answer. */
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'hang-after-headers' };

/** Those of the form of an answer. */
type AnswerFault =
  /** A schema that limits lengths or words is refused, in the words of the real server or with no reason at all. */
  | { readonly kind: 'schema-refused'; readonly as: 'too many states' | 'invalid argument' | 'internal error' }
  /** The model thinks for so many tokens before it writes, which count for the limit of the answer. */
  | { readonly kind: 'thinking'; readonly tokens: number }
  /** No candidates, and why. */
  | { readonly kind: 'prompt-blocked' }
  /** Nothing tells the tokens. */
  | { readonly kind: 'no-usage' }
  /** No field is there that may be absent: neither tokens nor version, time or id. */
  | { readonly kind: 'no-metadata' };

/** Those of what the model writes. */
type TextFault =
  /** Another text instead of the right one. */
  | { readonly kind: 'text'; readonly change: (right: string) => string; readonly finishReason?: string }
  /** The text ends at the limit of tokens, after this fraction of it. */
  | { readonly kind: 'truncated'; readonly fraction: number }
  /** Ends for this reason, which may be a new word, and without any part unless `withText`; null: does not say why. */
  | { readonly kind: 'finish'; readonly reason: string | null; readonly withText?: boolean }
  /** After a byte order mark, in a fence of Markdown. */
  | { readonly kind: 'fenced' }
  /** Between sentences. */
  | { readonly kind: 'chatter' }
  /** After a thought that has the form of an answer and another content. */
  | { readonly kind: 'thought-parts' }
  /** In so many (3) parts. */
  | { readonly kind: 'split-parts'; readonly parts?: number };

/** Those of the items of an answer; all of them where `ids` is absent. */
type ItemFault =
  /** So many at the end, or those with these ids, are missing. */
  | { readonly kind: 'missing-items'; readonly items: number | readonly string[] }
  /** One more, with an id that nobody asked for. */
  | { readonly kind: 'extra-items'; readonly id?: string }
  /** Each is there twice, with the same content or with another one. */
  | { readonly kind: 'duplicate-items'; readonly differing?: boolean; readonly ids?: readonly string[] }
  /** This is said to be the occupation that was assessed, or that a gap leads to. */
  | { readonly kind: 'wrong-code'; readonly code: string }
  /** By id, names that stand in the place of the id, or in `llm_skill_name` where there is then no `element_id`. */
  | {
      readonly kind: 'names-instead-of-ids';
      readonly names: Readonly<Record<string, string>>;
      readonly in?: 'element_id' | 'llm_skill_name';
    }
  /** This JSON value is the level. */
  | { readonly kind: 'level'; readonly value: unknown; readonly ids?: readonly string[] }
  /** This JSON value is the description. */
  | { readonly kind: 'gap-text'; readonly text: unknown; readonly ids?: readonly string[] };

/** Which requests meet which fault: each, those that are answered, or those for one purpose. */
const MET_BY: Readonly<Record<Fault['kind'], 'each' | 'answered' | Purpose>> = {
  status: 'each',
  'html-in-200': 'each',
  'empty-object': 'each',
  'broken-json': 'each',
  reset: 'each',
  cut: 'each',
  slow: 'each',
  hang: 'each',
  'hang-after-headers': 'each',
  'schema-refused': 'answered',
  thinking: 'answered',
  'prompt-blocked': 'answered',
  'no-usage': 'answered',
  'no-metadata': 'answered',
  text: 'answered',
  truncated: 'answered',
  finish: 'answered',
  fenced: 'answered',
  chatter: 'answered',
  'thought-parts': 'answered',
  'split-parts': 'answered',
  'missing-items': 'answered',
  'extra-items': 'answered',
  'duplicate-items': 'answered',
  'wrong-code': 'answered',
  'names-instead-of-ids': 'answered',
  level: 'levels',
  'gap-text': 'gap',
};

/** The faults that are in force. */
export class Faults {
  private pending: { readonly fault: Fault; readonly where: string; left: number }[] = [];

  add(fault: Fault, where: string, times: number): void {
    this.pending.unshift({ fault, where, left: times });
  }

  clear(): void {
    this.pending = [];
  }

  /**
   * The fault that a request meets: the last given of those that fit. `target` is its path and its prompt; `purpose` is
   * null where it is refused or asks for neither levels nor gaps.
   */
  take(target: string, purpose: Purpose | null): Fault | undefined {
    const met = this.pending.find(({ fault, where, left }) => {
      const by = MET_BY[fault.kind];
      const fits = by === 'each' || (by === 'answered' ? purpose !== null : purpose === by);
      return left > 0 && fits && target.includes(where);
    });
    if (met) met.left -= 1;
    return met?.fault;
  }
}
