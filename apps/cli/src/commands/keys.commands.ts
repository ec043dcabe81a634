import type { Command } from 'commander';
import { ApiKeyRecords, hasExpired, type ApiKey, type Scope } from '@app/access';
import { print, table, type OutputOptions } from '../output';
import { withApp } from '../with-app';
import { toExpiry, toName, toScopes } from './key-options';

interface CreateOptions extends OutputOptions {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expires?: Date;
}

export function addKeysCommands(program: Command): void {
  const keys = program
    .command('keys')
    .description('make, list and revoke API keys; running services follow in seconds');
  addCreateCommand(keys);
  addListCommand(keys);
  addRevokeCommand(keys);
}

function addCreateCommand(keys: Command): void {
  keys
    .command('create')
    .description('make a key and show it, this once')
    .requiredOption('--name <name>', 'whose key it is, as logs show it: letters, digits, ".", "_" and "-"', toName)
    .option('--scopes <list>', 'what it may do: read, llm (may cost money), admin (everything)', toScopes, ['read'])
    .option(
      '--expires <when>',
      'end of a day of UTC such as 2027-01-31, or a time from now such as 90d or 12h',
      toExpiry,
    )
    .option('--json', 'print the key as JSON')
    .action(({ name, scopes, expires, ...options }: CreateOptions) =>
      withApp(
        async (app) => {
          const { record, text } = await app.get(ApiKeyRecords).create({ name, scopes, expiresAt: expires ?? null });
          print(options, { key: text, ...toJson(record) }, () => describeNewKey(record, text));
        },
        { createsDatabase: true },
      ),
    );
}

function addListCommand(keys: Command): void {
  keys
    .command('list')
    .description('list all keys that were made, also revoked ones')
    .option('--json', 'print the list as JSON')
    .action((options: OutputOptions) =>
      withApp(async (app) => {
        const records = await app.get(ApiKeyRecords).list();
        print(options, { keys: records.map(toJson) }, () => describeList(records));
      }),
    );
}

function addRevokeCommand(keys: Command): void {
  keys
    .command('revoke')
    .description('end a key for good')
    .argument('<name>', 'name of the key', toName)
    .option('--json', 'print the key that was revoked as JSON')
    .action((name: string, options: OutputOptions) =>
      withApp(async (app) => {
        const record = await app.get(ApiKeyRecords).revoke(name);
        print(options, toJson(record), () => `The key "${name}" is revoked since ${shown(record.revokedAt)}.`);
      }),
    );
}

function describeNewKey({ name, scopes, expiresAt }: ApiKey, text: string): string {
  const until = expiresAt ? `until ${shown(expiresAt)}` : 'without an end';
  return [
    `The key "${name}" for ${scopes.join(', ')}, ${until}:`,
    '',
    `  ${text}`,
    '',
    'Keep it now: it is not stored and cannot be shown again. Send it in the header X-API-Key.',
  ].join('\n');
}

function describeList(records: readonly ApiKey[]): string {
  if (records.length === 0)
    return 'No key was made yet: "keys create" makes one. API_KEY and ADMIN_API_KEY have no row.';
  const rows = records.map((record) => [
    record.name,
    record.publicId,
    record.scopes.join(', '),
    shown(record.createdAt),
    shown(record.expiresAt),
    shown(record.lastUsedAt),
    stateOf(record),
  ]);
  return table(['Name', 'Id', 'Scopes', 'Created', 'Expires', 'Last used', 'State'], rows);
}

function toJson(record: ApiKey) {
  return {
    name: record.name,
    id: record.publicId,
    scopes: record.scopes,
    created_at: record.createdAt.toISOString(),
    expires_at: record.expiresAt?.toISOString() ?? null,
    last_used_at: record.lastUsedAt?.toISOString() ?? null,
    revoked_at: record.revokedAt?.toISOString() ?? null,
    state: stateOf(record),
  };
}

function stateOf(record: ApiKey): 'active' | 'expired' | 'revoked' {
  if (record.revokedAt) return 'revoked';
  return hasExpired(record, Date.now()) ? 'expired' : 'active';
}

function shown(time: Date | null): string {
  return time ? time.toISOString().replace('.000Z', 'Z') : '–';
}
