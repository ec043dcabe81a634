import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationError } from './config.errors';
import { parseEnvironment } from './parse-environment';

function problemsOf(variables: NodeJS.ProcessEnv): readonly string[] {
  try {
    parseEnvironment(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

it('gives a working laptop configuration when nothing is set', () => {
  expect(parseEnvironment({})).toEqual({
    host: '0.0.0.0',
    port: 3000,
    dataDir: resolve('data'),
    databaseUrl: `sqlite:${resolve('data/skill-gap.sqlite')}`,
    onetSource: { location: 'latest', releaseName: null },
    crosswalkFolder: null,
    downloadBaseUrl: 'https://www.onetcenter.org/dl_files/database/',
    webServices: { version: '2', baseUrl: 'https://api-v2.onetcenter.org/', credentials: null },
    apiKey: null,
    adminApiKey: null,
    apiKeyScopes: ['read'],
    llm: {
      provider: 'none',
      model: 'gemini-3.5-flash-lite',
      vertex: { project: '', location: 'global', apiEndpoint: 'aiplatform.googleapis.com' },
      thinking: null,
      price: { inputUsd: 0.3, outputUsd: 2.5 },
      dailyBudgetUsd: 5,
      concurrency: 4,
      timeoutMs: 60_000,
    },
    isProduction: false,
    releasesKept: 4,
    refresh: { cron: '0 3 * * *', timeZone: 'UTC', retryMs: 300_000, atStart: true },
    publicRead: false,
    rateLimits: { read: 600, bulk: 60, llm: 60, admin: 120, withoutKey: 60, public: 120, publicBulk: 10 },
    http: { corsOrigins: [], trustedProxies: [], requestTimeoutMs: 30_000, maxConnections: 10_000 },
    metrics: 'on',
    logLevel: 'info',
    logFormat: null,
  });
});

it('keeps its data with the installation, wherever it is started', () => {
  const root = process.cwd();
  process.chdir(tmpdir());
  try {
    expect(parseEnvironment({}).dataDir).toBe(join(root, 'data'));
    expect(parseEnvironment({ DATA_DIR: 'gap' }).dataDir).toBe(join(process.cwd(), 'gap'));
  } finally {
    process.chdir(root);
  }
});

it('keeps the embedded database in DATA_DIR', () => {
  const relative = parseEnvironment({ DATA_DIR: 'gap', DATABASE_URL: 'sqlite:x.sqlite' });
  expect(relative).toMatchObject({ dataDir: resolve('gap'), databaseUrl: `sqlite:${resolve('x.sqlite')}` });
  expect(parseEnvironment({ DATA_DIR: '/srv/gap' }).databaseUrl).toBe('sqlite:/srv/gap/skill-gap.sqlite');
});

it('counts an empty variable as unset', () => {
  expect(parseEnvironment({ PORT: '', ONET_SOURCE: ' ' })).toMatchObject({
    port: 3000,
    onetSource: { location: 'latest' },
  });
});

it.each(['sample', 'latest', './db_29_0_text', 'C:\\onet\\db_29_0_text.zip', 'https://example.org/db.zip?token=x'])(
  'takes %s as source',
  (location) => {
    expect(parseEnvironment({ ONET_SOURCE: location }).onetSource.location).toBe(location);
  },
);

it('lets the download site end with or without a slash', () => {
  for (const url of ['https://mirror.example.org/onet', 'https://mirror.example.org/onet/']) {
    expect(parseEnvironment({ ONET_DOWNLOAD_BASE_URL: url }).downloadBaseUrl).toBe('https://mirror.example.org/onet/');
  }
});

it.each<[string, NodeJS.ProcessEnv, object]>([
  ['a key', { ONET_API_KEY: 'abc' }, { version: '2', credentials: { apiKey: 'abc' } }],
  [
    'a user name and a password for version 1.9',
    { ONET_API_VERSION: '1.9', ONET_USERNAME: 'me', ONET_PASSWORD: 'a b' },
    {
      version: '1.9',
      baseUrl: 'https://services.onetcenter.org/v1.9/ws/',
      credentials: { username: 'me', password: 'a b' },
    },
  ],
  [
    'the address of a mirror',
    { ONET_API_BASE_URL: 'https://mirror.example.org/onet' },
    { baseUrl: 'https://mirror.example.org/onet/', credentials: null },
  ],
])('takes for O*NET Web Services %s', (_name, variables, expected) => {
  expect(parseEnvironment(variables).webServices).toMatchObject(expected);
});

it.each<[string, NodeJS.ProcessEnv, object]>([
  [
    'Vertex AI in a region',
    { LLM_PROVIDER: 'vertexai', VERTEX_PROJECT: 'my-project', VERTEX_LOCATION: 'us-central1' },
    {
      vertex: { project: 'my-project', apiEndpoint: 'us-central1-aiplatform.googleapis.com' },
      price: { inputUsd: 0.33, outputUsd: 2.75 },
    },
  ],
  [
    'Vertex AI in the European Union, with a price of one’s own',
    { LLM_PROVIDER: 'vertexai', VERTEX_PROJECT: 'my-project', VERTEX_LOCATION: 'eu', LLM_PRICE_INPUT_USD: '1' },
    {
      vertex: { location: 'eu', apiEndpoint: 'aiplatform.eu.rep.googleapis.com' },
      price: { inputUsd: 1.1, outputUsd: 2.75 },
    },
  ],
  ['a model that thinks at a level', { LLM_THINKING: 'low' }, { thinking: 'low' }],
  ['a model that does not think', { LLM_THINKING: 'off' }, { thinking: 0 }],
  ['a model that thinks for so many tokens', { LLM_THINKING: '2048' }, { thinking: 2_048 }],
  [
    'another model with its prices',
    {
      LLM_PROVIDER: 'vertexai',
      VERTEX_PROJECT: 'my-project',
      LLM_MODEL: 'gemini-3.1-flash-lite',
      LLM_PRICE_INPUT_USD: '0.25',
      LLM_PRICE_OUTPUT_USD: '1.5',
    },
    { model: 'gemini-3.1-flash-lite', price: { inputUsd: 0.25, outputUsd: 1.5 } },
  ],
  ['no language model, outside production', { LLM_PROVIDER: 'offline' }, { provider: 'offline' }],
  [
    'no language model, allowed by name in production',
    { LLM_PROVIDER: 'offline', NODE_ENV: 'production', LLM_ALLOW_IN_PRODUCTION: 'offline' },
    { provider: 'offline' },
  ],
  ['a day without spending', { LLM_DAILY_BUDGET_USD: '0' }, { dailyBudgetUsd: 0 }],
])('takes as language model %s', (_name, variables, expected) => {
  expect(parseEnvironment(variables).llm).toMatchObject(expected);
});

it('lets API_KEY use the language model only where that is said', () => {
  expect(parseEnvironment({ API_KEY_SCOPES: 'read, llm' }).apiKeyScopes).toEqual(['read', 'llm']);
});

it.each<[string, NodeJS.ProcessEnv, object]>([
  ['no nightly refresh', { REFRESH_CRON: 'off' }, { refresh: { cron: null } }],
  ['no refresh at the start', { REFRESH_AT_START: 'off' }, { refresh: { atStart: false } }],
  ['metrics for this machine', { METRICS: 'local' }, { metrics: 'local' }],
  ['a refresh every ten seconds', { REFRESH_CRON: '*/10 * * * * *' }, { refresh: { cron: '*/10 * * * * *' } }],
  ['no limit of requests', { RATE_LIMIT_PER_MINUTE: '0' }, { rateLimits: { read: 0, bulk: 60, llm: 60 } }],
  [
    'reading without a key',
    { PUBLIC_READ: 'on', RATE_LIMIT_PUBLIC_PER_MINUTE: '0', RATE_LIMIT_PUBLIC_BULK_PER_MINUTE: '5' },
    { publicRead: true, rateLimits: { public: 0, publicBulk: 5 } },
  ],
  ['a limit of what computes much', { RATE_LIMIT_BULK_PER_MINUTE: '7' }, { rateLimits: { read: 600, bulk: 7 } }],
  [
    'several origins',
    { CORS_ORIGINS: 'https://a.example.org, http://localhost:5173,' },
    { http: { corsOrigins: ['https://a.example.org', 'http://localhost:5173'] } },
  ],
  ['proxies', { TRUSTED_PROXIES: '10.0.0.0/8,::1' }, { http: { trustedProxies: ['10.0.0.0/8', '::1'] } }],
])('can be told of %s', (_name, variables, expected) => {
  expect(parseEnvironment(variables)).toMatchObject(expected);
});

it('cannot be changed after it was read', () => {
  expect(Object.isFrozen(parseEnvironment({}))).toBe(true);
});

it.each<[string, NodeJS.ProcessEnv, RegExp]>([
  ['a port that is no number', { PORT: '80a' }, /^PORT must be a whole number from 0 to 65535/],
  ['an unknown version of Web Services', { ONET_API_VERSION: '3' }, /^ONET_API_VERSION must be 2 or 1.9$/],
  ['a user name for version 2', { ONET_USERNAME: 'me' }, /^ONET_API_VERSION is 2, which takes ONET_API_KEY;/],
  ['half a sign-in', { ONET_API_VERSION: '1.9', ONET_USERNAME: 'me' }, /^ONET_API_VERSION is 1.9, which takes both/],
  ['a key for version 1.9', { ONET_API_VERSION: '1.9', ONET_API_KEY: 'abc' }, /^ONET_API_VERSION is 1.9, which takes/],
  ['a key that cannot travel in a header', { ONET_API_KEY: 'a b' }, /^ONET_API_KEY must be the key/],
  ['Web Services over plain http', { ONET_API_BASE_URL: 'http://example.org/' }, /^ONET_API_BASE_URL must begin with/],
  [
    'Web Services as source without credentials',
    { ONET_SOURCE: 'api' },
    /^ONET_SOURCE is api, which needs ONET_API_KEY/,
  ],
  ['a port out of range', { PORT: '70000' }, /^PORT must be/],
  [
    'an unknown database',
    { DATABASE_URL: 'postgres://u:secret@h/d' },
    /^DATABASE_URL must begin with sqlite: or mysql/,
  ],
  [
    'a database URL without user',
    { DATABASE_URL: 'mysql://h:3306/d' },
    /^DATABASE_URL must name the host and the user/,
  ],
  ['a database URL without name', { DATABASE_URL: 'mysql://u:secret@h:3306' }, /^DATABASE_URL must name the database/],
  ['a database URL that does not parse', { DATABASE_URL: 'mysql://u:secret@h:x/d' }, /^DATABASE_URL is no valid URL/],
  [
    'a % in the password of a database URL',
    { DATABASE_URL: 'mysql://u:secret%zz@h/d' },
    /^DATABASE_URL has a user name or password with a % that must be written as %25$/,
  ],
  [
    'a % in the user name of a database URL',
    { DATABASE_URL: 'mysql://secret%:p@h/d' },
    /^DATABASE_URL has a user name or password with a % that must be written as %25$/,
  ],
  ['an SQLite URL without file', { DATABASE_URL: 'sqlite:' }, /^DATABASE_URL names no file/],
  ['an open connection as source', { ONET_SOURCE: 'http://example.org/x.zip' }, /^ONET_SOURCE must begin with https/],
  ['a password in a source', { ONET_SOURCE: 'https://u:secret@example.org/x.zip' }, /^ONET_SOURCE must not contain/],
  ['another kind of source', { ONET_SOURCE: 'ftp://example.org/x.zip' }, /^ONET_SOURCE must begin with https/],
  ['a download site without scheme', { ONET_DOWNLOAD_BASE_URL: 'example.org' }, /^ONET_DOWNLOAD_BASE_URL is no valid/],
  ['an open download site', { ONET_DOWNLOAD_BASE_URL: 'http://example.org' }, /^ONET_DOWNLOAD_BASE_URL must begin/],
  ['an impossible release name', { ONET_RELEASE: '29 0' }, /^ONET_RELEASE must be a release name/],
  [
    'a real release called sample',
    { ONET_RELEASE: 'SAMPLE' },
    /^ONET_RELEASE must not be "[A-Za-z]+", which is the name of a source/,
  ],
  [
    'a release called as a source is',
    { ONET_RELEASE: 'latest' },
    /^ONET_RELEASE must not be "[A-Za-z]+", which is the name of a source/,
  ],
  [
    'a release called as another source is',
    { ONET_RELEASE: 'Api' },
    /^ONET_RELEASE must not be "[A-Za-z]+", which is the name of a source/,
  ],
  ['a short key', { API_KEY: 'abc' }, /^API_KEY must have at least 16 characters/],
  ['a key with a blank', { ADMIN_API_KEY: 'abcdefgh abcdefgh' }, /^ADMIN_API_KEY must be printable ASCII/],
  ['one key for both', { API_KEY: 'k'.repeat(16), ADMIN_API_KEY: 'k'.repeat(16) }, /^ADMIN_API_KEY must differ/],
  ['an unknown scope', { API_KEY_SCOPES: 'read,admin' }, /^API_KEY_SCOPES must be read, or read,llm$/],
  ['an unknown provider', { LLM_PROVIDER: 'gemini' }, /^LLM_PROVIDER must be one of none, vertexai, offline$/],
  [
    'Vertex AI without a project',
    { LLM_PROVIDER: 'vertexai' },
    /^LLM_PROVIDER is vertexai, which needs VERTEX_PROJECT/,
  ],
  [
    'a model whose price nobody gave',
    { LLM_PROVIDER: 'vertexai', VERTEX_PROJECT: 'p', LLM_MODEL: 'gemini-9', LLM_PRICE_INPUT_USD: '1' },
    /^LLM_MODEL is not gemini-3.5-flash-lite, so its prices/,
  ],
  [
    'texts without a language model in production',
    { LLM_PROVIDER: 'offline', NODE_ENV: 'production' },
    /^LLM_PROVIDER is offline, which writes without a language model and is refused in production/,
  ],
  ['an endpoint with a scheme', { VERTEX_API_ENDPOINT: 'https://example.org' }, /^VERTEX_API_ENDPOINT must be a host/],
  ['a budget that is no amount', { LLM_DAILY_BUDGET_USD: '-1' }, /^LLM_DAILY_BUDGET_USD must be an amount of dollars/],
  [
    'thinking that nobody knows',
    { LLM_THINKING: 'hard' },
    /^LLM_THINKING must be off, minimal, low, medium, high, or a/,
  ],
  ['thinking without end', { LLM_THINKING: '40000' }, /^LLM_THINKING must be off, .* from 0 to 32768$/],
  ['no call at a time', { LLM_CONCURRENCY: '0' }, /^LLM_CONCURRENCY must be a whole number from 1 to 64/],
  ['keeping no release', { RELEASES_KEPT: '0' }, /^RELEASES_KEPT must be a whole number from 1 to 100/],
  ['a time that never comes', { REFRESH_CRON: '0 3 30 2 *' }, /^REFRESH_CRON must be a cron expression/],
  ['a time that is no cron expression', { REFRESH_CRON: 'at night' }, /^REFRESH_CRON must be a cron expression/],
  ['an unknown time zone', { REFRESH_TIME_ZONE: 'Mars/Olympus' }, /^REFRESH_TIME_ZONE must be a time zone/],
  ['a word that is neither on nor off for reading', { PUBLIC_READ: 'yes' }, /^PUBLIC_READ must be on or off/],
  ['a negative limit of requests', { RATE_LIMIT_LLM_PER_MINUTE: '-1' }, /^RATE_LIMIT_LLM_PER_MINUTE must be a whole/],
  ['every origin', { CORS_ORIGINS: '*' }, /^CORS_ORIGINS must list origins/],
  ['an origin with a path', { CORS_ORIGINS: 'https://example.org/app' }, /^CORS_ORIGINS must list origins/],
  ['a proxy by name', { TRUSTED_PROXIES: 'proxy.example.org' }, /^TRUSTED_PROXIES must list addresses/],
  ['an unknown log format', { LOG_FORMAT: 'xml' }, /^LOG_FORMAT must be json or pretty$/],
  ['half a switch', { METRICS: 'yes' }, /^METRICS must be on, off or local$/],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of error, warn, info, debug/],
])('refuses %s', (_name, variables, problem) => {
  const problems = problemsOf(variables);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(problem);
  expect(problems[0]).not.toContain('secret');
});

describe('one wrong value', () => {
  const vertex = { LLM_PROVIDER: 'vertexai', VERTEX_PROJECT: 'my-project' };

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['a version beside a key', { ONET_API_VERSION: 'v2', ONET_API_KEY: 'abc' }, /^ONET_API_VERSION must be 2 or 1\.9$/],
    ['a version beside a sign-in', { ONET_API_VERSION: '1', ONET_USERNAME: 'me' }, /^ONET_API_VERSION must be/],
    ['a version of the source', { ONET_API_VERSION: 'v2', ONET_SOURCE: 'api' }, /^ONET_API_VERSION must be/],
    [
      'the version for the credentials of the source',
      { ONET_API_VERSION: '1.9', ONET_API_KEY: 'abc', ONET_SOURCE: 'api' },
      /^ONET_API_VERSION is 1\.9, which takes/,
    ],
    ['the key of the source', { ONET_SOURCE: 'api', ONET_API_KEY: 'a b' }, /^ONET_API_KEY must be the key/],
    ['a user name of two', { ONET_API_VERSION: '1.9', ONET_USERNAME: 'a:b' }, /^ONET_USERNAME must not contain/],
    ['a provider', { ...vertex, LLM_PROVIDER: 'vertex', NODE_ENV: 'production' }, /^LLM_PROVIDER must be/],
    ['a project', { ...vertex, VERTEX_PROJECT: 'My Project' }, /^VERTEX_PROJECT must be/],
    ['a price', { ...vertex, LLM_MODEL: 'gemini-9', LLM_PRICE_INPUT_USD: 'x' }, /^LLM_PRICE_INPUT_USD must be/],
  ])('is complained of once: %s', (_name, variables, problem) => {
    expect(problemsOf(variables)).toEqual([expect.stringMatching(problem)]);
  });

  it('given for both keys is complained of once for each', () => {
    expect(problemsOf({ API_KEY: 'abc', ADMIN_API_KEY: 'abc' })).toEqual([
      expect.stringMatching(/^API_KEY must have at least/),
      expect.stringMatching(/^ADMIN_API_KEY must have at least/),
    ]);
  });

  it('keeps no other from being complained of', () => {
    const variables = { PORT: 'x', LLM_PROVIDER: 'vertexai', ONET_SOURCE: 'api', ONET_USERNAME: 'me' };
    expect(problemsOf(variables).map((problem) => problem.split(' ', 1)[0])).toEqual([
      'PORT',
      'ONET_API_VERSION',
      'LLM_PROVIDER',
    ]);
  });
});

it('reports every problem in one message', () => {
  const shared = 'k'.repeat(16);
  const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'y', DATABASE_URL: 'z', API_KEY: shared, ADMIN_API_KEY: shared });
  expect(problems.map((problem) => problem.split(' ', 1)[0]).sort()).toEqual([
    'ADMIN_API_KEY',
    'DATABASE_URL',
    'LOG_LEVEL',
    'PORT',
  ]);
});
