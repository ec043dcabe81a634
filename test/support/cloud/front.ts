import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a service as Cloud Run does: hands requests over, and says for whom. */
export class Front {
  /** Where the service is, once it is there. */
  target = '';
  private readonly server: Server = createServer((incoming, outgoing) => {
    const { method, headers } = incoming;
    if (!this.target) return void outgoing.writeHead(503).end();
    const forwarded = request(
      this.target + (incoming.url ?? ''),
      { method, headers: { ...headers, 'x-forwarded-for': '203.0.113.7' } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  });

  static async open(): Promise<Front> {
    const front = new Front();
    await new Promise<void>((resolve) => front.server.listen(0, '127.0.0.1', resolve));
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
  }
}
