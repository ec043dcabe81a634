import { randomBytes } from 'node:crypto';
import { STATUS_CODES, type IncomingHttpHeaders } from 'node:http';
import type { Page } from './query';
import type { WebServicesTable } from './table';

export type WebServicesVersion = '2' | '1.9';

/** What is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The addresses of the pages before and after a page. */
export interface Links {
  readonly next?: string;
  readonly prev?: string;
}

/** Credentials that were made for one server. */
export interface Access {
  readonly environment: Readonly<Record<string, string>>;
  readonly admits: (headers: IncomingHttpHeaders) => boolean;
}

/** Wherein the versions of the API differ. */
export interface Form {
  readonly base: string;
  /** Of the rows of one answer. */
  readonly maximum: number;
  /** Whether a filter that nothing matches is an error. */
  readonly refusesNoMatch: boolean;
  readonly access: () => Access;
  readonly refusal: Reply;
  readonly reply: (status: number, content: object, headers: IncomingHttpHeaders) => Reply;
  readonly notFound: (what: string) => Reply;
  readonly about: (release: string | null) => object;
  readonly list: (tables: readonly object[]) => object;
  readonly info: (table: TableTexts, column: readonly object[], urls: TableUrls) => object;
  readonly envelope: (page: Page, links: Links, urls: TableUrls, tableId: string) => object;
}

interface TableTexts {
  readonly table_id: string;
  readonly title: string;
  readonly description: string;
}

export interface TableUrls {
  readonly info: string;
  readonly rows: string;
}

const TAXONOMY = 'O*NET-SOC 2019';
const TAXONOMY_URL = 'https://www.onetcenter.org/taxonomy.html';
const DATABASE_URL = 'https://www.onetcenter.org/database.html';

export const FORMS: Readonly<Record<WebServicesVersion, Form>> = {
  '2': {
    base: '/',
    maximum: 2_000,
    refusesNoMatch: false,
    access: keyAccess,
    refusal: htmlReply(403),
    reply: (status, content) => jsonReply(status, content),
    notFound: (what) => jsonReply(404, { error: `There is no ${what}.` }),
    // What is inside of `database` and `taxonomy` is not established; the names here are a guess.
    about: (release) => ({
      api_version: '2.0',
      ...(release !== null && { database: { name: databaseName(release), url: DATABASE_URL } }),
      taxonomy: { name: TAXONOMY, url: TAXONOMY_URL },
    }),
    list: (tables) => tables,
    info: (table, column, { rows }) => {
      const files = { data_dictionary: DATABASE_URL, download: { excel: DATABASE_URL } };
      return { ...table, rows, ...files, column };
    },
    envelope: ({ start, end, total, rows }, links) => ({ start, end, total, ...links, row: rows }),
  },
  '1.9': {
    base: '/ws/',
    maximum: Infinity,
    refusesNoMatch: true,
    access: basicAccess,
    refusal: htmlReply(401, { 'www-authenticate': 'Basic realm="O*NET Web Services"' }),
    reply: (status, content, { accept }) => {
      return accept?.includes('application/json') ? jsonReply(status, content) : xmlReply(status, content);
    },
    // Only a 422 has a body that tells the error.
    notFound: () => htmlReply(404),
    about: (release) => ({
      api_version: '1.9',
      taxonomy: TAXONOMY,
      taxonomy_url: TAXONOMY_URL,
      ...(release !== null && { database: databaseName(release), database_url: DATABASE_URL }),
    }),
    list: (tables) => ({ table: tables }),
    info: (table, column, { rows }) => ({ rows, ...table, column }),
    envelope: ({ start, end, total, rows }, links, { info }, tableId) => {
      const link = Object.entries(links).map(([rel, href]) => ({ href, rel }));
      return { info, start, end, total, ...(link.length > 0 && { link }), table_id: tableId, row: rows };
    },
  },
};

/** The page that nginx makes of a status. */
export function htmlReply(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
  const head = `<html>\r\n<head><title>${title}</title></head>\r\n`;
  const body = `<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { 'content-type': 'text/html', ...headers }, body: head + body };
}

export function jsonReply(status: number, content: object, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(content) };
}

/** What `database` says of a table. */
export function tableSummary(table: WebServicesTable, urls: TableUrls): object {
  return { ...textsOf(table), ...urls };
}

/** What `database/info` says of a table. */
export function tableInfo(table: WebServicesTable, form: Form, urls: TableUrls): object {
  const formats = { Text: 'Character Varying(1000)', Number: 'Decimal(8,4)', Date: 'Date' };
  const columns = table.columns.map((id) => {
    const type = table.typeOf(id);
    const optional = table.rows.some((row) => row[id] === null);
    return { column_id: id, title: titleOf(id), type, format: formats[type], description: titleOf(id), optional };
  });
  return form.info(textsOf(table), columns, urls);
}

function textsOf({ id }: WebServicesTable): TableTexts {
  return { table_id: id, title: titleOf(id), description: `The table ${titleOf(id)}.` };
}

function xmlReply(status: number, content: object): Reply {
  const numbers = Object.entries(content).filter(([, value]) => typeof value === 'number');
  const others = Object.entries(content).filter(([, value]) => typeof value !== 'number');
  const children = others.flatMap(([name, value]) => [value].flat().map((item) => element(name, item)));
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<rows${attributes(numbers)}>${children.join('')}</rows>\n`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

function element(name: string, value: unknown): string {
  if (value === null) return '';
  if (typeof value !== 'object') return `<${name}>${escaped(value)}</${name}>`;
  if (name === 'link') return `<link${attributes(Object.entries(value))}/>`;
  const children = Object.entries(value).map(([key, inner]) => element(key, inner));
  return `<${name}>${children.join('')}</${name}>`;
}

function attributes(entries: readonly [string, unknown][]): string {
  return entries.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
}

function escaped(value: unknown): string {
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function keyAccess(): Access {
  const key = secret();
  return { environment: { ONET_API_KEY: key }, admits: (headers) => headers['x-api-key'] === key };
}

function basicAccess(): Access {
  const [username, password] = [secret(), secret()];
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return {
    environment: { ONET_USERNAME: username, ONET_PASSWORD: password },
    admits: (headers) => headers.authorization === authorization,
  };
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}

function databaseName(release: string): string {
  return `O*NET ${release} Database`;
}

/** `occupation_data` becomes `Occupation Data`. */
function titleOf(id: string): string {
  return id.replaceAll('_', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
