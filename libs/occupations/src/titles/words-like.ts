import { singular } from './title-key';
import type { Vocabulary } from './vocabulary';

/** How a word of the index answers a word of a search; more is better. */
export const LIKENESS = { within: 0, repaired: 1, begins: 2, same: 3 } as const;
export type Likeness = (typeof LIKENESS)[keyof typeof LIKENESS];

/** Words of the index by their likeness to one of a search, the most like ones first; a word may come more than once. */
export type WordsByLikeness = readonly (readonly [Likeness, readonly number[]])[];

/** Nearly every word holds any single letter. */
const SHORTEST_PART = 2;

/**
 * The words of an index that one of a search may mean: the same word, those that begin so, as somebody may still be typing,
 * else those that it is a misspelling of; and those that hold it.
 * @param word as it was typed, its plural kept
 * @param lookWithin whether to look for words that hold it, too
 */
export function wordsLike(vocabulary: Vocabulary, word: string, lookWithin: boolean): WordsByLikeness {
  const base = singular(word);
  const same = vocabulary.find(base);
  const asTyped = range(vocabulary.beginningWith(word));
  const begins = asTyped.length > 0 ? asTyped : range(vocabulary.beginningWith(base));
  const isKnown = same !== null || begins.length > 0;
  const repaired = isKnown ? [] : [base, word].flatMap((spelling) => vocabulary.repair(spelling) ?? []);
  return [
    [LIKENESS.same, same === null ? [] : [same]],
    [LIKENESS.begins, begins],
    [LIKENESS.repaired, repaired],
    [LIKENESS.within, lookWithin && mayStandWithin(word) ? vocabulary.containing(word) : []],
  ];
}

/** Whether a word is looked for within others at all. */
export function mayStandWithin(word: string): boolean {
  return word.length >= SHORTEST_PART;
}

/** The words without those that only hold the text, each once. */
export function meantWords(words: WordsByLikeness): Set<number> {
  return new Set(words.flatMap(([likeness, numbers]) => (likeness === LIKENESS.within ? [] : numbers)));
}

function range([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
