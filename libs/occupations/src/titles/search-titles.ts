import { joinInitials } from '@app/onet';
import { OccupationScores } from './score-occupations';
import { splitTitle } from './title-key';
import { TitleMatching } from './title-matching';
import type { TitlePlaces, TitleOfOccupation } from './title-places';
import { LIKENESS, mayStandWithin, meantWords, wordsLike } from './words-like';

/** How well a title answers a search; less is better. */
export const TIERS = {
  /** It has the same words. */
  same: 0,
  /** It begins with the words, of which any may go on. */
  begins: 1,
  /** Each word is one of its words, or the beginning of one. */
  words: 2,
  /** It has the same words, once typing errors are repaired. */
  repairedSame: 3,
  /** Each word is one of its words, or the beginning of one, once typing errors are repaired. */
  repaired: 4,
  /** Each word stands somewhere, perhaps within another one. */
  within: 5,
  /** It has some of the words, and no title has all. */
  some: 6,
} as const;
export type Tier = (typeof TIERS)[keyof typeof TIERS];

/** An occupation that a search finds, with that of its titles that answers best. */
export interface FoundOccupation extends TitleOfOccupation {
  readonly tier: Tier;
  /** How well all its titles and its description fit; words that only stand within others do not count. */
  readonly score: number;
}

/** No search may hold up others: hardly a title has more words. */
const MOST_WORDS = 16;
/** As many as one page shows by default: nobody then looks for what only holds the words somewhere. */
const ENOUGH = 20;
/** Two letters stand within half of all words, so that only the first words of a search are looked for there. */
const WORDS_LOOKED_FOR_WITHIN = 3;

/**
 * The occupations that have a title with all words of a search, else, if half of the words are known, those that have one with
 * some of them; in no order.
 */
export function searchTitles(places: TitlePlaces, text: string): FoundOccupation[] {
  const words = splitTitle(joinInitials(text)).slice(0, MOST_WORDS);
  const found = search(places, words, 0);
  const isEnough = found.length >= ENOUGH && found.every(({ tier }) => tier !== TIERS.some);
  const mayBeWithin = words.slice(0, WORDS_LOOKED_FOR_WITHIN).some(mayStandWithin);
  return isEnough || !mayBeWithin ? found : search(places, words, WORDS_LOOKED_FOR_WITHIN);
}

/** @param lookedForWithin how many of the words are also looked for within others */
function search(places: TitlePlaces, words: readonly string[], lookedForWithin: number): FoundOccupation[] {
  const scores = new OccupationScores(places);
  const matching = matchingIn(places).begin();
  for (const [i, word] of words.entries()) {
    const found = wordsLike(places.vocabulary, word, i < lookedForWithin);
    scores.add(meantWords(found));
    matching.add(found);
  }
  const best = new BestTitles(places, scores);
  for (const title of matching.titles) best.offer(title, tierOf(matching, title), 0);
  if (matching.titles.length === 0 && 2 * matching.knownWords >= words.length) {
    for (let title = 0; title < places.titleCount; title++) {
      const had = matching.wordsOf(title);
      if (had > 0) best.offer(title, TIERS.some, words.length - had);
    }
  }
  return best.found();
}

const matchings = new WeakMap<TitlePlaces, TitleMatching>();

function matchingIn(places: TitlePlaces): TitleMatching {
  const matching = matchings.get(places) ?? new TitleMatching(places);
  matchings.set(places, matching);
  return matching;
}

/** What no title has. */
const NONE = 0xffff_ffff;

/** Of each occupation the title that answers best; of equal ones the first, so that its own one is before all others. */
class BestTitles {
  /** By occupation: the tier, and then how many words are missing. */
  private readonly costs: Uint16Array;
  private readonly titles: Uint32Array;

  constructor(
    private readonly places: TitlePlaces,
    private readonly scores: OccupationScores,
  ) {
    this.costs = new Uint16Array(places.occupationCount);
    this.titles = new Uint32Array(places.occupationCount).fill(NONE);
  }

  offer(title: number, tier: Tier, missingWords: number): void {
    const { costs, titles } = this;
    const occupation = this.places.occupationOf(title);
    const cost = tier * COST_OF_TIER + missingWords;
    const before = titles[occupation] ?? NONE;
    const least = before === NONE ? NONE : (costs[occupation] ?? 0);
    if (cost > least || (cost === least && title > before)) return;
    costs[occupation] = cost;
    titles[occupation] = title;
  }

  found(): FoundOccupation[] {
    const found: FoundOccupation[] = [];
    for (const [occupation, title] of this.titles.entries()) {
      if (title === NONE) continue;
      const tier = Math.floor((this.costs[occupation] ?? 0) / COST_OF_TIER) as Tier;
      found.push({ occupation, title, tier, score: this.scores.of(occupation) });
    }
    return found;
  }
}

/** More than the words of any search. */
const COST_OF_TIER = 256;

function tierOf(matching: TitleMatching, title: number): Tier {
  const likeness = matching.likenessOf(title);
  if (likeness === LIKENESS.same && matching.isWhole(title)) return TIERS.same;
  if (likeness >= LIKENESS.begins) return matching.beginsWithAll(title) ? TIERS.begins : TIERS.words;
  if (likeness === LIKENESS.within) return TIERS.within;
  return matching.isWhole(title) ? TIERS.repairedSame : TIERS.repaired;
}
