import {
  canonicalName,
  FILE_CATALOGUE,
  FILE_KINDS,
  TABLE_EXTENSIONS,
  tableNameOf,
  type CatalogueEntry,
  type FileKind,
  type ReleaseName,
} from '@app/onet';
import { SourceInvalidError } from '../ingestion.errors';
import { findOtherForm, takeTextForm } from './other-forms';

/** A file of a source that the catalogue knows. */
export interface SelectedFile<F> {
  readonly kind: FileKind;
  readonly file: F;
}

/** The names by which messages call the files. */
export interface SourceNames {
  readonly description: string;
  readonly releaseName: ReleaseName | null;
}

/** True if `fileName` holds the table: `Job Titles` as `Job Titles.txt`, `Job Titles.csv` or `job_titles.csv`. */
export function hasTableName(fileName: string, table: string): boolean {
  return TABLE_EXTENSIONS.some((extension) => isFileOf(fileName, table, extension));
}

/**
 * The files to be read of all that a source has, in the order of the catalogue. Names match whole, never in part. Where
 * a table is there as .txt and as .csv, the former is read.
 * @throws SourceInvalidError which names what is missing or there twice
 */
export function selectFiles<F extends { readonly name: string }>(
  files: readonly F[],
  source: SourceNames,
): SelectedFile<F>[] {
  return FILE_KINDS.flatMap((kind) => selectKind(kind, FILE_CATALOGUE[kind], files, source));
}

function selectKind<F extends { readonly name: string }>(
  kind: FileKind,
  entry: CatalogueEntry,
  files: readonly F[],
  source: SourceNames,
): SelectedFile<F>[] {
  const present = entry.generations.filter((tables) => tables.some((table) => findTable(files, table)));
  if (present.length > 1) {
    const names = present.map((tables) => tables.join(' + ')).join(' and ');
    throw new SourceInvalidError(
      `${source.description} holds ${names}, which are the same table of different releases; keep one release.`,
    );
  }
  const tables = present[0];
  if (!tables) {
    if (!entry.required) return [];
    throw missingTable(entry, files, source);
  }
  return tables.map((table) => {
    const found = findTable(files, table);
    if (found) return { kind, file: found };
    const others = tables.filter((name) => name !== table).map((name) => `"${name}"`);
    throw new SourceInvalidError(
      `${source.description} has ${others.join(', ')} but no "${table}.txt" (nor .csv), which belongs to it.`,
    );
  });
}

function missingTable(
  { generations }: CatalogueEntry,
  files: readonly { readonly name: string }[],
  { description, releaseName }: SourceNames,
): SourceInvalidError {
  const expected = generations.map((names) => names.map((name) => `"${name}.txt"`).join(' + ')).join(', or ');
  const other = findOtherForm(files.map(({ name }) => name));
  const next = other
    ? `${other.fileName} is the ${other.form} form, which this service does not read: ${takeTextForm(releaseName)}`
    : 'use a complete O*NET database download';
  return new SourceInvalidError(`${description} has no ${expected} (nor the same as .csv); ${next}.`);
}

function findTable<F extends { readonly name: string }>(files: readonly F[], table: string): F | null {
  for (const extension of TABLE_EXTENSIONS) {
    const [file, other] = files.filter(({ name }) => isFileOf(name, table, extension));
    if (file && other)
      throw new SourceInvalidError(`${file.name} and ${other.name} are the same table; keep one of them.`);
    if (file) return file;
  }
  return null;
}

function isFileOf(fileName: string, table: string, extension: string): boolean {
  const name = tableNameOf(fileName, extension);
  return name !== null && canonicalName(name) === canonicalName(table);
}
