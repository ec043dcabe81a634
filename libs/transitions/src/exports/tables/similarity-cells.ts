import type { ReleaseView } from '@app/releases';
import { BANDS, SIMILARITY_RANKS } from '@app/skill-gap';
import { NO_SIMILARITY } from '../../matrices/transition-profile';
import { toRank, toShare } from '../../sides/answer-parts';
import { Turns } from '../../turns/turns';
import type { Cell } from './export-table';

type RankCells = readonly [similarity: Cell, percentile: Cell, band: Cell];

const MILLION = 1_000_000;
const PAIRS_AT_ONCE = 4_096;

/**
 * How similarities rank, in the cells of a row. Those of the release are ranked before, once each: while rows are written, that
 * would take as long as all the rest.
 */
export async function ranksOf(view: ReleaseView): Promise<(similarity: number) => RankCells> {
  const ranks = view.get(SIMILARITY_RANKS);
  // In hundredths and one more, at similarity + a million: 0 for what is that of no pair.
  const percentiles = new Uint16Array(2 * MILLION + 1);
  const turns = new Turns();
  for (let place = 0; place < ranks.pairs; place++) {
    if (place % PAIRS_AT_ONCE === 0 && turns.isDue()) await turns.next();
    const similarity = ranks.ascending[place] ?? 0;
    if (percentiles[similarity + MILLION] !== 0) continue;
    percentiles[similarity + MILLION] = Math.round((toRank(similarity, view).percentile ?? 0) * 100) + 1;
  }
  const bands = BANDS.map(([band, from]) => [band, ranks.at(from) ?? Infinity] as const);
  return (similarity) => {
    if (similarity === NO_SIMILARITY) return [null, null, null];
    const known = percentiles[similarity + MILLION] ?? 0;
    if (known > 0) return [toShare(similarity), (known - 1) / 100, bandFrom(bands, similarity)];
    // Of an occupation with itself.
    const { percentile, band } = toRank(similarity, view);
    return [toShare(similarity), percentile, band];
  };
}

/** The bands go down; what is shown as 99.00 may be a little less. */
function bandFrom(bands: readonly (readonly [band: string, least: number])[], similarity: number): string | null {
  for (const [band, least] of bands) if (similarity >= least) return band;
  return null;
}
