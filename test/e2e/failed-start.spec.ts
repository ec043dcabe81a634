import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { testServers } from '../support/databases/databases';
import { copySource } from '../support/sources/onet-tables';
import { runCli } from '../support/service/command-line';
import { type Ending, type Variables } from '../support/service/program';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { failToStart, launchService, startService } from '../support/service/service';

const SECRET = 'pa55word-that-nobody-may-see';

describe('a wrong configuration ends the start:', () => {
  it.each<[string, Variables, RegExp]>([
    ['a port that is no number', { PORT: 'http' }, /PORT must be a whole number from 0 to 65535/],
    ['a port out of range', { PORT: '65536' }, /PORT must be a whole number/],
    ['another kind of database', { DATABASE_URL: `postgres://u:${SECRET}@h/d` }, /DATABASE_URL must begin with/],
    ['a database without name', { DATABASE_URL: `mysql://u:${SECRET}@h:3306` }, /DATABASE_URL must name the database/],
    ['a database without user', { DATABASE_URL: 'mysql://h:3306/d' }, /DATABASE_URL must name the host and the user/],
    ['a password that breaks the URL', { DATABASE_URL: `mysql://u:${SECRET}/#@h:x/d` }, /percent-encode special/],
    [
      'an option that nobody knows',
      { DATABASE_URL: `mysql://u:${SECRET}@h/d?useSSL=true` },
      /unknown option useSSL; known/,
    ],
    ['an SQLite database without file', { DATABASE_URL: 'sqlite:' }, /DATABASE_URL names no file/],
    ['an open connection as source', { ONET_SOURCE: 'http://example.org/db.zip' }, /ONET_SOURCE must begin with https/],
    ['a password in a source', { ONET_SOURCE: `https://u:${SECRET}@h/db.zip` }, /ONET_SOURCE must not contain/],
    ['an open download site', { ONET_DOWNLOAD_BASE_URL: 'http://h/' }, /ONET_DOWNLOAD_BASE_URL must begin with/],
    ['an impossible release name', { ONET_RELEASE: 'release 29' }, /ONET_RELEASE must be a release name/],
    [
      'a folder of crosswalks that is none',
      { ONET_CROSSWALKS: '/nowhere' },
      /ONET_CROSSWALKS names a folder that cannot/,
    ],
    ['a folder without the crosswalk', { ONET_CROSSWALKS: '/' }, /ONET_CROSSWALKS has no ESCO_to_ONET-SOC\.csv: \//],
    ['a short key', { API_KEY: 'pa55word' }, /API_KEY must have at least 16 characters/],
    ['a key with blanks', { ADMIN_API_KEY: `${SECRET} ${SECRET}` }, /ADMIN_API_KEY must be printable ASCII/],
    ['one key for both', { API_KEY: SECRET, ADMIN_API_KEY: SECRET }, /ADMIN_API_KEY must differ from API_KEY/],
    ['keeping no release', { RELEASES_KEPT: '0' }, /RELEASES_KEPT must be a whole number from 1 to 100/],
    ['an unknown log level', { LOG_LEVEL: 'verbose' }, /LOG_LEVEL must be one of error, warn, info, debug/],
  ])('%s', async (_what, variables, problem) => {
    const lines = expectFailure(await failToStart(variables));
    expect(lines[0]).toMatch(/^Wrong configuration, 1 problem \(.env.example lists every variable\):$/);
    expect(lines[1]).toMatch(problem);
    expect(lines).toHaveLength(2);
  });

  it('several problems, all in one message', async () => {
    const variables = {
      PORT: 'x',
      LOG_LEVEL: 'y',
      API_KEY: 'z',
      DATABASE_URL: `mysql://u:${SECRET}@h`,
      ONET_RELEASE: '!',
    };
    const lines = expectFailure(await failToStart(variables));
    expect(lines[0]).toMatch(/^Wrong configuration, 5 problems/);
    const named = lines.slice(1).map((line) => /^ {2}- ([A-Z_]+) /.exec(line)?.[1]);
    expect(named.sort()).toEqual(Object.keys(variables).sort());
  });
});

it('a crosswalk that is none ends the start', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'ESCO_to_ONET-SOC.csv'), 'ESCO/ISCO Code,O*NET-SOC 2019 Code\n2512.4,Developers\n');
  const lines = expectFailure(await failToStart({ ONET_CROSSWALKS: folder }), 2);
  expect(lines[1]).toBe(
    '  - ONET_CROSSWALKS: ESCO_to_ONET-SOC.csv line 2: "Developers" is no O*NET-SOC code; download it again',
  );
});

