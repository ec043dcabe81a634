const QUOTED = /^"((?:[^"]|"")*)"$/;

/**
 * A field of tab-separated text without the quotes that a spreadsheet puts around it, and around each quote inside. The
 * official text has no quoting, so quotes that do not enclose a whole field are characters like any other.
 */
export function unquote(field: string): string {
  if (!field.startsWith('"')) return field;
  return QUOTED.exec(field)?.[1]?.replaceAll('""', '"') ?? field;
}
