import type { DataSource } from 'typeorm';

export interface TableColumn {
  /** As the engine calls it, such as `varchar(20)`. */
  readonly type: string;
  /** Whether a row may be written without it. */
  readonly isOptional: boolean;
  readonly isOfView: boolean;
}

/** All columns of tables and views, such as `releases.name`, but those of the list of migrations. */
export async function tableColumns(dataSource: DataSource): Promise<Map<string, TableColumn>> {
  const rows =
    dataSource.options.type === 'mysql' ? await columnsOfServer(dataSource) : await columnsOfFile(dataSource);
  return new Map(rows.filter(([name]) => !/^(migrations|sqlite_\w+)\./.test(name)));
}

type Entry = readonly [string, TableColumn];

async function columnsOfServer(dataSource: DataSource): Promise<Entry[]> {
  const rows = await dataSource.query<Record<'name' | 'type' | 'view' | 'optional', string | number>[]>(
    "SELECT CONCAT(c.TABLE_NAME, '.', c.COLUMN_NAME) AS name, c.COLUMN_TYPE AS type, t.TABLE_TYPE = 'VIEW' AS view, " +
      "(c.IS_NULLABLE = 'YES' OR c.COLUMN_DEFAULT IS NOT NULL OR c.EXTRA LIKE '%auto_increment%') AS optional " +
      'FROM information_schema.COLUMNS c JOIN information_schema.TABLES t ' +
      'ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME WHERE c.TABLE_SCHEMA = DATABASE()',
  );
  return rows.map(({ name, type, view, optional }) => [
    String(name),
    { type: String(type), isOptional: Number(optional) === 1, isOfView: Number(view) === 1 },
  ]);
}

async function columnsOfFile(dataSource: DataSource): Promise<Entry[]> {
  const tables = await dataSource.query<{ name: string; type: string }[]>(
    "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')",
  );
  const entries: Entry[] = [];
  for (const table of tables) {
    const columns = await dataSource.query<
      { name: string; type: string; notnull: number; dflt_value: string | null; pk: number }[]
    >(`PRAGMA table_info("${table.name}")`);
    const isOfView = table.type === 'view';
    for (const { name, type, notnull, dflt_value: byDefault, pk } of columns) {
      // A single integer key counts up by itself.
      const countsUp = pk === 1 && /^integer$/i.test(type);
      entries.push([
        `${table.name}.${name}`,
        { type: type.toLowerCase(), isOptional: notnull === 0 || byDefault !== null || countsUp, isOfView },
      ]);
    }
  }
  return entries;
}
