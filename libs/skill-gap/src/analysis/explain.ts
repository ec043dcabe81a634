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

/**
 * Two levels, in hundredths, as a sentence; without anchors with the two numbers alone.
 * @param arrow for texts that write it in another way
 */
export function explain({ name, anchors }: Explained, from: number, to: number, arrow = '→'): string {
  const numbers = `${name} ${shown(from)} ${arrow} ${shown(to)}`;
  const [phraseFrom, phraseTo] = [phraseOf(anchors, from), phraseOf(anchors, to)];
  if (phraseFrom === null || phraseTo === null) return `${numbers}.`;
  return phraseFrom === phraseTo ? `${numbers}: both ${phraseFrom}.` : `${numbers}: from ${phraseFrom} to ${phraseTo}.`;
}

/** Of two that are as near, the lower. */
function nearestTo(anchors: readonly Anchor[], level: number, first: Anchor): Anchor {
  let nearest = first;
  for (const anchor of anchors) {
    if (Math.abs(anchor.level - level) < Math.abs(nearest.level - level)) nearest = anchor;
  }
  return nearest;
}

/** With two digits behind the point, which takes a tenth of the time of `toFixed`. */
function shown(level: number): string {
  const hundredths = level % 100;
  return `${(level - hundredths) / 100}.${hundredths < 10 ? '0' : ''}${hundredths}`;
}
