/** Where the related occupations of one occupation stand among all others by similarity. */
export interface Standing {
  /** Their ranks, from 1, in ascending order; those that are as similar rank by their places. */
  readonly ranks: readonly number[];
  /** How likely a related one is more similar than one that is not, ties half; null where there are not both. */
  readonly auc: number | null;
}

/**
 * Ranks all occupations by how similar they are to one.
 * @param similarities by place; what stands at the occupation's own place does not count
 * @param related places of the related ones
 */
export function standingOf(similarities: ArrayLike<number>, self: number, related: readonly number[]): Standing {
  const others = similarities.length - 1;
  const ranks: number[] = [];
  let beaten = 0;
  for (const place of related) {
    const { above, below, equalBefore } = countAround(similarities, self, place);
    ranks.push(1 + above + equalBefore);
    beaten += below + (others - above - below) / 2;
  }
  return { ranks: ranks.sort((a, b) => a - b), auc: aucOf(beaten, related.length, others) };
}

/**
 * How likely one of some is above one of the others, ties half.
 * @param beaten over all of the some: how many of all are below it, and half of those that are equal, itself included
 * @param all some and others
 */
export function aucOf(beaten: number, some: number, all: number): number | null {
  const others = all - some;
  // Among themselves each pair of the some is counted once, and each of them half against itself.
  return some === 0 || others === 0 ? null : (beaten - some ** 2 / 2) / (some * others);
}

function countAround(similarities: ArrayLike<number>, self: number, place: number) {
  const own = similarities[place] ?? 0;
  let [above, below, equalBefore] = [0, 0, 0];
  for (let other = 0; other < similarities.length; other++) {
    if (other === self) continue;
    const similarity = similarities[other] ?? 0;
    if (similarity > own) above++;
    else if (similarity < own) below++;
    else if (other < place) equalBefore++;
  }
  return { above, below, equalBefore };
}
