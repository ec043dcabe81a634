/** Texts that are longer are not looked up: no title is. */
export const LONGEST_TITLE = 200;
/** Marks above and below letters, and characters that nobody sees. */
const MARKS = /[\p{M}\p{Cf}]/gu;
const ASCII_ONLY = /^[\x20-\x7e]*$/;
const WORDS = /[a-z0-9+#]+/g;
/** Shorter words, such as `bus`, stay as they are. */
const LONGEST_KEPT = 3;

/** The words of a title as they are written, in lower case and without accents; `&` reads as `and`. */
export function splitTitle(title: string): string[] {
  // Nearly all of the 55,000 titles of a release are ASCII.
  const plain = ASCII_ONLY.test(title) ? title : title.normalize('NFKD').replace(MARKS, '');
  return plain.toLowerCase().replaceAll('&', ' and ').match(WORDS) ?? [];
}

/** A word without the ending of a plural, roughly: `nurses` → `nurse`, `secretaries` → `secretary`, `glass` → `glass`. */
export function singular(word: string): string {
  if (word.length <= LONGEST_KEPT || !word.endsWith('s') || word.endsWith('ss')) return word;
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

/** The words by which titles are compared; two titles with the same words in the same order are the same title. */
export function titleWords(title: string): string[] {
  return splitTitle(title).map(singular);
}
