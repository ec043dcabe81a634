import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { blob, int, key, MYSQL_ENGINE, releaseKey, varchar, type TableDefinition } from './columns';

/** What a release holds, by kind of file; and parts of it as they stand in memory, so that no start reads all rows. */
export class AddContentsToReleases1765000000000 implements MigrationInterface {
  readonly name = 'AddContentsToReleases1765000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(new Table({ ...PACKS, engine: MYSQL_ENGINE }), true);
    // In SQL that all engines know: TypeORM would copy the whole table on SQLite.
    if (!(await queryRunner.hasColumn('releases', 'rows_by_kind'))) {
      await queryRunner.query('ALTER TABLE releases ADD COLUMN rows_by_kind text NULL');
    }
    const releases = (await queryRunner.query('SELECT id FROM releases WHERE rows_by_kind IS NULL')) as {
      id: number;
    }[];
    for (const { id } of releases) {
      const counts = JSON.stringify(await countRows(queryRunner, id));
      await queryRunner.query(`UPDATE releases SET rows_by_kind = '${counts}' WHERE id = ${id}`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE releases DROP COLUMN rows_by_kind');
    await queryRunner.dropTable(PACKS.name);
  }
}

const PACKS: TableDefinition = {
  name: 'release_packs',
  columns: [
    ...key(int('release_id'), varchar('name', 50), int('chunk')),
    varchar('version', 50),
    int('revision'),
    varchar('checksum', 64),
    blob('content'),
  ],
  foreignKeys: [releaseKey('fk_release_packs_release')],
};

/** The kinds that releases had so far, and the tables that their rows went to. */
const TABLE_OF_KIND = {
  scales: 'scales',
  elements: 'content_model_elements',
  occupations: 'occupations',
  skills: 'occupation_ratings',
  anchors: 'level_scale_anchors',
  jobZones: 'job_zones',
  titles: 'alternate_titles',
};

async function countRows(queryRunner: QueryRunner, releaseId: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [kind, table] of Object.entries(TABLE_OF_KIND)) {
    const sql = `SELECT COUNT(*) AS number FROM ${table} WHERE release_id = ${releaseId}`;
    const [row] = (await queryRunner.query(sql)) as { number: number | string }[];
    const number = Number(row?.number);
    if (number > 0) counts[kind] = number;
  }
  return counts;
}
