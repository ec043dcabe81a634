import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skill-gap-budget-'));
  mkdirSync(join(folder, 'assets'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Random bytes, which nothing compresses. */
function write(name: string, bytes: number): void {
  writeFileSync(join(folder, name), randomBytes(bytes));
}

function check(where = folder): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [join(__dirname, 'page-budget.mjs'), where]);
  return { status, stderr: String(stderr) };
}

it('passes a page within its limits, and tells its size', () => {
  write('assets/main.js', 60_000);
  write('assets/main.css', 10_000);
  const { status, stderr } = check();
  expect(status).toBe(0);
  expect(stderr).toMatch(/\.js files: 60\.\d kB of 70 kB \(gzip\)\n.+\.css files: 10\.\d kB of 20 kB/);
});

it.each([
  ['scripts', 'assets/other.js', 11_000],
  ['styles', 'assets/other.css', 11_000],
])('fails where %s have grown beyond, over all files', (_what, name, bytes) => {
  write('assets/main.js', 60_000);
  write('assets/main.css', 10_000);
  write(name, bytes);
  const { status, stderr } = check();
  expect(status).toBe(1);
  expect(stderr).toContain('That is too much: make them smaller');
});

it('fails where there is no page, or one without scripts', () => {
  write('assets/main.css', 10_000);
  expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('has no .js file') as string });
  expect(check(join(folder, 'missing'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('There is no page') as string,
  });
});
