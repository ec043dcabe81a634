import type { ElementId } from '@app/onet';
import type { JoinedElement } from './compare-gaps';

/** The elements of two releases, by their positions there. */
export interface JoinedElements {
  /** In the order of the later list. */
  readonly both: readonly JoinedElement[];
  /** Only in the second one. */
  readonly added: readonly number[];
  /** Only in the first one. */
  readonly removed: readonly number[];
}

/** What a release has of one domain. */
export interface RatedElements {
  readonly ids: readonly ElementId[];
  /** Whether there is a level of both occupations: an element without one is as good as not there, and no level 0. */
  readonly isRated: (position: number) => boolean;
}

/** Joins elements by their ids, whatever they are called and wherever they stand. */
export function joinElements(before: RatedElements, after: RatedElements): JoinedElements {
  const [was, is] = [positionsIn(before), positionsIn(after)];
  const both = [...is].flatMap(([id, position]) => {
    const earlier = was.get(id);
    return earlier === undefined ? [] : [{ before: earlier, after: position }];
  });
  return { both, added: missingIn(was, is), removed: missingIn(is, was) };
}

function positionsIn({ ids, isRated }: RatedElements): Map<ElementId, number> {
  return new Map([...ids.entries()].filter(([position]) => isRated(position)).map(([position, id]) => [id, position]));
}

function missingIn(there: ReadonlyMap<ElementId, number>, here: ReadonlyMap<ElementId, number>): number[] {
  return [...here].flatMap(([id, position]) => (there.has(id) ? [] : [position]));
}
