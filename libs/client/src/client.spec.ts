import { answerOf, createClient } from './client';
import { ServiceProblem } from './problem';

const answering = (response: Response) => {
  const requests: Request[] = [];
  const fetch = (request: Request) => {
    requests.push(request);
    return Promise.resolve(response);
  };
  return { requests, fetch };
};

describe('client of the service', () => {
  it('asks at the address that it was given, with the key of the moment', async () => {
    const { requests, fetch } = answering(Response.json({ releases: [] }));
    let key: string | null = null;
    const client = createClient({ baseUrl: 'https://gaps.example.org', key: () => key, fetch });
    key = 'read_one';
    await expect(answerOf(client.GET('/api/v1/releases'))).resolves.toEqual({ releases: [] });
    expect(requests[0]?.url).toBe('https://gaps.example.org/api/v1/releases');
    expect(requests[0]?.headers.get('X-API-Key')).toBe('read_one');
  });

  it('sends no header without a key', async () => {
    const { requests, fetch } = answering(Response.json({ releases: [] }));
    await createClient({ baseUrl: 'http://localhost', key: () => null, fetch }).GET('/api/v1/releases');
    expect(requests[0]?.headers.has('X-API-Key')).toBe(false);
  });

  it('throws the problem of the service, with how long to wait', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Too Many Requests',
      status: 429,
      code: 'RATE_LIMITED',
      detail: 'Wait.',
    };
    const { fetch } = answering(Response.json(problem, { status: 429, headers: { 'Retry-After': '7' } }));
    const asked = answerOf(createClient({ baseUrl: 'http://localhost', fetch }).GET('/api/v1/releases'));
    await expect(asked).rejects.toMatchObject({ status: 429, code: 'RATE_LIMITED', retryAfter: 7, message: 'Wait.' });
  });

  it('throws as well where something else answers, such as a proxy with a page and a date', async () => {
    const headers = { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT', 'Content-Type': 'text/html' };
    const { fetch } = answering(new Response('<h1>Bad Gateway</h1>', { status: 502, headers }));
    const asked = answerOf(createClient({ baseUrl: 'http://localhost', fetch }).GET('/api/v1/releases'));
    await expect(asked).rejects.toBeInstanceOf(ServiceProblem);
    await expect(asked).rejects.toMatchObject({ status: 502, code: null, retryAfter: null });
  });
});
