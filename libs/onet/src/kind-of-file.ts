import { FILE_CATALOGUE, FILE_KINDS, type CatalogueEntry, type FileKind } from './file-catalogue';
import { canonicalName, TABLE_EXTENSIONS, tableNameOf } from './table-name';

/**
 * The kind of table that a file holds, by its name: `Essential Skills.txt` and `skills.csv` as sources call their files,
 * `essential_skills` as Web Services call their tables. Null if the catalogue has none of that name. No two kinds share
 * one, so that landed rows need say no more than which file they came from.
 */
export function kindOfFile(fileName: string): FileKind | null {
  const names = TABLE_EXTENSIONS.flatMap((extension) => tableNameOf(fileName, extension) ?? []);
  return KINDS.get(canonicalName(names[0] ?? fileName)) ?? null;
}

const KINDS: ReadonlyMap<string, FileKind> = new Map(
  FILE_KINDS.flatMap((kind) => namesOf(FILE_CATALOGUE[kind]).map((name) => [canonicalName(name), kind] as const)),
);

function namesOf({ generations }: CatalogueEntry): readonly string[] {
  return generations.flat();
}
