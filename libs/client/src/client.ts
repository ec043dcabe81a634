import createFetchClient, { type Client } from 'openapi-fetch';
import { ServiceProblem } from './problem';
import type { components, paths } from './schema';

export interface ClientOptions {
  /** Where the service listens, such as `https://gaps.example.org`; in its own page, nothing. */
  readonly baseUrl?: string;
  /** Asked before every request, so that a key may be entered, changed and forgotten. */
  readonly key?: () => string | null;
  readonly fetch?: (request: Request) => Promise<Response>;
}

export type SkillGapClient = Client<paths>;

export type Schemas = components['schemas'];

/** Every endpoint, typed by the service's own OpenAPI document: `client.GET('/api/v1/paths', { params: { query } })`. */
export function createClient(options: ClientOptions = {}): SkillGapClient {
  const client = createFetchClient<paths>({
    baseUrl: options.baseUrl ?? '',
    // A list is one value with commas here: domains=skills,knowledge.
    querySerializer: { array: { style: 'form', explode: false } },
    ...(options.fetch && { fetch: options.fetch }),
  });
  client.use({
    onRequest({ request }) {
      const key = options.key?.();
      if (key) request.headers.set('X-API-Key', key);
      return request;
    },
  });
  return client;
}

/** What a request comes to: its answer, or a thrown ServiceProblem. */
export async function answerOf<Answer>(
  asked: Promise<{ data?: Answer; error?: unknown; response: Response }>,
): Promise<Answer> {
  const { data, error, response } = await asked;
  if (!response.ok || data === undefined) throw ServiceProblem.from(response, error);
  return data;
}
