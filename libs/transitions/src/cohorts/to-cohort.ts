import { PROFILES } from '@app/skills';
import { NO_SHORTFALL } from '../matrices/shortfalls';
import { aboutAnswer, toOccupation, toShare } from '../sides/answer-parts';
import { eachInTurn } from '../turns/turns';
import { NOT_ELIGIBLE } from './assign';
import type { CohortDto } from './cohorts.dto';
import type { PlannedCohort } from './cohorts.service';

const MOST_GAPS = 10;

/** The answer of `/cohorts`. Cells stand in rows of numbers: as objects 40,000 of them would be 3 MB. */
export async function toCohort(cohort: PlannedCohort): Promise<CohortDto> {
  const { view, origins, people, targets, assignment } = cohort;
  const left = sumOf(assignment.left);
  return {
    release: view.release.name,
    people: sumOf(people),
    placed: sumOf(people) - left,
    total_shortfall: toShare(assignment.total),
    origins: await eachInTurn(origins, (_, origin) => toOrigin(cohort, origin)),
    targets: await eachInTurn(targets, (_, target) => toTarget(cohort, target)),
    plan: toPlan(cohort),
    ...aboutAnswer(view, [...origins, ...targets]),
  };
}

function toOrigin(cohort: PlannedCohort, origin: number): CohortDto['origins'][number] {
  const { origins, people, targets, table, costs, assignment } = cohort;
  const rowOf = (cells: Int32Array | Uint8Array) => [
    ...cells.subarray(origin * targets.length, (origin + 1) * targets.length),
  ];
  return {
    ...named(origins[origin]),
    people: people[origin] ?? 0,
    left: assignment.left[origin] ?? 0,
    shortfalls: rowOf(table.shortfalls).map((shortfall) => (shortfall === NO_SHORTFALL ? null : toShare(shortfall))),
    real_gaps: rowOf(table.realGaps),
    eligible: rowOf(costs).map((cost) => cost !== NOT_ELIGIBLE),
  };
}

function toTarget(cohort: PlannedCohort, target: number): CohortDto['targets'][number] {
  const { view, origins, targets, places, table, assignment } = cohort;
  const skills = view.get(PROFILES).elements('skills');
  const placed = origins.map((_, origin) => assignment.moved[origin * targets.length + target] ?? 0);
  return {
    ...named(targets[target]),
    capacity: places[target] ?? null,
    placed: sumOf(placed),
    prevalent_gaps: table
      .prevalentGaps(target)
      .slice(0, MOST_GAPS)
      .map(({ element, people, levelPeople }) => ({
        element_id: skills[element]?.elementId ?? '',
        name: skills[element]?.name ?? '',
        people,
        level_people: levelPeople / 100,
      })),
  };
}

function toPlan({ origins, targets, costs, assignment }: PlannedCohort): CohortDto['plan'] {
  const plan: CohortDto['plan'] = [];
  // Most of the 40,000 cells are empty.
  assignment.moved.forEach((people, cell) => {
    if (people === 0) return;
    const from = origins[Math.floor(cell / targets.length)]?.code ?? '';
    const to = targets[cell % targets.length]?.code ?? '';
    plan.push({ from, to, people, shortfall: toShare(costs[cell] ?? 0) });
  });
  return plan;
}

function named(side: PlannedCohort['origins'][number] | undefined) {
  if (!side) throw new Error('There is no such row');
  return toOccupation(side);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
