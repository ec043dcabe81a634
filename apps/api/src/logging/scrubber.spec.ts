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
  ])('%s', (_what, text, clean) => expect(scrubber.text(text)).toBe(clean));

  it('what is too long to be read', () => {
    expect(scrubber.text('x'.repeat(20_000))).toBe(`${'x'.repeat(16_000)}… (20000 characters)`);
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
  ])('%s', (text) => expect(scrubber.text(text)).toBe(text));
});

describe('fields lose', () => {
  it.each(['x-api-key', 'X-API-Key', 'apiKey', 'api_key', 'Authorization', 'password', 'key_hash', 'keyHash', 'token'])(
    'what is named %s, however deep',
    (name) => {
      expect(scrubber.fields({ [name]: 'a', deep: [{ [name]: { b: 1 } }] })).toEqual({
        [name]: '[redacted]',
        deep: [{ [name]: '[redacted]' }],
      });
    },
  );

  it('secrets in any text, and keep the rest', () => {
    const fields = { key: 'payroll', run_id: 3, none: null, list: ['correct-horse'], at: new Date(0), big: 1n };
    expect(scrubber.fields(fields)).toEqual({ ...fields, list: ['[redacted]'], big: '1' });
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
  for (const text of ['a', 'a://', 'a:', '://:', 'password=', '@', 'Bearer ', 'skg_a_']) {
    expect(scrubber.text(text.repeat(20_000))).toMatch(/ characters\)$/);
  }
});
