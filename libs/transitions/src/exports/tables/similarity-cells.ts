import type { ReleaseView } from '@app/releases';
import { BANDS, SIMILARITY_RANKS } from '@app/skill-gap';
import { NO_SIMILARITY } from '../../matrices/transition-profile';
import { toRank, toShare } from '../../sides/answer-parts';
import { Turns } from '../../turns/turns';
import type { Cell } from './export-table';

type RankCells = readonly [similarity: Cell, percentile: Cell, band: Cell];

const MILLION = 1_000_000;
const LOOKED_UP_AT_ONCE = 4_096;
const BAND_NAMES: readonly string[] = BANDS.map(([band]) => band);

/**
 * How similarities rank, in the cells of a row. Those of the release are looked up before, once each: while rows are written,
 * that would take as long as all the rest.
 */
export async function ranksOf(view: ReleaseView): Promise<(similarity: number) => RankCells> {
  const ranks = new KnownRanks(view);
  const turns = new Turns();
  for (const [place, similarity] of view.get(SIMILARITY_RANKS).ascending.entries()) {
    if (place % LOOKED_UP_AT_ONCE === 0 && turns.isDue()) await turns.next();
    ranks.learn(similarity);
  }
  return (similarity) => ranks.cells(similarity);
}

/** Percentiles and bands by similarity, at similarity + a million. */
class KnownRanks {
  /** In hundredths, and one more: 0 for what is not known. */
  private readonly percentiles = new Uint16Array(2 * MILLION + 1);
  private readonly bands = new Uint8Array(2 * MILLION + 1);

  constructor(private readonly view: ReleaseView) {}

  learn(similarity: number): void {
    const place = similarity + MILLION;
    if (this.percentiles[place] !== 0) return;
    const { percentile, band } = toRank(similarity, this.view);
    if (percentile === null || band === null) return;
    this.percentiles[place] = Math.round(percentile * 100) + 1;
    this.bands[place] = BAND_NAMES.indexOf(band);
  }

  cells(similarity: number): RankCells {
    if (similarity === NO_SIMILARITY) return [null, null, null];
    // That of an occupation with itself need not be one of those of the pairs.
    this.learn(similarity);
    const place = similarity + MILLION;
    const known = this.percentiles[place] ?? 0;
    if (known === 0) return [toShare(similarity), null, null];
    return [toShare(similarity), (known - 1) / 100, BAND_NAMES[this.bands[place] ?? 0] ?? null];
  }
}
