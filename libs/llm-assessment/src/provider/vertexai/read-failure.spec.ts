import { ClientError, GoogleApiError, GoogleAuthError } from '@google-cloud/vertexai';
import { readFailure } from './read-failure';

// What a server can bring about is in test/e2e/vertexai-provider.spec.ts; this is what it cannot, or only slowly.

function systemError(code: string): Error {
  return Object.assign(new Error(`The system says ${code}`), { code });
}

/** As the library that gets tokens throws it. */
function tokenError(status: number, message: unknown = `Error code ${status}`): Error {
  return Object.assign(new Error(), { status, message });
}

describe('no access token', () => {
  it.each<[string, string, Error]>([
    [
      'where the name of its server cannot be looked up',
      'NETWORK: no access token: EAI_AGAIN',
      systemError('EAI_AGAIN'),
    ],
    ['where its server is out of reach', 'NETWORK: no access token: ENETUNREACH', systemError('ENETUNREACH')],
    ['where its server is down', 'UNAVAILABLE: no access token: Error code 503', tokenError(503)],
    ['where its server is asked too often', 'UNAVAILABLE: no access token: Error code 429', tokenError(429)],
    ['where it refuses the credentials', 'AUTH: no access token: Error code 400', tokenError(400)],
    ['where nobody may read the credentials', 'AUTH: no access token: The system says EACCES', systemError('EACCES')],
    ['where it says why in a form of its own', 'AUTH: no access token: [VertexAI', tokenError(403, { why: 'x' })],
    [
      'for an account that may not be used',
      'AUTH: no access token: Not allowed',
      new GoogleApiError('Not allowed', 404, 'NOT_FOUND', []),
    ],
  ])('%s', (_what, message, cause) => {
    expect(readFailure(new GoogleAuthError('Unable to authenticate', cause)).message).toContain(message);
  });
});

describe('a status', () => {
  const failure = (code: number, details: unknown): ReturnType<typeof readFailure> =>
    readFailure(new ClientError('got status', new GoogleApiError('No.', code, 'STATUS', details as [])));

  it.each([
    [408, 'TIMEOUT'],
    [409, 'INVALID_REQUEST'],
    [429, 'RATE_LIMITED'],
  ])('%i is %s', (code, kind) => {
    expect(failure(code, undefined)).toMatchObject({ kind, message: `${kind}: status ${code}: No.` });
  });

  it.each([
    [400, true],
    [404, false],
    [500, true],
    [503, false],
  ])('%i may be a refusal of the schema: %p', (code, may) => {
    expect(failure(code, undefined).mayBeTheSchema).toBe(may);
  });

  it.each<[unknown, number | undefined]>([
    [[{ reason: 'QUOTA' }, { retryDelay: '7s' }], 7_000],
    [[null, { retryDelay: '0.25s' }], 250],
    [[{ retryDelay: 'soon' }], undefined],
    [[{ retryDelay: 7 }], undefined],
    [{ retryDelay: '7s' }, undefined],
  ])('with the details %j is to be asked again in %p ms', (details, retryAfterMs) => {
    expect(failure(429, details).retryAfterMs).toBe(retryAfterMs);
  });
});

describe('an error', () => {
  it.each<[string, unknown, string]>([
    [
      'of a name that is not known',
      new TypeError('fetch failed', { cause: systemError('ENOTFOUND') }),
      'NETWORK: ENOTFOUND',
    ],
    [
      'of TLS',
      new TypeError('fetch failed', { cause: systemError('ERR_TLS_CERT_ALTNAME_INVALID') }),
      'NETWORK: ERR_TLS',
    ],
    ['of a request that does not say why', new TypeError('fetch failed'), 'NETWORK: fetch failed'],
    ['that is none', 'nothing', 'MALFORMED: nothing'],
    ['of our own', new RangeError('too deep'), 'MALFORMED: RangeError: too deep'],
  ])('%s', (_what, error, message) => {
    expect(readFailure(error).message).toContain(message);
  });
});
