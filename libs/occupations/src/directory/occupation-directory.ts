import {
  beginningOfCode,
  beginningOfGroup,
  prepareTitle,
  socCodeOf,
  type OnetSocCode,
  type PreparedTitle,
  type ReleaseName,
} from '@app/onet';
import type { RowSource } from '../occupation.entity';
import { rankTitle } from './rank-title';

export interface AlternateTitleEntry {
  readonly title: string;
  /** Abbreviation; null if there is none. */
  readonly shortTitle: string | null;
}

export interface ReportedTitleEntry {
  readonly title: string;
  readonly shownInMyNextMove: boolean;
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
  readonly reportedTitles: readonly ReportedTitleEntry[];
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
  /** The alternate titles, and after them the short titles of `shortened`. */
  readonly alternates: readonly PreparedTitle[];
  readonly shortened: readonly AlternateTitleEntry[];
}

/** Prepares one occupation. A release has 55,000 titles, so a directory is built bit by bit. */
export function searchable(occupation: OccupationEntry): SearchableOccupation {
  const { title, alternateTitles } = occupation;
  const shortened = alternateTitles.filter(({ shortTitle }) => shortTitle !== null);
  const alternates = [...alternateTitles.map((one) => one.title), ...shortened.map((one) => one.shortTitle ?? '')];
  return { occupation, title: prepareTitle(title), alternates: alternates.map(prepareTitle), shortened };
}

/** JavaScript keeps most texts with one byte a character; objects and tables around them take about as much again. */
const BYTES_A_CHARACTER = 2;
/** Characters of a code, and those that the codes of a group share. */
const WRITTEN_LENGTH = 10;
const BROAD_GROUP = 6;
const MINOR_GROUP = 5;

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

  /** Memory that the texts take, roughly: titles are kept as they are and as they are searched. */
  get byteLength(): number {
    let characters = 0;
    for (const { occupation, alternates } of this.searchable) {
      const { title, description, reportedTitles } = occupation;
      characters += 2 * title.length + description.length;
      for (const reported of reportedTitles) characters += reported.title.length;
      for (const alternate of alternates) characters += 2 * alternate.length;
    }
    return characters * BYTES_A_CHARACTER;
  }

  find(code: OnetSocCode): OccupationEntry | undefined {
    return this.byCode.get(code);
  }

  /** Occupations to look at instead of an unrated one: rated ones of the same SOC code, else of the group around it. */
  ratedRelatives(code: OnetSocCode): OccupationEntry[] {
    const soc = socCodeOf(code);
    for (const beginning of [soc, soc.slice(0, BROAD_GROUP), soc.slice(0, MINOR_GROUP)]) {
      const rated = this.beginningWith(beginning).filter((other) => other.rated && other.code !== code);
      if (rated.length > 0) return rated;
    }
    return [];
  }

  /** The occupations whose codes begin so, or that belong to the SOC group whose code the text is; by code. */
  withCode(text: string): OccupationEntry[] {
    const beginning = beginningOfCode(text);
    if (beginning === null) return [];
    const found = this.beginningWith(beginning);
    const group = found.length > 0 ? null : beginningOfGroup(`${beginning}.00`.slice(0, WRITTEN_LENGTH));
    return group === null ? found : this.beginningWith(group);
  }

  /**
   * A page of the occupations whose codes begin with the text, by code; else of those whose titles match, best first and
   * then by code; of all, by code, without a text.
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

  private beginningWith(beginning: string): OccupationEntry[] {
    return this.searchable.flatMap(({ occupation }) => (occupation.code.startsWith(beginning) ? occupation : []));
  }

  private search(text: string): OccupationMatch[] {
    const byCode = this.withCode(text);
    if (byCode.length > 0) return byCode.map(unranked);
    const query = prepareTitle(text);
    const found = this.searchable.flatMap((candidate) => match(candidate, query) ?? []);
    // The sort is stable, so equal ranks stay in the order of their codes.
    return found.sort((a, b) => a.rank - b.rank);
  }
}

/**
 * The better of the occupation's own title and its alternates; own titles win among equals, and then rated occupations,
 * as only these can be compared.
 */
function match(candidate: SearchableOccupation, query: PreparedTitle): OccupationMatch | null {
  const { occupation, title, alternates } = candidate;
  let best = rankTitle(title, query);
  let rank = best === null ? Infinity : 2 * best;
  let matched: number | null = null;
  for (const [index, alternate] of alternates.entries()) {
    best = rankTitle(alternate, query);
    if (best === null || 2 * best + 1 >= rank) continue;
    rank = 2 * best + 1;
    matched = index;
  }
  if (rank === Infinity) return null;
  const matchedTitle = matched === null ? null : alternateAt(candidate, matched);
  return { occupation, matchedTitle, rank: 2 * rank + (occupation.rated ? 0 : 1) };
}

/** The alternate title that was searched as this one of `alternates`. */
function alternateAt({ occupation, shortened }: SearchableOccupation, index: number): string | null {
  const { alternateTitles } = occupation;
  return (alternateTitles[index] ?? shortened[index - alternateTitles.length])?.title ?? null;
}

function unranked(occupation: OccupationEntry): OccupationMatch {
  return { occupation, matchedTitle: null, rank: 0 };
}

function isAfter({ rank, occupation }: OccupationMatch, position: ListingPosition): boolean {
  return rank > position.rank || (rank === position.rank && occupation.code > position.code);
}