describe('an unusable address ends the start:', () => {
  it('a port in use', async () => {
    const first = await startService();
    const { port } = new URL(first.url);
    const [line] = expectFailure(await failToStart({ PORT: port }), 1);
    expect(line).toBe(`Port ${port} is in use. Stop what listens there, or set PORT to another one.`);
    expect((await first.get('/health')).status).toBe(200);
  });

  it('one that this machine does not have', async () => {
    // Of the range that is kept for documentation.
    const [line] = expectFailure(await failToStart({ HOST: '192.0.2.1' }), 1);
    expect(line).toMatch(/^This machine has no address 192\.0\.2\.1 .* Set HOST /);
  });
});

describe('an unreadable source ends the start:', () => {
  it.each<[string, () => Promise<string>, RegExp]>([
    ['a folder that does not exist', async () => join(await freshFolder(), 'nothing'), /nothing does not exist\. Use /],
    ['an empty folder', freshFolder, /has no "Scales Reference.txt".*use a complete O\*NET database download\.$/],
    ['a file that is no zip', () => file('db_29_0_text.zip', 'PK, or not'), /Cannot read .*db_29_0_text\.zip as a zip/],
    ['an empty file', () => file('db_29_0_text.zip', ''), /Cannot read .*db_29_0_text\.zip as a zip/],
    [
      'a folder without skills',
      () => copySource('db_29_0_text', { 'Skills.txt': null }),
      /db_29_0_text has no "Skills.txt"/,
    ],
    [
      'a table without a column',
      () =>
        copySource('db_29_0_text', {
          'Skills.txt': ([header = '', ...rows]) => [header.replace('Data Value', 'Datum'), ...rows],
        }),
      /^Skills\.txt has no column "Data Value"/,
    ],
    ['an empty table', () => copySource('db_29_0_text', { 'Skills.txt': () => [] }), /^Skills\.txt is empty/],
    [
      'a table without a row',
      () => copySource('db_29_0_text', { 'Skills.txt': ([header = '']) => [header] }),
      /^Release 29\.0 was not published: it has no rating/,
    ],
    [
      'a release that nothing names',
      () => copySource('onet', {}),
      /Cannot tell which O\*NET release folder onet is.*ONET_RELEASE/,
    ],
  ])('%s', async (_what, make, problem) => {
    const [line] = expectFailure(await failToStart({ ONET_SOURCE: await make() }), 1);
    expect(line).toMatch(problem);
  });

  it('a URL that nothing answers at', async () => {
    const [line] = expectFailure(await failToStart({ ONET_SOURCE: 'http://127.0.0.1:9/db_29_0_text.zip' }), 1);
    expect(line).toMatch(/^Cannot download http:\/\/127\.0\.0\.1:9\/db_29_0_text\.zip: 127\.0\.0\.1:9 refuses/);
  });

  it('also where a release is published already', async () => {
    const DATABASE_URL = await freshDatabase({ name: 'SQLite' });
    await (await startService({ DATABASE_URL })).stop();
    const [line] = expectFailure(await failToStart({ DATABASE_URL, ONET_SOURCE: '/nothing/here' }), 1);
    expect(line).toMatch(/^The source \/nothing\/here does not exist\./);
  });
});

describe('an unusable database ends the start:', () => {
  it('an SQLite file that holds something else', async () => {
    const path = await file('notes.sqlite', 'Dear diary, '.repeat(1_000));
    const [line] = expectFailure(await failToStart({ DATABASE_URL: `sqlite:${path}` }), 1);
    expect(line).toMatch(/^The database .*notes\.sqlite is no SQLite database \(SQLITE_NOTADB\)\. Name another file /);
  });

  it('an SQLite file that is a folder', async () => {
    const [line] = expectFailure(await failToStart({ DATABASE_URL: `sqlite:${await freshFolder()}` }), 1);
    expect(line).toMatch(
      /^Cannot use the database .*: it is a folder\. Name a file in DATABASE_URL, such as sqlite:\//,
    );
  });

  it('an SQLite file in a folder that cannot be made', async () => {
    const path = join(await file('file', ''), 'sub', 'gap.sqlite');
    const [line] = expectFailure(await failToStart({ DATABASE_URL: `sqlite:${path}` }), 1);
    expect(line).toMatch(/its folder cannot be created \(ENOTDIR\)\. Choose another file in DATABASE_URL/);
  });
});

