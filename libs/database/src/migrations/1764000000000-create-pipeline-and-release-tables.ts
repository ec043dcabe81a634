import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  autoId,
  boolean,
  date,
  datetime,
  decimal,
  int,
  key,
  landing,
  MYSQL_ENGINE,
  occupationKey,
  optional,
  reference,
  releaseKey,
  runKey,
  type TableDefinition,
  text,
  varchar,
} from './columns';

/**
 * The pipeline's runs, the landing tables and the tables of a release. Text compares exactly on every engine: the
 * tables carry a binary collation on MySQL, which is SQLite's behaviour anyway.
 */
export class CreatePipelineAndReleaseTables1764000000000 implements MigrationInterface {
  readonly name = 'CreatePipelineAndReleaseTables1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      // "If not exists": MySQL commits every statement by itself, so a migration that died in the middle runs again.
      await queryRunner.createTable(new Table({ ...table, engine: MYSQL_ENGINE }), true);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await queryRunner.dropTable(table.name);
  }
}

const TABLES: readonly TableDefinition[] = [
  {
    name: 'pipeline_runs',
    columns: [
      autoId,
      varchar('command', 20),
      varchar('triggered_by', 20),
      varchar('status', 20),
      varchar('stage', 60),
      optional(int('active')),
      optional(varchar('source', 500)),
      optional(varchar('release_name', 20)),
      optional(varchar('checksum', 64)),
      optional(int('landed_by_run')),
      datetime('started_at'),
      datetime('heartbeat_at'),
      optional(datetime('finished_at')),
      int('rows_read'),
      int('rows_written'),
      int('rows_rejected'),
      optional(text('error')),
    ],
    indices: [{ name: 'uq_pipeline_runs_active', columnNames: ['active'], isUnique: true }],
  },
  {
    name: 'rejected_rows',
    columns: [
      autoId,
      int('run_id'),
      varchar('file_name', 100),
      int('line'),
      optional(varchar('column_name', 100)),
      optional(text('value')),
      varchar('reason', 300),
    ],
    indices: [{ name: 'ix_rejected_rows_run', columnNames: ['run_id', 'id'] }],
    foreignKeys: [runKey('fk_rejected_rows_run')],
  },
  landing('onet_scales_landing', ['scale_id', 'scale_name', 'minimum', 'maximum']),
  landing('onet_elements_landing', ['element_id', 'element_name', 'description']),
  landing('onet_occupations_landing', ['onet_soc_code', 'title', 'description']),
  landing('onet_skills_landing', [
    'onet_soc_code',
    'element_id',
    'element_name',
    'scale_id',
    'data_value',
    'n',
    'standard_error',
    'lower_ci_bound',
    'upper_ci_bound',
    'recommend_suppress',
    'not_relevant',
    'date_updated',
    'domain_source',
  ]),
  landing('onet_anchors_landing', ['element_id', 'element_name', 'scale_id', 'anchor_value', 'anchor_description']),
  landing('onet_job_zones_landing', ['onet_soc_code', 'job_zone', 'date_updated', 'domain_source']),
  landing('onet_titles_landing', ['onet_soc_code', 'alternate_title', 'short_title', 'sources']),
  {
    name: 'releases',
    columns: [
      autoId,
      varchar('name', 20),
      varchar('status', 20),
      boolean('is_current'),
      varchar('checksum', 64),
      varchar('source', 500),
      int('run_id'),
      datetime('created_at'),
      optional(datetime('published_at')),
      int('occupation_count'),
      int('rated_occupation_count'),
      int('skill_count'),
      int('rating_count'),
    ],
    indices: [{ name: 'ix_releases_current', columnNames: ['is_current'] }],
    foreignKeys: [runKey('fk_releases_run')],
  },
  {
    name: 'occupations',
    columns: [
      ...key(int('release_id'), varchar('onet_soc_code', 10)),
      varchar('title', 150),
      text('description'),
      varchar('source', 10),
    ],
    foreignKeys: [releaseKey('fk_occupations_release')],
  },
  {
    name: 'alternate_titles',
    columns: [
      ...key(
        int('release_id'),
        varchar('onet_soc_code', 10),
        varchar('alternate_title', 250),
        varchar('short_title', 150),
      ),
      optional(varchar('sources', 100)),
    ],
    foreignKeys: [occupationKey('fk_alternate_titles_occupation')],
  },
  {
    name: 'job_zones',
    columns: [
      ...key(int('release_id'), varchar('onet_soc_code', 10)),
      int('job_zone'),
      optional(date('date_updated')),
      optional(varchar('domain_source', 50)),
    ],
    foreignKeys: [occupationKey('fk_job_zones_occupation')],
  },
  {
    name: 'content_model_elements',
    columns: [
      ...key(int('release_id'), varchar('element_id', 20)),
      varchar('name', 150),
      optional(text('description')),
    ],
    foreignKeys: [releaseKey('fk_content_model_elements_release')],
  },
  {
    name: 'skills',
    columns: [
      ...key(int('release_id'), varchar('element_id', 20)),
      varchar('name', 150),
      optional(text('description')),
    ],
    foreignKeys: [releaseKey('fk_skills_release')],
  },
  {
    name: 'scales',
    columns: [...key(int('release_id'), varchar('scale_id', 3)), varchar('name', 50), int('minimum'), int('maximum')],
    foreignKeys: [releaseKey('fk_scales_release')],
  },
  {
    name: 'level_scale_anchors',
    columns: [
      ...key(int('release_id'), varchar('element_id', 20), varchar('scale_id', 3), int('anchor_value')),
      text('anchor_description'),
    ],
    foreignKeys: [releaseKey('fk_level_scale_anchors_release')],
  },
  {
    name: 'occupation_skills',
    columns: [
      ...key(int('release_id'), varchar('onet_soc_code', 10), varchar('element_id', 20), varchar('scale_id', 3)),
      decimal('data_value'),
      optional(int('n')),
      optional(decimal('standard_error')),
      optional(decimal('lower_ci_bound')),
      optional(decimal('upper_ci_bound')),
      optional(boolean('recommend_suppress')),
      optional(boolean('not_relevant')),
      optional(date('date_updated')),
      optional(varchar('domain_source', 50)),
      varchar('source', 10),
    ],
    foreignKeys: [
      occupationKey('fk_occupation_skills_occupation'),
      reference('fk_occupation_skills_skill', 'skills', ['release_id', 'element_id']),
      reference('fk_occupation_skills_scale', 'scales', ['release_id', 'scale_id']),
    ],
  },
];
