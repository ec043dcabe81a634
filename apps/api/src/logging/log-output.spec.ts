import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogOutput } from './log-output';

let folder: string;
let file: string;
let fd: number;
let output: LogOutput;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skill-gap-log-'));
  file = join(folder, 'log');
  fd = openSync(file, 'a');
  output = new LogOutput((line) => line, fd);
});
afterEach(() => {
  output.writeAtOnce();
  closeSync(fd);
  rmSync(folder, { recursive: true });
});

const written = (): string => readFileSync(file, 'utf8');

async function eventually(wanted: string): Promise<void> {
  while (written() !== wanted) await new Promise((resolve) => setTimeout(resolve, 10));
}

it('writes each line at once while the service starts', () => {
  output.write('one\n');
  expect(written()).toBe('one\n');
});

it('writes a lonely line soon while the service serves', async () => {
  output.writeInBlocks();
  output.write('one\n');
  expect(written()).toBe('');
  await eventually('one\n');
});

it('writes what waits, and then each line at once, when the service stops', () => {
  output.writeInBlocks();
  output.write('one\n');
  output.writeAtOnce();
  expect(written()).toBe('one\n');
  output.write('two\n');
  expect(written()).toBe('one\ntwo\n');
});

it('keeps the order of many lines, and none is lost or cut', async () => {
  output.writeInBlocks();
  const lines = Array.from({ length: 5_000 }, (_, i) => `${i} ${'ä'.repeat(i % 50)}\n`);
  for (const [i, line] of lines.entries()) {
    output.write(line);
    if (i % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await eventually(lines.join(''));
});

it('does not fail where nobody can read any more', () => {
  closeSync(fd);
  expect(() => output.write('one\n')).not.toThrow();
  fd = openSync(file, 'a');
});

it('gives up lines rather than memory where nobody reads, and says how many', () => {
  output.writeInBlocks();
  const line = `${'x'.repeat(999_999)}\n`;
  // All in one turn of the event loop: nothing can be written meanwhile.
  for (let i = 0; i < 30; i++) output.write(line);
  output.writeAtOnce();
  const [last] = written().trimEnd().split('\n').slice(-1);
  expect(JSON.parse(last ?? '')).toMatchObject({ level: 'warn', msg: expect.stringMatching(/^\d+ lines were lost/) });
  expect(written().length).toBeLessThan(20_000_000);
});
