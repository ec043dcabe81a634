import { columnsOf, type Cell, type ExportTable } from '../exports/tables/export-table';
import { NO_SHORTFALL } from '../matrices/shortfalls';
import { toShare } from '../sides/answer-parts';
import { NOT_ELIGIBLE } from './assign';
import type { PlannedCohort } from './cohorts.service';

const COLUMNS = [
  ...columnsOf('text', 'release', 'from_code', 'from_title'),
  ...columnsOf('integer', 'people'),
  ...columnsOf('text', 'to_code', 'to_title'),
  ...columnsOf('integer', 'capacity'),
  ...columnsOf('number', 'coverage', 'shortfall'),
  ...columnsOf('integer', 'real_gaps'),
  ...columnsOf('flag', 'eligible'),
  ...columnsOf('integer', 'placed'),
];

const MILLION = 1_000_000;

/** The cells of a cohort in long form: a row for each origin and target, in the order of the request. */
export function cohortTable(cohort: PlannedCohort): ExportTable {
  return { name: 'cohort', release: cohort.view.release.name, columns: COLUMNS, rows: () => rowsOf(cohort) };
}

function* rowsOf(cohort: PlannedCohort): Iterable<readonly Cell[]> {
  const { view, origins, people, targets, places, table, costs, assignment } = cohort;
  for (const [origin, from] of origins.entries()) {
    for (const [target, to] of targets.entries()) {
      const cell = origin * targets.length + target;
      const shortfall = table.shortfalls[cell] ?? NO_SHORTFALL;
      yield [
        ...[view.release.name, from.code, from.title, people[origin] ?? 0],
        ...[to.code, to.title, places[target] ?? null],
        ...(shortfall === NO_SHORTFALL ? [null, null] : [toShare(MILLION - shortfall), toShare(shortfall)]),
        ...[table.realGaps[cell] ?? 0, costs[cell] !== NOT_ELIGIBLE, assignment.moved[cell] ?? 0],
      ];
    }
  }
}
