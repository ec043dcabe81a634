import type { Domain, OnetSocCode, ReleaseName } from '@app/onet';
import type { Patience } from './api-transport';

/** A row as Web Services send it: column ids and plain values. */
export type ApiRow = Readonly<Record<string, unknown>>;

/** Rows of one table. */
export interface TableRows {
  readonly tableId: string;
  readonly rows: readonly ApiRow[];
}

/** A stretch of a table. */
export interface TablePage extends TableRows {
  /** Number of the first row; the first of a table is 1. */
  readonly start: number;
  /** Rows of the whole table, or of those that the filters let through. */
  readonly total: number;
}

export interface TableQuery {
  /** Column id and value, compared without regard to case; all must be met. */
  readonly filters?: readonly (readonly [columnId: string, value: string])[];
  /** Number of the first row wanted; 1 if nothing is said. */
  readonly start?: number;
  readonly patience?: Patience;
  /** Once it is aborted, nothing is tried again. */
  readonly signal?: AbortSignal;
}

/** How requests ended: `limited` is a refusal for the number of them (429), `failed` is no answer that could be used. */
export type RequestCounts = Readonly<Record<'answered' | 'limited' | 'failed', number>>;

/**
 * O*NET Web Services of any version. Every method throws OnetUnavailableError if they cannot be asked, or
 * answer something else than they should; an answer is whole or none.
 */
export abstract class WebServices {
  /** Version and address, for people; without secrets. */
  abstract readonly description: string;
  abstract readonly version: string;
  /** False without credentials: then nothing may be asked. */
  abstract readonly isConfigured: boolean;
  /** Requests of this process, each try for itself. */
  abstract readonly requests: RequestCounts;

  /** The release that they say they serve; null if they do not say. Asked for again after an hour. */
  abstract release(): Promise<ReleaseName | null>;
  /** The ids of all tables. Asked for again after an hour. */
  abstract tableIds(): Promise<ReadonlySet<string>>;
  /** The row of Occupation Data; null if they know no such code. */
  abstract occupation(code: OnetSocCode): Promise<TableRows | null>;
  /**
   * The ratings on these domains, a domain from one table or, as skills since release 30.3, from two; no rows if there are
   * none. Skills must be listed; another domain that has no table is left out.
   */
  abstract ratings(code: OnetSocCode, domains: readonly Domain[]): Promise<TableRows[]>;
  abstract scales(): Promise<TableRows>;
  /** A table page by page; the next one is asked for when the one before was taken. */
  abstract pages(tableId: string, query?: TableQuery): AsyncIterable<TablePage>;
}
