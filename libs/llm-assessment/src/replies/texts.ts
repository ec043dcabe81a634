/** No text is made of these: control characters, invisible marks (some turn its direction), halves of characters. */
const NOT_TEXT = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
const SHOWN_CHARACTERS = 60;

/** A text on one line, without blanks around it and with single blanks in it. */
export function foldBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** True for characters that no plain text has, blanks and line ends aside. */
export function hasControlCharacters(text: string): boolean {
  return foldBlanks(text).search(NOT_TEXT) >= 0;
}

/** A text on one line, made harmless to store and show, and cut to a length if need be. */
export function cleanText(text: string, maxLength: number): string {
  const clean = foldBlanks(foldBlanks(text).replace(NOT_TEXT, ''));
  if (clean.length <= maxLength) return clean;
  // The cut may go through a character that has two halves.
  return `${clean.slice(0, maxLength - 1).replace(NOT_TEXT, '')}…`;
}

/** A value of a reply as a reason may quote it. Never looks into objects, which may be of any depth. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cleanText(value, SHOWN_CHARACTERS));
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}

/** The name of an item as a problem shows it. */
export function shortened(text: string): string {
  return cleanText(text, SHOWN_CHARACTERS);
}
