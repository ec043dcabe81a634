/**
 * Characters that a terminal obeys or that turn other text around: control characters but tabs and line ends, and those
 * that set the direction of text or end a line.
 */
const OBEYED = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const ESCAPE = /\\(u[0-9a-f]{4}|.)/gi;
/** Escapes of JSON that are the short form of what a terminal obeys. */
const SHORT_ESCAPES = 'bfr';

/** A text as a terminal may show it: what it would obey is written as `\u001b`. JSON stays the same JSON. */
export function terminalText(text: string): string {
  return text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** JSON whose strings will be shown on a terminal: they hold the escapes themselves, no longer what these stand for. */
export function terminalJson(json: string): string {
  return terminalText(json).replace(ESCAPE, (escape, what: string) => (isObeyed(what) ? `\\${escape}` : escape));
}

/** Writes foreign text to standard output or standard error, which may be a terminal. */
export function writeText(stream: Pick<NodeJS.WritableStream, 'write'>, text: string): void {
  stream.write(terminalText(text));
}

function isObeyed(escaped: string): boolean {
  if (escaped.length === 1) return SHORT_ESCAPES.includes(escaped);
  const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return terminalText(character) !== character;
}
