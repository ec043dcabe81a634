import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { faultsOf, isAnswered } from '../support/requests/answer-faults';
import { testServers } from '../support/databases/databases';
import { ExactClient, toBytes, type ExactAnswer } from '../support/service/exact-client';
import { SchemaChecker, type OpenApiDocument } from '../support/requests/openapi';
import { requestsTo } from '../support/requests/openapi-requests';
import type { MadeRequest } from '../support/requests/request-draft';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

// Every endpoint of /openapi.json is asked thousands of odd things, over a real socket, by everybody who may come. The
// same seed makes the same requests: FUZZ_SEED takes others, FUZZ_RUNS as many as wanted, FUZZ_ONLY one of them.
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_129);
const RUNS = Number(process.env.FUZZ_RUNS ?? 6_000);
const ONLY = process.env.FUZZ_ONLY;
const IS_WHOLE = ONLY === undefined && RUNS >= 5_000;
const AT_ONCE = 16;

const MOST_SHOWN = 25;
const MOST_MEMORY_KB = 400_000;
/** What a log holds only when something went wrong inside. */
const COMPLAINT = /error_id|unhandled|uncaught|MaxListeners|"level":"(error|fatal)"/i;

const KEYS = { reader: 'fuzz-reader-0123456789', administrator: 'fuzz-administrator-0123456789' };
// What takes requests off the service before it sees them is tested elsewhere.
const WITHOUT_LIMITS = {
  RATE_LIMIT_PER_MINUTE: '0',
  RATE_LIMIT_BULK_PER_MINUTE: '0',
  RATE_LIMIT_LLM_PER_MINUTE: '0',
  RATE_LIMIT_ADMIN_PER_MINUTE: '0',
  RATE_LIMIT_WITHOUT_KEY_PER_MINUTE: '0',
  RATE_LIMIT_PUBLIC_PER_MINUTE: '0',
};

interface Exchange {
  readonly number: number;
  readonly request: MadeRequest;
  readonly answer: ExactAnswer;
}

const [server] = testServers();
let service: Service;
let exchanges: Exchange[];
let schemas: SchemaChecker;
let document: OpenApiDocument;

beforeAll(async () => {
  service = await startService({
    ...WITHOUT_LIMITS,
    DATABASE_URL: await freshDatabase(server!),
    ONET_SOURCE: 'sample',
    LLM_PROVIDER: 'offline',
    API_KEY: KEYS.reader,
    ADMIN_API_KEY: KEYS.administrator,
    API_KEY_SCOPES: 'read,llm',
    CORS_ORIGINS: 'https://app.example.org',
  });
  document = (await service.get('/openapi.json')).body as OpenApiDocument;
  schemas = new SchemaChecker(document);
  exchanges = await exchange(fc.sample(requestsTo(document, KEYS), { seed: SEED, numRuns: RUNS }));
}, 300_000);

it(`answers every one of ${RUNS} odd requests as /openapi.json and the contract of errors have it`, () => {
  const kinds = new Map<string, Exchange[]>();
  for (const one of exchanges) {
    const faults = faultsOf(one.request, one.answer, schemas, Object.values(KEYS));
    if (faults.length === 0) continue;
    const kind = `${one.answer.status}: ${faults.join('; ')}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  const shown = [...kinds].slice(0, MOST_SHOWN).map(([kind, found]) => shownKind(kind, found));
  expect(`${shown.join('')}${kinds.size} kinds of faults`).toBe('0 kinds of faults');
});

// Otherwise a fuzz that no operation ever sees would pass.
(IS_WHOLE ? it : it.skip)('has every operation answered, not only refused at the door', () => {
  const answered = new Set(
    exchanges
      .filter(({ request, answer }) => isAnswered(request, answer))
      .map(({ request }) => `${request.method} ${request.operation?.path}`),
  );
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(all.filter((operation) => !answered.has(operation))).toEqual([]);
});

it('leaves the service as it was: it answers, has nothing to complain about, and holds no more memory', async () => {
  expect((await service.get('/health')).body).toEqual({ status: 'ok' });
  expect((await service.get('/health/ready')).body).toMatchObject({ status: 'ready', database: 'up' });
  const gap = await service.get('/api/v1/skill-gap?from=11-1011.00&to=11-3013.00');
  expect(gap.body).toMatchObject({
    from_occupation: { code: '11-1011.00' },
    to_occupation: { code: '11-3013.00' },
    skill_gaps: expect.arrayContaining(['Installation', 'Repairing']),
  });
  const logged = service.output.split('\n');
  expect(logged.filter((line) => COMPLAINT.test(line))).toEqual([]);
  expect(logged.filter((line) => Object.values(KEYS).some((key) => line.includes(key)))).toEqual([]);
  expect(peakMemory(service.processId)).toBeLessThan(MOST_MEMORY_KB);
});

async function exchange(requests: readonly MadeRequest[]): Promise<Exchange[]> {
  const client = new ExactClient(service.url);
  const waiting = [...requests.entries()].filter(([number]) => ONLY === undefined || Number(ONLY) === number).values();
  const done: Exchange[] = [];
  const work = async (): Promise<void> => {
    for (const [number, request] of waiting) done.push({ number, request, answer: await client.send(request) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  client.close();
  return done.sort((a, b) => a.number - b.number);
}

/** The shortest request of a kind, to be repeated, and where else there are such. */
function shownKind(kind: string, found: readonly Exchange[]): string {
  const [first] = found.toSorted((a, b) => toBytes(a.request).length - toBytes(b.request).length);
  const { number, request, answer } = first!;
  const where = new Set(found.map((one) => `${one.request.method} ${one.request.operation?.path ?? '(no operation)'}`));
  return [
    kind,
    `  FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS} FUZZ_ONLY=${number}: ${short(toBytes(request).toString('latin1'))}`,
    `  answered: ${answer.status} ${short(answer.text)}`,
    `  ${found.length} such answers: ${[...where].join(', ')}`,
    '',
  ].join('\n');
}

/** On one line, with control characters and all beyond ASCII as escapes. */
function short(text: string): string {
  const line = JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return line.length > 800 ? `${line.slice(0, 500)}… (${text.length} characters) …${line.slice(-200)}` : line;
}

/** The most that a process ever held, in kB; 0 where the system does not tell. */
function peakMemory(processId: number): number {
  const status = `/proc/${processId}/status`;
  return existsSync(status) ? Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]) : 0;
}
