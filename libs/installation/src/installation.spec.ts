import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installation } from './installation';

it('is the folder with package.json, whatever the working directory is', () => {
  const root = join(__dirname, '../../..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(installation).toEqual({ folder: root, version });
});
