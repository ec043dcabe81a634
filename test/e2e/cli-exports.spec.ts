import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { testServers } from '../support/databases/databases';
import { runCli } from '../support/service/command-line';
import type { Ending } from '../support/service/program';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService } from '../support/service/service';

// Nothing here depends on the database: one server is enough.
const [server] = testServers();

describe('the command export', () => {
  let variables: { DATABASE_URL: string };
  let folder: string;

  beforeAll(async () => {
    variables = { DATABASE_URL: await freshDatabase(server!) };
    await cli('refresh', '--source', 'sample');
  });
  beforeEach(async () => {
    folder = await freshFolder();
  });

  const cli = (...args: string[]): Promise<Ending> => runCli(args, variables);
  const fileNamed = (name: string): string => join(folder, name);

  it.each(['csv', 'ndjson'])('prints the bytes that the HTTP endpoint sends as %s', async (format) => {
    const service = await startService({ ...variables, ONET_SOURCE: 'sample' });
    for (const table of ['levels', 'pairs']) {
      const { stdout, stderr, code } = await cli('export', table, '--format', format);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      const { text } = await service.get(`/api/v1/exports/${table}?format=${format}`);
      // Of an answer, fetch takes the byte order mark off.
      expect(stdout.replace(/^\ufeff/, '')).toBe(text);
    }
    await service.stop();
  });

  it('writes a file whole, and tells what is in it', async () => {
    const { stdout, stderr, code } = await cli('export', 'occupations', '--output', fileNamed('all.csv'));
    expect({ stdout, code }).toEqual({
      ...{ stdout: `Wrote 48 rows of release sample to ${fileNamed('all.csv')}.\n`, code: 0 },
    });
    expect(stderr).toMatch(/^The file comes from the made-up sample/);
    expect(await readFile(fileNamed('all.csv'), 'utf8')).toBe((await cli('export', 'occupations')).stdout);
    expect(await readdir(folder)).toEqual(['all.csv']);
  });

  it('replaces a file where that is said, and else leaves it as it is', async () => {
    const file = fileNamed('pairs.ndjson');
    await writeFile(file, 'of yesterday');
    const { stderr, code } = await cli('export', 'similarity', '--output', file);
    expect({ stderr, code }).toEqual({ stderr: `error: there is a file ${file}; --force replaces it\n`, code: 2 });
    expect(await readFile(file, 'utf8')).toBe('of yesterday');
    const { stdout } = await cli('export', 'similarity', '--output', file, '--force', '--json');
    const rows = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(stdout)).toEqual({ file, format: 'ndjson', release: 'sample', rows: rows.length });
    expect(JSON.parse(rows[0] ?? '')).toMatchObject({ release: 'sample', code: '11-1011.00' });
  });

  it.each(['levels', 'levels-wide', 'occupations', 'pairs', 'similarity'])(
    'writes %s as Parquet: the rows of NDJSON, with types',
    async (table) => {
      const file = fileNamed('table.parquet');
      expect((await cli('export', table, '--output', file)).code).toBe(0);
      const bytes = await readFile(file);
      const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
      const rows = await parquetReadObjects({ file: buffer });
      const { stdout } = await cli('export', table, '--format', 'ndjson');
      const lines = stdout.trimEnd().split('\n');
      expect(rows.map((row) => JSON.stringify(row))).toEqual(lines);
      const { key_value_metadata: notes } = parquetMetadata(buffer);
      expect(notes).toEqual([
        { key: 'release', value: 'sample' },
        { key: 'citation', value: expect.stringContaining('made-up sample') as string },
      ]);
    },
  );

  it('takes the levels of one domain, from the release that is named', async () => {
    const { stdout } = await cli('export', 'levels', '--domain', 'abilities', '--release', 'sample');
    const domains = new Set(
      stdout
        .split('\r\n')
        .slice(1, -1)
        .map((line) => /,(\w+),\d\.[A-Z]\.\d/.exec(line)?.[1]),
    );
    expect(domains).toEqual(new Set(['abilities']));
  });

  it.each([
    [['pears'], 2, 'Allowed choices are levels, levels-wide, occupations, pairs, similarity.'],
    [['pairs', '--format', 'xlsx'], 2, 'Allowed choices are csv, ndjson, parquet.'],
    [['pairs', '--format', 'parquet'], 2, 'Parquet is written to files alone; give one with --output'],
    [['pairs', '--force'], 2, '--force needs --output'],
    [['pairs', '--output', '.'], 2, '. is no file; give the name of one with --output'],
    [['pairs', '--domain', 'skills'], 2, 'domain must not be given: pairs is of no domain'],
    [['pairs', '--release', '1.0'], 4, 'There is no release 1.0 here'],
    [['occupations', '--output', 'none/x.csv'], 1, 'Cannot write none/x.csv (ENOENT: no such file or directory).'],
    [['occupations', '--output', 'none/x.parquet'], 1, 'Cannot write none/x.parquet (ENOENT: no such file'],
  ])('says what is wrong with %j', async (args, exitCode, says) => {
    const { stdout, stderr, code } = await cli('export', ...args);
    expect({ stdout, code }).toEqual({ stdout: '', code: exitCode });
    expect(stderr).toContain(says);
  });
});
