import type { ReleaseView } from '@app/releases';
import { TRANSITIONS } from '../../matrices/transitions-part';
import { NO_SHORTFALL } from '../../matrices/shortfalls';
import { NO_SIMILARITY } from '../../matrices/transition-profile';
import { toShare } from '../../sides/answer-parts';
import { columnsOf, type Cell, type ExportTable } from './export-table';
import { ranksOf } from './similarity-cells';

const COLUMNS = [
  ...columnsOf('text', 'release', 'from_code', 'to_code'),
  ...columnsOf('integer', 'from_job_zone', 'to_job_zone'),
  ...columnsOf('number', 'coverage', 'shortfall', 'similarity', 'percentile'),
  ...columnsOf('text', 'band'),
];

const MILLION = 1_000_000;

/**
 * Every rated occupation with every one, itself included, both ways: by the code of the source, then of the target. Together
 * the rows are a whole matrix.
 */
export async function pairsTable(view: ReleaseView): Promise<ExportTable> {
  const transitions = view.get(TRANSITIONS);
  const { codes, jobZones } = await transitions.occupations(false);
  const { size, shortfalls, similarities } = await transitions.matrices();
  const rankOf = await ranksOf(view);
  const release = view.release.name;
  const zones = Array.from(jobZones, (zone) => zone || null);
  function* rows(): Iterable<readonly Cell[]> {
    for (let cell = 0; cell < size * size; cell++) {
      const [from, to] = [Math.floor(cell / size), cell % size];
      const [shortfall, similarity] = [shortfalls[cell] ?? NO_SHORTFALL, similarities[cell] ?? NO_SIMILARITY];
      const isDefined = shortfall !== NO_SHORTFALL;
      yield [
        release,
        ...[codes[from] ?? null, codes[to] ?? null, zones[from] ?? null, zones[to] ?? null],
        ...[isDefined ? toShare(MILLION - shortfall) : null, isDefined ? toShare(shortfall) : null],
        ...rankOf(similarity),
      ];
    }
  }
  return { name: 'pairs', release, columns: COLUMNS, rows };
}
