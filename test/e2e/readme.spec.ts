import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testServers } from '../support/databases/databases';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

const [server] = testServers();

/** Later ones build on what earlier ones had assessed. */
const DOCUMENTS = ['README.md', 'docs/llm.md'];

/** When something was assessed differs from one time to the other. */
const TIME = /"(assessed|described)_at":"[^"]+"/g;

/** The curl lines of the documents, each with the answer that it shows below. */
const examples = DOCUMENTS.flatMap((document) => [
  ...readFileSync(join(__dirname, '../..', document), 'utf8').matchAll(
    /```sh\ncurl [^\n]*"http:\/\/localhost:3000(?<path>[^"]+)"\n```\n\n```json\n(?<answer>[^`]+)```/g,
  ),
]).map(({ groups }) => [groups?.path ?? '', groups?.answer ?? ''] as const);

let service: Service;

beforeAll(async () => {
  const offline = { LLM_PROVIDER: 'offline', API_KEY_SCOPES: 'read,llm' };
  service = await startService({ DATABASE_URL: await freshDatabase(server!), ...offline });
});

it('finds the examples of the documents', () => {
  expect(examples.length).toBeGreaterThanOrEqual(7);
});

it.each(examples)('answers %s as the documents show', async (path, answer) => {
  expect(withoutTimes((await service.get(path)).body)).toEqual(withoutTimes(JSON.parse(answer)));
});

function withoutTimes(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer).replace(TIME, '"$1_at":"some time"'));
}
