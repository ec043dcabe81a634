import { LlmFailure } from './llm-failure';

const SECRET = 'sEcReT-0.1_x~y+z/w';

describe('the message of a failure', () => {
  it('is its class and the words of the provider', () => {
    const cause = new Error('why');
    const failure = new LlmFailure('RATE_LIMITED', 'status 429: Resource exhausted.', { retryAfterMs: 2_000, cause });
    expect(failure).toMatchObject({
      ...{ message: 'RATE_LIMITED: status 429: Resource exhausted.', name: 'LlmFailure', retryAfterMs: 2_000, cause },
      traits: { retriable: true, mayBeBilled: false },
    });
    expect(new LlmFailure('EMPTY', 'STOP').retryAfterMs).toBeUndefined();
  });

  it('says that what was not sent cannot be billed', () => {
    expect(new LlmFailure('NETWORK', 'UND_ERR_SOCKET').traits.mayBeBilled).toBe(true);
    expect(new LlmFailure('NETWORK', 'ECONNREFUSED', { wasNotSent: true }).traits.mayBeBilled).toBe(false);
  });

  it.each<[string, string, string]>([
    ['a Bearer token', `Authorization: Bearer ${SECRET}`, 'Authorization: Bearer ***'],
    ['one in small letters', `authorization: bearer ${SECRET} was refused`, 'authorization: Bearer *** was refused'],
    ['an access token of Google', `the token ya29.a0-${'x_'.repeat(50)}. Again`, 'the token *** Again'],
    ['a client secret in JSON', `{"client_secret":"${SECRET}","x":1}`, '{"client_secret":"***","x":1}'],
    ['one in JSON with blanks', `{ "client_secret" : "${SECRET}" }`, '{ "client_secret" : "***" }'],
    ['one in JSON within JSON', `"{\\"client_secret\\":\\"${SECRET}\\"}"`, '"{\\"client_secret\\":\\"***\\"}"'],
    ['one in an object of JavaScript', `{ client_secret: '${SECRET}', x: 1 }`, "{ client_secret: '***', x: 1 }"],
    ['a refresh token in a form', `refresh_token=${SECRET}&grant_type=x`, 'refresh_token=***&grant_type=x'],
    ['an assertion', `grant_type=jwt&assertion=${SECRET}`, 'grant_type=jwt&assertion=***'],
    [
      'a private key',
      '{"private_key":"-----BEGIN PRIVATE KEY-----\\nMII+/=\\n-----END PRIVATE KEY-----\\n"}',
      '***\\n"}',
    ],
    [
      'one with ends of lines',
      '-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nread',
      '***\nread',
    ],
  ])('does not hold %s', (_what, words, masked) => {
    const { message } = new LlmFailure('AUTH', words);
    expect(message).toContain(masked);
    expect(message).not.toMatch(/sEcReT|x_x_|MII/);
  });

  it('is not longer than a log line can bear', () => {
    expect(new LlmFailure('MALFORMED', 'x'.repeat(100_000)).message).toBe(`MALFORMED: ${'x'.repeat(500)}`);
  });

  const key = `-----BEGIN PRIVATE KEY-----\\n${'MIIE '.repeat(50)}`;
  it.each([
    ['a Bearer token', 'Bearer ', 'sEcReT'.repeat(20)],
    ['an access token of Google', '', `ya29.${'sEcReT'.repeat(20)}`],
    ['a client secret', '{"client_secret":"', 'sEcReT'.repeat(20)],
    ['a private key', '{"private_key":"', key],
  ])('does not hold what the cut leaves of %s', (_what, before, secret) => {
    for (let room = 0; room <= 60; room += 1) {
      const words = `${'-'.repeat(500 - before.length - room)}${before}${secret}`;
      expect(new LlmFailure('AUTH', words).message).not.toMatch(/sEc|MII/);
    }
  });
});
