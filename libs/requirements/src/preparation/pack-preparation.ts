import { StretchBuilder, type PackedStretches, type RowsOfOccupation } from '@app/occupations';
import { packCount, packDecimal, packFlag, TextNumbers } from '@app/releases';
import type { PreparationCategory } from './preparation-category.entity';
import type { PreparationRating } from './preparation-rating.entity';

/** Preparation as a release carries it: for each occupation a stretch of rows, by category. */
export interface PackedPreparation {
  readonly occupations: PackedStretches;
  /** What categories mean. */
  readonly categories: readonly CategoryMeaning[];
  /** Ids of elements and scales, dates and sources. */
  readonly texts: readonly string[];
  readonly columns: PreparationColumns;
}

export type CategoryMeaning = Pick<PreparationCategory, 'scaleId' | 'category' | 'categoryDescription'>;

/** Of each row; texts by number. */
export interface PreparationColumns {
  readonly elementId: Uint16Array;
  readonly scaleId: Uint16Array;
  readonly category: Int32Array;
  readonly dataValue: Int32Array;
  readonly n: Int32Array;
  readonly standardError: Int32Array;
  readonly lowerCiBound: Int32Array;
  readonly upperCiBound: Int32Array;
  readonly recommendSuppress: Int8Array;
  readonly dateUpdated: Uint16Array;
  readonly domainSource: Uint16Array;
}

/** Collects the rows while they are read. */
export class PreparationPacker {
  private readonly occupations = new StretchBuilder();
  private readonly texts = new TextNumbers();
  private readonly elementId: number[] = [];
  private readonly scaleId: number[] = [];
  private readonly category: number[] = [];
  private readonly dataValue: number[] = [];
  private readonly n: number[] = [];
  private readonly standardError: number[] = [];
  private readonly lowerCiBound: number[] = [];
  private readonly upperCiBound: number[] = [];
  private readonly recommendSuppress: number[] = [];
  private readonly dateUpdated: number[] = [];
  private readonly domainSource: number[] = [];

  add({ code, rows }: Pick<RowsOfOccupation<PreparationRating>, 'code' | 'rows'>): void {
    this.occupations.add(code, rows.length);
    for (const row of rows.toSorted((a, b) => a.category - b.category)) {
      this.elementId.push(this.texts.add(row.elementId));
      this.scaleId.push(this.texts.add(row.scaleId));
      this.category.push(row.category);
      this.dataValue.push(packDecimal(row.dataValue));
      this.n.push(packCount(row.n));
      this.standardError.push(packDecimal(row.standardError));
      this.lowerCiBound.push(packDecimal(row.lowerCiBound));
      this.upperCiBound.push(packDecimal(row.upperCiBound));
      this.recommendSuppress.push(packFlag(row.recommendSuppress));
      this.dateUpdated.push(this.texts.add(row.dateUpdated));
      this.domainSource.push(this.texts.add(row.domainSource));
    }
  }

  /** Null if there were no rows. */
  build(categories: readonly CategoryMeaning[]): PackedPreparation | null {
    if (this.occupations.size === 0) return null;
    return {
      occupations: this.occupations.build(),
      // Without what an entity has beside.
      categories: categories.map(({ scaleId, category, categoryDescription }) => {
        return { scaleId, category, categoryDescription };
      }),
      texts: this.texts.texts,
      columns: {
        elementId: new Uint16Array(this.elementId),
        scaleId: new Uint16Array(this.scaleId),
        category: new Int32Array(this.category),
        dataValue: new Int32Array(this.dataValue),
        n: new Int32Array(this.n),
        standardError: new Int32Array(this.standardError),
        lowerCiBound: new Int32Array(this.lowerCiBound),
        upperCiBound: new Int32Array(this.upperCiBound),
        recommendSuppress: new Int8Array(this.recommendSuppress),
        dateUpdated: new Uint16Array(this.dateUpdated),
        domainSource: new Uint16Array(this.domainSource),
      },
    };
  }
}
