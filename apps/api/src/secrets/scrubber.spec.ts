import { Scrubber } from './scrubber';

const scrubber = new Scrubber(['correct-horse', 'correct-horse-battery']);

describe('a text loses', () => {
  it.each([
    ['a secret that is known', 'it is correct-horse, again correct-horse.', 'it is [redacted], again [redacted].'],
    ['the longer of two that begin alike', 'correct-horse-battery', '[redacted]'],
    ['a key made by the command', 'skg_a1B2-c3_Zm9vYmFyYmF6cXV4 is unknown', '[redacted] is unknown'],
    ['a key of the first start', 'key read_q2ZVinQkBVdNH4NNvviue7jDl_Vfh8DW!', 'key [redacted]!'],
    ['an admin key of the first start', '"admin_FjmOkrxkV0l9rjamCTYy07CvuRi-uzQo"', '"[redacted]"'],
    ['a bearer token', 'Authorization: Bearer eyJhbGciOi.J9-_~+/=', 'Authorization: Bearer [redacted]'],
    ['basic credentials', 'sent basic dXNlcjpwYXNz', 'sent basic [redacted]'],
    ['the password of a URL', 'mysql://root:s3cret@db:3306/x', 'mysql://root:[redacted]@db:3306/x'],
    ['a password with an at sign', 'at mysql://root:a@b@db/x', 'at mysql://root:[redacted]@db/x'],
    ['a password without a user', 'redis://:pw@cache/', 'redis://:[redacted]@cache/'],
    ['a token in a query', 'GET /x.zip?sig=abc%2Fd&se=1', 'GET /x.zip?sig=[redacted]&se=1'],
    ['a header', 'X-API-Key: abc123, accept: */*', 'X-API-Key: [redacted], accept: */*'],
    ['a field of JSON', '{"password":"abc","user":"me"}', '{"password":"[redacted]","user":"me"}'],
    ['a variable', 'ADMIN_API_KEY is set, API_KEY=abc', 'ADMIN_API_KEY is set, API_KEY=[redacted]'],
    [
      'a variable with a longer name',
      'ONET_PASSWORD=x ADMIN_API_KEY=y',
      'ONET_PASSWORD=[redacted] ADMIN_API_KEY=[redacted]',
    ],
    [
      'a field with a longer name',
      '{"db_password":"x","dbPassword":"y"}',
      '{"db_password":"[redacted]","dbPassword":"[redacted]"}',
    ],
    ['a header with a longer name', 'x-goog-api-key: abc', 'x-goog-api-key: [redacted]'],
    ['what a sign-in sends', 'client_secret=a&code=b', 'client_secret=[redacted]&code=b'],
    [
      'what a sign-in gets',
      'access_token=a, "refresh_token": "b"',
      'access_token=[redacted], "refresh_token": "[redacted]"',
    ],
    ['a secret in a query, with commas', '/x?client_secret=a,b&c', '/x?client_secret=[redacted]&c'],
    ['a key behind something else', 'OLD_skg_a1B2-c3_Zm9vYmFyYmF6cXV4', 'OLD_[redacted]'],
    ['the password of a URL behind something else', 'URL_mysql://root:s3cret@db/x', 'URL_mysql://root:[redacted]@db/x'],
  ])('%s', (_what, text, clean) => expect(scrubber.text(text)).toBe(clean));

  it('what is too long to be read', () => {
    expect(scrubber.text('x'.repeat(20_000))).toBe(`${'x'.repeat(16_000)}… (20000 characters)`);
  });

  it.each([
    ['known', 'correct-horse-battery'],
    ['with the shape of a key', `admin_${'k'.repeat(32)}`],
    ['with the shape of a field', `password=${'p'.repeat(4_000)}`],
  ])('a secret %s wherever a long text is cut', (_what, secret) => {
    for (const length of [0, 20_000, 100_000]) {
      for (const ahead of [15_990, 15_999, 16_000, 20_190, 20_199]) {
        const clean = scrubber.text(`${'. '.repeat(ahead / 2)}${secret} ${'x'.repeat(length)}`);
        expect(clean).not.toMatch(/correct|admin|kk|pp/);
        expect(clean.length).toBeLessThan(16_100);
      }
    }
  });

  it('also the beginning of a secret where much before it was taken out', () => {
    const clean = scrubber.text(`${'correct-horse-battery '.repeat(917)}correct-horse-battery${'x'.repeat(99_999)}`);
    expect(clean).not.toContain('correct');
    expect(clean).toMatch(/^\[redacted\] .*… \(\d+ characters\)$/);
  });

  it('secrets that came up later', () => {
    const learner = new Scrubber();
    learner.learn(['replaced-by-hand']);
    expect(learner.text('replaced-by-hand')).toBe('[redacted]');
  });
});

