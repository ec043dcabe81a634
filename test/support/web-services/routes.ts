import type { IncomingHttpHeaders } from 'node:http';
import { misledLinks, misread, misshapen, shortened, type Fault } from './faults';
import { htmlReply, tableInfo, tableSummary, type Form, type Reply, type TableUrls } from './forms';
import { BadQuery, selectPage, type Page } from './query';
import type { WebServicesTable } from './table';

/** What there is to be told. */
export interface Contents {
  readonly form: Form;
  /** The address that paths are relative to. */
  readonly url: string;
  readonly tables: ReadonlyMap<string, WebServicesTable>;
  readonly release: string | null;
}

/** What is asked. */
export interface Call {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** What a request of somebody who may ask is answered with. */
export function replyTo(call: Call, contents: Contents, fault: Fault | undefined): Reply {
  const { form, tables, release } = contents;
  if (call.method !== 'GET') return htmlReply(405, { allow: 'GET' });
  const path = call.path.slice(form.base.length);
  const [, resource = '', tableId = ''] = /^database\/(info|rows)\/([^/]+)$/.exec(path) ?? [];
  const table = tables.get(tableId);
  if (table && resource === 'rows') return rowsReply(table, call, contents, fault);
  if (table) return form.reply(200, tableInfo(table, form, urlsOf(table, contents)), call.headers);
  if (path === 'about') return form.reply(200, form.about(release), call.headers);
  if (!/^database\/?$/.test(path)) return form.notFound(tableId === '' ? path : `table ${tableId}`);
  const list = [...tables.values()].map((listed) => tableSummary(listed, urlsOf(listed, contents)));
  return form.reply(200, form.list(list), call.headers);
}

function rowsReply(table: WebServicesTable, { query, headers }: Call, contents: Contents, fault?: Fault): Reply {
  const { form } = contents;
  const urls = urlsOf(table, contents);
  try {
    const page = shortened(selectPage(table, misread(query, fault), form.maximum), fault);
    if (page.total === 0 && form.refusesNoMatch) throw new BadQuery('No data matches the filters.');
    const links = misledLinks(linksOf(page, urls.rows, query), page, linker(page, urls.rows, query), fault);
    return form.reply(200, misshapen(form.envelope(page, links, urls, table.id), page, fault), headers);
  } catch (error) {
    if (error instanceof BadQuery) return form.reply(422, { error: error.message }, headers);
    throw error;
  }
}

function linksOf(page: Page, url: string, query: URLSearchParams): { next?: string; prev?: string } {
  const linkTo = linker(page, url, query);
  return {
    ...(page.end < page.total && { next: linkTo(page.end + 1) }),
    ...(page.start > 1 && { prev: linkTo(Math.max(1, page.start - page.size), page.start - 1) }),
  };
}

/** Makes the addresses of other pages of the same query. */
function linker({ size }: Page, url: string, query: URLSearchParams): (start: number, end?: number) => string {
  return (start, end = start + size - 1) => {
    const kept = [...query].filter(([name]) => name !== 'start' && name !== 'end');
    const parameters = new URLSearchParams([...kept, ['start', String(start)], ['end', String(end)]]);
    return `${url}?${parameters.toString()}`;
  };
}

function urlsOf({ id }: WebServicesTable, { url }: Contents): TableUrls {
  return { info: `${url}database/info/${id}`, rows: `${url}database/rows/${id}` };
}
