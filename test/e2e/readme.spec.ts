import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testServers } from '../support/databases';
import { freshDatabase, startService, type Service } from '../support/service';

const [server] = testServers();

/** The curl lines of the README, each with the answer that it shows below. */
const examples = [
  ...readFileSync(join(__dirname, '../../README.md'), 'utf8').matchAll(
    /```sh\ncurl [^\n]*"http:\/\/localhost:3000(?<path>[^"]+)"\n```\n\n```json\n(?<answer>[^`]+)```/g,
  ),
].map(({ groups }) => [groups?.path ?? '', groups?.answer ?? ''] as const);

let service: Service;

beforeAll(async () => {
  service = await startService({ DATABASE_URL: await freshDatabase(server!) });
});

it('finds the examples of the README', () => {
  expect(examples.length).toBeGreaterThanOrEqual(4);
});

it.each(examples)('answers %s as the README shows', async (path, answer) => {
  expect((await service.get(path)).body).toEqual(JSON.parse(answer));
});
