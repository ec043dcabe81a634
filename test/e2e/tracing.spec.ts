import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { testServers } from '../support/databases/databases';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { VertexServer } from '../support/vertex/server';
import { WebServicesServer } from '../support/web-services/server';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';
/** In the sample, known but without ratings. */
const UNRATED = '15-2051.00';
const API = join(__dirname, '../../dist/apps/api/src');
const SERVER = 2;

interface Span {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: Pick<Span, 'attributes'>;
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** What OpenTelemetry's collector is to the service. */
class Collector {
  /** Everything that was sent, as it came. */
  readonly texts: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Collector> {
    const server = createServer((request, response) => {
      void textOf(request).then((text) => {
        if (request.url === '/v1/traces') self.texts.push(text);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    const self = new Collector(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return self;
  }

  get environment(): Record<string, string> {
    return tracingTo(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  get exports(): readonly Export[] {
    return this.texts.map((text) => JSON.parse(text) as Export);
  }

  get spans(): Span[] {
    return this.exports.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }

  /** The spans of the trace whose first one is called so, as soon as it is there. */
  async traceOf(name: string): Promise<Span[]> {
    for (;;) {
      const root = this.spans.find((span) => span.name === name && span.kind === SERVER);
      if (root) return this.spans.filter(({ traceId }) => traceId === root.traceId);
      await sleep(20);
    }
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}

function tracingTo(url: string): Record<string, string> {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '50',
  };
}

function attribute({ attributes }: Pick<Span, 'attributes'>, name: string): unknown {
  return Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0];
}

/** This attribute of all spans that have it. */
function texts(spans: readonly Span[], name: string): string[] {
  return spans.flatMap((span) => {
    const text = attribute(span, name);
    return typeof text === 'string' ? [text] : [];
  });
}

/** On a server, since what is asked of SQLite is not traced. */
const server = testServers().find(({ url }) => url !== undefined);
const describeWithServer = server ? describe : describe.skip;

describeWithServer('traces', () => {
  let collector: Collector;
  let webServices: WebServicesServer;
  let vertex: VertexServer;
  let service: Service;

  beforeAll(async () => {
    [collector, webServices, vertex] = await Promise.all([
      Collector.start(),
      WebServicesServer.start(),
      VertexServer.start(),
    ]);
    service = await startService({
      ...{ ...KEYS, API_KEY_SCOPES: 'read,llm', LLM_DAILY_BUDGET_USD: '1000' },
      ...{ ...collector.environment, ...webServices.environment, ...vertex.environment },
      ...{ DATABASE_URL: await freshDatabase(server!), DATA_DIR: await freshFolder() },
    });
  });
  afterAll(async () => {
    collector.stop();
    await Promise.all([webServices.stop(), vertex.stop()]);
  });

  it('say nothing of what a request tells of a person', async () => {
    const said = { occupations: [UNRATED], ratings: [{ element_id: '2.A.1.a', level: 5.43 }] };
    const headers = { 'x-api-key': service.apiKey };
    const answer = await service.request('POST', '/api/v1/questionnaire', headers, { from: said, to: '53-3032.00' });
    expect(answer.status).toBe(200);
    const spans = await collector.traceOf('POST /api/v1/questionnaire');
    for (const each of [UNRATED, '2.A.1.a', '5.43', '53-3032.00']) expect(JSON.stringify(spans)).not.toContain(each);
  });

  it('name requests by their routes and continue the trace of the client', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await service.get(GAP, { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    const [span] = await collector.traceOf('GET /api/v1/skill-gap');
    expect(span).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' });
    expect(attribute(span!, 'http.route')).toBe('/api/v1/skill-gap');
    expect(attribute(span!, 'http.response.status_code')).toBe(200);
    const [{ resource } = { resource: { attributes: [] } }] = collector.exports[0]!.resourceSpans;
    expect(attribute(resource, 'service.name')).toBe('onet-skill-gap-service');
    // The log is written in blocks.
    while (!service.output.includes('"route":"/api/v1/skill-gap"')) await sleep(20);
    expect(service.output).toContain(`"trace_id":"${traceId}"`);
  });

  it('show the statements and the calls of other servers that a request needed, without what was asked for', async () => {
    await service.get(`/api/v1/occupations/${UNRATED}/skills`);
    const known = await service.get(GAP.replace('skill-gap', 'skill-gap-llm'));
    expect(known.status).toBe(200);
    const completion = await collector.traceOf('GET /api/v1/occupations/:code/skills');
    const statements = texts(completion, 'db.query.text').join('\n');
    expect(statements).toMatch(/SELECT .* FROM `occupations`.* WHERE .*= \?/);
    expect(statements).not.toMatch(/15-2051|'/);
    expect(texts(completion, 'url.full')).toContain(`${webServices.url}database/rows/skills`);

    const answer = await collector.traceOf('GET /api/v1/skill-gap-llm');
    expect(texts(answer, 'url.full').join('\n')).toMatch(/:generateContent$/m);
  });

  it('hold no keys, no query strings and no words of the server', async () => {
    const secret = 'secret-in-the-wrong-place';
    for (const path of [`${GAP}&key=${secret}`, `/nothing?${secret}`]) await service.get(path, { 'x-api-key': secret });
    await service.request('POST', `/api/v1/admin/refreshes?${secret}`, { 'x-api-key': secret });
    await collector.traceOf('POST /api/v1/admin/refreshes');
    const all = collector.texts.join('\n');
    const credentials = Object.entries(webServices.environment).flatMap(([name, value]) =>
      name === 'ONET_API_KEY' ? value : [],
    );
    expect(credentials).toHaveLength(1);
    for (const text of [secret, ...Object.values(KEYS), ...credentials, vertex.accessToken, 'from=', 'filter=']) {
      expect(all).not.toContain(text);
    }
  });

  it('hold no keys of paths, and neither who a client claims to be nor its program', async () => {
    const shaped = `admin_${'k'.repeat(32)}`;
    for (const key of [KEYS.API_KEY, `%72${KEYS.API_KEY.slice(1)}`, shaped, `admin%61${shaped.slice(1)}`]) {
      await service.get(`/nothing/${key}`, {
        ...{ forwarded: 'for=192.0.2.1', 'x-forwarded-for': '192.0.2.2', 'user-agent': 'program-of-the-client' },
      });
    }
    await service.get('/api/v1/skills');
    await collector.traceOf('GET /api/v1/skills');
    const paths = texts(collector.spans, 'url.path').filter((path) => path.startsWith('/nothing/'));
    expect(paths).toEqual([...Array<string>(3).fill('/nothing/[redacted]'), '/nothing/admin[redacted]']);
    expect(new Set(texts(collector.spans, 'client.address'))).toEqual(new Set(['127.0.0.1']));
    const all = collector.texts.join('\n');
    for (const text of [...Object.values(KEYS), 'kkkk', '192.0.2.', 'program-of-the-client']) {
      expect(all).not.toContain(text);
    }
  });

  it('begin with requests only, and not with those of whoever watches the service', async () => {
    for (const path of ['/health', '/health/ready', '/metrics?x=1']) await service.get(path);
    // By then every process has looked for a newer release.
    await sleep(2_200);
    await service.get('/api/v1/scales');
    await collector.traceOf('GET /api/v1/scales');
    const { spans } = collector;
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const first = spans.filter(({ parentSpanId }) => !parentSpanId || !ids.has(parentSpanId));
    expect(first.filter(({ kind }) => kind !== SERVER)).toEqual([]);
    expect(texts(spans, 'url.path').filter((path) => /health|metrics/.test(path))).toEqual([]);
  });

  it('that are left are sent when the service stops', async () => {
    await service.get('/api/v1/releases');
    expect((await service.stop()).signal).toBe('SIGTERM');
    expect(collector.spans.map(({ name }) => name)).toContain('GET /api/v1/releases');
  });
});

it('a collector that is away neither fails requests nor fills the log', async () => {
  const service = await startService({
    ...KEYS,
    ...tracingTo('http://user:password-of-the-collector@127.0.0.1:9'),
    OTEL_EXPORTER_OTLP_TIMEOUT: '300',
    RATE_LIMIT_PER_MINUTE: '0',
  });
  while (!service.output.includes('Traces get lost')) {
    expect((await service.get(GAP)).status).toBe(200);
    await sleep(20);
  }
  for (let i = 0; i < 50; i++) expect((await service.get(GAP)).status).toBe(200);
  await sleep(1_000);
  const { stdout, stderr } = await service.stop();
  expect((stdout + stderr).match(/Traces get lost|ECONNREFUSED/g)).toHaveLength(2);
  expect(stdout + stderr).not.toContain('password-of-the-collector');
});

it('nothing of OpenTelemetry is loaded where no collector is named, but what prom-client brings', async () => {
  const program = `
    require('reflect-metadata');
    for (const file of ['tracing/start-tracing', 'create-app']) require(${JSON.stringify(API)} + '/' + file + '.js');
    process.stdout.write(String(Object.keys(require.cache).filter((file) => /@opentelemetry.(?!api\\b)/.test(file)).length));`;
  const { PATH, HOME } = process.env;
  const count = async (variables: Record<string, string>) =>
    Number(
      (await promisify(execFile)(process.execPath, ['-e', program], { env: { PATH, HOME, ...variables } })).stdout,
    );
  expect(await count({ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' })).toBe(0);
  expect(await count(tracingTo('http://127.0.0.1:9'))).toBeGreaterThan(100);
});
