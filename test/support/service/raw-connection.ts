import { connect, type Socket } from 'node:net';

/** A connection to the service on which a test writes bytes, where a client would do it too well. */
export class RawConnection {
  received = '';
  readonly closed: Promise<void>;
  private isClosed = false;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (text: string) => (this.received += text));
    socket.on('error', (error) => (this.received += `[${error.message}]`));
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.isClosed = true;
        resolve();
      });
    });
  }

  static open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.once('error', reject).once('connect', () => resolve(new RawConnection(socket)));
    });
  }

  /** Reads nothing from now on. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** At once, whatever is under way. */
  end(): void {
    this.socket.destroy();
  }

  send(bytes: string): void {
    this.socket.write(bytes);
  }

  /** Returns when what came back matches, or the connection is closed. */
  async receives(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.received) && !this.isClosed) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
