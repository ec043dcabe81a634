import { setTimeout as sleep } from 'node:timers/promises';
import { Occupation } from '@app/occupations';
import { OccupationRating } from '@app/skills';
import { createCompletion, tablesWithout, type Completer } from '../support/pipeline/completion-fixture';
import { testServers } from '../support/databases/databases';

const KEEPERS = '11-1011.00';
const POLISHERS = '13-2011.00';
const NURSES = '29-1141.00';

describe.each(testServers())('completions and what else goes on, on $name', (server) => {
  let context: Awaited<ReturnType<typeof createCompletion>>;
  let here: Completer;
  /** Another process on the same database. */
  let there: Completer;

  beforeAll(async () => {
    context = await createCompletion(server);
    here = await context.open();
    there = await context.open();
  });
  beforeEach(async () => {
    context.reset();
    await here.clear();
  });
  afterAll(() => context.close());

  const serveBoth = async (...codes: readonly string[]) => {
    const release = await here.serve(tablesWithout(...codes));
    await there.served.poll();
    return release;
  };
  const ratingsOf = async (code: string) => (await here.rowsOf(code)).ratings;
  describe('at the same time', () => {
    it('of one occupation ask as one', async () => {
      await here.serve(tablesWithout(NURSES));
      const answers = await Promise.all(Array.from({ length: 100 }, () => here.completion.complete(NURSES)));
      expect(new Set(answers)).toEqual(new Set([null]));
      expect(context.webServices.rowRequests()).toHaveLength(2);
      expect(await here.current()).toMatchObject({ revision: 1 });
    });

    it('of both sides of a comparison go on side by side', async () => {
      await here.serve(tablesWithout(KEEPERS, NURSES));
      context.webServices.fault({ kind: 'slow', ms: 2_000 }, { where: 'rows/occupation_data' });
      const { index, profiles } = await here.profiles.rated(KEEPERS, NURSES);
      expect(profiles.map(({ title }) => title)).toEqual(['Tower Keepers', 'Goose Nurses']);
      expect(profiles.map(({ code }) => index.profile(code))).toEqual(profiles);
      const tables = context.webServices.rowRequests().map((request) => request.replace(/\?.*/, ''));
      expect(tables).toEqual(['occupation_data', 'occupation_data', 'skills', 'skills']);
      expect(await here.current()).toMatchObject({ revision: 2 });
    });

    it('in two processes add every row once', async () => {
      const codes = [KEEPERS, POLISHERS, NURSES];
      await serveBoth(...codes);
      const completions = [here, there].flatMap(({ completion }) => codes.map((code) => completion.complete(code)));
      expect(await Promise.all(completions)).toEqual([null, null, null, null, null, null]);
      expect(await here.current()).toMatchObject({ revision: 3 });
      expect(await here.dataSource.manager.count(Occupation)).toBe(5);
      expect(await here.dataSource.manager.count(OccupationRating)).toBe(24);
      expect(await here.runs('complete')).toHaveLength(3);
      for (const { profiles } of [here, there]) {
        expect(codes.map((code) => profiles.current.profile(code)?.code)).toEqual(codes);
      }
    });
  });

  it('land side by side, the last answer of an occupation in place of those before', async () => {
    const [codes, { webServices }] = [[KEEPERS, POLISHERS, NURSES], context];
    const rowsOf = (code: string) => webServices.rows('skills').filter(({ onetsoc_code: own }) => own === code);
    const land = (number: number) =>
      Promise.all(
        [here, there].flatMap((process) =>
          codes.map((code) => process.land(code, { skills: rowsOf(code).slice(0, number) })),
        ),
      );
    for (let round = 0; round < 20; round++) {
      await here.clear();
      await land(6);
    }
    expect(await here.landed('Rating')).toHaveLength(18);
    await here.land(NURSES, { skills: rowsOf(NURSES).slice(0, 2) });
    const left = (await here.landed('Rating')).filter(({ onetSocCode }) => onetSocCode === NURSES);
    expect(left.map(({ position }) => position)).toEqual([1, 2]);
  });

  it('in another process are served here after a look, and nobody is asked again', async () => {
    await serveBoth(NURSES);
    await here.completion.complete(NURSES);
    context.webServices.forget();
    await there.served.poll();
    expect(there.profiles.current.profile(NURSES)).toMatchObject({ title: 'Goose Nurses' });
    expect(there.profiles.current.release).toMatchObject({ revision: 1 });
    expect(context.webServices.requests).toEqual([]);
  });

  it('that another process made are taken up without a look, and nobody is asked again', async () => {
    await serveBoth(NURSES);
    await here.completion.complete(NURSES);
    context.webServices.forget();
    expect(await there.completion.complete(NURSES)).toBeNull();
    expect(there.profiles.current.profile(NURSES)).toMatchObject({ title: 'Goose Nurses' });
    expect(context.webServices.requests).toEqual([]);
  });

  it('while another release is published end in that one', async () => {
    const before = await here.serve(tablesWithout(NURSES));
    context.webServices.fault({ kind: 'slow', ms: 1_500 }, { where: 'rows/skills', times: 1 });
    const completion = here.completion.complete(NURSES);
    while (context.webServices.rowRequests().length < 2) await sleep(5);
    await here.refresh({ tables: tablesWithout(NURSES) }, { force: true });
    expect(await ratingsOf(NURSES)).toEqual([]);
    expect(await completion).toBeNull();
    expect(await ratingsOf(NURSES)).toHaveLength(6);
    const after = await here.current();
    expect(after.id).toBeGreaterThan(before.id);
    expect(here.profiles.current.release).toMatchObject({ id: after.id, revision: 1 });
    expect(here.profiles.current.profile(NURSES)).toMatchObject({ title: 'Goose Nurses' });
    expect(await here.dataSource.manager.countBy(OccupationRating, { releaseId: before.id })).toBe(18);
    expect(context.webServices.rowRequests()).toHaveLength(2);
  });

  describe('that landed', () => {
    it('go into the next release by themselves, which has not shrunk for want of them', async () => {
      await here.serve(tablesWithout(NURSES));
      await here.completion.complete(NURSES);
      const completed = await here.rowsOf(NURSES);
      context.webServices.forget();
      const outcome = await here.refresh({ tables: tablesWithout(NURSES) }, { force: true });
      expect(outcome).toMatchObject({ outcome: 'published', rowsRejected: 0 });
      expect(await here.rowsOf(NURSES)).toEqual(completed);
      expect(await here.current()).toMatchObject({ revision: 1 });
      await here.served.poll();
      expect(here.profiles.current.profile(NURSES)).toMatchObject({ title: 'Goose Nurses' });
      expect(context.webServices.requests).toEqual([]);
    });

    it('do not add to the release that brings them in its files', async () => {
      await here.serve(tablesWithout(NURSES));
      await here.completion.complete(NURSES);
      const { runId } = await here.refresh({});
      expect(await here.current()).toMatchObject({ ratingCount: 24, revision: 0, runId });
      expect((await ratingsOf(NURSES)).map(({ source }) => source)).toEqual(Array(6).fill('text_file'));
    });

    it('are completed by a refresh that finds nothing new', async () => {
      await here.serve(tablesWithout(NURSES));
      await here.completion.complete(NURSES);
      await deleteRatings();
      const refresh = () => here.refresh({ tables: tablesWithout(NURSES) });
      expect(await refresh()).toMatchObject({ outcome: 'completed', rowsWritten: 6 });
      expect(await refresh()).toMatchObject({ outcome: 'unchanged', rowsWritten: 0 });
    });

    it('are completed by command, once', async () => {
      await here.serve(tablesWithout(NURSES));
      await here.completion.complete(NURSES);
      await deleteRatings();
      const counts = { rowsRead: 7, rowsRejected: 0, releaseName: '99.1' };
      expect(await here.completeLanded()).toMatchObject({ outcome: 'completed', rowsWritten: 6, ...counts });
      expect(await ratingsOf(NURSES)).toHaveLength(6);
      expect(await here.completeLanded()).toMatchObject({ outcome: 'unchanged', rowsWritten: 0, ...counts });
      expect((await here.runs('transform')).map(({ status }) => status)).toEqual(['succeeded', 'unchanged']);
    });

    it('are brought in by a request, and nobody is asked again', async () => {
      await here.serve(tablesWithout(NURSES));
      await here.completion.complete(NURSES);
      await deleteRatings();
      context.webServices.forget();
      expect(await here.completion.complete(NURSES)).toBeNull();
      expect(await ratingsOf(NURSES)).toHaveLength(6);
      expect(context.webServices.requests).toEqual([]);
    });

    const deleteRatings = () => here.dataSource.manager.delete(OccupationRating, { onetSocCode: NURSES });
  });
});
