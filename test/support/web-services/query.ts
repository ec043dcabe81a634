import type { ApiRow, ApiValue, WebServicesTable } from './table';

/** The rows that answer a query, and where they stand among all that match it. */
export interface Page {
  readonly start: number;
  readonly end: number;
  /** How many rows were asked for. */
  readonly size: number;
  readonly total: number;
  readonly rows: readonly ApiRow[];
}

/** A parameter that the API refuses. */
export class BadQuery extends Error {}

type Condition = (row: ApiRow) => boolean;
type Order = (a: ApiRow, b: ApiRow) => number;

const DEFAULT_PAGE = 20;

const COMPARISONS: ReadonlyMap<string, (value: number, limit: number) => boolean> = new Map([
  ['eq', (value: number, limit: number) => value === limit],
  ['lt', (value: number, limit: number) => value < limit],
  ['lte', (value: number, limit: number) => value <= limit],
  ['gt', (value: number, limit: number) => value > limit],
  ['gte', (value: number, limit: number) => value >= limit],
]);

/** The page that `filter`, `sort`, `start` and `end` ask for; other parameters are ignored, as the API does. */
export function selectPage(table: WebServicesTable, query: URLSearchParams, maximum: number): Page {
  const start = position(query, 'start') ?? 1;
  const last = position(query, 'end') ?? start + DEFAULT_PAGE - 1;
  if (last < start) throw new BadQuery(`The parameter "end" is below "start": ${last}.`);
  const size = Math.min(last - start + 1, maximum);
  const matching = sorted(table, filtered(table, query.getAll('filter')), query.getAll('sort'));
  const rows = matching.slice(start - 1, start - 1 + size);
  const first = matching.length === 0 ? 1 : start;
  return { start: first, end: first + rows.length - 1, size, total: matching.length, rows };
}

function position(query: URLSearchParams, parameter: string): number | null {
  const value = query.get(parameter);
  if (value === null) return null;
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new BadQuery(`The parameter "${parameter}" is not a positive integer: ${value}.`);
}

function filtered(table: WebServicesTable, filters: readonly string[]): readonly ApiRow[] {
  const [code] = filters.flatMap((filter) => /^onetsoc_code\.eq\.(.+)$/s.exec(filter)?.slice(1) ?? []);
  const candidates = code === undefined ? table.rows : table.rowsOf(code);
  const conditions = filters.map((filter) => conditionOf(table, filter));
  return candidates.filter((row) => conditions.every((holds) => holds(row)));
}

function conditionOf(table: WebServicesTable, filter: string): Condition {
  // The value is all that follows the second dot: codes hold a dot themselves.
  const [, column = '', operator = '', value = ''] = /^([^.]+)\.([^.]+)\.(.+)$/s.exec(filter) ?? [];
  if (!table.columns.includes(column)) throw new BadQuery(`The filter "${filter}" names no column of ${table.id}.`);
  const make = table.typeOf(column) === 'Number' ? numberCondition : textCondition;
  const condition = make(column, operator, value);
  if (!condition) throw new BadQuery(`The filter "${filter}" is not formatted correctly.`);
  return condition;
}

function textCondition(column: string, operator: string, value: string): Condition | null {
  const wanted = value.toLowerCase();
  if (operator === 'eq') return (row) => lower(row[column]) === wanted;
  return operator === 'contains' ? (row) => lower(row[column]).includes(wanted) : null;
}

function numberCondition(column: string, operator: string, value: string): Condition | null {
  const limit = Number(value);
  const holds = COMPARISONS.get(operator);
  if (!holds || Number.isNaN(limit)) return null;
  return ({ [column]: found }) => typeof found === 'number' && holds(found, limit);
}

function sorted(table: WebServicesTable, rows: readonly ApiRow[], sorts: readonly string[]): readonly ApiRow[] {
  const orders = sorts.map((sort) => orderOf(table, sort));
  if (orders.length === 0) return rows;
  return rows.toSorted((a, b) => orders.reduce((result, order) => result || order(a, b), 0));
}

function orderOf(table: WebServicesTable, sort: string): Order {
  const [, column = '', descending] = /^([^.]+)(\.descending)?$/.exec(sort) ?? [];
  if (!table.columns.includes(column)) throw new BadQuery(`The sort "${sort}" names no column of ${table.id}.`);
  return (a, b) => (descending ? compare(b[column], a[column]) : compare(a[column], b[column]));
}

function compare(a: ApiValue | undefined, b: ApiValue | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [lower(a), lower(b)];
  return left < right ? -1 : Number(left > right);
}

function lower(value: ApiValue | undefined): string {
  return String(value ?? '').toLowerCase();
}
