import { setTimeout as sleep } from 'node:timers/promises';
import { ClaimsService, LlmClaim, LlmReplyRejectedError, type Errand } from '@app/llm-assessment';
import { createTestDatabase, testServers, type TestDatabase } from '../support/databases/databases';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

describe.each(testServers())('claims on $name', (server) => {
  let database: TestDatabase;
  let processes: PipelineFixture[];
  let key: string;
  let got: number;
  let stored: string | null;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    processes = [await openPipeline(database), await openPipeline(database)];
  });
  beforeEach(() => {
    key = `test:${Math.random()}`;
    got = 0;
    stored = null;
  });
  afterAll(async () => {
    for (const fixture of processes) await fixture.close();
    await database.drop();
  });

  /** Something that takes a while to get, and is found by everybody then. */
  function errand(get: () => Promise<string> = () => Promise.resolve('it')): Errand<string> {
    return {
      key,
      subject: '11-1011.00',
      find: () => Promise.resolve(stored),
      get: async () => {
        got++;
        await sleep(50);
        stored = await get();
        return stored;
      },
    };
  }

  function claims(of: number): ClaimsService {
    return processes[of]!.get(ClaimsService);
  }

  function rows(): Promise<LlmClaim[]> {
    return processes[0]!.dataSource.manager.findBy(LlmClaim, { claimKey: key });
  }

  async function claimedByAnother(forMs: number): Promise<void> {
    const claim = { claimKey: key, holder: 'another process', expiresAt: new Date(Date.now() + forMs), reason: null };
    await processes[0]!.dataSource.manager.insert(LlmClaim, claim);
  }

  it('let one of all who want the same get it, over all processes', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, (_, i) => claims(i % 2).once(errand())));
    expect(new Set(results)).toEqual(new Set(['it']));
    expect(got).toBe(1);
    expect(await rows()).toEqual([]);
  });

  it('get nothing that is there already', async () => {
    stored = 'it was there';
    expect(await claims(0).once(errand())).toBe('it was there');
    expect(got).toBe(0);
  });

  it('wait for whoever holds the claim, and find what it got', async () => {
    await claimedByAnother(60_000);
    const waiting = claims(0).once(errand());
    await sleep(400);
    stored = 'what the other got';
    expect(await waiting).toBe('what the other got');
    expect(got).toBe(0);
  });

  it('are free when their holder gave no sign of life until they expired', async () => {
    await claimedByAnother(1_500);
    expect(await claims(0).once(errand())).toBe('it');
    expect(got).toBe(1);
    expect(await rows()).toEqual([]);
  });

  it('let the next one try where getting failed', async () => {
    const failing = claims(0).once(errand(() => Promise.reject(new Error('out of reach'))));
    await expect(failing).rejects.toThrow('out of reach');
    expect(await claims(1).once(errand())).toBe('it');
  });

  it('keep everybody from asking for a while what the model gave no usable answer to', async () => {
    const rejected = claims(0).once(errand(() => Promise.reject(new LlmReplyRejectedError('11-1011.00', 'no JSON'))));
    await expect(rejected).rejects.toThrow('no JSON');
    const again = claims(1).once(errand());
    await expect(again).rejects.toMatchObject({
      code: 'LLM_REPLY_REJECTED',
      message: expect.stringMatching(/no JSON/),
    });
    expect(got).toBe(1);
    const [claim] = await rows();
    const minutes = (claim!.expiresAt.getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(9);
    expect(minutes).toBeLessThan(11);
  });
});
