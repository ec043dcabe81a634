import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Line 3 of a source is line 1 of its bundle. */
const MAP = { version: 3, sources: ['sources/said.ts'], names: [], mappings: 'AAEA' };

let folder: string;
let bundle: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skill-gap-bundle-'));
  bundle = join(folder, 'program.js');
  write('first');
  writeFileSync(`${bundle}.map`, JSON.stringify(MAP));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles of the same length, which V8 takes for the same. */
function write(said: 'first' | 'other'): void {
  writeFileSync(bundle, `exports.said = () => "${said}"; exports.fail = () => { throw new TypeError("a fault"); };`);
}

function node(program: string, flags: readonly string[] = []): string {
  const options = ['--input-type=module', '-e', program, bundle];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, ...options], { encoding: 'utf8' });
  return stdout + stderr;
}

function run(what: string, flags: readonly string[] = []): string {
  return node(
    `import { createRequire } from 'node:module';
    import { loadBundle } from '${join(__dirname, 'load-bundle.mjs')}';
    const script = loadBundle(process.argv[1]);
    const { said, fail } = createRequire(process.argv[1])(process.argv[1]);
    console.log(${what});`,
    flags,
  ).trim();
}

function compile(): void {
  spawnSync(process.execPath, [join(__dirname, 'compile-bundle.mjs'), bundle], { stdio: 'inherit' });
}

it('runs a bundle with the code that was compiled of it', () => {
  expect(run('said(), script.cachedDataRejected')).toBe('first undefined');
  compile();
  expect(existsSync(join(folder, 'program.code.part'))).toBe(false);
  expect(run('said(), script.cachedDataRejected')).toBe('first false');
});

it('leaves code aside that is of another bundle, though V8 would take it', () => {
  compile();
  write('other');
  const earlier = new Date(Date.now() - 60_000);
  utimesSync(bundle, earlier, earlier);
  expect(run('said(), script.cachedDataRejected')).toBe('other undefined');
});

it('takes code that was copied with its bundle, whatever their dates', () => {
  compile();
  const earlier = new Date(Date.now() - 60_000);
  utimesSync(join(folder, 'program.code'), earlier, earlier);
  expect(run('said(), script.cachedDataRejected')).toBe('first false');
});

it('runs the bundle where its code is of a process with other flags', () => {
  compile();
  expect(run('said(), script.cachedDataRejected', ['--max-semi-space-size=2'])).toBe('first true');
});

it('leaves damaged code aside, with which V8 would end the process', () => {
  compile();
  const code = readFileSync(join(folder, 'program.code'));
  const turned = Buffer.from(code);
  for (let i = code.length >> 1; i < code.length; i++) turned[i] = 255 - code[i]!;
  for (const damaged of ['', 'no code', code.subarray(0, 100), turned]) {
    writeFileSync(join(folder, 'program.code'), damaged);
    expect(run('said(), script.cachedDataRejected')).toBe('first undefined');
  }
});

it('names the lines of the sources in stack traces', () => {
  compile();
  const place = join(folder, 'sources/said.ts');
  expect(node(stackOf)).toContain(`TypeError: a fault\n    at exports.fail (${place}:3:`);
  rmSync(`${bundle}.map`);
  expect(node(stackOf)).toContain(`TypeError: a fault\n    at exports.fail (${bundle}:1:`);
});

it('lets go of a map that was read for a stack trace', () => {
  const mappings = Array.from({ length: 200_000 }, () => 'AAEA').join(',');
  writeFileSync(`${bundle}.map`, JSON.stringify({ ...MAP, mappings }));
  const program = `${stackOf}
    const megabytes = () => (global.gc(), process.memoryUsage().heapUsed / 1e6);
    const withMap = megabytes();
    setTimeout(() => console.log('let go of', withMap - megabytes()), 1_500);`;
  const [, letGoOf] = /let go of (.+)/.exec(node(program, ['--expose-gc'])) ?? [];
  expect(Number(letGoOf)).toBeGreaterThan(10);
});

const stackOf = `
  import { createRequire } from 'node:module';
  import { loadBundle } from '${join(__dirname, 'load-bundle.mjs')}';
  loadBundle(process.argv[1]);
  try {
    createRequire(process.argv[1])(process.argv[1]).fail();
  } catch (error) {
    console.log(error.stack);
  }`;
