import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// Stand-ins that behave like npm ci, nest build and the bundler as far as prepare.mjs can tell, and note that they ran.
const npm = `#!/usr/bin/env node
const fs = require('node:fs');
fs.appendFileSync('ran.log', 'npm ' + process.argv[2] + '\\n');
if (fs.existsSync('npm-fails')) process.exit(1);
fs.mkdirSync('node_modules/@nestjs/cli/bin', { recursive: true });
fs.copyFileSync('nest-stand-in.js', 'node_modules/@nestjs/cli/bin/nest.js');
fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;
const nest = `
const fs = require('node:fs');
fs.appendFileSync('ran.log', 'nest ' + process.argv[2] + '\\n');
fs.rmSync('dist', { recursive: true, force: true });
if (fs.existsSync('nest-fails')) process.exit(1);
setTimeout(() => fs.mkdirSync('dist'), 20);
`;
const bundler = `
import { appendFileSync, existsSync } from 'node:fs';
export function bundle(root) {
  appendFileSync(root + '/ran.log', 'bundle\\n');
  if (existsSync(root + '/bundle-fails')) throw new Error('no such module');
}
`;
const vite = `
const fs = require('node:fs');
fs.appendFileSync('ran.log', 'vite ' + process.argv[2] + '\\n');
if (fs.existsSync('vite-fails')) process.exit(1);
`;
const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } };

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skill-gap-launch-'));
  cpSync(join(__dirname, 'prepare.mjs'), join(root, 'apps/launch/prepare.mjs'));
  write('bin/npm', npm);
  chmodSync(join(root, 'bin/npm'), 0o755);
  symlinkSync(process.execPath, join(root, 'bin/node'));
  write('nest-stand-in.js', nest);
  write('apps/launch/bundle.mjs', bundler);
  write('package-lock.json', JSON.stringify(lock));
  write('tsconfig.json', '{}');
  write('apps/api/src/main.ts', '1');
  write('libs/onet/src/index.ts', '1');
  write('libs/ingestion/sample/Skills.txt', '1');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it('installs and builds a fresh checkout, then has nothing to do and says nothing', async () => {
  expect(await prepare()).toMatchObject({ code: 0, ran: ['npm ci', 'nest build', 'bundle'] });
  expect(await prepare()).toEqual({ code: 0, ran: [], said: '' });
});

it('keeps its progress off stdout', async () => {
  const { stdout } = await launch([]);
  expect(stdout).toBe('');
});

it('leaves dist alone with --no-build', async () => {
  expect(await prepare('--no-build')).toMatchObject({ code: 0, ran: ['npm ci'] });
});

it.each([
  ['a source changes', () => write('libs/onet/src/index.ts', '2')],
  ['a source is added', () => write('apps/cli/src/main.ts', '')],
  ['a source is removed', () => rmSync(join(root, 'libs/onet/src/index.ts'))],
  ['a sample file changes', () => write('libs/ingestion/sample/Skills.txt', '2')],
  ['what is bundled changes', () => write('apps/launch/bundle.mjs', `${bundler}// 2`)],
  ['a compiler setting changes', () => write('tsconfig.build.json', '{}')],
  ['dist is missing', () => rmSync(join(root, 'dist'), { recursive: true })],
])('builds again when %s', async (_, change) => {
  await prepare();
  change();
  expect(await prepare()).toMatchObject({ code: 0, ran: ['nest build', 'bundle'] });
});

it.each([
  ['a spec changes', () => write('libs/onet/src/index.spec.ts', '2')],
  ['a file beside the sources changes', () => write('libs/onet/README.md', '2')],
])('does not build again when %s', async (_, change) => {
  await prepare();
  change();
  expect((await prepare()).ran).toEqual([]);
});

it('installs and builds again when package-lock.json asks for another version', async () => {
  await prepare();
  write('package-lock.json', JSON.stringify(lock).replace('2.0.0', '2.0.1'));
  expect((await prepare()).ran).toEqual(['npm ci', 'nest build', 'bundle']);
});

it.each([
  ['leaves out an optional package', { ...lock.packages, 'node_modules/b': undefined }, []],
  ['lacks a package', { ...lock.packages, 'node_modules/a': undefined }, ['npm ci']],
  ['has a package too many', { ...lock.packages, 'node_modules/c': { version: '1.0.0' } }, ['npm ci']],
  [
    'was made for another platform',
    { ...lock.packages, 'node_modules/b': { version: '2.0.0', os: ['none'] } },
    ['npm ci'],
  ],
])('judges by the record of npm a node_modules that %s', async (_, installed, ran) => {
  await prepare();
  const optional = { ...lock.packages, 'node_modules/b': { version: '2.0.0', optional: true } };
  write('package-lock.json', JSON.stringify({ packages: optional }));
  write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
  expect((await prepare('--no-build')).ran).toEqual(ran);
});

