import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  datetime,
  int,
  key,
  MYSQL_ENGINE,
  optional,
  releaseKey,
  runKey,
  text,
  varchar,
  type TableDefinition,
} from './columns';

/** Tables for the rows that O*NET Web Services sent and for what they do not have; how often a release was added to. */
export class CreateWebServicesTables1764100000000 implements MigrationInterface {
  readonly name = 'CreateWebServicesTables1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await queryRunner.createTable(new Table({ ...table, engine: MYSQL_ENGINE }), true);
    }
    // In SQL that all engines know: TypeORM would copy the whole table on SQLite.
    if (await queryRunner.hasColumn('releases', 'revision')) return;
    await queryRunner.query('ALTER TABLE releases ADD COLUMN revision integer NOT NULL DEFAULT 0');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE releases DROP COLUMN revision');
    for (const table of [...TABLES].reverse()) await queryRunner.dropTable(table.name);
  }
}

const TABLES: readonly TableDefinition[] = [
  apiLanding('onet_occupations_api_landing'),
  apiLanding('onet_skills_api_landing'),
  {
    name: 'onet_api_pages',
    columns: [
      ...key(int('run_id'), varchar('table_id', 50), int('first_row')),
      int('row_count'),
      int('total'),
      datetime('received_at'),
    ],
    foreignKeys: [runKey('fk_onet_api_pages_run')],
  },
  {
    name: 'onet_api_absences',
    columns: [
      ...key(int('release_id'), varchar('onet_soc_code', 10)),
      varchar('missing', 20),
      int('rows_refused'),
      varchar('api_version', 10),
      optional(varchar('api_release', 20)),
      datetime('asked_at'),
    ],
    foreignKeys: [releaseKey('fk_onet_api_absences_release')],
  },
];

function apiLanding(name: string): TableDefinition {
  return {
    name,
    columns: [
      ...key(varchar('onet_soc_code', 10), varchar('table_id', 50), int('position')),
      text('content'),
      varchar('api_version', 10),
      optional(varchar('release_name', 20)),
      datetime('received_at'),
    ],
  };
}
