import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Names of keys without regard to case, each once. Where names differ in case alone, the oldest key has it, and the others
 * go on working without: they may be in use.
 */
export class FoldApiKeyNames1764500000000 implements MigrationInterface {
  readonly name = 'FoldApiKeyNames1764500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // In SQL that all engines know: TypeORM would copy the whole table on SQLite.
    if (!(await queryRunner.hasColumn(TABLE, 'folded_name'))) {
      await queryRunner.query(`ALTER TABLE ${TABLE} ADD COLUMN folded_name varchar(60) NULL`);
    }
    // MySQL reads a table that it updates only through a copy.
    const oldest = `SELECT MIN(id) AS id FROM ${TABLE} GROUP BY LOWER(name)`;
    await queryRunner.query(
      `UPDATE ${TABLE} SET folded_name = LOWER(name) WHERE folded_name IS NULL AND id IN (SELECT id FROM (${oldest}) AS oldest)`,
    );
    const table = await queryRunner.getTable(TABLE);
    if (!table?.indices.some(({ name }) => name === INDEX.name)) await queryRunner.createIndex(TABLE, INDEX);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex(TABLE, INDEX);
    await queryRunner.query(`ALTER TABLE ${TABLE} DROP COLUMN folded_name`);
  }
}

const TABLE = 'api_keys';
const INDEX = new TableIndex({ name: 'uq_api_keys_folded_name', columnNames: ['folded_name'], isUnique: true });
