import { setImmediate as nextTurn } from 'node:timers/promises';
import { citationOf } from '@app/skill-gap';
import type { Cell, ColumnType, ExportColumn, ExportTable } from '@app/transitions';
import type { BasicType, ColumnSource } from 'hyparquet-writer';

const TYPES: Readonly<Record<ColumnType, BasicType>> = {
  text: 'STRING',
  integer: 'INT32',
  number: 'DOUBLE',
  flag: 'BOOLEAN',
};

/** Readers take a group whole; a group is held in memory until it is written. */
const ROWS_A_GROUP = 100_000;

/** Writes a table as Parquet (Snappy), group by group. The notice of the licence stands in the metadata. */
export async function writeParquet({ release, columns, rows }: ExportTable, file: string): Promise<void> {
  // Few commands need it.
  const { fileWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
  const parquet = new ParquetWriter({
    writer: fileWriter(file),
    schema: schemaFromColumnData({ columnData: toSources(columns, []) }),
    kvMetadata: [
      { key: 'release', value: release },
      { key: 'citation', value: citationOf(release) },
    ],
    createdBy: 'onet-skill-gap-service',
  });
  for (const group of groupsOf(rows())) {
    await parquet.write({ columnData: toSources(columns, group), rowGroupSize: ROWS_A_GROUP });
    // A signal is heard between two groups.
    await nextTurn();
  }
  await parquet.finish();
}

function* groupsOf(rows: Iterable<readonly Cell[]>): Iterable<(readonly Cell[])[]> {
  let group: (readonly Cell[])[] = [];
  for (const row of rows) {
    group.push(row);
    if (group.length < ROWS_A_GROUP) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

function toSources(columns: readonly ExportColumn[], rows: readonly (readonly Cell[])[]): ColumnSource[] {
  return columns.map(({ name, type }, column) => ({
    name,
    type: TYPES[type],
    data: rows.map((row) => row[column] ?? null),
  }));
}
