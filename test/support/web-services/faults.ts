import type { ServerResponse } from 'node:http';
import { htmlReply, jsonReply, type Links, type Reply } from './forms';
import type { Page } from './query';

/** A way to misbehave. */
export type Fault =
  /** This status instead of an answer; 404 and 422 as JSON with an `error`, others as HTML, unless `as` says otherwise. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly as?: 'html' | 'json';
      /** Seconds, or a date. */
      readonly retryAfter?: number | Date;
    }
  | { readonly kind: 'error-in-200' }
  | { readonly kind: 'html-in-200' }
  /** To the same path at another origin. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** Nothing is sent for so long, then the right answer. */
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang' }
  /** Half of the body, whose length was promised unless it is `chunked`, then the connection breaks. */
  | { readonly kind: 'cut'; readonly chunked?: boolean }
  /** The right body, said to be something else, such as `text/plain`. */
  | { readonly kind: 'content-type'; readonly is: string }
  /** JSON that stops in its middle, in a whole answer. */
  | { readonly kind: 'broken-json' }
  | RowsFault;

/** Those that only answers of `database/rows` can have. */
type RowsFault =
  | { readonly kind: 'no-row-member' }
  /** The first row instead of a list of rows, as converters from XML make it. */
  | { readonly kind: 'row-is-no-list' }
  /** The whole table, page by page, whatever the filters are. */
  | { readonly kind: 'ignored-filter' }
  /** The rows of this occupation instead of the one that the filter names. */
  | { readonly kind: 'rows-of'; readonly code: string }
  /** `next` leads to the page that it stands in. */
  | { readonly kind: 'next-stays' }
  /** `next` is there on every page, also on the last. */
  | { readonly kind: 'next-for-ever' }
  /** `total` is this number. */
  | { readonly kind: 'total'; readonly is: number }
  /** `next` is there on every page and leads to another origin. */
  | { readonly kind: 'next-elsewhere'; readonly to: string }
  /** So many rows (1) are missing at the end of every page, and `end` and `total` know nothing of it. */
  | { readonly kind: 'lost-rows'; readonly count?: number };

const ABOUT_ROWS: ReadonlySet<Fault['kind']> = new Set<RowsFault['kind']>([
  ...(['no-row-member', 'row-is-no-list', 'ignored-filter', 'rows-of'] as const),
  ...(['next-stays', 'next-for-ever', 'next-elsewhere', 'lost-rows', 'total'] as const),
]);

/** The faults that are in force. */
export class Faults {
  private pending: { readonly fault: Fault; readonly where: string; left: number }[] = [];

  add(fault: Fault, where: string, times: number): void {
    this.pending.unshift({ fault, where, left: times });
  }

  clear(): void {
    this.pending = [];
  }

  /** The fault that a request for this path with query meets: the last given of those that fit. */
  take(target: string): Fault | undefined {
    const isForRows = target.includes('database/rows/');
    const met = this.pending.find(({ fault, where, left }) => {
      return left > 0 && target.includes(where) && (isForRows || !ABOUT_ROWS.has(fault.kind));
    });
    if (met) met.left -= 1;
    return met?.fault;
  }
}

/** What is sent instead of an answer; undefined where there is to be one. */
export function replyInstead(fault: Fault | undefined, target: string): Reply | undefined {
  switch (fault?.kind) {
    case 'status':
      return statusReply(fault);
    case 'error-in-200':
      return jsonReply(200, { error: 'The service cannot answer now.' });
    case 'html-in-200':
      return htmlReply(200);
    case 'redirect':
      return htmlReply(302, { location: new URL(target, fault.to).href });
    default:
      return undefined;
  }
}

/** The query that is answered instead of the one that was asked. */
export function misread(query: URLSearchParams, fault: Fault | undefined): URLSearchParams {
  if (fault?.kind === 'ignored-filter') return new URLSearchParams([...query].filter(([name]) => name !== 'filter'));
  if (fault?.kind !== 'rows-of') return query;
  const answered = new URLSearchParams();
  for (const [name, value] of query) {
    answered.append(name, value.replace(/^onetsoc_code\.eq\..*$/, `onetsoc_code.eq.${fault.code}`));
  }
  return answered;
}

export function shortened(page: Page, fault: Fault | undefined): Page {
  return fault?.kind === 'lost-rows' ? { ...page, rows: page.rows.slice(0, -(fault.count ?? 1)) } : page;
}

/** `linkTo` makes the address of the page that begins at a row. */
export function misledLinks(links: Links, page: Page, linkTo: (start: number) => string, fault?: Fault): Links {
  if (fault?.kind === 'next-stays') return { ...links, next: linkTo(page.start) };
  if (fault?.kind === 'next-for-ever') return { ...links, next: linkTo(page.end + 1) };
  if (fault?.kind !== 'next-elsewhere') return links;
  const { pathname, search } = new URL(linkTo(page.end + 1));
  return { ...links, next: new URL(pathname + search, fault.to).href };
}

export function misshapen(envelope: object, page: Page, fault: Fault | undefined): object {
  if (fault?.kind === 'row-is-no-list') return { ...envelope, row: page.rows[0] ?? {} };
  if (fault?.kind === 'total') return { ...envelope, total: fault.is };
  if (fault?.kind !== 'no-row-member') return envelope;
  return Object.fromEntries(Object.entries(envelope).filter(([name]) => name !== 'row'));
}

/** Sends a reply, damaged on its way as the fault says. */
export function deliver({ status, headers, body }: Reply, response: ServerResponse, fault: Fault | undefined): void {
  const bytes = Buffer.from(fault?.kind === 'broken-json' ? body.slice(0, body.length / 2) : body);
  const type = fault?.kind === 'content-type' ? { 'content-type': fault.is } : {};
  const length = fault?.kind === 'cut' && fault.chunked ? {} : { 'content-length': String(bytes.length) };
  response.writeHead(status, { ...headers, ...type, ...length });
  if (fault?.kind !== 'cut') return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

function statusReply({ status, as, retryAfter }: Fault & { kind: 'status' }): Reply {
  const wait = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter?.toString();
  const headers: Record<string, string> = wait === undefined ? {} : { 'retry-after': wait };
  const isJson = (as ?? ([404, 422].includes(status) ? 'json' : 'html')) === 'json';
  if (!isJson) return htmlReply(status, headers);
  return jsonReply(status, { error: `The request was answered with ${status}.` }, headers);
}
