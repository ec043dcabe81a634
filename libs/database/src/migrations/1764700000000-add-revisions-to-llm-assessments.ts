import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a passing error left open is asked for again, so an assessment says when, and how often something was added to it.
 * Of holes that were there before, nobody knows why they are: each is asked for once more.
 */
export class AddRevisionsToLlmAssessments1764700000000 implements MigrationInterface {
  readonly name = 'AddRevisionsToLlmAssessments1764700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // In SQL that all engines know: TypeORM would copy the whole table on SQLite.
    for (const [table, column, type] of COLUMNS) {
      if (await queryRunner.hasColumn(table, column)) continue;
      await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    }
    await queryRunner.query('UPDATE llm_assessments SET retry_at = assessed_at WHERE assessed < asked');
    await queryRunner.query(
      'UPDATE llm_gap_descriptions SET retry_at = described_at WHERE llm_gap_description IS NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}

const COLUMNS = [
  ['llm_assessments', 'revision', 'integer NOT NULL DEFAULT 0'],
  ['llm_assessments', 'retry_at', 'datetime NULL'],
  ['llm_gap_descriptions', 'retry_at', 'datetime NULL'],
] as const;
