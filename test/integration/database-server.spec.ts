import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { Logger } from '@nestjs/common';
import { dataSourceOptions, explainDatabaseError, openDataSource } from '@app/database';
import type { DataSource } from 'typeorm';
import { hasPrivateServer, TlsServer } from '../support/databases/tls-server';
import { openPipeline } from '../support/pipeline/pipeline-fixture';

// A server of its own: what is set here would be in the way of others.
const describeWithServer = hasPrivateServer ? describe : describe.skip;

describeWithServer('a database server that wants encryption', () => {
  let server: TlsServer;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = await TlsServer.start();
    for (const host of ['localhost', '127.0.0.1', '::1']) {
      await server.root.query(`CREATE USER IF NOT EXISTS app@'${host}' IDENTIFIED BY 'app'`);
      await server.root.query(`GRANT ALL ON *.* TO app@'${host}'`);
    }
  });
  afterAll(() => server.stop());

  it.each(['', '?ssl-mode=preferred', '?ssl-mode=required'])(
    'gets it where the URL ends with "%s", whoever it is',
    async (options) => {
      expect(await cipherOf(server.url('gap', options))).toMatch(/^TLS_/);
    },
  );

  it('is checked against its authority, and its name against the certificate', async () => {
    for (const options of ['', '&ssl-mode=verify_ca', '&ssl-mode=verify_identity']) {
      expect(await cipherOf(server.url('gap', `?ssl-ca=${server.caFile}${options}`))).toMatch(/^TLS_/);
    }
  });

  it('is refused without its authority, which the error says', async () => {
    await expect(openDataSource(dataSourceOptions(server.url('gap', '?ssl-mode=verify_ca')))).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(
        /^Cannot use the database gap on localhost:\d+: the encrypted connection failed \(self-signed certificate\)\. Name the file with the authority .* in ssl-ca/,
      ),
    });
  });

  it.each([
    ['is not there', () => join(server.caFile, '..', 'none.pem'), 'ENOENT'],
    ['holds none', () => join(server.caFile, '..', 'notes.pem'), 'it begins with no certificate'],
  ])('is not asked where the file with the authority %s', async (_what, file, reason) => {
    await writeFile(join(server.caFile, '..', 'notes.pem'), 'no certificate');
    const opening = openDataSource(dataSourceOptions(server.url('gap', `?ssl-ca=${file()}`)));
    await expect(opening).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringContaining(`${file()}, cannot be read (${reason})`),
    });
  });

  it('does not let a connection in clear text in, and the error says what to look at', async () => {
    await expect(openDataSource(dataSourceOptions(server.url('gap', '?ssl-mode=disabled')))).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringContaining('ssl-mode=required'),
    });
  });

  it('serves its socket', async () => {
    expect(await cipherOf(server.socketUrl('gap'))).toBe('');
    await expect(openDataSource(dataSourceOptions(`${server.socketUrl('gap')}.none`))).rejects.toMatchObject({
      message: `Cannot use the database gap on ${server.socketPath}.none: ENOENT. Check DATABASE_URL and that the server runs and can be reached from here.`,
    });
  });

  it('stores a release that is sent encrypted', async () => {
    const fixture = await openPipeline({ url: server.url('gap_release'), drop: () => Promise.resolve() });
    try {
      expect(await fixture.refresh()).toMatchObject({ outcome: 'published', rowsRejected: 0 });
    } finally {
      await fixture.close();
    }
  });

  it('is another one where its certificate has another name', async () => {
    await server.showCertificateFor('db.example.org');
    expect(await cipherOf(server.url('gap', `?ssl-ca=${server.caFile}&ssl-mode=verify_ca`))).toMatch(/^TLS_/);
    const url = server.url('gap', `?ssl-ca=${server.caFile}&ssl-mode=verify_identity`);
    await expect(openDataSource(dataSourceOptions(url))).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(
        /the encrypted connection failed \(Hostname\/IP does not match .*as the certificate/,
      ),
    });
    await server.showCertificateFor('localhost');
  });

  describe('names what is wrong', () => {
    let dataSource: DataSource;
    const failing = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => null,
        (error: unknown) => explainDatabaseError(dataSource, error),
      );

    beforeAll(async () => {
      await server.root.query("CREATE USER few@localhost IDENTIFIED BY 'few'");
      await server.root.query('GRANT ALL ON gap.* TO few@localhost');
      dataSource = await openDataSource(dataSourceOptions(server.socketUrl('gap', 'few:few')));
    });
    afterAll(() => dataSource.destroy());

    it('where the account may have no further connection', async () => {
      await server.root.query('ALTER USER few@localhost WITH MAX_USER_CONNECTIONS 1');
      const slow = [1, 2, 3].map(() => dataSource.query('SELECT SLEEP(0.2)'));
      const errors = await Promise.all(slow.map(failing));
      await server.root.query('ALTER USER few@localhost WITH MAX_USER_CONNECTIONS 0');
      expect(errors).toContainEqual(
        expect.objectContaining({
          code: 'DATABASE_NO_CONNECTION',
          retryAfterSeconds: 5,
          message: expect.stringMatching(
            /^The database gap on \S+ has no connection free \(ER_\w+\)\. Wait .* max_conn/,
          ),
        }),
      );
    });

    it('where the server has none for anybody', async () => {
      const used: Connection[] = [];
      await server.root.query('SET GLOBAL max_connections = 10');
      try {
        // Administrators have one more than others.
        for (;;) used.push(await createConnection({ socketPath: server.socketPath, user: 'app', password: 'app' }));
      } catch (error) {
        expect(error).toMatchObject({ code: 'ER_CON_COUNT_ERROR' });
        await expect(openDataSource(dataSourceOptions(server.url('gap')))).rejects.toMatchObject({
          code: 'DATABASE_NO_CONNECTION',
          message: expect.stringContaining('has no connection free (ER_CON_COUNT_ERROR)'),
        });
      } finally {
        await server.root.query('SET GLOBAL max_connections = 150');
        for (const connection of used) await connection.end();
      }
    });

    it('where the account lacks a right', async () => {
      await server.root.query('CREATE DATABASE empty');
      await server.root.query("CREATE USER reader@localhost IDENTIFIED BY 'reader'");
      await server.root.query('GRANT SELECT ON empty.* TO reader@localhost');
      const opening = openDataSource(dataSourceOptions(server.socketUrl('empty', 'reader:reader')));
      await expect(opening).rejects.toMatchObject({
        code: 'DATABASE_DENIED',
        message: `The database empty on ${server.socketPath} gives this account no right to CREATE (ER_TABLEACCESS_DENIED_ERROR). Run as an administrator: GRANT ALL ON \`empty\`.* TO 'reader'@'%';`,
      });
    });

    it('where the server takes too little at once', async () => {
      await server.root.query('SET GLOBAL max_allowed_packet = 65536');
      try {
        await expect(openDataSource(dataSourceOptions(server.socketUrl('gap')))).rejects.toMatchObject({
          code: 'DATABASE_UNSUITABLE',
          message: expect.stringContaining('its max_allowed_packet is 65536 bytes. Set max_allowed_packet to 16M'),
        });
        const connected = await openRaw(server);
        const said = connected
          .query('SELECT LENGTH(?) AS length', ['x'.repeat(66_000)])
          .catch((error: unknown) => error);
        expect(explainDatabaseError(dataSource, await said)).toMatchObject({
          message: expect.stringContaining('max_allowed_packet'),
        });
        connected.destroy();
      } finally {
        await server.root.query('SET GLOBAL max_allowed_packet = 16777216');
      }
    });

    it('where a statement is ended by somebody else', async () => {
      const runner = dataSource.createQueryRunner();
      const [own] = (await runner.query('SELECT CONNECTION_ID() AS id')) as { id: number }[];
      const statement = failing(
        runner.query(
          `SELECT COUNT(*) FROM ${['a', 'b', 'c'].map((name) => `information_schema.COLUMNS ${name}`).join()}`,
        ),
      );
      await untilAtWork(server.root, own!.id);
      await server.root.query(`KILL QUERY ${own!.id}`);
      expect(await statement).toMatchObject({
        code: 'DATABASE_BUSY',
        message: expect.stringMatching(/ended a statement early \(ER_QUERY_INTERRUPTED\)/),
      });
      await runner.release();
    });

    it('where its tables are gone', async () => {
      await server.root.query('DROP DATABASE gap');
      await server.root.query('CREATE DATABASE gap');
      expect(await failing(dataSource.query('SELECT * FROM gap.releases'))).toMatchObject({
        code: 'DATABASE_DAMAGED',
        message: expect.stringMatching(/has lost tables of this service \(ER_NO_SUCH_TABLE\)/),
      });
    });
  });
});

/** What encrypts the connections of the service; empty if nothing does. */
async function cipherOf(url: string): Promise<string> {
  const dataSource = await openDataSource(dataSourceOptions(url));
  const [row] = await dataSource.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
  await dataSource.destroy();
  return row?.Value ?? '';
}

function openRaw({ socketPath }: TlsServer): Promise<Connection> {
  return createConnection({ socketPath, user: 'app', password: 'app' });
}

async function untilAtWork(root: Connection, id: number): Promise<void> {
  for (;;) {
    const [rows] = await root.query<RowDataPacket[]>(
      'SELECT 1 FROM information_schema.PROCESSLIST WHERE ID = ? AND INFO LIKE ?',
      [id, 'SELECT COUNT%'],
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
