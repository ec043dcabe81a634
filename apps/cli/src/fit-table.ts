export type TableRow = readonly (string | number)[];

/** Below this no column is made narrower: text in a gutter cannot be read. */
const NARROWEST = 10;
/** A line and two blanks for each column, and the last line. */
const FRAME = 3;
/** From here on characters may take two places of a terminal (those of East Asia, emoji). */
const WIDE_FROM = 0x1100;
/** But not dashes and quotation marks, arrows, and blocks. */
const NARROW = /[\u2010-\u2027\u2190-\u21ff\u2580-\u259f]/;

/**
 * Breaks the cells of a table so that it is at most so many places wide: the widest column gives way first.
 * @returns null where there is no room for a table
 */
export function fitColumns(rows: readonly TableRow[], width: number): string[][] | null {
  const texts = rows.map((row) => row.map(String));
  const natural = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => widthOf(row[column] ?? ''))));
  const widths = shrink(natural, width - FRAME * natural.length - 1);
  if (widths === null) return null;
  return texts.map((row) => row.map((text, column) => breakText(text, widths[column] ?? Infinity)));
}

function shrink(natural: readonly number[], room: number): number[] | null {
  const widths = [...natural];
  for (let excess = sum(widths) - room; excess > 0; excess--) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) return null;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}

/** The places that a text across all columns of a fitted table has. */
export function placesOf(fitted: readonly (readonly string[])[]): number {
  const lines = (column: number): string[] => fitted.flatMap((row) => (row[column] ?? '').split('\n'));
  const widths = (fitted[0] ?? []).map((_, column) => Math.max(...lines(column).map(widthOf)));
  return sum(widths) + FRAME * (widths.length - 1);
}

/** Breaks between words; words that are too long, such as paths, anywhere. */
export function breakText(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => pieces(long, width))) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (widthOf(joined) <= width) line = joined;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].filter((each) => each !== '').join('\n');
}

function pieces(word: string, width: number): string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of word) {
    if (widthOf(piece + character) > width) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < WIDE_FROM || NARROW.test(character) ? 1 : 2;
  return width;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
