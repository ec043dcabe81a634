import { compareElementIds, type ElementId, type OnetSocCode, type ReleaseName } from '@app/onet';
import { RatingColumns, Words, type Rating } from './rating-columns';

/** A rated element of the content model. */
export interface SkillEntry {
  readonly elementId: ElementId;
  readonly name: string;
  readonly description: string | null;
  readonly anchors: readonly LevelAnchor[];
}

/** An example of what a level means. */
export interface LevelAnchor {
  readonly value: number;
  readonly description: string;
}

/** One occupation's levels, in the order of the index's skills; NaN where it is not rated on a skill. */
export interface OccupationProfile {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly levels: Float64Array;
}

/** Both ratings of an occupation on one skill. */
export interface SkillRatings {
  readonly skill: SkillEntry;
  readonly importance: Rating | null;
  readonly level: Rating | null;
}

export interface IndexedRelease {
  readonly id: number;
  readonly name: ReleaseName;
  readonly checksum: string;
  /** Goes up when an occupation was completed on demand. */
  readonly revision: number;
}

/**
 * The ratings of one release in memory. Filled by its builder, then never changed: another release means another index,
 * swapped in whole.
 */
export class ProfileIndex {
  /** In the order of the content model. */
  readonly skills: readonly SkillEntry[];
  private readonly column: ReadonlyMap<ElementId, number>;
  private readonly row: ReadonlyMap<OnetSocCode, number>;
  private readonly titles: ReadonlyMap<OnetSocCode, string>;
  private readonly importance: RatingColumns;
  private readonly level: RatingColumns;
  private readonly profiles = new Map<OnetSocCode, OccupationProfile>();

  /** @param before the ratings that it begins with; none if nothing is said */
  constructor(
    readonly release: IndexedRelease,
    skills: readonly SkillEntry[],
    titles: ReadonlyMap<OnetSocCode, string>,
    before?: ProfileIndex,
  ) {
    this.skills = [...skills].sort((a, b) => compareElementIds(a.elementId, b.elementId));
    this.column = new Map(this.skills.map(({ elementId }, index) => [elementId, index]));
    this.titles = titles;
    this.row = new Map([...titles.keys()].map((code, index) => [code, index]));
    const words = new Words();
    const size = this.row.size * this.skills.length;
    this.importance = before?.importance.copy(size) ?? new RatingColumns(size, words);
    this.level = before?.level.copy(size) ?? new RatingColumns(size, words);
    for (const code of before?.profiles.keys() ?? []) this.profiles.set(code, this.view(code, this.row.get(code) ?? 0));
  }

  /**
   * A copy of this index with room for the ratings of one occupation, which its caller adds before anybody sees it.
   * @param release the same release, after the addition
   */
  extendedBy(release: IndexedRelease, code: OnetSocCode, title: string): ProfileIndex {
    // A map keeps its order: rows stay where they are, and a new one comes last.
    return new ProfileIndex(release, this.skills, new Map(this.titles).set(code, title), this);
  }

  has(elementId: ElementId): boolean {
    return this.column.has(elementId);
  }

  /** Codes with at least one rating. */
  get ratedCodes(): ReadonlySet<OnetSocCode> {
    return new Set(this.profiles.keys());
  }

  get occupationCount(): number {
    return this.titles.size;
  }

  /** Memory that the ratings take. */
  get byteLength(): number {
    return this.importance.byteLength + this.level.byteLength;
  }

  /** For the builder only. Ratings on scales other than IM and LV are not part of a profile. */
  addRating(code: OnetSocCode, elementId: ElementId, scaleId: string, rating: Rating): void {
    const row = this.row.get(code);
    const column = this.column.get(elementId);
    if (row === undefined || column === undefined) return;
    const cell = row * this.skills.length + column;
    if (scaleId === 'LV') this.level.set(cell, rating);
    else if (scaleId === 'IM') this.importance.set(cell, rating);
    else return;
    if (!this.profiles.has(code)) this.profiles.set(code, this.view(code, row));
  }

  /** The levels of a rated occupation; undefined for one that is unknown or not rated. */
  profile(code: OnetSocCode): OccupationProfile | undefined {
    return this.profiles.get(code);
  }

  /** Every skill with the occupation's ratings on it. */
  ratings(code: OnetSocCode): SkillRatings[] {
    const start = (this.row.get(code) ?? NaN) * this.skills.length;
    return this.skills.map((skill, index) => ({
      skill,
      importance: this.importance.get(start + index),
      level: this.level.get(start + index),
    }));
  }

  /** A window on the level array: no copy. */
  private view(code: OnetSocCode, row: number): OccupationProfile {
    const width = this.skills.length;
    const levels = this.level.dataValue.subarray(row * width, (row + 1) * width);
    return { code, title: this.titles.get(code) ?? '', levels };
  }
}
