/**
 * JSON with everything beyond ASCII escaped: clients read the same, and an answer made of it is sent as it stands, where
 * one with a single quotation mark of another kind is converted from two bytes a character first (docs/performance.md).
 */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, escaped);
}

/** A text as it stands within a JSON string. */
export function asciiWithin(text: string): string {
  return asciiJson(text).slice(1, -1);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
