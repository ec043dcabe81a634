import { Table, type TableColumnOptions, type TableForeignKeyOptions } from 'typeorm';

/** TypeORM writes the engine as it stands, which is the one place where a table's collation can be named. */
export const MYSQL_ENGINE = 'InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

export type TableDefinition = ConstructorParameters<typeof Table>[0] & { name: string };

export const autoId: TableColumnOptions = {
  name: 'id',
  type: 'integer',
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
};

export function int(name: string): TableColumnOptions {
  return { name, type: 'integer' };
}

export function varchar(name: string, length: number): TableColumnOptions {
  return { name, type: 'varchar', length: String(length) };
}

export function text(name: string): TableColumnOptions {
  return { name, type: 'text' };
}

export function date(name: string): TableColumnOptions {
  return { name, type: 'date' };
}

export function datetime(name: string): TableColumnOptions {
  return { name, type: 'datetime' };
}

export function boolean(name: string): TableColumnOptions {
  return { name, type: 'boolean' };
}

/** Wide enough for every O*NET rating and interval bound; four decimals are the most that O*NET prints. */
export function decimal(name: string): TableColumnOptions {
  return { name, type: 'decimal', precision: 9, scale: 4 };
}

/** Dollars, to a millionth. */
export function dollars(name: string): TableColumnOptions {
  return { name, type: 'decimal', precision: 12, scale: 6 };
}

export function optional(column: TableColumnOptions): TableColumnOptions {
  return { ...column, isNullable: true };
}

export function key(...columns: TableColumnOptions[]): TableColumnOptions[] {
  return columns.map((column) => ({ ...column, isPrimary: true }));
}

export function reference(name: string, table: string, columnNames: string[]): TableForeignKeyOptions {
  return { name, columnNames, referencedTableName: table, referencedColumnNames: columnNames };
}

export function occupationKey(name: string): TableForeignKeyOptions {
  return reference(name, 'occupations', ['release_id', 'onet_soc_code']);
}

export function releaseKey(name: string): TableForeignKeyOptions {
  return { name, columnNames: ['release_id'], referencedTableName: 'releases', referencedColumnNames: ['id'] };
}

/** At most 65,535 bytes on MySQL. */
export function blob(name: string): TableColumnOptions {
  return { name, type: 'blob' };
}

/** A table of rows as a source has them: text, with the run that landed them and their place in the file. */
export function landing(name: string, columns: readonly string[]): TableDefinition {
  return {
    name,
    columns: [...key(int('run_id'), varchar('file_name', 100), int('line')), ...columns.map((column) => text(column))],
    foreignKeys: [runKey(`fk_${name}_run`)],
  };
}

export function runKey(name: string): TableForeignKeyOptions {
  return { name, columnNames: ['run_id'], referencedTableName: 'pipeline_runs', referencedColumnNames: ['id'] };
}
