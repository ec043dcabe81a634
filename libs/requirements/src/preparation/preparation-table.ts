import { OccupationStretches } from '@app/occupations';
import type { ElementId, OnetSocCode } from '@app/onet';
import { textAt, unpackCount, unpackDecimal, unpackFlag } from '@app/releases';
import { medianCategory, modeCategory, type CategoryShare } from './categories';
import type { PackedPreparation } from './pack-preparation';

/** One row with all that O*NET says of it. Numbers are those of the release, to the last digit. */
export interface PreparationRow {
  readonly elementId: ElementId;
  readonly scaleId: string;
  /** From 1; 0 where the value is a rating and no share. */
  readonly category: number;
  /** What the category means; null where the release does not say. */
  readonly description: string | null;
  readonly dataValue: number;
  readonly n: number | null;
  readonly standardError: number | null;
  readonly lowerCiBound: number | null;
  readonly upperCiBound: number | null;
  readonly recommendSuppress: boolean | null;
  readonly dateUpdated: string | null;
  readonly domainSource: string | null;
}

/** The share of those who answered with a category, and what that means. */
export interface DescribedShare extends CategoryShare {
  /** Null where the release does not say. */
  readonly description: string | null;
}

/** What people answered to one question: the share of each category. */
export interface Distribution {
  readonly median: number | null;
  readonly mode: number | null;
  /** By category. */
  readonly rows: readonly PreparationRow[];
}

/** The scale of each question whose answers are categories. */
const SCALE_OF = { education: 'RL', experience: 'RW', onSiteTraining: 'PT', onTheJobTraining: 'OJ' } as const;

export type Question = keyof typeof SCALE_OF;

/** The preparation of a release in memory. */
export class PreparationTable {
  private readonly occupations: OccupationStretches;
  private readonly descriptions: ReadonlyMap<string, string>;

  constructor(private readonly packed: PackedPreparation) {
    this.occupations = new OccupationStretches(packed.occupations);
    this.descriptions = new Map(
      packed.categories.map(({ scaleId, category, categoryDescription }) => [
        keyOf(scaleId, category),
        categoryDescription,
      ]),
    );
  }

  /** All rows of an occupation, by category; null if it has none. */
  of(code: OnetSocCode): PreparationRow[] | null {
    return this.occupations.map(code, (row) => this.rowAt(row));
  }

  /** The shares of the categories of one question, without all else that O*NET says of them; null without answers. */
  sharesOf(code: OnetSocCode, question: Question): DescribedShare[] | null {
    const stretch = this.occupations.of(code);
    if (!stretch) return null;
    const { columns, texts } = this.packed;
    const scale = texts.indexOf(SCALE_OF[question]) + 1;
    const shares: DescribedShare[] = [];
    for (let row = stretch.start; row < stretch.end; row++) {
      const category = columns.category[row] ?? 0;
      if (columns.scaleId[row] !== scale || category === 0) continue;
      const description = this.descriptions.get(keyOf(SCALE_OF[question], category)) ?? null;
      shares.push({ category, description, dataValue: unpackDecimal(columns.dataValue[row]) ?? 0 });
    }
    return shares.length === 0 ? null : shares;
  }

  get byteLength(): number {
    return Object.values<ArrayBufferView>({ ...this.packed.columns }).reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  private rowAt(row: number): PreparationRow {
    const { columns, texts } = this.packed;
    const scaleId = textAt(texts, columns.scaleId[row]) ?? '';
    const category = columns.category[row] ?? 0;
    return {
      elementId: textAt(texts, columns.elementId[row]) ?? '',
      scaleId,
      category,
      description: this.descriptions.get(keyOf(scaleId, category)) ?? null,
      dataValue: unpackDecimal(columns.dataValue[row]) ?? 0,
      n: unpackCount(columns.n[row]),
      standardError: unpackDecimal(columns.standardError[row]),
      lowerCiBound: unpackDecimal(columns.lowerCiBound[row]),
      upperCiBound: unpackDecimal(columns.upperCiBound[row]),
      recommendSuppress: unpackFlag(columns.recommendSuppress[row]),
      dateUpdated: textAt(texts, columns.dateUpdated[row]),
      domainSource: textAt(texts, columns.domainSource[row]),
    };
  }
}

function keyOf(scaleId: string, category: number): string {
  return `${scaleId} ${category}`;
}

/** @returns null for an occupation without rows on the question */
export function distributionOf(rows: readonly PreparationRow[], question: Question): Distribution | null {
  const answers = rows.filter(({ scaleId, category }) => scaleId === SCALE_OF[question] && category > 0);
  if (answers.length === 0) return null;
  return { median: medianCategory(answers), mode: modeCategory(answers), rows: answers };
}

/** What is rated by how important it is to be hired. */
const ELEMENT_OF = { certification: '2.D.4.a', apprenticeship: '3.A.4.a' } as const;

/** @returns null for an occupation in which it is not rated */
export function importanceOf(rows: readonly PreparationRow[], what: keyof typeof ELEMENT_OF): PreparationRow | null {
  return rows.find(({ elementId, scaleId }) => elementId === ELEMENT_OF[what] && scaleId === 'IM') ?? null;
}
