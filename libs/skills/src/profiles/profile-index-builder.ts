import type { Domain, ElementId, OnetSocCode } from '@app/onet';
import { TextNumbers, type ReleaseIdentity } from '@app/releases';
import { RatingColumns, type Rating } from '../ratings/rating-columns';
import { forEachDomain, type ElementTable } from './element-table';
import { OccupationProfile, ProfileIndex } from './profile-index';

interface Room {
  readonly elements: ElementTable;
  readonly titles: ReadonlyMap<OnetSocCode, string>;
  readonly importance: RatingColumns;
  readonly level: RatingColumns;
}

/** Fills the arrays of an index, and gives it away when they are full. */
export class ProfileIndexBuilder {
  private readonly rows: ReadonlyMap<OnetSocCode, number>;

  constructor(private readonly room: Room) {
    this.rows = new Map([...room.titles.keys()].map((code, row) => [code, row]));
  }

  /** For an index of these occupations and elements. */
  static empty(elements: ElementTable, titles: ReadonlyMap<OnetSocCode, string>): ProfileIndexBuilder {
    const size = titles.size * elements.width;
    const words = new TextNumbers();
    const [importance, level] = [RatingColumns.empty(size, words), RatingColumns.empty(size, words)];
    return new ProfileIndexBuilder({ elements, titles, importance, level });
  }

  /** For a copy of an index with room for the ratings of one occupation. */
  static from({ ratings }: ProfileIndex, code: OnetSocCode, title: string): ProfileIndexBuilder {
    const { elements, importance, level } = ratings;
    // A map keeps its order: rows stay where they are, and a new one comes last.
    const titles = new Map(ratings.titles).set(code, title);
    const size = titles.size * elements.width;
    return new ProfileIndexBuilder({ elements, titles, importance: importance.copy(size), level: level.copy(size) });
  }

  /** Ratings on other scales than IM and LV, and on elements of no domain, are not part of a profile. */
  add(code: OnetSocCode, elementId: ElementId, scaleId: string, rating: Rating): void {
    const { elements, importance, level } = this.room;
    const row = this.rows.get(code);
    const position = elements.positionOf(elementId);
    const columns = scaleId === 'LV' ? level : scaleId === 'IM' ? importance : null;
    if (row === undefined || position === undefined || columns === null) return;
    columns.set(row * elements.width + position, rating);
  }

  /** To be called once, when everything is added. */
  build(release: ReleaseIdentity): ProfileIndex {
    const { elements, titles, importance, level } = this.room;
    const profiles = [...titles].map(([code, title], row) => new OccupationProfile(code, title, this.levelsOf(row)));
    const rated = forEachDomain(
      (domain) =>
        new Map(profiles.flatMap((profile, row) => (this.isRated(row, domain) ? [[profile.code, profile]] : []))),
    );
    return new ProfileIndex(release, { elements, rows: this.rows, titles, importance, level, rated });
  }

  private levelsOf(row: number): Record<Domain, Float64Array> {
    const { dataValue } = this.room.level;
    return forEachDomain((domain) => dataValue.subarray(...this.cellsOf(row, domain)));
  }

  private isRated(row: number, domain: Domain): boolean {
    const { importance, level } = this.room;
    const cells = this.cellsOf(row, domain);
    return importance.hasRating(...cells) || level.hasRating(...cells);
  }

  private cellsOf(row: number, domain: Domain): [start: number, end: number] {
    const { elements } = this.room;
    const { start, end } = elements.stretch(domain);
    return [row * elements.width + start, row * elements.width + end];
  }
}
