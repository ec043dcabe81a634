import type { ComparableRatings } from '@app/skills';
import { levelAt } from './verdict';

/** The differences of two profiles, weighted by how important each element is in the target. */
export interface Weighed {
  /** Importance in the target above "not important", in hundredths: 0 to 400. */
  readonly weights: Int32Array;
  /** Target minus source, in hundredths of a level. */
  readonly differences: Int32Array;
  /** Weight × difference: what an element adds to the shortfall, below 0 to the surplus. */
  readonly priorities: Int32Array;
  /** Weight × level in the target, summed up: what the target needs in all. */
  readonly need: number;
}

/** IM of 1.00 is "not important". */
const NOT_IMPORTANT = 100;

/** Weighs each element by the importance that it has in the target; one without importance has no weight. */
export function weigh(
  from: Pick<ComparableRatings, 'level'>,
  to: Pick<ComparableRatings, 'level' | 'importance'>,
): Weighed {
  const width = to.level.length;
  const [weights, differences, priorities] = [new Int32Array(width), new Int32Array(width), new Int32Array(width)];
  let need = 0;
  for (let element = 0; element < width; element++) {
    const weight = Math.max(0, (to.importance[element] ?? 0) - NOT_IMPORTANT);
    const level = levelAt(to, element);
    const difference = level - levelAt(from, element);
    weights[element] = weight;
    differences[element] = difference;
    priorities[element] = weight * difference;
    need += weight * level;
  }
  return { weights, differences, priorities, need };
}

/**
 * Positions of elements: what weighs most first, then what differs most, then as in the content model.
 * @param which `gaps`: what the target needs more of. `others`: the other ones, what the source has most more of first.
 */
export function inOrderOfPriority({ priorities, differences }: Weighed, which: 'gaps' | 'others'): number[] {
  const listed: number[] = [];
  for (let element = 0; element < differences.length; element++) {
    if ((differences[element] ?? 0) > 0 === (which === 'gaps')) listed.push(element);
  }
  const sign = which === 'gaps' ? 1 : -1;
  return listed.sort(
    (a, b) =>
      sign * ((priorities[b] ?? 0) - (priorities[a] ?? 0)) ||
      sign * ((differences[b] ?? 0) - (differences[a] ?? 0)) ||
      a - b,
  );
}
