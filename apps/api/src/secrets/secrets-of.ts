import { loadConfig, type AppConfig } from '@app/config';

/** Shorter ones are words; to blank those out would tell what they are. */
const MIN_LENGTH = 8;

type Configured = Pick<AppConfig, 'apiKey' | 'adminApiKey' | 'databaseUrl' | 'webServices' | 'onetSource'>;

/** Those of this process. */
export function configuredSecrets(): string[] {
  return secretsOf(loadConfig());
}

/**
 * Whether the addresses of a server may be told to the readers of the traces. Those of downloads may have tokens in their
 * folders, those of O*NET Web Services have none.
 */
export function hasPlainAddresses(origin: string): boolean {
  return new URL(loadConfig().webServices.baseUrl).origin === origin;
}

/** Every secret that the configuration holds, in each form in which it may turn up in a text. */
export function secretsOf({ apiKey, adminApiKey, databaseUrl, webServices, onetSource }: Configured): string[] {
  const { credentials } = webServices;
  const ofWebServices =
    credentials === null
      ? []
      : 'apiKey' in credentials
        ? [credentials.apiKey]
        : [credentials.password, basic(credentials.username, credentials.password)];
  return [apiKey, adminApiKey, ...ofWebServices, ...passwordIn(databaseUrl), ...inUrl(onetSource.location)]
    .flatMap((secret) => (secret === null ? [] : formsOf(secret)))
    .filter(({ length }) => length >= MIN_LENGTH);
}

/** The password, and what follows the question mark, where downloads carry their tokens. */
function inUrl(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const { search, searchParams } = new URL(text);
  return [...passwordIn(text), search.slice(1), ...searchParams.values()];
}

/** Of a database; its options are names of files and of kinds of connections, which people have to read. */
function passwordIn(text: string): string[] {
  return URL.canParse(text) ? [new URL(text).password] : [];
}

/** As it is, percent-encoded, decoded, and as JSON or a shell quotes it. */
function formsOf(secret: string): string[] {
  const forms = [secret, encodeURIComponent(secret), decoded(secret), JSON.stringify(secret).slice(1, -1)];
  return [...new Set(forms)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function basic(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}
