import type { AppConfig } from '@app/config';
import { canonicalName, SHAPE_COLUMNS, type Domain, type OnetSocCode, type ReleaseName } from '@app/onet';
import { systemClock, type Clock } from '@app/outside';
import { DIALECTS, isObject, type ApiDialect, type JsonObject } from './api-dialect';
import { ApiTransport } from './api-transport';
import type { ApiAnswer } from './read-api-answer';
import { tableIdsIn, tablesOfKind, tablesOfRatings } from './tables';
import {
  WebServices,
  type ApiRow,
  type RequestCounts,
  type TablePage,
  type TableQuery,
  type TableRows,
} from './web-services';
import { unusableAnswer } from './web-services.errors';

/** The most that version 2 gives; 1.9 gives what it likes. */
const ROWS_A_PAGE = 2_000;
/** An occupation has 104 rows of Abilities, two ratings on each of 52, and fewer of others; a whole table has far more. */
const MAX_ROWS_OF_A_CODE = 200;
/** The largest table of release 31.0, Abilities, has 94,640 rows. */
const MAX_ROWS_OF_A_TABLE = 500_000;
/** Even of pages that are a hundredth of what was asked for. */
const MAX_PAGES = 5_000;
const CODE_COLUMN = 'onetsoc_code';
const REMEMBER_MS = 3_600_000;

/** Reads answers strictly: one that is not what was asked for would end up as wrong ratings. */
export class WebServicesClient extends WebServices {
  readonly version: string;
  readonly description: string;
  readonly isConfigured: boolean;
  private readonly dialect: ApiDialect;
  private readonly transport: ApiTransport;
  private readonly remembered = new Map<string, { readonly at: number; readonly answer: Promise<unknown> }>();

  constructor(
    { version, baseUrl, credentials }: AppConfig['webServices'],
    private readonly clock: Clock = systemClock,
  ) {
    super();
    this.version = version;
    this.description = `O*NET Web Services ${version} (${baseUrl})`;
    this.isConfigured = credentials !== null;
    this.dialect = DIALECTS[version];
    const headers = credentials ? this.dialect.signIn(credentials) : {};
    this.transport = new ApiTransport({ baseUrl, headers }, clock);
  }

  get requests(): RequestCounts {
    return this.transport.counts;
  }

  /** Nest calls this when the service stops. */
  onModuleDestroy(): void {
    this.transport.close();
  }

  release(): Promise<ReleaseName | null> {
    return this.remember('about', async () => releaseNameIn(await this.ask('about')));
  }

  tableIds(): Promise<ReadonlySet<string>> {
    const { tableList } = this.dialect;
    return this.remember(tableList, async () => {
      const ids = tableIdsIn(await this.ask(tableList));
      if (ids.size === 0) throw unusableAnswer(tableList, 'lists no table');
      return ids;
    });
  }

  async occupation(code: OnetSocCode): Promise<TableRows | null> {
    const found = await this.rowsOf('occupation_data', code);
    if (found.rows.length > 1) throw unusableAnswer('occupation_data', `has ${found.rows.length} rows for ${code}`);
    return found.rows.length === 1 ? found : null;
  }

  async ratings(code: OnetSocCode, domains: readonly Domain[]): Promise<TableRows[]> {
    const tableIds = await this.tableIds();
    if (!tablesOfKind('skills', tableIds)) throw unusableAnswer('database', 'lists no table of skill ratings');
    return Promise.all(tablesOfRatings(domains, tableIds).map((tableId) => this.rowsOf(tableId, code)));
  }

  async scales(): Promise<TableRows> {
    const rows: ApiRow[] = [];
    for await (const page of this.pages('scales_reference')) rows.push(...page.rows);
    return { tableId: 'scales_reference', rows };
  }

  async *pages(tableId: string, query: TableQuery = {}): AsyncGenerator<TablePage> {
    const { filters = [], patience = 'brief', start: first = 1, signal } = query;
    for (let start: number | null = first, pages = 1; start !== null; pages++) {
      if (pages > MAX_PAGES) throw unusableAnswer(tableId, `does not end after ${MAX_PAGES} pages`);
      const parameters = new URLSearchParams({ start: String(start), end: String(start + ROWS_A_PAGE - 1) });
      for (const [columnId, value] of filters) parameters.append('filter', `${columnId}.eq.${value}`);
      const path = `database/rows/${tableId}`;
      const answer = await this.transport.get(path, parameters, { patience, signal });
      // The same word may be about the table or about the rows that were asked for.
      const noTable = !answer.found && (filters.length === 0 || !(await this.tableIds()).has(tableId));
      if (noTable) throw unusableAnswer(path, 'says that there is no such table');
      if (!answer.found && start !== first) throw unusableAnswer(path, `ends before row ${start}, which was announced`);
      const { page, next } = this.readPage(path, tableId, start, answer);
      yield page;
      start = next;
    }
  }

