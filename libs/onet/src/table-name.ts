/** The endings of the files that are read; the first line tells how the table in one is written. */
export const TABLE_EXTENSIONS = ['.txt', '.csv'];

/**
 * The name of a file without its extension; null if it ends with another one, or is hidden. Blanks may be written as
 * they are in addresses: `Occupation%20Data.txt`.
 */
export function tableNameOf(fileName: string, extension: string): string | null {
  // macOS puts a hidden `._Skills.txt` beside `Skills.txt` into archives and onto foreign disks.
  if (fileName.startsWith('.') || !fileName.toLowerCase().endsWith(extension)) return null;
  return fileName.slice(0, -extension.length).replaceAll('%20', ' ');
}

/**
 * The form in which file names and headers are compared: lower case, letters and digits only. So `Source(s)` equals
 * `sources` and `Essential Skills` equals `essential_skills`, but never `Essential Skills to Work Activities`.
 */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
