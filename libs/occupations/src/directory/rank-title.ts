import type { PreparedTitle } from '@app/onet';

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
