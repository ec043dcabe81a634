import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { IngestionService, openSource, type ExaminedFiles, type OnetSource } from '@app/ingestion';
import { ActiveRun, ServiceStoppingError } from '@app/runs';
import { ZipFile } from 'yazl';
import { onetFiles } from '../support/sources/release-forms';
import { withOnetFolder } from '../support/sources/onet-folder';
import {
  bomb,
  CENTRAL,
  CENTRAL_SIGNATURE,
  damagedZip,
  LOCAL,
  LOCAL_SIGNATURE,
  lyingBomb,
  positionsOf,
  zip,
  zipWithPath,
  type ZipEntry,
} from '../support/sources/zip-archive';

type Entry = ZipEntry;

const ENCRYPTED = 1;

/** Looking at a source needs no database. */
const nothing = undefined as never;
const ingestion = new IngestionService(nothing, nothing, nothing, nothing);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skill-gap-sources-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What an ingestion would find in the place. */
async function examine(location: string): Promise<ExaminedFiles> {
  const source = await openSource(location);
  try {
    return await ingestion.examine(source, null, newRun());
  } finally {
    await source.close();
  }
}

/** It says how far it is and can be stopped; nothing of it is written down. */
function newRun(onProgress?: () => void): ActiveRun {
  return new ActiveRun(1, { listener: onProgress } as never);
}

