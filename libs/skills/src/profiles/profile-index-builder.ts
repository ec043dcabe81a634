import type { ElementId, OnetSocCode } from '@app/onet';
import type { ReleaseIdentity } from '@app/releases';
import { RatingColumns, Words, type Rating } from '../ratings/rating-columns';
import { forEachDomain, type ElementTable } from './element-table';
import { OccupationProfile, ProfileIndex } from './profile-index';

interface Room {
  readonly elements: ElementTable;
  readonly titles: ReadonlyMap<OnetSocCode, string>;
  readonly importance: RatingColumns;
  readonly level: RatingColumns;
  /** Occupations that have ratings already. */
  readonly rated: Iterable<OnetSocCode>;
}

/** Fills the arrays of an index, and gives it away when they are full. */
export class ProfileIndexBuilder {
  private readonly rows: ReadonlyMap<OnetSocCode, number>;
  private readonly rated: Set<OnetSocCode>;

  constructor(private readonly room: Room) {
    this.rows = new Map([...room.titles.keys()].map((code, row) => [code, row]));
    this.rated = new Set(room.rated);
  }

  /** For an index of these occupations and elements. */
  static empty(elements: ElementTable, titles: ReadonlyMap<OnetSocCode, string>): ProfileIndexBuilder {
    const size = titles.size * elements.width;
    const words = new Words();
    const [importance, level] = [RatingColumns.empty(size, words), RatingColumns.empty(size, words)];
    return new ProfileIndexBuilder({ elements, titles, importance, level, rated: [] });
  }

  /** For a copy of an index with room for the ratings of one occupation. */
  static from({ ratings }: ProfileIndex, code: OnetSocCode, title: string): ProfileIndexBuilder {
    const { elements, importance, level, profiles } = ratings;
    // A map keeps its order: rows stay where they are, and a new one comes last.
    const titles = new Map(ratings.titles).set(code, title);
    const size = titles.size * elements.width;
    const columns = { importance: importance.copy(size), level: level.copy(size) };
    return new ProfileIndexBuilder({ elements, titles, ...columns, rated: profiles.keys() });
  }

  /** Ratings on other scales than IM and LV, and on elements of no domain, are not part of a profile. */
  add(code: OnetSocCode, elementId: ElementId, scaleId: string, rating: Rating): void {
    const { elements, importance, level } = this.room;
    const row = this.rows.get(code);
    const position = elements.positionOf(elementId);
    const columns = scaleId === 'LV' ? level : scaleId === 'IM' ? importance : null;
    if (row === undefined || position === undefined || columns === null) return;
    columns.set(row * elements.width + position, rating);
    this.rated.add(code);
  }

  /** To be called once, when everything is added. */
  build(release: ReleaseIdentity): ProfileIndex {
    const { elements, titles, importance, level } = this.room;
    const profiles = new Map([...this.rated].map((code) => [code, this.profileOf(code)]));
    return new ProfileIndex(release, { elements, rows: this.rows, titles, importance, level, profiles });
  }

  private profileOf(code: OnetSocCode): OccupationProfile {
    const { elements, titles, level } = this.room;
    const first = (this.rows.get(code) ?? 0) * elements.width;
    const byDomain = forEachDomain((domain) => {
      const { start, end } = elements.stretch(domain);
      return level.dataValue.subarray(first + start, first + end);
    });
    return new OccupationProfile(code, titles.get(code) ?? '', byDomain);
  }
}
