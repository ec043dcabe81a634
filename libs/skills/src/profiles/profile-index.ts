import type { Domain, ElementId, OnetSocCode } from '@app/onet';
import type { ReleaseIdentity, TextNumbers } from '@app/releases';
import { ComparableColumns, type ComparableRatings } from '../ratings/comparable-ratings';
import type { Rating, RatingColumns } from '../ratings/rating-columns';
import type { ElementTable, ElementEntry } from './element-table';

/** One occupation's levels, in the order of the index's elements; NaN where it is not rated on an element. */
export class OccupationProfile {
  constructor(
    readonly code: OnetSocCode,
    readonly title: string,
    private readonly byDomain: Readonly<Record<Domain, Float64Array>>,
  ) {}

  /** The levels of one domain: a window on the index's array, no copy. */
  levels(domain: Domain): Float64Array {
    return this.byDomain[domain];
  }
}

/** Both ratings of an occupation on one element. */
export interface ElementRatings {
  readonly element: ElementEntry;
  readonly importance: Rating | null;
  readonly level: Rating | null;
}

/** The ratings that an index is made of: for each occupation a row with a cell for each element. */
export interface IndexedRatings {
  readonly elements: ElementTable;
  /** Rows of occupations, rated or not. */
  readonly rows: ReadonlyMap<OnetSocCode, number>;
  readonly titles: ReadonlyMap<OnetSocCode, string>;
  readonly importance: RatingColumns;
  readonly level: RatingColumns;
  /** For each domain the occupations with at least one rating in it. */
  readonly rated: Readonly<Record<Domain, ReadonlyMap<OnetSocCode, OccupationProfile>>>;
}

/** The ratings of one release in memory. Immutable: another release means another index, swapped in whole. */
export class ProfileIndex {
  /** The elements that the answers about skills show, in the order of the content model. */
  readonly skills: readonly ElementEntry[];
  private readonly comparable: ComparableColumns;

  constructor(
    readonly release: ReleaseIdentity,
    /** For the builder of an extended index. */
    readonly ratings: IndexedRatings,
  ) {
    this.skills = this.elements('skills');
    this.comparable = new ComparableColumns(ratings.importance, ratings.level);
  }

  /** The rated elements of one domain, in the order of the content model. */
  elements(domain: Domain): readonly ElementEntry[] {
    return this.ratings.elements.of(domain);
  }

  has(elementId: ElementId): boolean {
    return this.ratings.elements.has(elementId);
  }

  /** Codes with at least one rating in a domain. */
  ratedCodes(domain: Domain = 'skills'): ReadonlySet<OnetSocCode> {
    return new Set(this.ratings.rated[domain].keys());
  }

  /** The titles of all occupations, rated or not, by code. */
  get titles(): ReadonlyMap<OnetSocCode, string> {
    return this.ratings.titles;
  }

  /** The texts that dates and sources of ratings are numbers of. */
  get words(): TextNumbers {
    return this.ratings.level.words;
  }

  get occupationCount(): number {
    return this.ratings.titles.size;
  }

  /** Memory that the ratings take. */
  get byteLength(): number {
    return this.ratings.importance.byteLength + this.ratings.level.byteLength + this.comparable.byteLength;
  }

  /** The levels of an occupation that is rated in a domain; undefined for one that is unknown or not rated there. */
  profile(code: OnetSocCode, domain: Domain = 'skills'): OccupationProfile | undefined {
    return this.ratings.rated[domain].get(code);
  }

  /** The ratings of an occupation in one domain as comparisons need them; undefined for one that is not rated there. */
  comparableRatings(code: OnetSocCode, domain: Domain): ComparableRatings | undefined {
    const { elements, rows, rated } = this.ratings;
    const row = rated[domain].has(code) ? rows.get(code) : undefined;
    if (row === undefined) return undefined;
    const { start, end } = elements.stretch(domain);
    return this.comparable.window(row * elements.width + start, row * elements.width + end);
  }

  /** Every element of a domain with the occupation's ratings on it. */
  ratingsOf(code: OnetSocCode, domain: Domain): ElementRatings[] {
    const { elements, rows, importance, level } = this.ratings;
    const start = (rows.get(code) ?? NaN) * elements.width + elements.stretch(domain).start;
    return this.elements(domain).map((element, i) => ({
      element,
      importance: importance.get(start + i),
      level: level.get(start + i),
    }));
  }
}