describe('with a page', () => {
  beforeEach(() => {
    write('apps/web/vite.config.mjs', '');
    write('apps/web/src/page.tsx', '1');
    write('node_modules/vite/bin/vite.js', vite);
  });

  it('builds it after the programs, as the compiler empties dist', async () => {
    expect(await prepare()).toMatchObject({ code: 0, ran: ['npm ci', 'nest build', 'bundle', 'vite build'] });
    expect(await prepare()).toEqual({ code: 0, ran: [], said: '' });
  });

  it.each(['apps/web/src/page.tsx', 'apps/web/src/style/page.css', 'apps/web/index.html', 'apps/web/public/icon.svg'])(
    'builds again when %s changes',
    async (file) => {
      await prepare();
      write(file, '2');
      expect((await prepare()).ran).toEqual(['nest build', 'bundle', 'vite build']);
    },
  );

  it('does not build again when one of its specs changes', async () => {
    await prepare();
    write('apps/web/src/page.spec.tsx', '2');
    expect((await prepare()).ran).toEqual([]);
  });

  it('says that it cannot be built, and tries again the next time', async () => {
    write('vite-fails', '');
    const { code, said } = await prepare();
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('correct apps/web and start again') });
    rmSync(join(root, 'vite-fails'));
    expect((await prepare()).ran).toEqual(['nest build', 'bundle', 'vite build']);
  });

  it('says what to do where Vite is missing', async () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    const { code, said } = await prepare();
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringContaining('Vite, which builds the page, is not in'),
    });
  });
});

it('says what to do when the install fails, and does not build', async () => {
  write('npm-fails', '');
  const { code, ran, said } = await prepare();
  expect({ code, ran }).toEqual({ code: 1, ran: ['npm ci'] });
  expect(said).toMatch(/npm ci ended with code 1.*start again\.$/m);
});

it('says that npm is missing', async () => {
  rmSync(join(root, 'bin/npm'));
  const { code, said } = await prepare();
  expect(code).toBe(1);
  expect(said).toContain('npm is not on the PATH');
});

it('tries the build again after one that failed', async () => {
  write('nest-fails', '');
  expect(await prepare()).toMatchObject({ code: 1, ran: ['npm ci', 'nest build'] });
  rmSync(join(root, 'nest-fails'));
  expect(await prepare()).toMatchObject({ code: 0, ran: ['nest build', 'bundle'] });
});

it('says why the programs cannot be bundled, and builds again the next time', async () => {
  write('bundle-fails', '');
  const { code, said } = await prepare();
  expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('cannot be bundled: no such module') });
  rmSync(join(root, 'bundle-fails'));
  expect(await prepare()).toMatchObject({ code: 0, ran: ['nest build', 'bundle'] });
});

it('touches nothing in an image, which has dist but no sources', async () => {
  mkdirSync(join(root, 'dist'));
  rmSync(join(root, 'tsconfig.json'));
  expect(await prepare()).toEqual({ code: 0, ran: [], said: '' });
});

it('prepares once when two processes start together', async () => {
  const both = await Promise.all([launch([]), launch([])]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(logged()).toEqual(['npm ci', 'nest build', 'bundle']);
  expect(existsSync(join(root, '.prepare-lock'))).toBe(false);
});

it('takes over the lock of a process that was killed', async () => {
  write('.prepare-lock', `${await endedProcess()}@${hostname()}`);
  expect(await prepare()).toMatchObject({ code: 0, ran: ['npm ci', 'nest build', 'bundle'] });
  expect(existsSync(join(root, '.prepare-lock'))).toBe(false);
});

function write(file: string, content: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

/** Runs prepare.mjs and tells which stand-ins it ran. */
async function prepare(...args: string[]): Promise<{ code: number; ran: string[]; said: string }> {
  rmSync(join(root, 'ran.log'), { force: true });
  const { code, stderr } = await launch(args);
  return { code, ran: logged(), said: stderr };
}

function logged(): string[] {
  const log = join(root, 'ran.log');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
}

function launch(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const options = { env: { PATH: join(root, 'bin') } };
  return new Promise((resolve) =>
    execFile(process.execPath, [join(root, 'apps/launch/prepare.mjs'), ...args], options, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    ),
  );
}

function endedProcess(): Promise<number | undefined> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  return new Promise((resolve) => child.on('close', () => resolve(child.pid)));
}
