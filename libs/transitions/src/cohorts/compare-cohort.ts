import type { ComparableRatings } from '@app/skills';
import { verdictOf, weigh } from '@app/skill-gap';
import { shortfallOf } from '../matrices/shortfalls';

/** What people of one origin lack for one target. */
export interface CohortCell {
  /** In millionths; `NO_SHORTFALL` where the target needs nothing. */
  readonly shortfall: number;
  /** Positions of the skills whose gap is real, in the order of the content model. */
  readonly realGaps: readonly number[];
  /** The gap of each of these, in hundredths of a level. */
  readonly sizes: readonly number[];
}

/** How many people lack a skill for a target. */
export interface PrevalentGap {
  /** Position of the skill. */
  readonly element: number;
  /** People whose gap is real. */
  readonly people: number;
  /** People × gap, summed up over these, in hundredths of a level. */
  readonly levelPeople: number;
}

export function compareCell(from: ComparableRatings, to: ComparableRatings): CohortCell {
  const { differences, priorities, need } = weigh(from, to);
  let lack = 0;
  const [realGaps, sizes]: [number[], number[]] = [[], []];
  for (const [element, difference] of differences.entries()) {
    if (difference <= 0) continue;
    lack += priorities[element] ?? 0;
    if (verdictOf(from, to, element) !== 'real') continue;
    realGaps.push(element);
    sizes.push(difference);
  }
  return { shortfall: shortfallOf(lack, need), realGaps, sizes };
}

/**
 * The gaps that most people have for one target: by people, then by level-people, then as in the content model.
 * @param cells of the origins to this target
 * @param people of each origin
 */
export function prevalentGaps(cells: readonly CohortCell[], people: readonly number[]): PrevalentGap[] {
  const gaps = new Map<number, { element: number; people: number; levelPeople: number }>();
  for (const [origin, { realGaps, sizes }] of cells.entries()) {
    const count = people[origin] ?? 0;
    for (const [i, element] of realGaps.entries()) {
      const gap = gaps.get(element) ?? { element, people: 0, levelPeople: 0 };
      gap.people += count;
      gap.levelPeople += count * (sizes[i] ?? 0);
      gaps.set(element, gap);
    }
  }
  const prevalent = [...gaps.values()].filter((gap) => gap.people > 0);
  return prevalent.sort((a, b) => b.people - a.people || b.levelPeople - a.levelPeople || a.element - b.element);
}
