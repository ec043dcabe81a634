import { Readable } from 'node:stream';
import type { Connection, ResultSetHeader } from 'mysql2';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { BulkLoadError } from './database.errors';
import type { BulkRow } from './bulk-row';
import { insertPrepared, statementFor } from './insert-prepared';
import { loadDataText } from './load-data-text';

/** 250 ratings a statement; a server takes 65,535 parameters, and larger statements are not faster. */
const MAX_PARAMETERS = 4_000;

/** Far below what any server takes at once; larger ones are not faster. */
const SLICE_BYTES = 256 * 1024;

const localInfileAllowed = new WeakMap<DataSource, Promise<boolean>>();

/** Where rows go. */
interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly areReferencesKnown: boolean;
}

/**
 * Stores many rows at once, whole or not at all, in the order of `properties` of the entity: through
 * `LOAD DATA LOCAL INFILE` where the server allows it, by multi-row inserts where it does not, by prepared ones on
 * SQLite. Nothing is altered on the way.
 * @throws BulkLoadError if the database would have changed or dropped a row
 */
export const bulkInsert = inserting({ areReferencesKnown: false });

/**
 * The same for rows that refer to what is known to be there: a server does not look it up, and so does not lock it until they
 * are stored. Another process can then take over from one that stands still meanwhile.
 */
export const bulkInsertOfKnown = inserting({ areReferencesKnown: true });

function inserting(references: Pick<Table, 'areReferencesKnown'>) {
  return async <T extends ObjectLiteral>(
    dataSource: DataSource,
    entity: EntityTarget<T>,
    properties: readonly (keyof T & string)[],
    rows: readonly BulkRow[],
  ): Promise<void> => {
    if (rows.length === 0) return;
    const table = { ...tableOf(dataSource, entity, properties), ...references };
    if (await mayLoadLocalData(dataSource)) await loadData(dataSource, table, rows);
    else await insertRows(dataSource, table, rows);
  };
}

function tableOf<T extends ObjectLiteral>(
  dataSource: DataSource,
  entity: EntityTarget<T>,
  properties: readonly (keyof T & string)[],
): Pick<Table, 'name' | 'columns'> {
  const metadata = dataSource.getMetadata(entity);
  const name = metadata.tableName;
  const columns = properties.map((property) => {
    const column = metadata.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${name} has no property ${property}`);
    return column.databaseName;
  });
  return { name, columns };
}

function mayLoadLocalData(dataSource: DataSource): Promise<boolean> {
  if (dataSource.options.type !== 'mysql') return Promise.resolve(false);
  let allowed = localInfileAllowed.get(dataSource);
  if (!allowed) {
    allowed = dataSource
      .query<{ allowed: number }[]>('SELECT @@GLOBAL.local_infile AS allowed')
      .then((rows) => Number(rows[0]?.allowed) === 1);
    localInfileAllowed.set(dataSource, allowed);
  }
  return allowed;
}

/** On a server: in one transaction of a connection that looks up what rows refer to only if that is not known. */
async function inTransaction(
  dataSource: DataSource,
  { areReferencesKnown }: Table,
  send: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  await dataSource.transaction(async (manager) => {
    if (!areReferencesKnown) return send(manager);
    await manager.query('SET foreign_key_checks = 0');
    try {
      await send(manager);
    } finally {
      // The connection goes back to others. One that is lost does not, and its own error says more.
      await manager.query('SET foreign_key_checks = 1').catch(() => undefined);
    }
  });
}

async function loadData(dataSource: DataSource, table: Table, rows: readonly BulkRow[]) {
  await inTransaction(dataSource, table, async (manager) => {
    const connection = (await manager.queryRunner?.connect()) as Connection;
    const result = await sendLoadData(connection, table, loadDataText(rows));
    // LOCAL turns errors into warnings, as the server cannot stop the client: so every warning is an error here.
    if (result.affectedRows === rows.length && result.warningStatus === 0) return;
    const [warning] = await manager.query<{ Message: string }[]>('SHOW WARNINGS LIMIT 1');
    throw new BulkLoadError(
      table.name,
      warning?.Message ?? `${result.affectedRows} of ${rows.length} rows were stored`,
    );
  });
}

function sendLoadData(connection: Connection, { name, columns }: Table, text: Buffer) {
  const names = columns.map((column) => `\`${column}\``).join(', ');
  const sql = `LOAD DATA LOCAL INFILE 'rows' INTO TABLE \`${name}\` CHARACTER SET utf8mb4 (${names})`;
  return new Promise<ResultSetHeader>((resolve, reject) => {
    connection.query<ResultSetHeader>(
      { sql, infileStreamFactory: () => Readable.from(slices(text)) },
      (error, result) => {
        if (error) reject(error);
        else resolve(result);
      },
    );
  });
}

/** The driver sends each as one packet, and servers refuse packets beyond their `max_allowed_packet`. */
function* slices(text: Buffer): Generator<Buffer> {
  for (let start = 0; start < text.length; start += SLICE_BYTES) yield text.subarray(start, start + SLICE_BYTES);
}

async function insertRows(dataSource: DataSource, table: Table, rows: readonly BulkRow[]) {
  const { columns } = table;
  const { driver, options } = dataSource;
  const names = columns.map((column) => driver.escape(column)).join(', ');
  const insertion = {
    into: `INSERT INTO ${driver.escape(table.name)} (${names}) VALUES`,
    placeholders: `(${columns.map(() => '?').join(', ')})`,
  };
  if (options.type !== 'mysql') {
    await insertPrepared(dataSource, insertion, rows);
    return;
  }
  const chunkSize = Math.floor(MAX_PARAMETERS / columns.length);
  await inTransaction(dataSource, table, async (manager) => {
    for (let start = 0; start < rows.length; start += chunkSize) {
      const chunk = rows.slice(start, start + chunkSize);
      await manager.query(statementFor(insertion, chunk.length), chunk.flat());
    }
  });
}
