import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testServers } from '../support/databases/databases';
import type { Variables } from '../support/service/program';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

const [server] = testServers();
const REAL_DATA = process.env.ONET_SOURCE;

/** When something was assessed differs from one time to the other. */
const TIME = /"(assessed|described)_at":"[^"]+"/g;

/** The curl lines of a document, each with the answer that it shows below. */
function examplesOf(document: string): (readonly [path: string, answer: unknown])[] {
  const text = readFileSync(join(__dirname, '../..', document), 'utf8');
  const examples = text.matchAll(
    /```sh\ncurl [^\n]*"http:\/\/localhost:3000(?<path>[^"]+)"\n```\n\n```json\n(?<answer>[^`]+)```/g,
  );
  return [...examples].map(({ groups }) => [groups?.path ?? '', JSON.parse(groups?.answer ?? 'null')] as const);
}

async function startOn(variables: Variables): Promise<Service> {
  return startService({ DATABASE_URL: await freshDatabase(server!), ...variables });
}

describe('on the sample', () => {
  // Those of llm.md build on each other: later ones show what earlier ones had assessed.
  const exact = examplesOf('docs/llm.md');
  const real = examplesOf('README.md');
  let service: Service;

  beforeAll(async () => {
    service = await startOn({ LLM_PROVIDER: 'offline', API_KEY_SCOPES: 'read,llm' });
  });

  it('finds the examples of the documents', () => {
    expect(exact.length).toBeGreaterThanOrEqual(3);
    expect(real.length).toBeGreaterThanOrEqual(4);
  });

  it.each(exact)('answers %s as docs/llm.md shows', async (path, answer) => {
    expect(withoutTimes((await service.get(path)).body)).toEqual(withoutTimes(answer));
  });

  it.each(real)(
    'answers %s with the members that README.md shows, about the same occupations',
    async (path, answer) => {
      const { body } = await service.get(path);
      expect(shapeOf(body)).toEqual(shapeOf(answer));
      expect(occupationsOf(body)).toEqual(occupationsOf(answer));
    },
  );
});

// Real releases are never part of the project: only those who have one can try this.
if (REAL_DATA) {
  it('answers as README.md shows on the release in ONET_SOURCE, but for its name', async () => {
    const service = await startOn({ ONET_SOURCE: REAL_DATA });
    for (const [path, answer] of examplesOf('README.md')) {
      const { body } = await service.get(path);
      expect(withoutRelease(body)).toEqual(withoutRelease(answer));
    }
  });
}

function withoutTimes(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer).replace(TIME, '"$1_at":"some time"'));
}

function withoutRelease(answer: unknown): unknown {
  const text = JSON.stringify(answer);
  return JSON.parse(text.replace(/"release":"[^"]+"/, '"release":""').replace(/ in release \S+\./, ' in release.'));
}

/** The names of an answer's members; of a list of objects, those of its first one. A list of names may be empty. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .filter((item) => typeof item === 'object')
      .slice(0, 1)
      .map(shapeOf);
  if (typeof value !== 'object' || value === null) return 'value';
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

function occupationsOf(answer: unknown): unknown {
  const { from_occupation: from, to_occupation: to, code } = answer as Record<string, unknown>;
  return { from, to, code };
}
