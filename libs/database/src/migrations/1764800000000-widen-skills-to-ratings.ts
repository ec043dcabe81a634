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
    for (const { name, table, columns, where } of VIEWS) {
      await queryRunner.query(`DROP VIEW IF EXISTS ${name}`);
      await queryRunner.query(
        `${createView(queryRunner)} ${name} AS SELECT ${columns.join(', ')} FROM ${table} WHERE ${where}`,
      );
    }
  }

  /** The version of before knows only skills; rows of other domains go. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of VIEWS) await queryRunner.query(`DROP VIEW IF EXISTS ${name}`);
    for (const { table, where } of VIEWS) await queryRunner.query(`DELETE FROM ${table} WHERE NOT (${where})`);
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

/** Processes of the version before go on with them while others are updated. Each table before those that its rows refer to. */
const VIEWS = [
  {
    name: 'onet_skills_api_landing',
    table: 'onet_ratings_api_landing',
    columns: ['onet_soc_code', 'table_id', 'position', 'content', 'api_version', 'release_name', 'received_at'],
    where: "table_id IN ('skills', 'essential_skills', 'transferable_skills')",
  },
  {
    name: 'onet_skills_landing',
    table: 'onet_ratings_landing',
    columns: [
      ...['run_id', 'file_name', 'line', 'onet_soc_code', 'element_id', 'element_name', 'scale_id'],
      ...[...RATING, 'not_relevant', 'date_updated', 'domain_source'],
    ],
    where: IS_SKILL,
  },
  {
    name: 'occupation_skills',
    table: 'occupation_ratings',
    columns: [
      ...['release_id', 'onet_soc_code', 'element_id', 'scale_id'],
      ...[...RATING, 'not_relevant', 'date_updated', 'domain_source', 'source'],
      ...['llm_proficiency_level', 'llm_assessment'],
    ],
    where: IS_SKILL,
  },
  { name: 'skills', table: 'elements', columns: ['release_id', 'element_id', 'name', 'description'], where: IS_SKILL },
];

/** On MySQL a view reads with the rights of whoever asks, and outlives the account that made it. */
function createView({ dataSource }: QueryRunner): string {
  return dataSource.options.type === 'mysql' ? 'CREATE SQL SECURITY INVOKER VIEW' : 'CREATE VIEW';
}
