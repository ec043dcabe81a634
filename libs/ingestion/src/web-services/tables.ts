import { FILE_CATALOGUE, FILE_KINDS, type CatalogueEntry, type Domain, type FileKind } from '@app/onet';
import { isObject } from './api-dialect';

/** The id that Web Services give to a table: `essential_skills` for the file Essential Skills. */
export function tableIdOf(fileName: string): string {
  return fileName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/_$/, '');
}

/**
 * The tables that hold one kind of data, of those that are there; null if none do. Where tables of two generations are
 * listed, the newer ones count.
 */
export function tablesOfKind(kind: FileKind, tableIds: ReadonlySet<string>): string[] | null {
  const generations: readonly (readonly string[])[] = FILE_CATALOGUE[kind].generations;
  const present = generations
    .map((names) => names.map(tableIdOf))
    .filter((tables) => tables.every((tableId) => tableIds.has(tableId)));
  return present.at(-1) ?? null;
}

/** The tables of ratings on these domains, of those that are there; a domain without any is left out. */
export function tablesOfRatings(domains: readonly Domain[], tableIds: ReadonlySet<string>): string[] {
  const isWanted = ({ domain }: CatalogueEntry): boolean => domain !== undefined && domains.includes(domain);
  const kinds = FILE_KINDS.filter((kind) => isWanted(FILE_CATALOGUE[kind]));
  return kinds.flatMap((kind) => tablesOfKind(kind, tableIds) ?? []);
}

/** The ids in the list of tables, which is an array, or an object that holds the array under a name that varies. */
export function tableIdsIn(list: unknown): ReadonlySet<string> {
  const arrays = Array.isArray(list) ? [list] : isObject(list) ? Object.values(list).filter(Array.isArray) : [];
  const entries = (arrays as unknown[][]).flat().filter(isObject);
  return new Set(entries.map(({ table_id: id }) => id).filter((id) => typeof id === 'string'));
}
