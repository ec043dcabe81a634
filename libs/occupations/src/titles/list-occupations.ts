import type { OnetSocCode } from '@app/onet';
import type { OccupationDirectory, OccupationEntry } from '../directory/occupation-directory';
import type { RetiredOccupation } from '../taxonomy/retired-codes';
import { searchTitles, TIERS, type FoundOccupation } from './search-titles';
import type { TitleIndex } from './title-index';

/** An occupation of a list. */
export interface OccupationMatch {
  readonly occupation: OccupationEntry;
  /** The alternate or earlier title that a search matched; null if its own title or its code did, or nothing was searched. */
  readonly matchedTitle: string | null;
}

/** Where a listing goes on: after this occupation of this rank. */
export interface ListingPosition {
  /** 0 is the best. */
  readonly rank: number;
  readonly code: OnetSocCode;
}

export interface OccupationPage {
  readonly total: number;
  readonly matches: readonly OccupationMatch[];
  readonly next: ListingPosition | null;
}

/** The part of a list that one page shows. */
export interface PageOfList {
  readonly limit: number;
  /** The `next` of the page before; null for the first page. */
  readonly after: ListingPosition | null;
}

/** What a list is searched for. */
export interface Searched {
  readonly text: string;
  /** What the text named in an earlier edition of O*NET-SOC; its successors then lead the list. */
  readonly retired: RetiredOccupation | null;
}

/** An occupation with its place in a list. */
interface RankedOccupation extends ListingPosition {
  readonly occupation: OccupationEntry;
  /** Null if it was not found by a title. */
  readonly found: FoundOccupation | null;
  /** The title of the occupation whose place it has taken, if that was searched. */
  readonly oldTitle: string | null;
}

/**
 * A page of the occupations whose codes begin with the text, by code; else of those that have taken the place of the one that
 * it names, and then of those whose titles match, best first and then by code; of all, by code, where nothing is searched.
 */
export function listOccupations(
  directory: OccupationDirectory,
  titles: TitleIndex,
  searched: Searched | null,
  { limit, after }: PageOfList,
): OccupationPage {
  const all = searched === null ? directory.occupations.map(unranked) : search(directory, titles, searched);
  const start = after === null ? 0 : all.findIndex((ranked) => isAfter(ranked, after));
  const shown = start < 0 ? [] : all.slice(start, start + limit);
  const last = shown.at(-1);
  const more = last !== undefined && start + limit < all.length;
  return {
    total: all.length,
    matches: shown.map(({ occupation, found, oldTitle }) => {
      return { occupation, matchedTitle: oldTitle ?? matchedTitleOf(titles, found) };
    }),
    next: more ? { rank: last.rank, code: last.code } : null,
  };
}

function search(directory: OccupationDirectory, titles: TitleIndex, { text, retired }: Searched): RankedOccupation[] {
  const byCode = directory.withCode(text);
  if (byCode.length > 0) return byCode.map(unranked);
  const byTitle = searchTitles(titles.places, text).map((found) => rank(titles, found));
  // A title that an occupation has today is not looked for among those of the past.
  const isToday = byTitle.some(({ found }) => found?.tier === TIERS.same);
  const successors = retired && !isToday ? successorsIn(directory, retired) : [];
  const leading = new Set(successors.map(({ code }) => code));
  const ranked = [...successors, ...byTitle.filter(({ code }) => !leading.has(code))];
  return ranked.sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1));
}

function successorsIn(directory: OccupationDirectory, { title, successors }: RetiredOccupation): RankedOccupation[] {
  return successors.flatMap((code) => {
    const occupation = directory.find(code);
    return occupation ? { ...unranked(occupation), oldTitle: title } : [];
  });
}

function unranked(occupation: OccupationEntry): RankedOccupation {
  return { occupation, code: occupation.code, rank: 0, found: null, oldTitle: null };
}

function rank(titles: TitleIndex, found: FoundOccupation): RankedOccupation {
  const occupation = titles.occupation(found.occupation);
  return { occupation, code: occupation.code, rank: rankOf(titles, found, occupation.rated), found, oldTitle: null };
}

/** The largest share of a whole rank that a low score costs. */
const MOST_BELOW = 0.999_999;

/**
 * Titles that answer better come first; among equal ones own titles, and then rated occupations, as only these can be
 * compared; then those whose titles and descriptions fit better. Who has exactly the title that was searched comes by code.
 */
function rankOf(titles: TitleIndex, found: FoundOccupation, isRated: boolean): number {
  const { tier, score } = found;
  if (tier === TIERS.same) return wholeRank(titles, found, isRated);
  const below = Math.min(MOST_BELOW, 1 / (1 + score));
  const whole = tier === TIERS.some ? 4 * tier : wholeRank(titles, found, isRated);
  return Math.round((whole + below) * 1e6) / 1e6;
}

function wholeRank(titles: TitleIndex, found: FoundOccupation, isRated: boolean): number {
  return 4 * found.tier + (titles.places.isOwn(found) ? 0 : 2) + (isRated ? 0 : 1);
}

function matchedTitleOf(titles: TitleIndex, found: FoundOccupation | null): string | null {
  return found === null || titles.places.isOwn(found) ? null : titles.shownTitle(found);
}

function isAfter(ranked: RankedOccupation, position: ListingPosition): boolean {
  return ranked.rank > position.rank || (ranked.rank === position.rank && ranked.code > position.code);
}
