import type { ReleaseView } from '@app/releases';
import { TRANSITIONS } from '../../matrices/transitions-part';
import { NO_SIMILARITY } from '../../matrices/transition-profile';
import { columnsOf, type Cell, type ExportTable } from './export-table';
import { ranksOf } from './similarity-cells';

const COLUMNS = [
  ...columnsOf('text', 'release', 'code', 'other_code'),
  ...columnsOf('number', 'similarity', 'percentile'),
  ...columnsOf('text', 'band'),
];

/** Similarity is the same both ways: each pair of two rated occupations once, the smaller code first. */
export async function similarityTable(view: ReleaseView): Promise<ExportTable> {
  const transitions = view.get(TRANSITIONS);
  const { codes } = await transitions.occupations(false);
  const { size, similarities } = await transitions.matrices();
  const rankOf = await ranksOf(view);
  const release = view.release.name;
  function* rows(): Iterable<readonly Cell[]> {
    for (let one = 0; one < size; one++) {
      for (let other = one + 1; other < size; other++) {
        const similarity = similarities[one * size + other] ?? NO_SIMILARITY;
        yield [release, codes[one] ?? null, codes[other] ?? null, ...rankOf(similarity)];
      }
    }
  }
  return { name: 'similarity', release, columns: COLUMNS, rows };
}
