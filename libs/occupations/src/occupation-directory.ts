import { socCodeOf, type OnetSocCode, type ReleaseName } from '@app/onet';
import type { RowSource } from './occupation.entity';
import { prepareTitle, rankTitle, type PreparedTitle } from './rank-title';

export interface AlternateTitleEntry {
  readonly title: string;
  /** Abbreviation; null if there is none. */
  readonly shortTitle: string | null;
}

export interface OccupationEntry {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly description: string;
  readonly source: RowSource;
  /** 1 to 5; null if O*NET gives none. */
  readonly jobZone: number | null;
  /** False if the release has no rating for it. */
  readonly rated: boolean;
  readonly alternateTitles: readonly AlternateTitleEntry[];
}

/** An occupation found by its title or by one of its alternate titles, which is then named. */
export interface OccupationMatch {
  readonly occupation: OccupationEntry;
  readonly matchedTitle: string | null;
  /** 0 is the best. */
  readonly rank: number;
}

/** Where a listing goes on: after this occupation of this rank. */
export interface ListingPosition {
  readonly rank: number;
  readonly code: OnetSocCode;
}

export interface OccupationPage {
  readonly total: number;
  readonly matches: readonly OccupationMatch[];
  readonly next: ListingPosition | null;
}

/** An occupation with its titles prepared for searching. */
export interface SearchableOccupation {
  readonly occupation: OccupationEntry;
  readonly title: PreparedTitle;
  readonly alternates: readonly PreparedTitle[];
}

/** Prepares one occupation. A release has 55,000 titles, so whoever builds a directory does this bit by bit. */
export function searchable(occupation: OccupationEntry): SearchableOccupation {
  return {
    occupation,
    title: prepareTitle(occupation.title),
    alternates: occupation.alternateTitles.map(({ title }) => prepareTitle(title)),
  };
}

/** All occupations of one release, by code and by title. Immutable: another release means another directory. */
export class OccupationDirectory {
  private readonly byCode: ReadonlyMap<OnetSocCode, OccupationEntry>;
  private readonly searchable: readonly SearchableOccupation[];

  constructor(
    readonly release: ReleaseName,
    occupations: readonly SearchableOccupation[],
  ) {
    this.searchable = [...occupations].sort((a, b) => (a.occupation.code < b.occupation.code ? -1 : 1));
    this.byCode = new Map(this.searchable.map(({ occupation }) => [occupation.code, occupation]));
  }

  /** A directory that holds this occupation as well, in place of the one of the same code. */
  with(added: SearchableOccupation): OccupationDirectory {
    const others = this.searchable.filter(({ occupation }) => occupation.code !== added.occupation.code);
    return new OccupationDirectory(this.release, [...others, added]);
  }

  get size(): number {
    return this.byCode.size;
  }

  find(code: OnetSocCode): OccupationEntry | undefined {
    return this.byCode.get(code);
  }

  /** Rated occupations of the same SOC code: what to look at instead of an unrated one. */
  ratedRelatives(code: OnetSocCode): OccupationEntry[] {
    const soc = socCodeOf(code);
    return this.searchable
      .map(({ occupation }) => occupation)
      .filter((other) => other.rated && other.code !== code && socCodeOf(other.code) === soc);
  }

  /**
   * A page of the occupations whose titles match, best first and then by code; of all, by code, without a text.
   * @param after the `next` of the page before; null for the first page
   */
  list(text: string | null, limit: number, after: ListingPosition | null): OccupationPage {
    const all = text === null ? this.searchable.map(({ occupation }) => unranked(occupation)) : this.search(text);
    const start = after === null ? 0 : all.findIndex((match) => isAfter(match, after));
    const matches = start < 0 ? [] : all.slice(start, start + limit);
    const last = matches.at(-1);
    const more = last !== undefined && start + limit < all.length;
    return { total: all.length, matches, next: more ? { rank: last.rank, code: last.occupation.code } : null };
  }

  private search(text: string): OccupationMatch[] {
    const query = prepareTitle(text);
    const found = this.searchable.flatMap((candidate) => match(candidate, query) ?? []);
    // The sort is stable, so equal ranks stay in the order of their codes.
    return found.sort((a, b) => a.rank - b.rank);
  }
}

/** The better of the occupation's own title and its alternates; own titles win among equals. */
function match({ occupation, title, alternates }: SearchableOccupation, query: PreparedTitle): OccupationMatch | null {
  let best = rankTitle(title, query);
  let rank = best === null ? Infinity : 2 * best;
  let matchedTitle: string | null = null;
  for (const [index, alternate] of alternates.entries()) {
    best = rankTitle(alternate, query);
    if (best === null || 2 * best + 1 >= rank) continue;
    rank = 2 * best + 1;
    matchedTitle = occupation.alternateTitles[index]?.title ?? null;
  }
  return Number.isFinite(rank) ? { occupation, matchedTitle, rank } : null;
}

function unranked(occupation: OccupationEntry): OccupationMatch {
  return { occupation, matchedTitle: null, rank: 0 };
}

function isAfter({ rank, occupation }: OccupationMatch, position: ListingPosition): boolean {
  return rank > position.rank || (rank === position.rank && occupation.code > position.code);
}
