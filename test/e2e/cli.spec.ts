import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testServers } from '../support/databases/databases';
import { runCli, startCli } from '../support/service/command-line';
import { environmentOf, type Ending, type Variables } from '../support/service/program';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { copySource } from '../support/sources/onet-tables';

const SAMPLE = join(__dirname, '../../libs/ingestion/sample');

// Nothing here depends on the database: one server is enough.
const [server] = testServers();

describe('the command line', () => {
  let variables: { DATABASE_URL: string };

  beforeAll(async () => {
    variables = { DATABASE_URL: await freshDatabase(server!) };
  });

  function cli(...args: string[]): Promise<Ending> {
    return runCli(args, variables);
  }

  async function json(...args: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await cli(...args, '--json');
    if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }

  it('migrates, and says so again the second time', async () => {
    const first = await json('migrate');
    expect(first).toEqual({
      migrations: expect.any(Number) as number,
      newest: expect.stringMatching(/\d{13}$/) as string,
    });
    expect(await json('migrate')).toEqual(first);
  });

  it('says what to do on a database without a release', async () => {
    const { code, stderr, stdout } = await cli('gap', '11-1011', '11-3013');
    expect(stderr).toBe('No O*NET release is loaded. Run the command "refresh".\n');
    expect(stdout).toBe('');
    expect(code).toBe(1);
    expect(await json('releases')).toEqual({ releases: [] });
  });

  it('has nothing to transform before anything landed', async () => {
    const { code, stderr } = await cli('transform');
    expect(stderr).toContain('Run "ingest" or "refresh" first.');
    expect(code).toBe(1);
  });

  it('lands with ingest and publishes with transform, each once', async () => {
    expect(await json('ingest', '--source', 'sample')).toMatchObject({ outcome: 'landed', release: 'sample' });
    expect(await json('ingest', '--source', 'sample')).toMatchObject({ outcome: 'unchanged' });
    expect(await json('releases')).toEqual({ releases: [] });
    expect(await json('transform')).toMatchObject({ outcome: 'published', release: 'sample', rows_rejected: 0 });
    expect(await json('transform')).toMatchObject({ outcome: 'unchanged' });
    expect(await json('refresh', '--source', 'sample')).toMatchObject({ outcome: 'unchanged' });
    expect(await json('refresh', '--source', 'sample', '--force')).toMatchObject({ outcome: 'published' });
  });

  it('prints a line for each stage to standard error, and the outcome alone to standard output', async () => {
    const { stdout, stderr } = await cli('refresh', '--source', 'sample', '--force');
    expect(stdout).toMatch(/^Published release sample: \d+ rows read, \d+ written, none rejected\.\n$/);
    const stages = stderr.trim().split('\n');
    expect(stages).toEqual(expect.arrayContaining(['landing Skills.txt', 'checking', 'publishing']));
  });

  it('answers gaps for people and, as the HTTP endpoints do, for programs', async () => {
    const byLevel = await json('gap', '11-1011', '11-3013.00');
    expect(byLevel).toMatchObject({ to_occupation: { code: '11-3013.00' }, compared: 35, release: 'sample' });
    expect(byLevel).toHaveProperty(
      'skill_gaps',
      expect.arrayContaining([
        { element_id: '2.B.3.l', skill_name: 'Repairing', from_proficiency_level: 0, to_proficiency_level: 1.75 },
      ]),
    );
    const { stdout } = await cli('gap', '11-1011', '11-3013');
    expect(stdout).toMatch(/│ 2\.B\.3\.l +│ Repairing +│ 0\.00 +│ 1\.75 +│/);
    // The former names of this form.
    expect((await cli('gap', '11-1011', '11-3013', '--by-level')).stdout).toBe(stdout);
    expect(await json('gap', '11-1011', '11-3013', '--format', 'json')).toEqual(byLevel);
    const missing = await json('gap', '11-1011', '11-3013', '--missing');
    expect(missing).toHaveProperty('skill_gaps', expect.arrayContaining(['Installation', 'Repairing']));
    expect(await json('gap', 'Chief executive', 'facilities managers')).toEqual(byLevel);
    expect((await cli('gap', '11-1011', '11-1011')).stdout).toContain('No gap: 35 skills were compared.');
  });

  it('analyses gaps for people, for spreadsheets, and for programs as the HTTP endpoint does', async () => {
    const analysis = ['gap', '11-1011', '15-2051', '--analysis', '--domains', 'skills,knowledge'];
    const answer = await json(...analysis);
    expect(answer).toMatchObject({
      release: 'sample',
      to: { basis: 'estimated' },
      citation: expect.any(String) as string,
    });
    const { domains } = answer as { domains: Record<string, { gaps: { element_id: string }[] }> };
    expect(Object.keys(domains)).toEqual(['skills', 'knowledge']);
    const text = (await cli(...analysis)).stdout;
    expect(text).toMatch(/^11-1011\.00 .*\nFrom: rated by O\*NET.*\nTo: ESTIMATED, .*\nSimilarity: /);
    expect(text).toMatch(/\n\nSKILLS: [\d.]+ % ± [^]*\n\nKNOWLEDGE: /);
    expect(text).not.toContain('▇');
    const rows = (await cli(...analysis, '--format', 'csv')).stdout.split('\r\n');
    expect(rows[0]).toMatch(/^release,from,to,domain,element_id,name,from_level,to_level,difference,/);
    const ids = Object.values(domains).flatMap(({ gaps }) => gaps.map(({ element_id }) => element_id));
    expect(rows.slice(1, -1).map((row) => row.split(',')[4])).toEqual(ids);
    const all = (await cli(...analysis, '--all', '--format', 'csv')).stdout.split('\r\n');
    expect(all.length).toBeGreaterThan(rows.length);
    expect((await cli(...analysis, '--estimates', 'off')).code).toBe(4);
  });

  it('finds occupations by alternate title', async () => {
    expect(await json('occupations', 'software engineer')).toMatchObject({
      total: 1,
      occupations: [{ code: '15-1252.00', matched_title: 'Software Engineer' }],
    });
    expect(await json('occupations', 'marketing', 'managers')).toMatchObject({ occupations: [{ code: '11-2021.00' }] });
    expect(await json('occupations', '29-1140')).toMatchObject({ total: 2 });
    expect((await cli('occupations', 'zzz')).stdout).toContain('No occupation has such a title or code.');
  });

  it('ends with exit code 3 when the data checks have doubts, and publishes when told to', async () => {
    const folder = await smallerSample();
    const refused = await ownProcess(['refresh', '--source', folder, '--release', '1.0'], variables);
    expect(refused.stderr).toContain('Release 1.0 was not published: it lacks 294 of the 2940 skill ratings');
    expect(refused.stderr).toContain('--accept-shrink');
    expect(refused.code).toBe(3);
    const kept = ['refresh', '--source', folder, '--release', '1.0', '--keep-published'];
    expect(await json(...kept)).toMatchObject({
      outcome: 'kept',
      release: 'sample',
      warning: expect.stringMatching(/^Release 1\.0 was not published: .* Release sample stays\.$/) as string,
    });
    expect(await json('transform', '--accept-shrink')).toMatchObject({ outcome: 'published', release: '1.0' });
    const { stdout } = await cli('releases');
    expect(stdout).toMatch(/│ 1\.0 \(current\) +│ published +│/);
    expect(stdout).toMatch(/│ 1\.0 +│ failed +│/);
  });
});

