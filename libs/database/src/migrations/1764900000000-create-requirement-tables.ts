import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  boolean,
  date,
  decimal,
  int,
  key,
  landing,
  MYSQL_ENGINE,
  occupationKey,
  optional,
  releaseKey,
  text,
  varchar,
  type TableDefinition,
} from './columns';

/** What occupations require beside ratings, as found and as tables of a release. */
export class CreateRequirementTables1764900000000 implements MigrationInterface {
  readonly name = 'CreateRequirementTables1764900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.createTable(new Table({ ...table, engine: MYSQL_ENGINE }), true);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await queryRunner.dropTable(table.name);
  }
}

const OF_OCCUPATION = [int('release_id'), varchar('onet_soc_code', 10)];
const DATED = [optional(date('date_updated')), optional(varchar('domain_source', 50))];

const TABLES: readonly TableDefinition[] = [
  landing('onet_job_zone_reference_landing', [
    ...['job_zone', 'name', 'experience', 'education', 'job_training', 'examples', 'svp_range'],
  ]),
  landing('onet_reported_titles_landing', ['onet_soc_code', 'reported_title', 'shown_in_my_next_move']),
  landing('onet_related_occupations_landing', [
    ...['onet_soc_code', 'related_onet_soc_code', 'relatedness_tier', 'related_index'],
  ]),
  landing('onet_technology_landing', [
    ...['onet_soc_code', 'example', 'commodity_code', 'commodity_title', 'hot_technology', 'in_demand'],
  ]),
  landing('onet_preparation_landing', [
    ...['onet_soc_code', 'element_id', 'element_name', 'scale_id', 'category', 'data_value', 'n', 'standard_error'],
    ...['lower_ci_bound', 'upper_ci_bound', 'recommend_suppress', 'date_updated', 'domain_source'],
  ]),
  landing('onet_preparation_categories_landing', [
    ...['element_id', 'element_name', 'scale_id', 'category', 'category_description'],
  ]),
  landing('onet_tasks_landing', [
    ...['onet_soc_code', 'task_id', 'task', 'task_type', 'incumbents_responding', 'date_updated', 'domain_source'],
  ]),
  landing('onet_intermediate_activities_landing', ['element_id', 'iwa_id', 'iwa_title']),
  landing('onet_detailed_activities_landing', ['element_id', 'iwa_id', 'dwa_id', 'dwa_title']),
  landing('onet_task_activities_landing', ['onet_soc_code', 'task_id', 'dwa_id', 'date_updated', 'domain_source']),
  {
    name: 'related_occupations',
    columns: [
      ...key(...OF_OCCUPATION, varchar('related_onet_soc_code', 10)),
      varchar('relatedness_tier', 50),
      int('related_index'),
    ],
    foreignKeys: [occupationKey('fk_related_occupations_occupation')],
  },
  {
    name: 'job_zone_reference',
    columns: [
      ...key(int('release_id'), int('job_zone')),
      varchar('name', 100),
      ...['experience', 'education', 'job_training', 'examples'].map((name) => text(name)),
      varchar('svp_range', 50),
    ],
    foreignKeys: [releaseKey('fk_job_zone_reference_release')],
  },
  {
    name: 'reported_titles',
    columns: [...key(...OF_OCCUPATION, varchar('reported_title', 250)), boolean('shown_in_my_next_move')],
    foreignKeys: [occupationKey('fk_reported_titles_occupation')],
  },
  {
    name: 'technology_skills',
    columns: [
      ...key(...OF_OCCUPATION, varchar('commodity_code', 20), varchar('example', 150)),
      optional(varchar('commodity_title', 150)),
      optional(boolean('hot_technology')),
      optional(boolean('in_demand')),
    ],
    foreignKeys: [occupationKey('fk_technology_skills_occupation')],
  },
  {
    name: 'preparation_ratings',
    columns: [
      ...key(...OF_OCCUPATION, varchar('element_id', 20), varchar('scale_id', 3), int('category')),
      decimal('data_value'),
      optional(int('n')),
      ...['standard_error', 'lower_ci_bound', 'upper_ci_bound'].map((name) => optional(decimal(name))),
      optional(boolean('recommend_suppress')),
      ...DATED,
    ],
    foreignKeys: [occupationKey('fk_preparation_ratings_occupation')],
  },
  {
    name: 'preparation_categories',
    columns: [
      ...key(int('release_id'), varchar('element_id', 20), varchar('scale_id', 3), int('category')),
      text('category_description'),
    ],
    foreignKeys: [releaseKey('fk_preparation_categories_release')],
  },
  {
    name: 'tasks',
    columns: [
      ...key(...OF_OCCUPATION, int('task_id')),
      text('task'),
      optional(varchar('task_type', 20)),
      optional(int('incumbents_responding')),
      ...DATED,
    ],
    foreignKeys: [occupationKey('fk_tasks_occupation')],
  },
  {
    name: 'intermediate_activities',
    columns: [...key(int('release_id'), varchar('iwa_id', 30)), varchar('element_id', 20), varchar('iwa_title', 250)],
    foreignKeys: [releaseKey('fk_intermediate_activities_release')],
  },
  {
    name: 'detailed_activities',
    columns: [
      ...key(int('release_id'), varchar('dwa_id', 30)),
      varchar('element_id', 20),
      varchar('iwa_id', 30),
      varchar('dwa_title', 250),
    ],
    foreignKeys: [releaseKey('fk_detailed_activities_release')],
  },
  {
    name: 'task_activities',
    columns: [...key(...OF_OCCUPATION, int('task_id'), varchar('dwa_id', 30)), ...DATED],
    foreignKeys: [occupationKey('fk_task_activities_occupation')],
  },
];
