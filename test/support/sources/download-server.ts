import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server saw of a request. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Bytes of the file that were handed to the connection. */
  sent: number;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, seen: SeenRequest) => void;

/** How a file is served; all of it as a good server does where nothing else is said. */
export interface FileManners {
  /** The connection breaks after so many bytes of a body, the first `times` times. */
  readonly cutAfter?: number;
  readonly times?: number;
  /** The body stops there and the connection stays, every time. */
  readonly silentAfter?: number;
  readonly ranges?: boolean;
  /** Without them nobody can tell whether a file is still the same. */
  readonly validators?: boolean;
  readonly contentLength?: number | null;
  readonly contentType?: string;
}

/** What was sent before a cut has arrived, and was written, after this time. */
const ARRIVAL_MS = 150;

/** A site that files are downloaded from, over a real socket, with the manners and faults of real ones. */
export class DownloadServer {
  readonly requests: SeenRequest[] = [];
  private readonly handlers = new Map<string, Handler>();
  private fallback: Handler = notFound;

  private constructor(private readonly server: Server) {}

  static async start(port = 0): Promise<DownloadServer> {
    const server = createServer((request, response) => self.answer(request, response));
    const self = new DownloadServer(server);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return self;
  }

  /** Such as `http://127.0.0.1:40123`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Requests of a method, as `path` or `path Range`. */
  seen(method: string): string[] {
    const ofMethod = this.requests.filter((request) => request.method === method);
    return ofMethod.map(({ path, headers: { range } }) => (typeof range === 'string' ? `${path} ${range}` : path));
  }

  on(path: string, handler: Handler): void {
    this.handlers.set(path, handler);
  }

  /** Answers so whatever is asked for. */
  always(handler: Handler): void {
    this.fallback = handler;
  }

  /** Forgets all paths and requests. */
  clear(): void {
    this.fallback = notFound;
    this.handlers.clear();
    this.requests.length = 0;
  }

  status(path: string, status: number, headers: Readonly<Record<string, string>> = {}): void {
    this.on(path, (_request, response) => response.writeHead(status, headers).end('no file here'));
  }

  redirect(path: string, location: string | null): void {
    this.status(path, 302, location === null ? {} : { location });
  }

  file(path: string, content: Buffer, manners: FileManners = {}): void {
    let cuts = manners.times ?? Infinity;
    const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`;
    this.on(path, (request, response, seen) => {
      const { ranges = true, validators = true, contentType = 'application/zip' } = manners;
      const headers: Record<string, string | number> = { 'content-type': contentType };
      if (validators) headers.etag = etag;
      if (validators && request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end();
      const start = ranges ? startOf(request, etag) : 0;
      const body = content.subarray(start);
      const { contentLength = body.length } = manners;
      if (contentLength !== null) headers['content-length'] = contentLength;
      if (start > 0) headers['content-range'] = `bytes ${start}-${content.length - 1}/${content.length}`;
      response.writeHead(start > 0 ? 206 : 200, headers);
      if (request.method === 'HEAD') return void response.end();
      const cut = manners.cutAfter !== undefined && cuts-- > 0 ? manners.cutAfter : undefined;
      const part = body.subarray(0, cut ?? manners.silentAfter ?? contentLength ?? undefined);
      seen.sent = part.length;
      response.write(part, () => {
        if (cut !== undefined) setTimeout(() => response.destroy(), ARRIVAL_MS);
        // A length that promises more than there is ends with the connection.
        else if (contentLength !== null && contentLength > body.length) response.destroy();
        else if (manners.silentAfter === undefined) response.end();
      });
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    const seen = { method: request.method ?? '', path: pathname, headers: request.headers, sent: 0 };
    this.requests.push(seen);
    const handler = this.handlers.get(pathname) ?? this.fallback;
    handler(request, response, seen);
  }
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/html' }).end('<html>There is no such file.</html>');
}

/** Where the body begins: with `If-Range` the rest is only for those who hold the same file. */
function startOf({ headers }: IncomingMessage, etag: string): number {
  const [, start] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
  return start && headers['if-range'] === etag ? Number(start) : 0;
}
