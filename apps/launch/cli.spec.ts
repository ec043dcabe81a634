import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

it('the linked command line has the heap limit of `npm run cli` and of the container', () => {
  const { bin, scripts } = JSON.parse(read('package.json')) as Record<'bin' | 'scripts', Record<string, string>>;
  const [, flags] = /^node ((?:--\S+ )+)apps\/launch\/cli\.mjs$/.exec(scripts.cli ?? '') ?? [];
  expect(flags).toMatch(/--max-old-space-size=\d+ /);
  expect(bin).toEqual({ 'skill-gap': 'apps/launch/cli.mjs' });
  expect(read('apps/launch/cli.mjs')).toMatch(new RegExp(`^#!/usr/bin/env -S node ${flags?.trim()}\n`));
  expect(read('Dockerfile')).toContain(`exec node ${flags}/app/apps/launch/cli.mjs`);
});

it('may be executed', () => {
  expect(statSync(join(root, 'apps/launch/cli.mjs')).mode & 0o111).toBe(0o111);
});
