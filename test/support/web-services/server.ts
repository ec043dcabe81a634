import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SAMPLE_FOLDER } from '../sources/text-tables';
import { deliver, Faults, replyInstead, type Fault } from './faults';
import { FORMS, htmlReply, type Access, type Form, type Reply, type WebServicesVersion } from './forms';
import { replyTo, type Call } from './routes';
import { WebServicesTable, type ApiRow } from './table';
import { readTables } from './tables';

export type { ApiRow, Fault, WebServicesVersion };

/** What the server saw of a request. */
export interface SeenCall extends Call {
  /** When it came, as `performance.now()` tells it. */
  readonly at: number;
  /** The number of its socket. */
  readonly connection: number;
  /** Of the answer; null before there is one. */
  status: number | null;
}

export interface WebServicesOptions {
  readonly version?: WebServicesVersion;
  /** A folder of O*NET text files. */
  readonly folder?: string;
  /** The release that `about` tells, 29.0 where nothing is said; null: it tells none. */
  readonly release?: string | null;
  /** Ids of tables that are not there though the folder has them. */
  readonly without?: readonly string[];
  /** The tables of release 30.3 and later, such as `essential_skills`, `transferable_skills` and `job_titles`. */
  readonly split?: boolean;
  readonly port?: number;
  /** What each answer takes. */
  readonly delayMs?: number;
}

/** O*NET Web Services over a real socket, with the manners and faults of the real ones. */
export class WebServicesServer {
  readonly requests: SeenCall[] = [];
  private readonly form: Form;
  private readonly access: Access;
  private readonly tables: Map<string, WebServicesTable>;
  private readonly faults = new Faults();
  private readonly connections = new Map<Socket, number>();
  private port: number;
  private release: string | null;

  private constructor(
    private readonly server: Server,
    private readonly options: WebServicesOptions,
  ) {
    const { version = '2', folder = SAMPLE_FOLDER, split = false, without = [], release = '29.0' } = options;
    this.form = FORMS[version];
    this.access = this.form.access();
    const tables = readTables(folder, split).filter(({ id }) => !without.includes(id));
    this.tables = new Map(tables.map((table) => [table.id, table]));
    this.release = release;
  }

  static async start(options: WebServicesOptions = {}): Promise<WebServicesServer> {
    const server = createServer((request, response) => self.answer(request, response));
    const self = new WebServicesServer(server, options);
    await self.listen(options.port ?? 0);
    return self;
  }

  /** What ONET_API_BASE_URL is set to. */
  get url(): string {
    return `http://127.0.0.1:${this.port}${this.form.base}`;
  }

  /** The variables that make the service use this server. */
  get environment(): Record<string, string> {
    const { version = '2' } = this.options;
    return { ONET_API_VERSION: version, ONET_API_BASE_URL: this.url, ...this.access.environment };
  }

  /** Requests of rows, such as `skills?filter=onetsoc_code.eq.11-2021.00&start=1&end=2000`. */
  rowRequests(): string[] {
    const prefix = `${this.form.base}database/rows/`;
    return this.requests
      .filter(({ path }) => path.startsWith(prefix))
      .map(({ path, query }) => {
        const parameters = [...query].map(([name, value]) => `${name}=${value}`);
        return [path.slice(prefix.length), ...(parameters.length > 0 ? [parameters.join('&')] : [])].join('?');
      });
  }

  /** Misbehaves from now on, `times` times, where the path with query contains `where`; what is given later comes first. */
  fault(kind: Fault, { where = '', times = Infinity }: { where?: string; times?: number } = {}): void {
    this.faults.add(kind, where, times);
  }

  /** Behaves again. */
  heal(): void {
    this.faults.clear();
  }

  /** Forgets requests. */
  forget(): void {
    this.requests.length = 0;
  }

  rows(tableId: string): ApiRow[] {
    const table = this.tables.get(tableId);
    if (!table) throw new Error(`There is no table ${tableId}, but ${[...this.tables.keys()].join(', ')}.`);
    return [...table.rows];
  }

  /** Replaces the rows of a table, or adds a table. */
  setRows(tableId: string, rows: readonly ApiRow[]): void {
    const columns = rows.length === 0 ? this.tables.get(tableId)?.columns : undefined;
    const [copy, columnsOf] = [[...rows], columns && (() => columns)];
    this.tables.set(tableId, new WebServicesTable(tableId, () => copy, columnsOf));
  }

  setRelease(release: string | null): void {
    this.release = release;
  }

  /** Refuses connections from now on. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Listens again after a stop, at the same address and with the same credentials. */
  async resume(): Promise<void> {
    await this.listen(this.port);
  }

  private async listen(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const target = request.url ?? '';
    const seen = this.record(request);
    const fault = this.faults.take(target);
    if (fault?.kind === 'hang') return;
    const reply = replyInstead(fault, target) ?? this.reply(seen, fault);
    const waitMs = (this.options.delayMs ?? 0) + (fault?.kind === 'slow' ? fault.ms : 0);
    const timer = setTimeout(() => {
      seen.status = reply.status;
      deliver(reply, response, fault);
    }, waitMs);
    // Who asked may go before the answer.
    response.once('close', () => clearTimeout(timer));
  }

  private record({ method = '', url = '', headers, socket }: IncomingMessage): SeenCall {
    const { pathname: path, searchParams: query } = new URL(url, this.url);
    const connection = this.connections.get(socket) ?? this.connections.size + 1;
    this.connections.set(socket, connection);
    const seen = { method, path, query, headers, at: performance.now(), connection, status: null };
    this.requests.push(seen);
    return seen;
  }

  private reply(call: SeenCall, fault: Fault | undefined): Reply {
    const { form, url, tables, release } = this;
    if (!call.path.startsWith(form.base)) return htmlReply(404);
    if (!this.access.admits(call.headers)) return form.refusal;
    return replyTo(call, { form, url, tables, release }, fault);
  }
}
