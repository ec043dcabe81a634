import type { WebServicesCredentials, WebServicesVersion } from '@app/config';

/** The body of an answer before anybody has looked inside. */
export type JsonObject = Readonly<Record<string, unknown>>;

type SignIn = Readonly<Record<string, string>>;

/** In what the versions of Web Services differ. */
export interface ApiDialect {
  /** Where the list of tables is. */
  readonly tableList: string;
  /** The headers that sign a request in. Secrets: for headers only. */
  signIn(credentials: WebServicesCredentials): SignIn;
  /** The address of the page after this one; undefined on the last page. */
  nextPage(body: JsonObject): unknown;
}

const VERSION_2: ApiDialect = {
  tableList: 'database',
  signIn: (credentials): SignIn => ('apiKey' in credentials ? { 'X-API-Key': credentials.apiKey } : {}),
  nextPage: ({ next }) => next ?? undefined,
};

const VERSION_1_9: ApiDialect = {
  tableList: 'database/',
  signIn: (credentials): SignIn => {
    if (!('username' in credentials)) return {};
    const { username, password } = credentials;
    return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  },
  nextPage: ({ link }) => {
    const links = Array.isArray(link) ? (link as unknown[]).filter(isObject) : [];
    return links.find(({ rel }) => rel === 'next')?.href;
  },
};

export const DIALECTS: Readonly<Record<WebServicesVersion, ApiDialect>> = { '2': VERSION_2, '1.9': VERSION_1_9 };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