  /** All rows of one occupation. A server that ignores the filter sends those of others, which must not be taken. */
  private async rowsOf(tableId: string, code: OnetSocCode): Promise<TableRows> {
    const rows: ApiRow[] = [];
    for await (const page of this.pages(tableId, { filters: [[CODE_COLUMN, code]] })) {
      if (page.total > MAX_ROWS_OF_A_CODE) throw unusableAnswer(tableId, `has ${page.total} rows for ${code}`);
      const stranger = page.rows.find((row) => codeOf(row) !== code);
      if (stranger) throw unusableAnswer(tableId, `holds rows of other occupations than ${code}`);
      rows.push(...page.rows);
    }
    return { tableId, rows };
  }

  private readPage(path: string, tableId: string, start: number, answer: ApiAnswer) {
    if (!answer.found) return { page: { tableId, start, total: 0, rows: [] }, next: null };
    const { body } = answer;
    if (!isObject(body) || !Array.isArray(body.row)) throw unusableAnswer(path, 'has no "row" member');
    const rows = body.row as unknown[];
    if (rows.length > ROWS_A_PAGE) throw unusableAnswer(path, `has ${rows.length} rows, more than were asked for`);
    if (!rows.every(isObject)) throw unusableAnswer(path, 'has rows that are no objects');
    const { total } = body;
    if (!Number.isSafeInteger(total) || Number(total) < 0) throw unusableAnswer(path, 'has no "total" member');
    if (Number(total) > MAX_ROWS_OF_A_TABLE) throw unusableAnswer(path, `speaks of ${Number(total)} rows`);
    if (rows.length > 0 && body.start !== start) throw unusableAnswer(path, `does not start with row ${start}`);
    const page = { tableId, start, total: Number(total), rows };
    return { page, next: this.readNext(path, body, page) };
  }

  /** Where the next page starts; null after the last one. Only its number is used, so nothing is asked elsewhere. */
  private readNext(path: string, body: JsonObject, { start, total, rows }: TablePage): number | null {
    const following = start + rows.length;
    const link = this.dialect.nextPage(body);
    if (link === undefined) {
      if (following <= total) throw unusableAnswer(path, `ends at row ${following - 1} of ${total}`);
      return null;
    }
    const base = 'http://relative/';
    const next = typeof link === 'string' && URL.canParse(link, base) ? new URL(link, base).searchParams : null;
    if (rows.length === 0 || next?.get('start') !== String(following)) {
      throw unusableAnswer(path, 'names a next page that does not join on');
    }
    if (following > total) throw unusableAnswer(path, `names a next page after the last of ${total} rows`);
    return following;
  }

  private async ask(path: string): Promise<unknown> {
    const answer = await this.transport.get(path, new URLSearchParams(), { patience: 'brief' });
    if (!answer.found) throw unusableAnswer(path, 'says that there is no such thing');
    return answer.body;
  }

  /** One call for all who ask within the hour; a failure is not kept. */
  private async remember<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.remembered.get(key);
    const now = this.clock.monotonic();
    if (kept && now - kept.at < REMEMBER_MS) return kept.answer as Promise<T>;
    const answer = ask();
    this.remembered.set(key, { at: now, answer });
    answer.catch(() => this.remembered.delete(key));
    return answer;
  }
}

function codeOf(row: ApiRow): unknown {
  const entry = Object.entries(row).find(([column]) => CODE_NAMES.includes(canonicalName(column)));
  return entry?.[1];
}

const CODE_NAMES = SHAPE_COLUMNS.occupation[0].headers.map(canonicalName);

/**
 * The number of the release that `about` speaks of; null if there is none. How it is written differs between versions
 * and is not documented for all of them, so it is looked for in all texts of the member `database`.
 */
function releaseNameIn(about: unknown): ReleaseName | null {
  const texts = textsIn(isObject(about) ? about.database : undefined);
  for (const text of texts) {
    const [, name] = /(?:^|[^\d.])(\d{2}\.\d{1,2})(?![\d.])/.exec(text) ?? [];
    if (name && !URL.canParse(text)) return name;
  }
  return null;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
