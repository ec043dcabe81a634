import type { ExportTable } from './tables/export-table';
import type { TextFormat } from './writing/text-blocks';

const TYPES: Readonly<Record<TextFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Files hold no comments, so that the source and its licence stand beside them. */
const SOURCE =
  '<https://www.onetcenter.org/database.html>; rel="cite-as", <https://www.onetcenter.org/license_db.html>; rel="license"';

/** The name of a table's file: it tells the release, as files lie about for years. */
export function fileNameOf({ name, release }: Pick<ExportTable, 'name' | 'release'>, format: string): string {
  return `onet-${release}-${name}.${format}`;
}

/** What an answer that is a file says of itself. */
export function exportHeaders(table: ExportTable, format: TextFormat): Record<string, string> {
  return {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="${fileNameOf(table, format)}"`,
    link: SOURCE,
  };
}
