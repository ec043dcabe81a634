import { AlternateTitle, DIRECTORY, type OccupationEntry } from '@app/occupations';
import { DOMAINS } from '@app/onet';
import { ReleaseParts, type Release } from '@app/releases';
import { ESTIMATES, OccupationRating, PROFILES, type Estimates, type ProfileIndex } from '@app/skills';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { wholeTables } from '../support/sources/made-up-release';

const RATED = '11-1011.00';
const ADDED = '29-1141.00';

interface Chunk {
  readonly version: string;
  readonly revision: number;
  readonly checksum: string;
}

describe.each(testServers())('what a release carries on $name', (server) => {
  let fixture: PipelineFixture;
  let release: Release;

  beforeAll(async () => {
    fixture = await createPipeline(server);
  });
  beforeEach(async () => {
    await fixture.clear();
    await fixture.refresh({ tables: wholeTables() });
    release = (await fixture.releases.findCurrent())!;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => fixture.close());

  it('is written before it is published, and read without its ratings', async () => {
    expect(await chunks()).toMatchObject([{ version: '1', revision: 0 }]);
    const reading = jest.spyOn(fixture.dataSource, 'createQueryBuilder');
    const index = await load();
    expect(reading.mock.calls.filter(([entity]) => (entity as unknown) === OccupationRating)).toEqual([]);
    expect(index.ratingsOf(RATED, 'knowledge')[0]?.level?.dataValue).toBeGreaterThan(0);
    expect(index.elements('work_activities').length).toBeGreaterThan(0);
  });

  it.each([
    ['missing', 'DELETE FROM release_packs'],
    ['damaged', "UPDATE release_packs SET content = 'x'"],
    ['cut off', "UPDATE release_packs SET checksum = 'of something longer'"],
    ['of another version', "UPDATE release_packs SET version = '0'"],
  ])('is made anew from the rows where it is %s', async (_fault, sql) => {
    const [before] = await chunks();
    const sound = await load();
    await fixture.dataSource.query(sql);
    expect(ratingsIn(await load())).toEqual(ratingsIn(sound));
    expect(await chunks()).toMatchObject([{ version: before!.version, revision: 0 }]);
    expect(ratingsIn(await load())).toEqual(ratingsIn(sound));
  });

  it('counts for nothing where the release has other elements since', async () => {
    await fixture.dataSource.query(
      "INSERT INTO elements (release_id, element_id, name) SELECT release_id, '2.A.1.z', name FROM elements WHERE element_id = '2.A.1.a'",
    );
    const index = await load();
    expect(index.skills.map(({ elementId }) => elementId)).toContain('2.A.1.z');
    expect(index.profile(RATED)?.levels('skills')).toHaveLength(index.skills.length);
  });

  it('is completed by what joined the release on demand since', async () => {
    const level = { onetSocCode: ADDED, elementId: '2.A.1.a', scaleId: 'LV' };
    await fixture.dataSource.manager.update(OccupationRating, level, { dataValue: 6.25, source: 'api' });
    await fixture.dataSource.query('UPDATE releases SET revision = 1');
    release = (await fixture.releases.findCurrent())!;
    const index = await load();
    expect(index.ratingsOf(ADDED, 'skills')[0]?.level).toMatchObject({ dataValue: 6.25, source: 'api' });
    expect(index.release.revision).toBe(1);
    expect(await chunks()).toMatchObject([{ revision: 0 }]);
  });

  it('has what follows from its ratings as soon as somebody has loaded it, until ratings are added', async () => {
    expect(await chunks('estimates')).toEqual([]);
    const [first, again] = [await loadEstimates(), await loadEstimates()];
    expect(first.codes.length).toBeGreaterThan(0);
    expect(again).toEqual(first);
    expect(await chunks('estimates')).toMatchObject([{ revision: 0 }]);
    await fixture.dataSource.query('UPDATE releases SET revision = 1');
    release = (await fixture.releases.findCurrent())!;
    expect((await loadEstimates()).codes).toEqual(first.codes);
    expect(await chunks('estimates')).toMatchObject([{ revision: 1 }]);
  });

  it('has its occupations with all titles as soon as somebody has loaded it, until one is added to', async () => {
    expect(await chunks('directory')).toEqual([]);
    const first = await loadOccupations();
    expect(first.flatMap(({ alternateTitles }) => alternateTitles)).not.toEqual([]);
    const reading = jest.spyOn(fixture.dataSource, 'createQueryBuilder');
    expect(await loadOccupations()).toEqual(first);
    expect(reading.mock.calls.filter(([entity]) => (entity as unknown) === AlternateTitle)).toEqual([]);
    await fixture.dataSource.query("UPDATE occupations SET description = 'Keep two.' WHERE onet_soc_code = ?", [RATED]);
    await fixture.dataSource.query('UPDATE releases SET revision = 1');
    release = (await fixture.releases.findCurrent())!;
    const later = first.map((entry) => (entry.code === RATED ? { ...entry, description: 'Keep two.' } : entry));
    expect(await loadOccupations()).toEqual(later);
    expect(await chunks('directory')).toMatchObject([{ revision: 1 }]);
    await fixture.dataSource.query("UPDATE release_packs SET content = 'x' WHERE name = 'directory'");
    expect(await loadOccupations()).toEqual(later);
  });

  it('goes with the release', async () => {
    for (let i = 0; i < 5; i++) await fixture.refresh({ tables: wholeTables() }, { force: true });
    const left = await fixture.dataSource.query<{ id: number }[]>(
      'SELECT DISTINCT release_id AS id FROM release_packs',
    );
    expect(left).toHaveLength(4);
    expect(left.map(({ id }) => id)).not.toContain(release.id);
  });

  /** Of every occupation, on every element. */
  function ratingsIn(index: ProfileIndex) {
    const codes = [...index.ratings.titles.keys()].sort();
    return codes.map((code) => [code, DOMAINS.map((domain) => index.ratingsOf(code, domain))]);
  }

  async function load(): Promise<ProfileIndex> {
    return (await fixture.get(ReleaseParts).load(release)).get(PROFILES);
  }

  async function loadEstimates(): Promise<Estimates> {
    return (await fixture.get(ReleaseParts).load(release)).get(ESTIMATES);
  }

  /** With their titles, which are read when they are asked for. */
  async function loadOccupations(): Promise<OccupationEntry[]> {
    const { occupations } = (await fixture.get(ReleaseParts).load(release)).get(DIRECTORY);
    return occupations.map((entry) => {
      const { code, title, description, source, jobZone, rated, alternateTitles, reportedTitles } = entry;
      return { code, title, description, source, jobZone, rated, alternateTitles, reportedTitles };
    });
  }

  async function chunks(part = 'profiles'): Promise<Chunk[]> {
    return fixture.dataSource.query<Chunk[]>(
      `SELECT version, revision, checksum FROM release_packs WHERE release_id = ${release.id} AND name = '${part}' ORDER BY chunk`,
    );
  }
});