async function save(content: Buffer | string, name = 'onet.zip'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function onetEntries(prefix = ''): Entry[] {
  return [...onetFiles()].map(([name, content]) => [prefix + name, content]);
}

async function examineZip(entries: readonly Entry[], name?: string): Promise<ExaminedFiles> {
  return examine(await save(await zip(entries), name));
}

describe('a zip archive', () => {
  let expected: ExaminedFiles;

  beforeAll(async () => {
    expected = await withOnetFolder({}, examine);
  });

  it.each([
    ['in a folder', 'db_99_1_text/'],
    ['without a folder', ''],
    ['in a folder in a folder', 'download/db_99_1_text/'],
  ])('with the tables %s gives what the folder of the same files gives', async (_where, prefix) => {
    const found = await examineZip(onetEntries(prefix));
    expect({ ...found, files: namesOf(found), land: null }).toEqual({
      ...expected,
      description: 'zip file onet.zip',
      files: namesOf(expected),
      land: null,
    });
  });

  it('may have its entries in any order, stored or deflated, with entries for folders', async () => {
    const archive = new ZipFile();
    archive.addEmptyDirectory('db_99_1_text');
    for (const [name, content] of onetEntries('db_99_1_text/').reverse()) {
      archive.addBuffer(Buffer.from(content), name, { compress: name.includes('Skills') });
    }
    archive.end();
    const { checksum } = await examine(await save(await buffer(archive.outputStream)));
    expect(checksum).toBe(expected.checksum);
  });

  it('may hold tables in other folders, which are not taken for those beside Occupation Data', async () => {
    const others: Entry[] = [
      ['db_99_1_text/archive/Skills.txt', 'old'],
      ['Job Titles.txt', 'elsewhere'],
    ];
    expect((await examineZip([...others, ...onetEntries('db_99_1_text/')])).checksum).toBe(expected.checksum);
  });

  it('may have been made on macOS, which adds hidden companions', async () => {
    const companions = onetEntries('__MACOSX/db_99_1_text/._').map(([name]): Entry => [name, 'Mac OS X attributes']);
    const inside = onetEntries('db_99_1_text/._').map(([name]): Entry => [name, 'Mac OS X attributes']);
    const all = [...companions, ...inside, ...onetEntries('db_99_1_text/')];
    expect((await examineZip(all)).checksum).toBe(expected.checksum);
  });

  it('names the release by its Read Me, else by its own name, else by the folder in it', async () => {
    expect((await examineZip(onetEntries(), 'db_98_0_text.zip')).releaseName).toBe('99.1');
    const withoutReadMe = onetEntries().filter(([name]) => name !== 'Read Me.txt');
    expect((await examineZip(withoutReadMe, 'db_98_0_text.zip')).releaseName).toBe('98.0');
    const inFolder = withoutReadMe.map(([name, content]): Entry => [`db_97_3_text/${name}`, content]);
    expect((await examineZip(inFolder)).releaseName).toBe('97.3');
    await expect(examineZip(withoutReadMe)).rejects.toMatchObject({ code: 'RELEASE_NAME_UNKNOWN' });
  });

  it.each([
    ['Excel', 'excel', 'Scales Reference.xlsx'],
    ['SQL', 'mysql', '04_scales_reference.sql'],
  ])('of the official %s form is told as that, with the file to take instead', async (form, ending, fileName) => {
    await expect(examineZip([[`db_98_0_${ending}/${fileName}`, 'x']])).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message:
        `zip file onet.zip has no "Scales Reference.txt" (nor the same as .csv); ${fileName} is the ${form} form, ` +
        'which this service does not read: ' +
        'take the text form of the release, db_98_0_text.zip, from https://www.onetcenter.org/db_releases.html.',
    });
  });

  it('is refused where a required table is missing', async () => {
    const entries = onetEntries('db_99_1_text/').filter(([name]) => !name.endsWith('Scales Reference.txt'));
    await expect(examineZip(entries)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining('zip file onet.zip has no "Scales Reference.txt"'),
    });
  });

  it('is refused where two folders hold Occupation Data', async () => {
    await expect(examineZip([...onetEntries('db_98_0_text/'), ...onetEntries('db_99_1_text/')])).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining('more than one folder in it holds Occupation Data: db_98_0_text, db_99_1_text'),
    });
  });

  it('may have 100 entries and is refused with more', async () => {
    const padding = (total: number): Entry[] =>
      Array.from({ length: total - onetEntries().length }, (_, i) => [`Other ${i}.txt`, 'x']);
    expect((await examineZip([...onetEntries(), ...padding(100)])).checksum).toBe(expected.checksum);
    await expect(examineZip([...onetEntries(), ...padding(101)])).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining('it has 101 entries, more than 100'),
    });
  });

  it('is refused if it would unpack to more than 1 GiB, before anything of it is read', async () => {
    await expect(examine(await save(await bomb(onetEntries())))).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringMatching(/it unpacks to \d+ bytes, more than 1 GiB/),
    });
  });

  it('is refused if an entry unpacks to more than it says', async () => {
    const path = await save(await lyingBomb(onetEntries()));
    await expect(examine(path)).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' });
  });

  it.each([
    ['leads out of it', '../Skills.txt'],
    ['leads out of it on the way', 'a/../../x.txt'],
    ['is absolute', '/etc/passwd'],
    ['is absolute on Windows', 'C:/autoexec.bat'],
  ])('is refused if the path of an entry %s', async (_what, path) => {
    await expect(examine(await save(await zipWithPath(onetEntries(), path)))).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining(path),
    });
  });

  it('is refused if it is encrypted', async () => {
    const archive = await zip(onetEntries());
    for (const at of positionsOf(LOCAL_SIGNATURE, archive)) archive[at + LOCAL.flags]! |= ENCRYPTED;
    for (const at of positionsOf(CENTRAL_SIGNATURE, archive)) archive[at + CENTRAL.flags]! |= ENCRYPTED;
    await expect(examine(await save(archive))).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining('in it is encrypted or compressed in an unusual way'),
    });
  });

  it.each([
    ['stored', false],
    ['deflated', true],
  ])('is refused if a byte of its %s data changed', async (_how, compress) => {
    const archive = await damagedZip(onetEntries(), 'Skills.txt', compress);
    await expect(examine(await save(archive))).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: expect.stringContaining('Skills.txt'),
    });
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html><body>Not found</body></html>'],
    ['an empty file', ''],
    ['an archive that was cut off', null],
  ])('is refused if it is %s', async (_what, content) => {
    const path = await save(content ?? (await zip(onetEntries())).subarray(0, 1_000));
    await expect(examine(path)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: expect.stringContaining(`Cannot read ${path} as a zip archive`),
    });
  });
});

describe('a folder', () => {
  it('gives a checksum of what is read, by name and content', async () => {
    const checksum = async (options: Parameters<typeof withOnetFolder>[0], name?: string) =>
      (await withOnetFolder(options, examine, name)).checksum;
    const plain = await checksum({});
    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(await checksum({ readMe: 'O*NET 98.0 Database', files: { 'Other.txt': 'x' } }, 'other')).toBe(plain);
    expect(await checksum({ files: { 'Job Zones.txt': null } })).not.toBe(plain);
    expect(await checksum({ files: { 'Job Zones.txt': `${String(onetFiles().get('Job Zones.txt'))} ` } })).not.toBe(
      plain,
    );
    expect(await checksum({ lineEnd: '\n' })).not.toBe(plain);
    expect(await checksum({ form: 'csv' })).not.toBe(plain);
  });

  it('may hold folders and hidden files beside the tables', async () => {
    const found = await withOnetFolder({ files: { '._Skills.txt': 'Mac OS X attributes' } }, async (path) => {
      await mkdir(join(path, 'Job Titles.txt'));
      return examine(path);
    });
    expect(namesOf(found)).toHaveLength(7);
  });

  it('names the release by its Read Me, in whatever case and under whatever blanks', async () => {
    const readMe = '\uFEFFO*NET® 97.2 Database\nMade-up Release\n';
    const found = await withOnetFolder({ readMe: null, files: { 'read_me.TXT': readMe } }, examine);
    expect(found.releaseName).toBe('97.2');
  });

  it('is refused where it holds no tables', async () => {
    await expect(examine(folder)).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
  });
});

