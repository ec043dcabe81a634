import type { ReplyText } from './parsed-reply';
import { scanBrackets } from './scan-brackets';

/** A right reply has at most a fifth of this. */
const MAX_BYTES = 256 * 1024;
const FENCE = '```';
/** A text with more braces than this before its JSON is no reply; each attempt costs an exception. */
const MAX_ATTEMPTS = 20;

/** A value as JSON.parse gives it, or why there is none. */
export type JsonReading = { readonly value: unknown } | { readonly fault: string };

/**
 * Finds the JSON in a reply: all of it, or the text inside a fence, or the first object between other text. Of a
 * truncated one it takes the items that are complete.
 */
export function readJson({ text, truncated }: ReplyText): JsonReading {
  if (Buffer.byteLength(text) > MAX_BYTES) return { fault: `is longer than ${MAX_BYTES / 1024} KiB` };
  const bare = withoutFence(text);
  if (bare === '') return { fault: 'is empty' };
  return parse(bare) ?? findObject(bare, truncated);
}

/** To trim() a byte order mark is a blank like others. */
function withoutFence(text: string): string {
  let bare = text.trim();
  if (bare.startsWith(FENCE)) bare = bare.replace(/^`{3,}\w*/, '');
  if (bare.endsWith(FENCE)) bare = bare.slice(0, -FENCE.length);
  return bare.trim();
}

/** Looks at each character once: behind text that is no JSON, the search goes on. */
function findObject(text: string, truncated: boolean): JsonReading {
  let start = text.startsWith('[') ? 0 : text.indexOf('{');
  if (start < 0) return { fault: 'holds no JSON object' };
  for (let attempt = 0; start >= 0 && attempt < MAX_ATTEMPTS; attempt++) {
    const scan = scanBrackets(text, start);
    if ('completeItems' in scan) return completeItems(scan.completeItems, truncated);
    const reading = parse(text.slice(start, scan.end));
    if (reading !== null) return reading;
    start = text.indexOf('{', scan.end);
  }
  return { fault: 'holds no valid JSON object' };
}

/** A reply that should have been whole is not trusted in parts: the missing text may be anywhere in it. */
function completeItems(items: string | null, truncated: boolean): JsonReading {
  if (!truncated) return { fault: 'holds a JSON object without an end' };
  if (items === null) return { fault: 'was cut off before its first item was complete' };
  return parse(items) ?? { fault: 'was cut off and is not valid JSON before that' };
}

function parse(text: string): JsonReading | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
