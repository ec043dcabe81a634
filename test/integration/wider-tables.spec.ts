import { ReleaseParts, type Release } from '@app/releases';
import { OccupationRating, PROFILES } from '@app/skills';
import type { DataSource } from 'typeorm';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { wholeTables } from '../support/sources/made-up-release';

const MIGRATION = 'WidenSkillsToRatings1764800000000';
/** Names of before, which are views now, and the columns that tell their rows apart. */
const VIEWS = {
  onet_skills_api_landing: 'onet_soc_code, table_id, position',
  onet_skills_landing: 'run_id, file_name, line',
  skills: 'release_id, element_id',
  occupation_skills: 'release_id, onet_soc_code, element_id, scale_id',
};
const ON_DEMAND = '29-1141.00';

type Row = Readonly<Record<string, unknown>>;

describe.each(testServers())('an installation from before there were more domains than skills, on $name', (server) => {
  let fixture: PipelineFixture;
  let dataSource: DataSource;

  beforeAll(async () => {
    fixture = await createPipeline(server);
    dataSource = fixture.dataSource;
  });
  beforeEach(() => fixture.clear());
  afterAll(() => fixture.close());

  it('keeps its releases, what landed, what came on demand and what a model assessed', async () => {
    await fixture.refresh();
    await fixture.refresh({ readMe: 'O*NET 99.2 Database' });
    const { id } = await current();
    await undoUpTo(MIGRATION);
    await addOnDemand(id);
    const before = await rowsOfAll();
    expect(before.occupation_skills).toHaveLength(48);
    await dataSource.runMigrations();
    expect(await rowsOfAll()).toEqual(before);
    expect(await dataSource.query('SELECT * FROM onet_ratings_api_landing')).toMatchObject([{ table_id: 'skills' }]);
    await expectServed();
  });

  it('says of its releases what they hold', async () => {
    await fixture.refresh();
    const { rowsByKind } = await current();
    await undoUpTo(MIGRATION);
    await dataSource.runMigrations();
    expect((await current()).rowsByKind).toEqual(rowsByKind);
  });

  it('still refuses ratings on what is no element', async () => {
    await fixture.refresh();
    await undoUpTo(MIGRATION);
    await dataSource.runMigrations();
    const rename = dataSource.manager.update(OccupationRating, { elementId: '2.A.1.a' }, { elementId: '2.A.9.z' });
    await expect(rename).rejects.toThrow(/foreign key/i);
  });

  it('shows skills only by the names of before, and takes only them back', async () => {
    await fixture.refresh({ tables: wholeTables() });
    const shown = await rowsOfAll();
    expect(new Set(shown.skills!.map(({ element_id: id }) => String(id).slice(0, 3)))).toEqual(new Set(['2.A', '2.B']));
    expect(await dataSource.manager.count(OccupationRating)).toBeGreaterThan(shown.occupation_skills!.length);
    await undoUpTo(MIGRATION);
    expect(await rowsOfAll()).toEqual(shown);
    await dataSource.runMigrations();
    expect(await dataSource.manager.count(OccupationRating)).toBe(shown.occupation_skills!.length);
  });

  async function current(): Promise<Release> {
    const release = await fixture.releases.findCurrent();
    if (!release) throw new Error('No release is published');
    return release;
  }

  /** As the version of before would have left it: an occupation from Web Services, a level by a model. */
  async function addOnDemand(id: number): Promise<void> {
    const statements = [
      `UPDATE occupation_skills SET source = 'api' WHERE release_id = ${id} AND onet_soc_code = '${ON_DEMAND}'`,
      `UPDATE occupation_skills SET llm_proficiency_level = 4.5, llm_assessment = 7 WHERE release_id = ${id} AND scale_id = 'LV'`,
      `UPDATE releases SET revision = 1 WHERE id = ${id}`,
      'INSERT INTO onet_skills_api_landing (onet_soc_code, table_id, position, content, api_version, received_at) ' +
        `VALUES ('${ON_DEMAND}', 'skills', 1, '{}', '2.0', '2026-11-20 09:00:00')`,
    ];
    for (const statement of statements) await dataSource.query(statement);
  }

  async function rowsOfAll(): Promise<Record<string, readonly Row[]>> {
    const all: Record<string, readonly Row[]> = {};
    for (const [name, order] of Object.entries(VIEWS)) {
      all[name] = await dataSource.query<Row[]>(`SELECT * FROM ${name} ORDER BY ${order}`);
    }
    return all;
  }

  /** What is served is what the rows say; they are read, as the release carries nothing yet, and carried from then on. */
  async function expectServed(): Promise<void> {
    const release = await current();
    const parts = fixture.get(ReleaseParts);
    const [read, carried] = [await parts.load(release), await parts.load(release)];
    for (const view of [read, carried]) {
      const profiles = view.get(PROFILES);
      expect(profiles.profile(ON_DEMAND)?.levels('skills')).toHaveLength(3);
      expect(profiles.ratingsOf(ON_DEMAND, 'skills')[0]?.level?.source).toBe('api');
    }
    expect(carried.get(PROFILES).ratings).toEqual(read.get(PROFILES).ratings);
  }

  /** Takes back the newest migrations, this one the last. */
  async function undoUpTo(name: string): Promise<void> {
    const isApplied = async () =>
      (await dataSource.query<unknown[]>(`SELECT id FROM migrations WHERE name = '${name}'`)).length > 0;
    while (await isApplied()) await dataSource.undoLastMigration();
  }
});
