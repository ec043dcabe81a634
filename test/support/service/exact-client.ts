import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';

/** A request to the byte: what fetch would tidy up, repair or refuse goes out as it is. */
export interface ExactRequest {
  readonly method: string;
  /** The target of the request line, such as `/health?x=1`. */
  readonly target: string;
  /** All of them, in this order: nothing is added. Values as Latin-1, one character a byte. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
  /** These bytes instead of all the above, on a connection of their own. */
  readonly bytes?: Buffer;
  /** The bytes end before the request does: the connection is half closed when nothing more is to be expected. */
  readonly isUnfinished?: boolean;
}

export interface ExactAnswer {
  /** 0: the connection ended without an answer; the text may say why. */
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** An answer takes milliseconds; whoever waits this long on an idle service waits for ever. */
const ANSWER_LIMIT_MS = 60_000;
/** What the service refuses without having read to the end, it refuses by then. */
const UNFINISHED_MS = 100;
const NO_ANSWER: ExactAnswer = { status: 0, headers: {}, text: '' };
/** Longer ones Node refuses before it knows the method: it cannot know that the answer to HEAD has no body. */
const LONGEST_HEAD = 16_000;
const SENT_BY_NODE = { target: /^[\x21-\x7e]+$/, headerValue: /^[\t\x20-\x7e\x80-\xff]*$/ };

/** Sends exact requests, many at a time: over connections that are kept where HTTP allows it, else over one of their own. */
export class ExactClient {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly host: string;
  private readonly port: number;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.host = hostname;
    this.port = Number(port);
  }

  async send(request: ExactRequest): Promise<ExactAnswer> {
    const answer = isOrdinary(request) ? this.sendByNode(request) : this.sendBytes(request);
    return answer.catch((error: unknown) => ({ ...NO_ANSWER, text: String(error) }));
  }

  close(): void {
    this.agent.destroy();
  }

  private sendByNode({ method, target, headers, body }: ExactRequest): Promise<ExactAnswer> {
    return new Promise((resolve, reject) => {
      const { host, port, agent } = this;
      const options = { host, port, agent, method, path: target, headers: headers.flat(), timeout: ANSWER_LIMIT_MS };
      const sent = httpRequest(options, (incoming) => {
        read(incoming).then(resolve, reject);
      });
      sent.once('error', reject).once('timeout', () => sent.destroy(new Error('no answer in time')));
      sent.end(body ?? undefined);
    });
  }

  private sendBytes(request: ExactRequest): Promise<ExactAnswer> {
    return new Promise((resolve, reject) => {
      const received: Buffer[] = [];
      const socket = connect({ host: this.host, port: this.port, allowHalfOpen: true }, () => {
        socket.write(toBytes(request));
        if (request.isUnfinished) setTimeout(() => socket.end(), UNFINISHED_MS);
      });
      socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy(new Error('no answer in time')));
      socket.on('data', (chunk) => received.push(chunk)).once('end', () => socket.end());
      socket.once('error', (error) => (received.length > 0 ? resolve(parsed(received)) : reject(error)));
      socket.once('close', () => resolve(parsed(received)));
    });
  }
}

/** The request as it goes over the wire. */
export function toBytes({ method, target, headers, body, bytes }: ExactRequest): Buffer {
  if (bytes) return bytes;
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body ?? Buffer.alloc(0)]);
}

/** Whether Node's own client sends the request unchanged and understands every answer to it. */
export function isOrdinary({ target, headers, bytes, isUnfinished }: ExactRequest): boolean {
  if (bytes !== undefined || isUnfinished) return false;
  return (
    target.length + headers.flat().join().length < LONGEST_HEAD &&
    SENT_BY_NODE.target.test(target) &&
    headers.every(([name, value]) => /^[\w-]+$/.test(name) && SENT_BY_NODE.headerValue.test(value))
  );
}

async function read(incoming: IncomingMessage): Promise<ExactAnswer> {
  const { statusCode: status = 0, headers } = incoming;
  const chunks: Buffer[] = [];
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    // A stream of events has no end; leaving the loop closes the connection.
    if (flat['content-type']?.startsWith('text/event-stream')) break;
  }
  return { status, headers: flat, text: Buffer.concat(chunks).toString() };
}

/** The first answer of a connection that has ended, not counting `100 Continue`. */
function parsed(received: readonly Buffer[]): ExactAnswer {
  const text = Buffer.concat(received)
    .toString()
    .replace(/^HTTP\/1\.1 1\d\d [^]*?\r\n\r\n/, '');
  const headEnd = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, Math.max(headEnd, 0)).split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1];
  if (status === undefined) return text === '' ? NO_ANSWER : { ...NO_ANSWER, status: -1, text };
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(':', 1)[0]!.toLowerCase(), line.replace(/^[^:]*: */, '')]),
  );
  const length = Number(headers['content-length'] ?? Infinity);
  const body = Buffer.from(text.slice(headEnd + 4)).subarray(0, length);
  return { status: Number(status), headers, text: body.toString() };
}
