/** An example that O*NET gives of a level, in hundredths. */
export interface Anchor {
  readonly level: number;
  readonly words: string;
}

/** In hundredths: closer than that, ratings cannot tell. */
const ABOUT = 25;

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
  if (Math.abs(nearest.level - level) <= ABOUT) return `about ${quoted(nearest)}`;
  if (level < first.level) return `below ${quoted(first)}`;
  if (level > last.level) return `above ${quoted(last)}`;
  const upper = anchors.find((anchor) => anchor.level > level) ?? last;
  const lower = anchors.findLast((anchor) => anchor.level < level) ?? first;
  const [above, distance] = [level - lower.level, upper.level - lower.level];
  if (3 * above < distance) return `a little above ${quoted(lower)}`;
  if (3 * above > 2 * distance) return `a little below ${quoted(upper)}`;
  return `between ${quoted(lower)} and ${quoted(upper)}`;
}

/** A row as a sentence; without anchors with the two numbers alone. */
export function explain(name: string, anchors: readonly Anchor[], from: number, to: number): string {
  const numbers = `${name} ${shown(from)} → ${shown(to)}`;
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

function quoted({ words }: Anchor): string {
  return `“${words}”`;
}

function shown(level: number): string {
  return (level / 100).toFixed(2);
}
