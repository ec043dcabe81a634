import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

it('the container starts with the flags of `npm start`, which the code of the bundle was compiled for', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const [, command] =
    /^CMD (\["node", .*\])$/m.exec(readFileSync(join(root, 'Dockerfile'), 'utf8').split('AS runtime')[1]!) ?? [];
  expect(JSON.parse(command ?? '[]')).toEqual(scripts.start.split(' '));
});