describe('a database server is waited for, and the log says so:', () => {
  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['one that is not there', async () => `127.0.0.1:${await closedPort()}`, /ECONNREFUSED/],
    ['one whose name is not known', () => 'no-such-host.invalid', /ENOTFOUND|EAI_AGAIN/],
  ])('%s', async (_what, host, reason) => {
    const program = await launchService({ DATABASE_URL: `mysql://gap:${SECRET}@${await host()}/gap` });
    expect(await program.says(/"level":"error".*Cannot use the database gap on \S+: \w+\. .*Waiting for it/)).toBe(
      true,
    );
    expect(program.stdout).toMatch(reason);
    const { code, stdout, stderr } = await program.stop();
    expect({ code, stderr }).toEqual({ code: 143, stderr: '' });
    expect(stdout).not.toContain(SECRET);
  });

  it('but not by the command line', async () => {
    const url = `mysql://gap:${SECRET}@127.0.0.1:${await closedPort()}/gap`;
    const { code, stderr } = await runCli(['releases'], { DATABASE_URL: url });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^Cannot use the database gap on 127\.0\.0\.1:\d+: ECONNREFUSED\. Check DATABASE_URL .*\n$/,
      ),
    });
  });
});

for (const { name, url: serverUrl } of testServers()) {
  if (serverUrl === undefined) continue;
  describe(`${name} ends the start:`, () => {
    const user = `gap_${randomBytes(4).toString('hex')}`;

    beforeAll(() => execute(serverUrl, `CREATE USER '${user}'@'%' IDENTIFIED BY '${SECRET}'`));
    afterAll(() => execute(serverUrl, `DROP USER '${user}'@'%'`));

    it('a wrong password', async () => {
      const url = urlFor(`${SECRET}-wrong`);
      const [line] = expectFailure(await failToStart({ DATABASE_URL: url.href }), 1);
      expect(line).toBe(
        `Cannot use the database gap_e2e_none on ${url.host}: access denied. Check the user and the password in DATABASE_URL.`,
      );
    });

    it('an account that may not create the database, with the statement to run', async () => {
      const [line] = expectFailure(await failToStart({ DATABASE_URL: urlFor(SECRET).href }), 1);
      expect(line).toContain(
        'this account may not create it. Run as an administrator: CREATE DATABASE `gap_e2e_none` ',
      );
      expect(line).toContain(`GRANT ALL ON \`gap_e2e_none\`.* TO '${user}'@'%';`);
    });

    function urlFor(password: string): URL {
      const url = new URL(serverUrl!);
      return Object.assign(url, { username: user, password, pathname: 'gap_e2e_none' });
    }
  });
}

describe('an unusable data folder ends the start:', () => {
  it.each([
    ['damaged keys', '{ "apiKey": "read_', /api-keys\.json.* it is damaged/],
    ['keys that are none', '{ "apiKey": 1, "adminApiKey": "" }', /api-keys\.json.* it is damaged/],
  ])('%s', async (_what, content, problem) => {
    const DATA_DIR = await freshFolder();
    await writeFile(join(DATA_DIR, 'api-keys.json'), content);
    const [line] = expectFailure(await failToStart({ DATA_DIR }), 1);
    expect(line).toMatch(problem);
  });

  it('keys that are a folder', async () => {
    const DATA_DIR = await freshFolder();
    await mkdir(join(DATA_DIR, 'api-keys.json'));
    const [line] = expectFailure(await failToStart({ DATA_DIR }), 1);
    expect(line).toMatch(/api-keys\.json: it is no regular file/);
  });

  it('a file', async () => {
    const [line] = expectFailure(await failToStart({ DATA_DIR: await file('data', '') }), 1);
    expect(line).toMatch(/(cannot be created|cannot be read|cannot be written) \((ENOTDIR|EEXIST)\)/);
  });
});

/** Checks what every failed start has in common, and returns the lines of its message. */
function expectFailure({ code, signal, stdout, stderr }: Ending, lineCount?: number): string[] {
  const lines = stderr.trimEnd().split('\n');
  expect({ code, signal, stderr }).toEqual({ code: 1, signal: null, stderr: expect.stringMatching(/\S\n$/) });
  expect(stdout + stderr).not.toContain(SECRET);
  // The one message is on standard error; a stack trace is for faults of the program.
  expect(stdout).not.toMatch(/"level":"error"/);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toMatch(/Error: /);
  if (lineCount !== undefined) expect(lines).toHaveLength(lineCount);
  return lines;
}

async function file(name: string, content: string): Promise<string> {
  const path = join(await freshFolder(), name);
  await writeFile(path, content);
  return path;
}

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 1));
    });
  });
}

async function execute(serverUrl: string, statement: string): Promise<void> {
  const connection = await createConnection(serverUrl);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
