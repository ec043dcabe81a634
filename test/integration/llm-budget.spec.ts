import { BudgetService, LlmSpending } from '@app/llm-assessment';
import { createTestDatabase, testServers, type TestDatabase } from '../support/databases/databases';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

const BUDGET_USD = 0.01;
const AMOUNT_USD = 0.001;

describe.each(testServers())('the budget on $name', (server) => {
  let database: TestDatabase;
  let processes: PipelineFixture[];
  let day: string;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    const environment = { LLM_DAILY_BUDGET_USD: String(BUDGET_USD) };
    processes = [await openPipeline(database, environment), await openPipeline(database, environment)];
    day = budget(0).today();
  });
  beforeEach(() => processes[0]!.clear());
  afterAll(async () => {
    for (const fixture of processes) await fixture.close();
    await database.drop();
  });

  function budget(of: number): BudgetService {
    return processes[of]!.get(BudgetService);
  }

  async function reserve(of: number, amountUsd: number): Promise<void> {
    await budget(of).open(day);
    await processes[of]!.dataSource.transaction((manager) => budget(of).reserve(manager, day, amountUsd));
  }

  async function settle(reservedUsd: number, costUsd: number): Promise<void> {
    await processes[0]!.dataSource.transaction((manager) => budget(0).settle(manager, day, reservedUsd, costUsd));
  }

  async function committed(): Promise<number> {
    const spending = await processes[0]!.dataSource.manager.findOneByOrFail(LlmSpending, { day });
    return Math.round(spending.committedUsd * 1e6) / 1e6;
  }

  it('is not passed by many who reserve at the same time, in several processes', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 40 }, (_, i) => reserve(i % 2, AMOUNT_USD)));
    const refused = attempts.filter((attempt) => attempt.status === 'rejected').map(({ reason }) => reason as Error);
    expect(attempts.length - refused.length).toBe(BUDGET_USD / AMOUNT_USD);
    for (const error of refused) expect(error).toMatchObject({ code: 'LLM_BUDGET_EXCEEDED' });
    expect(await committed()).toBe(BUDGET_USD);
  });

  it('gets back what a call did not cost', async () => {
    await reserve(0, BUDGET_USD);
    await expect(reserve(1, AMOUNT_USD)).rejects.toMatchObject({ code: 'LLM_BUDGET_EXCEEDED' });
    await settle(BUDGET_USD, 0.004);
    expect(await committed()).toBe(0.004);
    await reserve(1, 0.006);
    expect(await budget(0).state()).toEqual({ budgetUsd: BUDGET_USD, committedUsd: BUDGET_USD, leftUsd: 0 });
  });

  it('counts what a call cost more than was thought', async () => {
    await reserve(0, AMOUNT_USD);
    await settle(AMOUNT_USD, 0.02);
    expect(await committed()).toBe(0.02);
    await expect(reserve(0, AMOUNT_USD)).rejects.toMatchObject({ code: 'LLM_BUDGET_EXCEEDED' });
  });

  it('is that of a day', async () => {
    await reserve(0, BUDGET_USD);
    day = '2099-12-31';
    await reserve(0, BUDGET_USD);
    expect(await committed()).toBe(BUDGET_USD);
  });

  it('does not keep anybody from what costs nothing', async () => {
    await reserve(0, BUDGET_USD);
    await expect(reserve(0, 0)).resolves.toBeUndefined();
  });
});
