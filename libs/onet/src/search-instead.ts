import { beginningOfCode } from './onet-soc-code';
import { prepareTitle } from './prepared-title';

/** Longer ones are not searched for either. */
const LONGEST = 100;
const WORD = /\p{L}{2}/u;

/** The text to search for where a title, or only the beginning of a code, was given for a code; null if it is neither. */
export function searchInstead(given: string): string | null {
  const beginning = beginningOfCode(given);
  if (beginning !== null) return beginning;
  const words = given.length > LONGEST ? '' : prepareTitle(given);
  return WORD.test(words) && words.length <= LONGEST ? words : null;
}