it('a first load that is refused ends with exit code 3, as there is nothing to be kept', async () => {
  const folder = await smallerSample();
  const skills = join(folder, 'Skills.txt');
  await writeFile(skills, (await readFile(skills, 'utf8')).replaceAll('\tLV\t', '\tXX\t'));
  const args = ['refresh', '--source', folder, '--release', '1.0', '--keep-published'];
  const { code, stdout, stderr } = await runCli(args, { DATABASE_URL: await freshDatabase(server!) });
  expect(stderr).toContain('Release 1.0 was not published: ');
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
});

describe('a command that only asks', () => {
  it.each([
    [['gap', '11-1011', '11-3013']],
    [['occupations', 'nurse']],
    [['releases']],
    [['runs']],
    [['transform']],
    [['assess', '--all', '--dry-run']],
    [['llm-eval']],
    [['keys', 'list']],
    [['keys', 'revoke', 'hr']],
  ])('makes no database and no folder, but says what to run first: %j', async (args) => {
    const DATA_DIR = join(await freshFolder(), 'data');
    const { code, stdout, stderr } = await runCli(args, { DATA_DIR });
    expect(stderr).toMatch(/^There is no database yet: .+skill-gap\.sqlite\. Run the command "refresh" first/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(existsSync(DATA_DIR)).toBe(false);
  });
});

it('the command line reads the file of variables that ENV_FILE names, with paths relative to it', async () => {
  const folder = await freshFolder();
  const ENV_FILE = join(folder, 'variables');
  await writeFile(ENV_FILE, 'DATABASE_URL=sqlite:./gap.sqlite\n');
  expect((await runCli(['migrate'], { ENV_FILE })).code).toBe(0);
  expect(existsSync(join(folder, 'gap.sqlite'))).toBe(true);
  const { stderr } = await runCli(['releases'], { ENV_FILE: join(folder, 'nothing') });
  expect(stderr).toContain('- ENV_FILE cannot be read (ENOENT): ');
});

describe('the command line about runs', () => {
  const variables: Record<string, string> = {};
  const runs = (...args: string[]) => runCli(['runs', ...args], variables);
  let refused: Ending;

  beforeAll(async () => {
    variables.DATABASE_URL = await freshDatabase(server!);
    const folder = await copySource('db_30_1_text', {
      'Skills.txt': (lines) => lines.map((line) => line.replace(/\t\d\d\/(\d{4}\t)/, '\tMay $1')),
    });
    refused = await runCli(['refresh', '--source', folder], variables);
  });

  it('says why a release was refused, with counts and the first row of each reason', () => {
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(
      /rejected: [\d,]+ × Date: is not a month such as 08\/2023, first Skills\.txt line 2\. What is served/,
    );
  });

  it('lists them', async () => {
    expect((await runs()).stdout).toMatch(/│ 1 +│ refresh +│ cli +│ failed +│/);
    expect(JSON.parse((await runs('--json')).stdout)).toMatchObject({
      runs: [{ id: 1, error_code: 'RELEASE_REFUSED' }],
    });
  });

  it('tells of one what it refused and why', async () => {
    const { stdout } = await runs('1');
    expect(stdout).toMatch(/^Run 1 \(refresh, by cli\): failed\n[^]*rejected\n {2}[\d,]+ × Date: is not a month/);
    expect(stdout).toMatch(/^Error +Release \S+ was not published/m);
    expect(JSON.parse((await runs('1', '--json')).stdout)).toMatchObject({
      id: 1,
      rejections: [{ column: 'Date', reason: 'is not a month such as 08/2023', file: 'Skills.txt', line: 2 }],
    });
  });

  it('lists the rows that one refused, as many as one wants', async () => {
    const { stdout } = await runs('1', '--rejected', '--limit', '2');
    expect(stdout.match(/│ Skills\.txt +│ \d+ +│ Date +│ May \d{4} +│ is not a month such as 08\/2023/g)).toHaveLength(
      2,
    );
    expect(stdout).toContain('There are more; --limit shows more of them.');
    expect(JSON.parse((await runs('1', '--rejected', '--json')).stdout)).toMatchObject({ run_id: 1, complete: false });
  });

  it('knows none of a number that there is not, and no rows without a number', async () => {
    expect(await runs('99')).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no run 99.') });
    expect(await runs('--rejected')).toMatchObject({ code: 2, stderr: expect.stringContaining('needs the number') });
    expect(await runs('x')).toMatchObject({ code: 2, stderr: expect.stringContaining('a whole number from 1') });
  });
});

describe('the exit code of the command line', () => {
  let variables: { DATABASE_URL: string };

  beforeAll(async () => {
    variables = { DATABASE_URL: await freshDatabase(server!) };
    await runCli(['refresh', '--source', 'sample'], variables);
  });

  it.each([
    [4, ['gap', '15-2051', '11-1011'], /has no skill ratings in release sample/],
    [4, ['gap', '99-9999', '11-1011'], /has no occupation 99-9999\.00, and there never.* Search by title with: occup/],
    [
      4,
      ['gap', '29-0000', '11-1011'],
      /29-0000\.00 is the code of a group.*: 29-1141\.00 Registered Nurses, 29-1141\.01/,
    ],
    [2, ['gap', 'nurse', '11-1011'], /^from means 2 occupations .+29-1141\.00 Registered Nurses, .+ % of the skills/],
    [4, ['gap', 'registred nures', '11-1011'], /^from is no title .+ The nearest: .*29-1141\.00 Registered Nurses/],
    [2, ['gap', '11-1011'], /missing required argument 'to'/],
    [2, ['gap', '11-1011', '11-3013', '--domains', 'skills'], /--domains needs --analysis/],
    [2, ['gap', '11-1011', '11-3013', '--analysis', '--domains', 'skill'], /"skill" is none of skills, knowledge/],
    [2, ['gap', '11-1011', '11-3013', '--analysis', '--missing'], /exclude each other/],
    [2, ['gap', '11-1011', '11-3013', '--json', '--format', 'csv'], /--json and --format csv exclude each other/],
    [2, ['gap', '11-1011', '11-3013', '--format', 'xml'], /Allowed choices are table, csv, json/],
    [2, ['occupations', 'nurse', '--limit', '0'], /whole number from 1 to 9999/],
    [2, ['bog\u001b[2Jus\u202e'], /unknown command 'bog\\u001b\[2Jus\\u202e'/],
    [2, ['bogus'], /unknown command 'bogus'/],
    [2, ['refresh', '--release', 'x'.repeat(21)], /1 to 20 letters/],
    [2, ['refresh', '--release', 'sample'], /not be "sample"/],
    [2, ['refresh', '--bogus'], /unknown option '--bogus'/],
    [1, ['refresh', '--source', '/nowhere/at/all'], /The source \/nowhere\/at\/all does not exist/],
  ])('is %d for %j, with the reason on standard error', async (exitCode, args, reason) => {
    const { code, stdout, stderr } = await runCli(args, variables);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(code).toBe(exitCode);
  });

  it('is 1 for a wrong configuration, with every problem and no secret', async () => {
    const wrong = { ...variables, PORT: 'x', LOG_LEVEL: 'y', API_KEY: 'short-secret' };
    const { code, stderr } = await ownProcess(['releases'], wrong);
    expect(stderr).toMatch(/Wrong configuration, 3 problems[^]*PORT[^]*API_KEY[^]*LOG_LEVEL/);
    expect(stderr).not.toContain('short-secret');
    expect(code).toBe(1);
  });

  it.each([
    [['gap', '99-9999', '11-1011'], { code: 'OCCUPATION_NOT_FOUND', exit_code: 4, onet_soc_code: '99-9999.00' }],
    [['gap', '11-1011'], { code: 'WRONG_USAGE', exit_code: 2 }],
    [['refresh', '--source', '/nowhere/at/all'], { code: 'SOURCE_UNREADABLE', exit_code: 1 }],
  ])('is in the problem, which is JSON and all that is said under --json: %j', async (args, problem) => {
    const { code, stdout, stderr } = await runCli([...args, '--json'], variables);
    const { error } = JSON.parse(stderr) as { error: object };
    expect(error).toMatchObject({ ...problem, detail: expect.any(String) as string });
    expect({ code, stdout }).toEqual({ code: problem.exit_code, stdout: '' });
  });

  it('comes with every problem of a wrong configuration under --json', async () => {
    const { code, stderr } = await runCli(['releases', '--json'], { ...variables, PORT: 'x', LOG_LEVEL: 'y' });
    const { error } = JSON.parse(stderr) as { error: { problems: string[] } };
    expect(error).toMatchObject({ code: 'WRONG_CONFIGURATION', exit_code: 1 });
    expect(error.problems).toEqual([expect.stringMatching(/^PORT /), expect.stringMatching(/^LOG_LEVEL /)]);
    expect(code).toBe(1);
  });

  it('is 0 when asked for help', async () => {
    const { code, stdout } = await ownProcess(['--help']);
    expect(stdout).toContain('Exit codes: 0 done');
    expect(code).toBe(0);
  });
});

/** As an operator runs it: the exit code is what the process ends with. */
async function ownProcess(args: readonly string[], variables?: Variables): Promise<Ending> {
  return (await startCli(args, variables)).ended;
}

describe('the linked command line', () => {
  it('prints nothing but its answer, wherever it is called', async () => {
    const [folder, elsewhere] = [await freshFolder(), await freshFolder()];
    const linked = join(folder, 'skill-gap');
    await symlink(join(__dirname, '../../apps/launch/cli.mjs'), linked);
    const DATABASE_URL = await freshDatabase(server!);
    await runCli(['refresh', '--source', 'sample'], { DATABASE_URL });
    const options = { cwd: elsewhere, env: environmentOf({ DATABASE_URL }, elsewhere) };
    const { stdout, stderr } = await promisify(execFile)(linked, ['releases', '--json'], options);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ releases: [{ name: 'sample', is_current: true }] });
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('ends quietly where nobody reads its output to the end', async () => {
    const folder = await freshFolder();
    const command = `"$0" "$1" --help | true; exit \${PIPESTATUS[0]}`;
    const file = join(__dirname, '../../apps/launch/cli.mjs');
    const options = { cwd: folder, env: environmentOf({}, folder) };
    const ended = await promisify(execFile)('bash', ['-c', command, process.execPath, file], options);
    expect(ended).toEqual({ stdout: '', stderr: '' });
  });
});

/** The sample with a tenth of its ratings left out. */
async function smallerSample(): Promise<string> {
  const folder = await freshFolder();
  await cp(SAMPLE, folder, { recursive: true });
  const skills = join(folder, 'Skills.txt');
  const lines = (await readFile(skills, 'utf8')).split('\r\n');
  await writeFile(skills, lines.slice(0, Math.floor(lines.length * 0.9)).join('\r\n'));
  return folder;
}