describe('a text keeps', () => {
  it.each([
    "Access denied for user 'app'@'10.0.0.1' (using password: YES)",
    'GET /api/v1/skill-gap-llm 200',
    'https://www.onetcenter.org/dl_files/database/db_30_1_text.zip',
    'admin_assessments and read_only are no keys',
    'The key "payroll" has expired; user@example.org knows more: http://host/a:b@c',
    'basic skills, bearer of news',
    'prompt_tokens=12, output_tokens: 3, "key":"payroll", API_KEY_SCOPES=read, secrets: none',
  ])('%s', (text) => expect(scrubber.text(text)).toBe(text));
});

describe('a path', () => {
  const key = `admin_${'kK1-'.repeat(8)}`;

  it.each([
    ['loses a key', `/admin/${key}/x`, '/admin/[redacted]/x'],
    ['loses a key behind something else', `/admin${key}`, '/admin[redacted]'],
    ['loses a key that is encoded in part', `/admin%61${key.slice(1)}`, '/admin[redacted]'],
    ['loses a key with an encoded end', `/${key}%6B%6b`, '/[redacted]'],
    ['loses a known secret that is encoded in part', '/a%20b/correct%2dhorse', '/a b/[redacted]'],
    ['loses it although something is wrongly encoded', '/%zz%ff%/%63orrect-horse', '/%zz%ff%/[redacted]'],
    ['stays as it was asked for where decoding shows no more', '/a%20b/correct-horse', '/a%20b/[redacted]'],
    ['shows no control characters', `/%0a%1b%7f/%61${key.slice(1)}`, '/%0a%1b%7f/[redacted]'],
    ['stays as it was asked for without secrets', '/a%20b%2Fc/%E2%82%AC', '/a%20b%2Fc/%E2%82%AC'],
  ])('%s', (_what, path, clean) => expect(scrubber.path(path)).toBe(clean));
});

describe('fields lose', () => {
  it.each([
    ...['x-api-key', 'X-API-Key', 'apiKey', 'api_key', 'x-goog-api-key', 'ADMIN_API_KEY', 'key_hash', 'keyHash'],
    ...['password', 'dbPassword', 'ONET_PASSWORD', 'Authorization', 'Proxy-Authorization', 'Set-Cookie'],
    ...['token', 'accessToken', 'refresh_token', 'client_secret', 'DATABASE_URL'],
  ])('what is named %s, however deep', (name) => {
    expect(scrubber.fields({ [name]: 'a', deep: [{ [name]: { b: 1 } }] })).toEqual({
      [name]: '[redacted]',
      deep: [{ [name]: '[redacted]' }],
    });
  });

  it('secrets in any text, and keep the rest', () => {
    const fields = { key: 'payroll', run_id: 3, none: null, list: ['correct-horse'], at: new Date(0), big: 1n };
    expect(scrubber.fields(fields)).toEqual({ ...fields, list: ['[redacted]'], big: '1' });
  });

  it('nothing because a name only resembles that of a secret', () => {
    const fields = {
      prompt_tokens: 1,
      output_tokens: 2,
      tokens: 3,
      next_page_token: 'p',
      key: 'a',
      api_key_scopes: 'b',
    };
    expect(scrubber.fields(fields)).toEqual(fields);
  });

  it('themselves where they refer to themselves', () => {
    const circle: Record<string, unknown> = {};
    circle.again = circle;
    expect(JSON.stringify(scrubber.fields(circle))).toContain('…');
  });
});

describe('an error', () => {
  it('keeps its kind, code, text, stack and causes, without secrets', () => {
    const cause = Object.assign(new TypeError('at mysql://u:pw@h/d'), { code: 'ECONNRESET' });
    const { err } = scrubber.fields({ err: new Error('lost correct-horse', { cause }) });
    expect(err).toEqual({
      type: 'Error',
      message: 'lost [redacted]',
      stack: expect.stringMatching(/^Error: lost \[redacted\]\n\s+at /),
      cause: {
        type: 'TypeError',
        code: 'ECONNRESET',
        message: 'at mysql://u:[redacted]@h/d',
        stack: expect.stringContaining('at mysql://u:[redacted]@h/d'),
      },
    });
  });

  it('loses what else it carries: statements, parameters, requests', () => {
    const error = Object.assign(new Error('failed'), { parameters: ['hash'], config: { headers: { a: 'b' } } });
    expect(Object.keys(scrubber.fields({ error }).error as object)).toEqual(['type', 'message', 'stack']);
  });
});

it('ends for texts that make patterns backtrack', () => {
  const names = ['password=', 'x_password ', 'access_', '?access_', 'client_secret="', 'Bearer ', 'skg_a_', 'read_'];
  for (const text of ['a', 'a://', 'a:', '://:', '_a://b:', '@', '%61', ...names]) {
    expect(scrubber.text(text.repeat(20_000))).toMatch(/ characters\)$/);
  }
});
