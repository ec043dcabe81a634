import { PinnedReleases, ReleaseParts, Release } from '@app/releases';
import { PROFILES } from '@app/skills';
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

  it('that are not published any more cannot be read', async () => {
    await expect(pinned().view(Object.assign(new Release(), oldest, { id: 999 }))).rejects.toThrow(
      'was superseded and swept while it was read',
    );
  });
});
