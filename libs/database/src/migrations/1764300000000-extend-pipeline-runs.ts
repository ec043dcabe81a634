import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns for the watchers of a run: how far it is, who asked for it, and that somebody wants it to end. */
export class ExtendPipelineRuns1764300000000 implements MigrationInterface {
  readonly name = 'ExtendPipelineRuns1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // In SQL that all engines know: TypeORM would copy the whole table on SQLite.
    for (const [column, type] of COLUMNS) {
      if (await queryRunner.hasColumn('pipeline_runs', column)) continue;
      await queryRunner.query(`ALTER TABLE pipeline_runs ADD COLUMN ${column} ${type} NULL`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [column] of COLUMNS) await queryRunner.query(`ALTER TABLE pipeline_runs DROP COLUMN ${column}`);
  }
}

const COLUMNS = [
  ['progress_done', 'integer'],
  ['progress_total', 'integer'],
  ['progress_unit', 'varchar(20)'],
  ['requested_by', 'varchar(60)'],
  ['cancelled_by', 'varchar(60)'],
  ['error_code', 'varchar(40)'],
] as const;
