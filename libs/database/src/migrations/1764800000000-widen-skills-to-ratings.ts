import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ratings of knowledge, abilities and work activities lie beside those of skills: the tables get the wider name, and the
 * old names become views of the skills in them. No row moves.
 */
export class WidenSkillsToRatings1764800000000 implements MigrationInterface {
  readonly name = 'WidenSkillsToRatings1764800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [before, now] of RENAMED) {
      // MySQL commits every statement by itself, so a migration that died in the middle runs again.
      if (!(await queryRunner.hasTable(now))) await queryRunner.query(`ALTER TABLE ${before} RENAME TO ${now}`);
    }
    for (const { name, table, columns } of VIEWS) {
      await queryRunner.query(`DROP VIEW IF EXISTS ${name}`);
      await queryRunner.query(
        `${createView(queryRunner)} ${name} AS SELECT ${columns.join(', ')} FROM ${table} WHERE ${IS_SKILL}`,
      );
    }
  }

  /** The version of before knows only skills; rows of other domains go. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of VIEWS) await queryRunner.query(`DROP VIEW IF EXISTS ${name}`);
    for (const { table } of VIEWS) await queryRunner.query(`DELETE FROM ${table} WHERE NOT (${IS_SKILL})`);
    for (const [before, now] of RENAMED) await queryRunner.query(`ALTER TABLE ${now} RENAME TO ${before}`);
  }
}

const RENAMED = [
  ['onet_skills_landing', 'onet_ratings_landing'],
  ['onet_skills_api_landing', 'onet_ratings_api_landing'],
  ['skills', 'elements'],
  ['occupation_skills', 'occupation_ratings'],
] as const;

/** Of landed rows as well, whose ids are as yet unread. */
const IS_SKILL = "element_id LIKE '2.A.%' OR element_id LIKE '2.B.%'";

const RATING = ['data_value', 'n', 'standard_error', 'lower_ci_bound', 'upper_ci_bound', 'recommend_suppress'];

/** Each table before those that its rows refer to. */
const VIEWS = [
  {
    name: 'onet_skills_landing',
    table: 'onet_ratings_landing',
    columns: [
      ...['run_id', 'file_name', 'line', 'onet_soc_code', 'element_id', 'element_name', 'scale_id'],
      ...[...RATING, 'not_relevant', 'date_updated', 'domain_source'],
    ],
  },
  {
    name: 'occupation_skills',
    table: 'occupation_ratings',
    columns: [
      ...['release_id', 'onet_soc_code', 'element_id', 'scale_id'],
      ...[...RATING, 'not_relevant', 'date_updated', 'domain_source', 'source'],
      ...['llm_proficiency_level', 'llm_assessment'],
    ],
  },
  { name: 'skills', table: 'elements', columns: ['release_id', 'element_id', 'name', 'description'] },
];

/** On MySQL a view reads with the rights of whoever asks, and outlives the account that made it. */
function createView({ dataSource }: QueryRunner): string {
  return dataSource.options.type === 'mysql' ? 'CREATE SQL SECURITY INVOKER VIEW' : 'CREATE VIEW';
}
