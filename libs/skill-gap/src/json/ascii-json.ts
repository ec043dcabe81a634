/**
 * JSON with everything beyond ASCII escaped: clients read the same, and an answer made of it is sent as it stands, where
 * one with a single quotation mark of another kind is converted from two bytes a character first (docs/performance.md).
 */
export function asciiJson(value: unknown): string {
  const json = JSON.stringify(value);
  const ascii = json.replace(BEYOND_ASCII, escaped);
  return ascii === json ? json : compact(ascii);
}

/** A text as it stands within a JSON string. */
export function asciiWithin(text: string): string {
  return asciiJson(text).slice(1, -1);
}

const BEYOND_ASCII = /[\u0080-\uffff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * The same text as one stretch of one byte a character, where it is ASCII. V8 keeps of a text what it was joined of, and two
 * bytes a character if that had them: whatever this becomes a part of would be gone through piece by piece each time, and have
 * two as well. Worth it for what is made once.
 */
export function compact(text: string): string {
  return Buffer.from(text).toString();
}
