import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a run refused rows, and how many of them it refused only because of others. */
export class AddRejectionsToPipelineRuns1764600000000 implements MigrationInterface {
  readonly name = 'AddRejectionsToPipelineRuns1764600000000';

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
  ['rows_rejected_in_turn', 'integer'],
  ['rejections', 'text'],
] as const;
