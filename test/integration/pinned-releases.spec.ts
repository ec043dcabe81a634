import { OccupationsService } from '@app/occupations';
import type { DomainError } from '@app/onet';
import { PinnedReleases, Release, ReleaseParts, type ReleaseView } from '@app/releases';
import { PROFILES, ProfilesService } from '@app/skills';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { onetTables } from '../support/sources/made-up-release';

const CODE = '11-1011.00';

describe.each(testServers())('older releases on $name', (server) => {
  let fixture: PipelineFixture;
  let oldest: Release;

  /** Publishes a release in which every level and importance of one occupation is this one. */
  async function publish(value: string): Promise<Release> {
    const skills = onetTables().skills.map((row) => (row[0] === CODE ? row.with(4, value) : row));
    await fixture.refresh({ tables: { skills } }, { force: true });
    return (await fixture.releases.findCurrent())!;
  }

  const pinned = () => fixture.get(PinnedReleases);
  const levelIn = async (release: Release) => {
    const view = await pinned().view(release);
    return view.get(PROFILES).profile(CODE)?.levels('skills')[0];
  };

  beforeAll(async () => {
    fixture = await createPipeline(server, { RELEASES_KEPT: '9' });
    oldest = await publish('1.50');
  });
  afterAll(() => fixture.close());

  it('are answered from beside the one that is served, each loaded once for all who ask', async () => {
    const newer = await publish('2.50');
    const newest = await publish('3.50');
    await fixture.served.poll();
    const load = jest.spyOn(fixture.get(ReleaseParts), 'load');
    expect(await Promise.all([oldest, newer, oldest, newest].map(levelIn))).toEqual([1.5, 2.5, 1.5, 3.5]);
    expect(await pinned().view(newest)).toBe(fixture.served.current);
    expect(load.mock.calls.map(([{ id }]) => id)).toEqual([oldest.id, newer.id]);
    expect(await levelIn(oldest)).toBe(1.5);
    expect(load).toHaveBeenCalledTimes(2);
    load.mockRestore();
  });

  it('are two at most: those that were asked for last', async () => {
    const [first, second, third] = [oldest, await publish('2.00'), await publish('2.25')];
    await publish('4.00');
    await fixture.served.poll();
    const load = jest.spyOn(fixture.get(ReleaseParts), 'load');
    const loadsFor = async (release: Release) => {
      load.mockClear();
      await levelIn(release);
      return load.mock.calls.length;
    };
    await levelIn(first);
    await levelIn(second);
    await levelIn(third);
    expect([await loadsFor(third), await loadsFor(second), await loadsFor(first)]).toEqual([0, 0, 1]);
    load.mockRestore();
  });

  it('are all answered from, however many are asked for at once', async () => {
    const releases = (await fixture.releases.list()).filter(({ id }) => id !== fixture.served.current.release.id);
    expect(releases.length).toBeGreaterThan(2);
    const views = await Promise.all(releases.map((release) => pinned().view(release)));
    expect(views.map(({ release }) => release.id)).toEqual(releases.map(({ id }) => id));
  });

  it('have the occupations that they have, and nothing is completed there', async () => {
    const occupations = fixture.get(OccupationsService);
    const view = await pinned().view(oldest);
    expect(await occupations.getIn(view, CODE)).toMatchObject({ occupation: { code: CODE }, release: '99.1', view });
    const lacking = (of: ReleaseView) =>
      occupations.getIn(of, '11-1011.99').catch((error: unknown) => (error as DomainError).details);
    expect(await lacking(view)).toMatchObject({ on_demand: 'older_release', members_total: 1 });
    expect(await lacking(fixture.served.current)).toMatchObject({ on_demand: 'off' });
    const profiles = fixture.get(ProfilesService);
    expect((await profiles.ratedIn(view, CODE)).view).toBe(view);
    expect((await profiles.ratedIn(fixture.served.current, CODE)).view).toBe(fixture.served.current);
  });

  it('are found by name as soon as they are published, and no longer than they are kept', async () => {
    const skills = onetTables().skills.map((row) => (row[0] === CODE ? row.with(4, '5.00') : row));
    await fixture.refresh({ tables: { skills }, readMe: 'O*NET 28.9 Database' }, { force: true, acceptShrink: true });
    const { name } = fixture.served.current.release;
    expect((await pinned().choose('28.9')).get(PROFILES).profile(CODE)?.levels('skills')[0]).toBe(5);
    expect(await pinned().choose(name)).not.toBe(fixture.served.current);
    await fixture.dataSource.manager.update(Release, { name }, { status: 'discarding' });
    await fixture.served.poll();
    await expect(pinned().choose(name)).rejects.toMatchObject({
      code: 'RELEASE_NOT_FOUND',
      details: { releases: ['28.9'] },
    });
  });

  it('that are not published any more cannot be read', async () => {
    await expect(pinned().view(Object.assign(new Release(), oldest, { id: 999 }))).rejects.toThrow(
      'was superseded and swept while it was read',
    );
  });
});
