/** A title in the form in which titles are compared: lower case, no accents, single blanks between the words. */
export type PreparedTitle = string;

/** The dots of `R.N.`, which people write or leave away. */
const DOTS_OF_INITIALS = /(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu;

export function prepareTitle(title: string): PreparedTitle {
  const joined = title.includes('.') ? title.replace(DOTS_OF_INITIALS, '$1') : title;
  // Nearly all of the 55,000 titles of a release are ASCII, for which the cheap way is enough.
  if (/^[\x20-\x7e]*$/.test(joined))
    return joined
      .toLowerCase()
      .replace(/[^a-z0-9+#]+/g, ' ')
      .trim();
  const plain = joined.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
  return plain
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim();
}

/**
 * How well a title answers a query, 0 being the best: the same words (0), begins with the query (1), has every word of
 * the query at the beginning of a word of its own (2), has every word of the query somewhere (3). Null: no match.
 */
export function rankTitle(title: PreparedTitle, query: PreparedTitle): number | null {
  if (title === query) return 0;
  if (query === '') return null;
  if (title.startsWith(query)) return 1;
  const words = query.split(' ');
  if (!words.every((word) => title.includes(word))) return null;
  return words.every((word) => title.startsWith(word) || title.includes(` ${word}`)) ? 2 : 3;
}
