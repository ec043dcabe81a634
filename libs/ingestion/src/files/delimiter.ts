/** The character between the fields of a table. */
export type Delimiter = '\t' | ';' | ',';

/** The official text form, spreadsheets where the comma is the decimal sign, and the official CSV form. */
const DELIMITERS: readonly Delimiter[] = ['\t', ';', ','];

/**
 * The delimiter of the table whose header line this is: the one that is there most often outside of quotes. No name of
 * a column that O*NET has given holds any of them.
 */
export function delimiterOf(headerLine: string): Delimiter {
  const unquoted = headerLine.replace(/"[^"]*"/g, '');
  const count = (delimiter: Delimiter): number => unquoted.split(delimiter).length;
  return DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best));
}
