import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { makeCertificate } from '../vertex/certificate';
import { findServer, startPrivateServer } from './private-mariadb.js';

/** Undefined where no server is installed. */
const programs = findServer();

/** For `describe`: whether a server of one's own can be started here. */
export const hasPrivateServer = programs !== undefined;

/** A database server of one's own that takes nothing but encrypted connections and its socket. */
export class TlsServer {
  private constructor(
    private readonly folder: string,
    private readonly server: Awaited<ReturnType<typeof startPrivateServer>>,
    /** Its administrator, on the socket. */
    readonly root: Connection,
  ) {}

  /** Its certificate is for `localhost`. */
  static async start(): Promise<TlsServer> {
    if (!programs) throw new Error('No MariaDB or MySQL server is installed: look at hasPrivateServer first.');
    const folder = await mkdtemp(join(tmpdir(), 'skill-gap-tls-'));
    await writeCertificate(folder, 'localhost');
    const server = await startPrivateServer(programs, [
      `--ssl-cert=${join(folder, 'cert.pem')}`,
      `--ssl-key=${join(folder, 'key.pem')}`,
      '--require-secure-transport=ON',
    ]);
    const root = await createConnection({ socketPath: server.socketPath, user: 'root' });
    return new TlsServer(folder, server, root);
  }

  get socketPath(): string {
    return this.server.socketPath;
  }

  /** The certificate of the server, which is its own authority. */
  get caFile(): string {
    return join(this.folder, 'cert.pem');
  }

  /** A database that may be there already, as `user` reaches it by name over the network. */
  url(database: string, options = '', user = 'app:app'): string {
    return `mysql://${user}@localhost:${new URL(this.server.url).port}/${database}${options}`;
  }

  /** As {@link url}, by the socket. */
  socketUrl(database: string, user = 'app:app'): string {
    return `mysql://${user}@localhost/${database}?socketPath=${this.socketPath}`;
  }

  /** From now on the server shows a new certificate, which is for this name. */
  async showCertificateFor(name: string): Promise<void> {
    await writeCertificate(this.folder, name);
    const [rows] = await this.root.query<RowDataPacket[]>('SELECT VERSION() AS version');
    const isMariaDb = String(rows[0]?.version).includes('MariaDB');
    await this.root.query(isMariaDb ? 'FLUSH SSL' : 'ALTER INSTANCE RELOAD TLS');
  }

  async stop(): Promise<void> {
    await this.root.end();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function writeCertificate(folder: string, name: string): Promise<void> {
  const { key, cert } = await makeCertificate(name);
  await writeFile(join(folder, 'key.pem'), key);
  await writeFile(join(folder, 'cert.pem'), cert);
}
