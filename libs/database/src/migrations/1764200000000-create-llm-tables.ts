import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  autoId,
  date,
  datetime,
  decimal,
  dollars,
  int,
  key,
  MYSQL_ENGINE,
  optional,
  text,
  varchar,
  type TableDefinition,
} from './columns';

/**
 * The questions to a language model, its answers and their costs, and the results: levels of occupations and texts of
 * gaps. Of a release they carry the checksum, not the id: paid answers outlive the loading of a release.
 */
export class CreateLlmTables1764200000000 implements MigrationInterface {
  readonly name = 'CreateLlmTables1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await queryRunner.createTable(new Table({ ...table, engine: MYSQL_ENGINE }), true);
    }
    // In SQL that all engines know: TypeORM would copy the whole table on SQLite.
    for (const [column, type] of LEVEL_COLUMNS) {
      if (await queryRunner.hasColumn('occupation_skills', column)) continue;
      await queryRunner.query(`ALTER TABLE occupation_skills ADD COLUMN ${column} ${type} NULL`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [column] of LEVEL_COLUMNS) {
      await queryRunner.query(`ALTER TABLE occupation_skills DROP COLUMN ${column}`);
    }
    for (const table of [...TABLES].reverse()) await queryRunner.dropTable(table.name);
  }
}

const LEVEL_COLUMNS = [
  ['llm_proficiency_level', 'decimal(9,4)'],
  ['llm_assessment', 'integer'],
] as const;

/** The model that was asked, and the wording of the question. */
const ASSESSOR = [varchar('prompt_version', 40), varchar('provider', 20), varchar('model', 100)];

const TABLES: readonly TableDefinition[] = [
  {
    name: 'llm_assessments',
    columns: [
      autoId,
      varchar('release_name', 20),
      varchar('release_checksum', 64),
      varchar('onet_soc_code', 10),
      varchar('source_onet_soc_code', 10),
      ...ASSESSOR,
      optional(varchar('model_version', 100)),
      int('asked'),
      int('assessed'),
      datetime('assessed_at'),
    ],
    indices: [
      {
        name: 'uq_llm_assessments',
        columnNames: [
          'release_checksum',
          'onet_soc_code',
          'source_onet_soc_code',
          'prompt_version',
          'provider',
          'model',
        ],
        isUnique: true,
      },
    ],
  },
  {
    name: 'llm_skill_assessments',
    columns: [
      ...key(int('assessment_id'), varchar('element_id', 20)),
      optional(decimal('llm_assigned_proficiency_level')),
      optional(text('llm_skill_name')),
      optional(text('llm_assigned_proficiency_description')),
      optional(text('llm_explanation')),
      optional(varchar('hole_reason', 300)),
    ],
    foreignKeys: [assessmentKey('fk_llm_skill_assessments_assessment', 'assessment_id')],
  },
  {
    name: 'llm_gap_descriptions',
    columns: [
      ...key(
        int('from_assessment_id'),
        int('to_assessment_id'),
        varchar('prompt_version', 40),
        varchar('element_id', 20),
      ),
      optional(text('llm_gap_description')),
      optional(varchar('hole_reason', 300)),
      optional(varchar('model_version', 100)),
      datetime('described_at'),
    ],
    foreignKeys: [
      assessmentKey('fk_llm_gap_descriptions_from', 'from_assessment_id'),
      assessmentKey('fk_llm_gap_descriptions_to', 'to_assessment_id'),
    ],
  },
  {
    name: 'llm_requests',
    columns: [
      autoId,
      varchar('purpose', 20),
      varchar('release_name', 20),
      varchar('release_checksum', 64),
      varchar('onet_soc_code', 10),
      varchar('from_onet_soc_code', 10),
      ...ASSESSOR,
      varchar('prompt_hash', 64),
      text('asked_element_ids'),
      int('round'),
      int('attempt'),
      date('day'),
      datetime('requested_at'),
      dollars('reserved_usd'),
    ],
    indices: [
      { name: 'ix_llm_requests_day', columnNames: ['day'] },
      { name: 'ix_llm_requests_occupation', columnNames: ['onet_soc_code', 'purpose'] },
    ],
  },
  {
    name: 'llm_replies',
    columns: [
      { ...int('request_id'), isPrimary: true },
      datetime('received_at'),
      varchar('outcome', 20),
      optional(varchar('failure', 30)),
      optional(text('reason')),
      optional(varchar('finish_reason', 40)),
      optional(int('prompt_tokens')),
      optional(int('output_tokens')),
      dollars('cost_usd'),
      int('latency_ms'),
      optional(varchar('model_version', 100)),
      optional(varchar('response_id', 100)),
      optional(text('raw')),
      optional(text('problems')),
    ],
    foreignKeys: [
      {
        name: 'fk_llm_replies_request',
        columnNames: ['request_id'],
        referencedTableName: 'llm_requests',
        referencedColumnNames: ['id'],
      },
    ],
  },
  {
    name: 'llm_claims',
    columns: [
      { ...varchar('claim_key', 255), isPrimary: true },
      varchar('holder', 36),
      datetime('expires_at'),
      optional(text('reason')),
    ],
  },
  { name: 'llm_spending', columns: [{ ...date('day'), isPrimary: true }, dollars('committed_usd')] },
];

function assessmentKey(name: string, column: string) {
  return { name, columnNames: [column], referencedTableName: 'llm_assessments', referencedColumnNames: ['id'] };
}
