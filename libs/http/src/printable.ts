/** A client's own word as an error may repeat it: short, without characters that would disturb a log or a terminal. */
export function printable(text: string): string {
  const clean = text.replace(/[^\x20-\x7e]/g, '?');
  return clean.length > 40 ? `${clean.slice(0, 40)}…` : clean;
}

/** The same of a value, in quotes. */
export function shown(text: string): string {
  return `"${printable(text)}"`;
}
