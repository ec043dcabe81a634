import { ApiKey, ApiKeyRecords, ApiKeysService, type Scope } from '@app/access';
import { parseEnvironment } from '@app/config';
import { ManualClock, systemClock, type Clock } from '@app/outside';
import { DataSource } from 'typeorm';
import { createTestDatabase, testServers, type TestDatabase } from '../support/databases/databases';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

const GIVEN = { API_KEY: 'a-key-of-the-environment', ADMIN_API_KEY: 'an-admin-key-of-the-environment' };
const SECOND = 1_000;

/** A process that serves, without the rest of it. */
function serve({ get }: PipelineFixture, clock: Clock = systemClock): ApiKeysService {
  return new ApiKeysService(parseEnvironment(GIVEN), get(ApiKeyRecords), get(DataSource), clock);
}

describe.each(testServers())('API keys on $name', (server) => {
  let database: TestDatabase;
  let fixture: PipelineFixture;
  let records: ApiKeyRecords;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    fixture = await openPipeline(database, GIVEN);
    records = fixture.get(ApiKeyRecords);
  });
  beforeEach(() => fixture.clear());
  afterAll(async () => {
    await fixture.close();
    await database.drop();
  });

  const make = (name: string, scopes: Scope[] = ['read'], expiresAt: Date | null = null) =>
    records.create({ name, scopes, expiresAt });

  async function lastUse(name: string): Promise<Date | null> {
    return (await fixture.dataSource.manager.findOneByOrFail(ApiKey, { name })).lastUsedAt;
  }

  it('are made and listed, oldest first, with what they may do', async () => {
    const expiresAt = new Date('2027-01-31T23:59:59Z');
    const before = Date.now() - SECOND;
    const { record } = await make('hr', ['llm', 'read'], expiresAt);
    await make('ops', ['admin']);
    const keys = await records.list();
    expect(keys).toMatchObject([
      { name: 'hr', scopes: ['read', 'llm'], expiresAt, revokedAt: null, lastUsedAt: null },
      { name: 'ops', scopes: ['read', 'llm', 'admin'], expiresAt: null },
    ]);
    expect(keys[0]).toEqual(record);
    expect(record.createdAt.getTime()).toBeGreaterThan(before);
    expect(record.createdAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('are stored as a hash only', async () => {
    const { text } = await make('hr');
    const rows = JSON.stringify(await fixture.dataSource.query('SELECT * FROM api_keys'));
    const secret = text.split('_').slice(2).join('_');
    expect(secret).toHaveLength(32);
    expect(rows).toContain('hr');
    expect(rows).not.toContain(secret);
    expect(rows).not.toContain(Buffer.from(text).toString('base64'));
  });

  it.each(['hr', 'API_KEY', 'admin_api_key'])('do not take the name %s when it is taken', async (name) => {
    await make('hr');
    await records.revoke('hr');
    await expect(make(name)).rejects.toMatchObject({ code: 'API_KEY_EXISTS' });
    expect(await records.list()).toHaveLength(1);
  });

  it('have names that differ in more than the case of letters, also where two are made at once', async () => {
    const made = await Promise.allSettled(['hr', 'HR', 'Hr'].map((name) => make(name)));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const ending of made) {
      if (ending.status === 'rejected') expect(ending.reason).toMatchObject({ code: 'API_KEY_EXISTS' });
    }
    expect(await records.list()).toHaveLength(1);
  });

  it('whose names differed in case alone before go on working, and no third one joins them', async () => {
    const { manager } = fixture.dataSource;
    await make('hr');
    const { text } = await make('other');
    await manager.update(ApiKey, { name: 'other' }, { name: 'HR' });
    const queries = fixture.dataSource.createQueryRunner();
    while (await queries.hasColumn('api_keys', 'folded_name')) await fixture.dataSource.undoLastMigration();
    await queries.release();
    await fixture.dataSource.runMigrations();
    expect((await records.list()).map(({ name, foldedName }) => [name, foldedName])).toEqual([
      ['hr', 'hr'],
      ['HR', null],
    ]);
    await expect(make('hR')).rejects.toMatchObject({ code: 'API_KEY_EXISTS' });
    const service = serve(fixture);
    await service.poll();
    expect(service.find(text)).toMatchObject({ name: 'HR' });
    await records.revoke('HR');
    expect((await records.list()).map(({ revokedAt }) => revokedAt === null)).toEqual([true, false]);
  });

  it('are revoked once and for all', async () => {
    await make('hr');
    const first = await records.revoke('hr');
    expect(first.revokedAt).not.toBeNull();
    const longAgo = new Date('2026-01-01T00:00:00Z');
    await fixture.dataSource.manager.update(ApiKey, { name: 'hr' }, { revokedAt: longAgo });
    expect(await records.revoke('hr')).toMatchObject({ revokedAt: longAgo });
    await expect(records.revoke('nobody')).rejects.toMatchObject({ code: 'API_KEY_NOT_FOUND' });
  });

  it('are known to a serving process from its next look on, and no longer after they were revoked', async () => {
    const service = serve(fixture);
    await service.onModuleInit();
    const { text } = await make('hr', ['read', 'llm']);
    expect(service.find(text)).toBeNull();
    await service.poll();
    expect(service.find(text)).toEqual({ name: 'hr', scopes: ['read', 'llm'], expiresAt: null });
    expect(service.find(GIVEN.API_KEY)).toEqual({ name: 'API_KEY', scopes: ['read'], expiresAt: null });
    expect(service.find(GIVEN.ADMIN_API_KEY)).toEqual({
      ...{ name: 'ADMIN_API_KEY', scopes: ['read', 'llm', 'admin'], expiresAt: null },
    });
    await records.revoke('hr');
    await service.poll();
    expect(service.find(text)).toBeNull();
    expect(service.refusal(text).message).toMatch(/^The API key "hr" was revoked at /);
  });

  it('expire without a look at the database', async () => {
    const now = Math.ceil(Date.now() / SECOND) * SECOND;
    const clock = new ManualClock(now);
    const service = serve(fixture, clock);
    const { text } = await make('hr', ['read'], new Date(now + SECOND));
    await service.poll();
    expect(service.find(text)).not.toBeNull();
    clock.advance(2 * SECOND);
    expect(service.find(text)).toBeNull();
    expect(service.refusal(text).message).toMatch(/^The API key "hr" has expired at /);
  });

  it('have their last use written together, never by a request', async () => {
    const service = serve(fixture);
    const keys = [await make('a'), await make('b'), await make('unused')];
    await service.poll();
    const before = Date.now() - SECOND;
    for (let i = 0; i < 100; i++) for (const { text } of keys.slice(0, 2)) service.find(text);
    expect([await lastUse('a'), await lastUse('b')]).toEqual([null, null]);
    await service.noteUses();
    for (const name of ['a', 'b']) expect((await lastUse(name))?.getTime()).toBeGreaterThan(before);
    expect(await lastUse('unused')).toBeNull();
  });

  it('have their last use written when the process stops', async () => {
    const service = serve(fixture);
    const { text } = await make('hr');
    await service.poll();
    service.find(text);
    await service.beforeApplicationShutdown();
    expect(await lastUse('hr')).not.toBeNull();
  });

  it('keep the latest use of several processes', async () => {
    const { record } = await make('hr');
    const [earlier, later] = [new Date('2026-11-24T10:00:00Z'), new Date('2026-11-24T10:00:30Z')];
    await records.noteUse(record.id, later);
    await records.noteUse(record.id, earlier);
    expect(await lastUse('hr')).toEqual(later);
    const evenLater = new Date('2026-11-24T10:01:00Z');
    await records.noteUse(record.id, evenLater);
    expect(await lastUse('hr')).toEqual(evenLater);
  });

  it('stay as they are while the database cannot be read, and their uses are written later', async () => {
    const service = serve(fixture);
    const { text } = await make('hr');
    await service.poll();
    await fixture.dataSource.query('ALTER TABLE api_keys RENAME TO api_keys_away');
    await service.poll();
    expect(service.find(text)).toMatchObject({ name: 'hr' });
    await service.noteUses();
    await fixture.dataSource.query('ALTER TABLE api_keys_away RENAME TO api_keys');
    await service.noteUses();
    expect(await lastUse('hr')).not.toBeNull();
    await records.revoke('hr');
    await service.poll();
    expect(service.find(text)).toBeNull();
  });

  it('do not keep a process from starting when they cannot be read yet', async () => {
    await fixture.dataSource.query('ALTER TABLE api_keys RENAME TO api_keys_away');
    try {
      const service = serve(fixture);
      await service.onModuleInit();
      expect(service.find(GIVEN.API_KEY)).not.toBeNull();
    } finally {
      await fixture.dataSource.query('ALTER TABLE api_keys_away RENAME TO api_keys');
    }
  });
});