describe('a table in a folder', () => {
  const TITLES = 'Alternate Titles.txt';
  const withTitles = <T>(prepare: (path: string) => unknown, work: (folder: string) => Promise<T>) =>
    withOnetFolder({ files: { [TITLES]: null } }, async (path) => {
      await prepare(join(path, TITLES));
      return work(path);
    });

  it.each<[string, (path: string) => unknown]>([
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
    ['a link to a device', (path) => symlink('/dev/zero', path)],
    ['a link to a folder', (path) => symlink('/', path)],
  ])('that is %s is refused by its name', async (_what, prepare) => {
    await expect(withTitles(prepare, examine)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: expect.stringMatching(/Alternate Titles\.txt is no regular file/),
    });
  });

  it('may be a link to a file', async () => {
    const plain = await withOnetFolder({}, examine);
    const elsewhere = await save(String(onetFiles().get(TITLES)), 'titles');
    expect((await withTitles((path) => symlink(elsewhere, path), examine)).checksum).toBe(plain.checksum);
  });

  it('that is larger than any release is refused before it is read', async () => {
    const grow = async (path: string) => {
      await writeFile(path, '');
      await truncate(path, 2 ** 30 + 1);
    };
    await expect(withTitles(grow, examine)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringMatching(/Alternate Titles\.txt has 1073741825 bytes, more than 1 GiB/),
    });
  });

  it('is not looked for among thousands of files', async () => {
    const names = Array.from({ length: 1_001 }, (_, i) => [`${i}.txt`, ''] as const);
    await expect(withOnetFolder({ files: Object.fromEntries(names) }, examine)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining('holds more than 1000 files'),
    });
  });
});

describe('a run that is stopped while it looks at a source', () => {
  const stopping = new ServiceStoppingError();

  it('ends in the middle of a file', async () => {
    const run: ActiveRun = newRun(() => run.stop(stopping));
    await withOnetFolder({}, async (path) => {
      const source = await openSource(path);
      await expect(ingestion.examine(source, '99.1', run)).rejects.toBe(stopping);
    });
  });

  it('ends where a file does not even begin', async () => {
    const run = newRun();
    const silent = new Readable({ read: () => setImmediate(() => run.stop(stopping)) });
    const files = [...onetFiles().keys()].map((name) => ({ name, open: () => Promise.resolve(silent) }));
    const source: OnetSource = { description: 'a disk', releaseName: '99.1', files, close: () => Promise.resolve() };
    await expect(ingestion.examine(source, null, run)).rejects.toBe(stopping);
    expect(silent.destroyed).toBe(true);
  });
});

describe('a location', () => {
  it('may be the bundled sample, which says what it is', async () => {
    expect(await examine('sample')).toMatchObject({
      description: 'bundled illustrative sample (not O*NET data)',
      releaseName: 'sample',
    });
  });

  it('that does not exist is refused with what may be given instead', async () => {
    const nowhere = join(folder, 'nowhere');
    await expect(openSource(nowhere)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message:
        `The source ${nowhere} does not exist. Use "latest", "api", "sample", a folder with the O*NET text or CSV files, ` +
        'a zip file of them, or the https URL of one.',
    });
  });

  it.each([
    ['Skills.txt', 'is a single file, but a release is several: give the folder that has all of them,'],
    ['job_titles.CSV', 'is a single file, but a release is several'],
    ['Skills.xlsx', 'is a single file in the Excel form, which this service does not read; take the text form'],
    ['03_occupation_data.sql', 'is a single file in the SQL form'],
  ])('that is the single file %s is told as that', async (name, problem) => {
    const path = await save('O*NET-SOC Code', name);
    await expect(openSource(path)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: expect.stringContaining(`${path} ${problem}`),
    });
  });

  it('that is neither file nor folder is refused', async () => {
    await expect(openSource('/dev/null')).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: expect.stringContaining('is neither a folder nor a file'),
    });
  });

  it('that may not be read is refused', async () => {
    await expect(openSource(join(await save('x', 'file.txt'), 'below'))).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: expect.stringContaining('cannot be read'),
    });
  });
});

function namesOf({ files }: ExaminedFiles): string[] {
  return files.map(({ kind, file }) => `${kind} ${file.name}`);
}
