import { setImmediate as nextTurn } from 'node:timers/promises';
import { Occupation } from '@app/occupations';
import { compareElementIds, domainOf, type ElementId, type OnetSocCode } from '@app/onet';
import { TextNumbers, type RowCollector, type WrittenRows } from '@app/releases';
import { OccupationRating } from '../ratings/occupation-rating.entity';
import { RatingColumns, type Rating } from '../ratings/rating-columns';
import type { PackedRatings } from './packed-ratings';

interface RatingRow extends Rating {
  readonly onetSocCode: OnetSocCode;
  readonly elementId: ElementId;
  readonly scaleId: string;
}

const FIRST_CAPACITY = 65_536;
/** More than a content model has; a release with so many rated ones is refused. */
const MOST_ELEMENTS = 8_192;
/** Some milliseconds of copying. */
const CELLS_AT_ONCE = 32_768;

/** Keeps the ratings of a release while they are written, so that nobody has to read them again to pack them. */
export class RatingCollector implements RowCollector<PackedRatings> {
  private readonly words = new TextNumbers();
  /** Numbered in the order in which they came. */
  private readonly codes = new Map<OnetSocCode, number>();
  private readonly elementIds = new Map<ElementId, number>();
  /** One cell for each rating, in the order in which they came. */
  private columns = RatingColumns.empty(FIRST_CAPACITY, this.words);
  /** Where each belongs: the numbers of its occupation and its element, and whether it is a level, as one number. */
  private readonly places: number[] = [];

  take({ table, rows }: WrittenRows): void {
    if (table === Occupation) {
      for (const { onetSocCode } of rows as readonly Occupation[]) numberOf(onetSocCode, this.codes);
    }
    if (table === OccupationRating) for (const row of rows as readonly RatingRow[]) this.add(row);
  }

  async pack(): Promise<PackedRatings> {
    const codes = [...this.codes.keys()].sort();
    const elementIds = [...this.elementIds.keys()].sort(compareElementIds);
    const rows = placesOf(this.codes, codes);
    const positions = placesOf(this.elementIds, elementIds);
    const size = codes.length * elementIds.length;
    const [importance, level] = [RatingColumns.empty(size, this.words), RatingColumns.empty(size, this.words)];
    for (const [cell, place] of this.places.entries()) {
      const row = rows[Math.floor(place / (2 * MOST_ELEMENTS))] ?? 0;
      const position = positions[Math.floor(place / 2) % MOST_ELEMENTS] ?? 0;
      const target = place % 2 === 1 ? level : importance;
      target.copyCell(row * elementIds.length + position, this.columns, cell);
      if (cell % CELLS_AT_ONCE === 0) await nextTurn();
    }
    return { codes, elementIds, words: this.words.texts, importance: importance.arrays, level: level.arrays };
  }

  private add(row: RatingRow): void {
    const { onetSocCode: code, elementId, scaleId } = row;
    if (domainOf(elementId) === null || (scaleId !== 'IM' && scaleId !== 'LV')) return;
    const pair = numberOf(code, this.codes) * MOST_ELEMENTS + numberOf(elementId, this.elementIds);
    const cell = this.places.push(2 * pair + Number(scaleId === 'LV')) - 1;
    if (cell === this.columns.dataValue.length) this.columns = this.columns.copy(2 * cell);
    this.columns.set(cell, row);
  }
}

/** The number that a key has, or gets. */
function numberOf(key: string, numbers: Map<string, number>): number {
  const number = numbers.get(key) ?? numbers.size;
  if (number === numbers.size) numbers.set(key, number);
  return number;
}

/** By number of a key its place among them in order. */
function placesOf(numbers: ReadonlyMap<string, number>, inOrder: readonly string[]): number[] {
  const places: number[] = [];
  for (const [place, key] of inOrder.entries()) places[numbers.get(key) ?? 0] = place;
  return places;
}
