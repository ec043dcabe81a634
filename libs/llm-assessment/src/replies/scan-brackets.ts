/** The list is at most at this depth in a reply: inside the object that is inside the envelope. */
const MAX_LIST_DEPTH = 3;

/** Where a JSON text ends; or, if it does not, its beginning up to the last complete item of its list, closed. */
export type BracketScan = { readonly end: number } | { readonly completeItems: string | null };

/** Follows the brackets from the one at `start` to its counterpart, knowing that those in strings do not count. */
export function scanBrackets(text: string, start: number): BracketScan {
  const open: string[] = [];
  let listDepth = 0;
  let completeItems: { end: number; closing: string } | null = null;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      at = endOfString(text, at);
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']');
      if (character === '[' && listDepth === 0) listDepth = open.length;
    } else if (character === '}' || character === ']') {
      // The brackets do not match, so this is no JSON: the caller's attempt to parse it says so.
      if (open.pop() !== character) return { end: at + 1 };
      if (open.length === 0) return { end: at + 1 };
      if (open.length < listDepth) listDepth = 0;
      if (character === '}' && open.length === listDepth && listDepth <= MAX_LIST_DEPTH) {
        completeItems = { end: at + 1, closing: open.toReversed().join('') };
      }
    }
  }
  return { completeItems: completeItems && text.slice(start, completeItems.end) + completeItems.closing };
}

/** The position of the closing quote; the end of the text if there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '"') return at;
  }
  return text.length;
}
