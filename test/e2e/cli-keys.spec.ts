import { readdir } from 'node:fs/promises';
import { testServers } from '../support/databases/databases';
import { runCli } from '../support/service/command-line';
import { type Ending } from '../support/service/program';
import { freshDatabase, freshFolder } from '../support/service/scratch';

// The rows are tested on each database: one server is enough.
const [server] = testServers();

const KEY = /skg_[0-9a-f]{16}_[\w-]{32}/;

let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  variables = { DATABASE_URL: await freshDatabase(server!), DATA_DIR: await freshFolder() };
});

function keys(...args: string[]): Promise<Ending> {
  return runCli(['keys', ...args], variables);
}

async function listed(): Promise<unknown> {
  return (JSON.parse((await keys('list', '--json')).stdout) as { keys: unknown }).keys;
}

it('says how to make a key where there is none', async () => {
  expect((await runCli(['migrate'], variables)).code).toBe(0);
  expect((await keys('list')).stdout).toMatch(/^No key was made yet: "keys create" makes one\./);
});

it('shows a key when it is made, and never again', async () => {
  const { code, stdout, stderr } = await keys(
    'create',
    '--name',
    'hr',
    '--scopes',
    'llm,read',
    '--expires',
    '2999-01-31',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^The key "hr" for read, llm, until 2999-01-31T23:59:59Z:\n\n {2}skg_\S+\n\nKeep it now/);
  const [key = ''] = KEY.exec(stdout) ?? [];
  const shown = [await keys('list'), await keys('list', '--json'), await keys('create', '--name', 'hr')];
  for (const { stdout, stderr } of shown) expect(stdout + stderr).not.toContain(key.slice(-32));
  expect(shown[0]!.stdout).toMatch(
    /│ hr +│ [0-9a-f]{16} +│ read, llm +│ \S+Z +│ 2999-01-31T23:59:59Z +│ – +│ active +│/,
  );
  expect(shown[2]).toMatchObject({
    code: 1,
    stderr: 'There is or was a key named "hr" already. Choose another name.\n',
  });
});

it('prints a key for programs as JSON', async () => {
  const created = JSON.parse(
    (await keys('create', '--name', 'ops-1', '--scopes', 'admin', '--json')).stdout,
  ) as unknown;
  const key = {
    ...{ name: 'ops-1', id: expect.stringMatching(/^[0-9a-f]{16}$/) as string, scopes: ['read', 'llm', 'admin'] },
    ...{ created_at: expect.stringMatching(/Z$/) as string, expires_at: null, last_used_at: null, revoked_at: null },
    state: 'active',
  };
  expect(created).toEqual({ key: expect.stringMatching(KEY) as string, ...key });
  expect(await listed()).toEqual([expect.objectContaining({ name: 'hr' }), key]);
});

it('revokes a key, and says since when the second time', async () => {
  const [first, second] = [await keys('revoke', 'hr'), await keys('revoke', 'hr')];
  expect(first.stdout).toMatch(/^The key "hr" is revoked since \d{4}-\d\d-\d\dT[\d:]{8}Z\.\n$/);
  expect(second).toMatchObject({ code: 0, stdout: first.stdout });
  expect(await listed()).toMatchObject([{ name: 'hr', state: 'revoked' }, { state: 'active' }]);
});

it.each<[string, number, string[], RegExp]>([
  [
    'a name that no key has',
    1,
    ['revoke', 'API_KEY'],
    /^There is no key named "API_KEY" in the database\. "keys list"/,
  ],
  ['a name of the environment', 1, ['create', '--name', 'API_KEY'], /key named "API_KEY" already/],
  ['what it cannot understand', 2, ['create', '--name', 'x', '--scopes', 'write'], /"write" is none of read, llm/],
])('refuses %s with exit code %d', async (_what, code, args, message) => {
  const ending = await keys(...args);
  expect(ending).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) as string });
});

it('makes no first keys', async () => {
  expect(await readdir(variables.DATA_DIR!)).toEqual([]);
});
