import { normaliseOnetSocCode, type OnetSocCode } from '@app/onet';
import type { OccupationDirectory, OccupationEntry } from '../directory/occupation-directory';
import { closestTitle } from './closest-title';
import { distinctTitles } from './distinct-titles';
import type { PackedTitles } from './packed-titles';
import { OccupationScores } from './score-occupations';
import { titleWords } from './title-key';
import { TitlePlaces, type TitleOfOccupation } from './title-places';

/** What a text is: a code, a title of one or of several occupations, something like titles, or nothing that is known. */
export const TITLE_KINDS = ['code', 'unknown_code', 'title', 'alternate', 'ambiguous', 'candidates', 'none'] as const;
export type TitleKind = (typeof TITLE_KINDS)[number];

/** An occupation that a text may mean. */
export interface TitleCandidate {
  readonly code: OnetSocCode;
  readonly title: string;
  /** Its title or alternate title that the text is, or that is most like it; null for a code, and where only the description is. */
  readonly matchedTitle: string | null;
  /** How well its titles and description fit, with six decimals; null where the text is a code or one of its titles. */
  readonly score: number | null;
  /** Whether it is the only one that is meant, or fits much better than all others. */
  readonly likely: boolean;
}

export interface TitleMeaning {
  readonly kind: TitleKind;
  /** All that a title means; of those that are only like the text the best ones. */
  readonly candidates: readonly TitleCandidate[];
}

/** Candidates by score; whoever means none of them has to use other words. */
export const MOST_CANDIDATES = 10;
/** With this ratio of the first two scores four of five first ones are right; measured on titles that were kept back. */
export const LIKELY_RATIO = 1.25;

/** Finds what titles mean. It never picks one of several occupations. */
export class TitleIndex {
  readonly places: TitlePlaces;

  constructor(
    private readonly directory: OccupationDirectory,
    packed: PackedTitles,
  ) {
    this.places = new TitlePlaces(packed);
  }

  get byteLength(): number {
    return this.places.byteLength;
  }

  /** What a text means: as a code, else as a title, else by its words. */
  resolve(text: string): TitleMeaning {
    const code = normaliseOnetSocCode(text);
    if (code !== null) return this.meaningOfCode(code);
    const words = titleWords(text);
    return this.meaningOfTitle(words) ?? this.nearest(words);
  }

  /** @param number that occupations have in the index */
  occupation(number: number): OccupationEntry {
    const occupation = this.directory.occupations[number];
    if (!occupation) throw new Error(`the index of titles has an occupation ${number} that the directory lacks`);
    return occupation;
  }

  /** A title as it is shown. */
  shownTitle({ title, occupation }: TitleOfOccupation): string {
    const [first] = this.places.titlesOf(occupation);
    const entry = this.occupation(occupation);
    return distinctTitles(entry)[title - first]?.shown ?? entry.title;
  }

  private meaningOfCode(code: OnetSocCode): TitleMeaning {
    const occupation = this.directory.find(code);
    if (!occupation) return { kind: 'unknown_code', candidates: [] };
    const { title } = occupation;
    return { kind: 'code', candidates: [{ code, title, matchedTitle: null, score: null, likely: true }] };
  }

  /** Null if no occupation has such a title. */
  private meaningOfTitle(words: readonly string[]): TitleMeaning | null {
    const firstOfEach = new Map<number, TitleOfOccupation>();
    for (const found of this.places.same(words)) {
      if (!firstOfEach.has(found.occupation)) firstOfEach.set(found.occupation, found);
    }
    const alternates = [...firstOfEach.values()];
    const owners = alternates.filter((found) => this.places.isOwn(found));
    const inOrder = [...owners, ...alternates.filter((found) => !this.places.isOwn(found))];
    if (inOrder.length === 0) return null;
    const isOnly = inOrder.length === 1;
    const candidates = inOrder.map((found) => this.candidate(found, null, isOnly));
    return { kind: isOnly ? (owners.length === 1 ? 'title' : 'alternate') : 'ambiguous', candidates };
  }

  private nearest(words: readonly string[]): TitleMeaning {
    const { vocabulary } = this.places;
    const known = words.flatMap((word) => vocabulary.find(word) ?? vocabulary.repair(word) ?? []);
    const scores = new OccupationScores(this.places);
    for (const word of known) scores.add([word]);
    const best = scores.best(MOST_CANDIDATES);
    const [first = 0, second = 0] = best.map((occupation) => scores.of(occupation));
    const isFirstLikely = first >= LIKELY_RATIO * second;
    const distinct = new Set(known);
    const candidates = best.map((occupation, i) => {
      const title = closestTitle(this.places, occupation, distinct);
      return this.candidate({ title, occupation }, scores.of(occupation), i === 0 && isFirstLikely);
    });
    return { kind: candidates.length > 0 ? 'candidates' : 'none', candidates };
  }

  private candidate(
    { title, occupation }: { readonly title: number | null; readonly occupation: number },
    score: number | null,
    likely: boolean,
  ): TitleCandidate {
    const entry = this.occupation(occupation);
    const matchedTitle = title === null ? null : this.shownTitle({ title, occupation });
    return { code: entry.code, title: entry.title, matchedTitle, score, likely };
  }
}
