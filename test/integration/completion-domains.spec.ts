import { domainOf, DOMAINS } from '@app/onet';
import { createCompletion, type Completer } from '../support/pipeline/completion-fixture';
import { testServers } from '../support/databases/databases';
import { wholeTables, type OnetTables } from '../support/sources/made-up-release';

const NURSES = '29-1141.00';
const TABLES = ['skills', 'knowledge', 'abilities', 'work_activities'];

describe.each(testServers())('completing an occupation on more than skills on $name', (server) => {
  let context: Awaited<ReturnType<typeof createCompletion>>;
  let process: Completer;

  beforeAll(async () => {
    context = await createCompletion(server, {}, wholeTables());
    process = await context.open();
  });
  beforeEach(async () => {
    context.reset();
    await process.clear();
  });
  afterAll(() => context.close());

  const tablesAsked = () => context.webServices.rowRequests().map((request) => request.replace(/\?.*/, ''));
  const ratings = async () => (await process.rowsOf(NURSES)).ratings;
  const domains = async () => {
    const found = new Set((await ratings()).map(({ elementId }) => domainOf(elementId)));
    return DOMAINS.filter((domain) => found.has(domain));
  };

  it('adds its ratings on all domains, to the last digit, and asks for each table once', async () => {
    await process.serve(wholeTables());
    const inFiles = await process.rowsOf(NURSES);
    await process.clear();
    await process.serve(without(NURSES));
    expect(await process.completion.complete(NURSES)).toBeNull();
    const fromApi = <T>(rows: readonly T[]) => rows.map((row) => ({ ...row, source: 'api' }));
    expect(await process.rowsOf(NURSES)).toEqual({
      occupations: fromApi(inFiles.occupations),
      ratings: fromApi(inFiles.ratings),
    });
    expect(await domains()).toEqual(DOMAINS);
    expect(tablesAsked()).toEqual(['occupation_data', ...TABLES]);
    expect((await process.landed('Rating')).map(({ tableId }) => tableId)).toEqual(expect.arrayContaining(TABLES));
    const profile = process.profiles.current.profile(NURSES)!;
    for (const domain of DOMAINS) {
      const levels = inFiles.ratings.filter((row) => row.scaleId === 'LV' && domainOf(row.elementId) === domain);
      expect([...profile.levels(domain)]).toEqual(levels.map(({ dataValue }) => dataValue));
    }
  });

  it('neither asks for nor adds ratings on a domain that the release has none of', async () => {
    await process.serve({ ...without(NURSES), knowledge: undefined });
    expect(await process.completion.complete(NURSES)).toBeNull();
    expect(tablesAsked()).toEqual(['occupation_data', 'skills', 'abilities', 'work_activities']);
    expect(await domains()).toEqual(['skills', 'abilities', 'work_activities']);
  });

  it('leaves out what landed for another release on a domain that this one has none of', async () => {
    await process.serve(without(NURSES));
    await process.completion.complete(NURSES);
    const all = await ratings();
    const tables = { ...without(NURSES), abilities: undefined };
    await process.refresh({ tables }, { force: true, acceptShrink: true });
    expect(await domains()).toEqual(['skills', 'knowledge', 'work_activities']);
    await process.serve(without(NURSES));
    expect(await ratings()).toEqual(all);
    expect(tablesAsked()).toHaveLength(5);
  });

  it('keeps what landed on other domains than an answer has ratings on', async () => {
    await process.serve(without(NURSES));
    await process.completion.complete(NURSES);
    const before = await process.landed('Rating');
    const skills = context.webServices.rows('skills').filter(({ onetsoc_code: code }) => code === NURSES);
    await process.land(NURSES, { skills: skills.slice(0, 2) });
    const after = await process.landed('Rating');
    expect(after.filter(({ tableId }) => tableId === 'skills')).toHaveLength(2);
    expect(after.filter(({ tableId }) => tableId !== 'skills')).toHaveLength(before.length - skills.length);
  });
});

describe.each(testServers())('completing from Web Services without a table on $name', (server) => {
  it('adds what the others have', async () => {
    const context = await createCompletion(server, { without: ['abilities'] }, wholeTables());
    try {
      const process = await context.open();
      await process.serve(without(NURSES));
      expect(await process.completion.complete(NURSES)).toBeNull();
      const { ratings } = await process.rowsOf(NURSES);
      expect(new Set(ratings.map(({ elementId }) => domainOf(elementId)))).toEqual(
        new Set(['skills', 'knowledge', 'work_activities']),
      );
    } finally {
      await context.close();
    }
  });
});

/** Every made-up table without the rows that name this occupation. */
function without(code: string): OnetTables {
  const tables = Object.entries(wholeTables()).map(([name, rows]) => [name, rows.filter((row) => !row.includes(code))]);
  return Object.fromEntries(tables) as OnetTables;
}
