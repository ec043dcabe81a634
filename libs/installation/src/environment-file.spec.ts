import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeVariablesFromFile } from './environment-file';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skill-gap-env-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The environment after a file with this text has been read. */
function afterReading(text: string, environment: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const file = join(folder, 'variables');
  writeFileSync(file, text);
  environment.ENV_FILE = file;
  expect(takeVariablesFromFile(environment)).toBeNull();
  delete environment.ENV_FILE;
  return environment;
}

it('reads what people write: comments, quotes, blanks, Windows line ends, a byte order mark', () => {
  const text =
    '\uFEFFPORT=8080\r\n# a comment\r\n\r\nAPI_KEY = "key # with a hash"\r\nexport LOG_LEVEL=debug # loud\r\n';
  expect(afterReading(text)).toEqual({ PORT: '8080', API_KEY: 'key # with a hash', LOG_LEVEL: 'debug' });
});

it('leaves alone what the environment has, also where that is empty', () => {
  expect(afterReading('PORT=1\nHOST=a\nLOG_LEVEL=debug', { PORT: '2', HOST: '' })).toEqual({
    PORT: '2',
    HOST: '',
    LOG_LEVEL: 'debug',
  });
});

it('takes relative paths for those of the folder with the file', () => {
  const text =
    'DATA_DIR=./data\nDATABASE_URL=sqlite:data/x.sqlite\nONET_SOURCE=../db_30_0_text.zip\nONET_CROSSWALKS=walks\n';
  expect(afterReading(`${text}GOOGLE_APPLICATION_CREDENTIALS=account.json`)).toEqual({
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: `sqlite:${join(folder, 'data', 'x.sqlite')}`,
    ONET_SOURCE: join(folder, '..', 'db_30_0_text.zip'),
    ONET_CROSSWALKS: join(folder, 'walks'),
    GOOGLE_APPLICATION_CREDENTIALS: join(folder, 'account.json'),
  });
});

it.each([
  ['ONET_SOURCE', 'latest'],
  ['ONET_SOURCE', 'api'],
  ['ONET_SOURCE', 'sample'],
  ['ONET_SOURCE', 'https://example.org/db_30_0_text.zip'],
  ['ONET_SOURCE', ''],
  ['DATABASE_URL', 'mysql://user:password@host:3306/name'],
  ['DATABASE_URL', 'sqlite:/srv/skill-gap.sqlite'],
  ['DATABASE_URL', 'sqlite::memory:'],
  ['DATABASE_URL', 'sqlite:'],
])('takes %s=%s as it stands', (name, value) => {
  expect(afterReading(`${name}=${value}`)).toEqual({ [name]: value });
});

it('says which named file cannot be read, and why', () => {
  const file = join(folder, 'nothing');
  expect(takeVariablesFromFile({ ENV_FILE: file })).toBe(`ENV_FILE cannot be read (ENOENT): ${file}`);
  expect(takeVariablesFromFile({ ENV_FILE: folder })).toBe(`ENV_FILE cannot be read (EISDIR): ${folder}`);
});
