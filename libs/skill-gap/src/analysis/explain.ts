import { asciiWithin, compact } from '../json/ascii-json';
import { TextByNumber } from '../json/kept-texts';

/** An example that O*NET gives of a level, in hundredths. */
export interface Anchor {
  readonly level: number;
  /** In quotation marks. */
  readonly quoted: string;
}

/** What is explained by its anchors. */
export interface Explained {
  readonly name: string;
  /** By level. */
  readonly anchors: readonly Anchor[];
}

const TO_LEVEL = new TextByNumber((level) => (level / 100).toFixed(2));
const FROM_LEVEL = new TextByNumber((level) => `${TO_LEVEL.of(level)} ${asciiWithin('→')} `);

/** In hundredths: closer than that, ratings cannot tell. */
export const ABOUT = 25;

/**
 * A level in the words of O*NET's own examples, such as `a little above “Take a customer's order”`.
 * @param anchors by level; with none there are no words
 * @param level in hundredths
 */
export function phraseOf(anchors: readonly Anchor[], level: number): string | null {
  if (level === 0) return 'not needed';
  const [first, last] = [anchors[0], anchors.at(-1)];
  if (!first || !last) return null;
  const nearest = nearestTo(anchors, level, first);
  if (Math.abs(nearest.level - level) <= ABOUT) return `about ${nearest.quoted}`;
  if (level < first.level) return `below ${first.quoted}`;
  if (level > last.level) return `above ${last.quoted}`;
  const upper = anchors.find((anchor) => anchor.level > level) ?? last;
  const lower = anchors.findLast((anchor) => anchor.level < level) ?? first;
  const [above, distance] = [level - lower.level, upper.level - lower.level];
  if (3 * above < distance) return `a little above ${lower.quoted}`;
  if (3 * above > 2 * distance) return `a little below ${upper.quoted}`;
  return `between ${lower.quoted} and ${upper.quoted}`;
}

/** The end of a sentence that a phrase is in. */
interface Phrase {
  readonly from: string;
  readonly to: string;
  readonly both: string;
}

/**
 * Explains two levels of one element in a sentence, as a JSON string in ASCII. An element has few phrases, so that they are
 * made once, and looked up by level: finding them among the anchors took half the time of an answer.
 */
export class Explainer {
  private readonly beginning: string;
  private readonly phrases = new Map<string, Phrase>();
  private readonly phraseByLevel: (Phrase | null)[] = [];

  constructor(private readonly explained: Explained) {
    this.beginning = compact(`"${asciiWithin(explained.name)} `);
  }

  /** Levels in hundredths; without anchors with the two numbers alone. */
  explain(from: number, to: number): string {
    const numbers = this.beginning + FROM_LEVEL.of(from) + TO_LEVEL.of(to);
    const source = this.phraseAt(from);
    const target = this.phraseAt(to);
    if (source === null || target === null) return `${numbers}."`;
    return source === target ? numbers + source.both : numbers + source.from + target.to;
  }

  private phraseAt(level: number): Phrase | null {
    const known = this.phraseByLevel[level];
    return known === undefined ? (this.phraseByLevel[level] = this.find(level)) : known;
  }

  private find(level: number): Phrase | null {
    const text = phraseOf(this.explained.anchors, level);
    if (text === null) return null;
    const known = this.phrases.get(text);
    if (known) return known;
    const ascii = asciiWithin(text);
    const phrase = {
      from: compact(`: from ${ascii}`),
      to: compact(` to ${ascii}."`),
      both: compact(`: both ${ascii}."`),
    };
    this.phrases.set(text, phrase);
    return phrase;
  }
}

/** Of two that are as near, the lower. */
function nearestTo(anchors: readonly Anchor[], level: number, first: Anchor): Anchor {
  let nearest = first;
  for (const anchor of anchors) {
    if (Math.abs(anchor.level - level) < Math.abs(nearest.level - level)) nearest = anchor;
  }
  return nearest;
}
