import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { autoId, datetime, MYSQL_ENGINE, optional, text, varchar, type TableDefinition } from './columns';

/** Keys that were made by command: what they hash to, whose they are and what they may do. */
export class CreateApiKeys1764400000000 implements MigrationInterface {
  readonly name = 'CreateApiKeys1764400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(new Table({ ...API_KEYS, engine: MYSQL_ENGINE }), true);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(API_KEYS.name);
  }
}

const API_KEYS: TableDefinition = {
  name: 'api_keys',
  columns: [
    autoId,
    varchar('name', 60),
    varchar('public_id', 16),
    varchar('key_hash', 64),
    text('scopes'),
    datetime('created_at'),
    optional(datetime('expires_at')),
    optional(datetime('revoked_at')),
    optional(datetime('last_used_at')),
  ],
  indices: [
    { name: 'uq_api_keys_name', columnNames: ['name'], isUnique: true },
    { name: 'uq_api_keys_public_id', columnNames: ['public_id'], isUnique: true },
  ],
};
