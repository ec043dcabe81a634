import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between the service and a database server, so that a test can take the server away and give it back. */
export class TcpProxy {
  private state: 'open' | 'cut' | 'frozen' = 'open';
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => this.accept(client));

  private constructor(private readonly target: URL) {}

  /** @returns the proxy, and the URL under which it stands for the server */
  static async before(serverUrl: string): Promise<{ proxy: TcpProxy; url: URL }> {
    const url = new URL(serverUrl);
    const proxy = new TcpProxy(new URL(serverUrl));
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    url.hostname = '127.0.0.1';
    url.port = String((proxy.server.address() as AddressInfo).port);
    return { proxy, url };
  }

  /** As when the server is shut down: connections end, new ones too. */
  cut(): void {
    this.state = 'cut';
    for (const socket of this.sockets) socket.destroy();
  }

  /** As when the network swallows everything: connections stay, nothing comes back. */
  freeze(): void {
    this.state = 'frozen';
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  /** As when a firewall forgets its connections: nothing comes back on those that there are, new ones work. */
  lose(): void {
    this.freeze();
    this.state = 'open';
  }

  restore(): void {
    this.cut();
    this.state = 'open';
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private accept(client: Socket): void {
    this.keep(client);
    if (this.state === 'cut') client.destroy();
    if (this.state !== 'open') return;
    const upstream = connect(Number(this.target.port || 3306), this.target.hostname);
    this.keep(upstream);
    client.pipe(upstream).pipe(client);
    // Either side's end is the other's, also when it comes as an error.
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => this.sockets.delete(socket));
  }
}
