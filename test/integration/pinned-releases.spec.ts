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
    fixture = await createPipeline(server);
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

  it('are two at most: those that were asked for last, but whoever asks gets an answer', async () => {
    const releases = [oldest, await publish('2.00'), await publish('2.25'), await publish('2.75')];
    await publish('4.00');
    await fixture.served.poll();
    const load = jest.spyOn(fixture.get(ReleaseParts), 'load');
    const [first, second, third] = releases as [Release, Release, Release];
    const older = await fixture.releases.list();
    const isThere = older.some(({ id }) => id === first.id);
    const asked = isThere ? [first, second, third] : [second, third, releases[3]!];
    const levels = await Promise.all(asked.map(levelIn));
    expect(levels).toHaveLength(3);
    expect(new Set(levels).size).toBe(3);
    load.mockClear();
    await levelIn(asked[2]!);
    expect(load).not.toHaveBeenCalled();
    await levelIn(asked[0]!);
    expect(load).toHaveBeenCalledTimes(1);
    load.mockRestore();
  });

  it('that are not published any more cannot be read', async () => {
    await expect(pinned().view(Object.assign(new Release(), oldest, { id: 999 }))).rejects.toThrow(
      'was superseded and swept while it was read',
    );
  });
});
