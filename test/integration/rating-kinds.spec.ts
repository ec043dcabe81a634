import { Occupation } from '@app/occupations';
import { RejectedRow } from '@app/runs';
import { OccupationRating, RatedElement } from '@app/skills';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { onetRow, onetTables, wholeTables, type OnetRow } from '../support/sources/made-up-release';
import type { OnetFolderOptions } from '../support/sources/release-forms';

const SOUND = onetTables();
const { elements: ELEMENTS, knowledge: KNOWLEDGE } = wholeTables();
const RATINGS = SOUND.skills.length + KNOWLEDGE.length;

/** The release with Knowledge.txt of these rows, or without it. */
function withKnowledge(rows: readonly OnetRow[] | undefined): OnetFolderOptions {
  return { tables: { elements: ELEMENTS, knowledge: rows } };
}

describe.each(testServers())('two kinds of ratings in one table on $name', (server) => {
  let fixture: PipelineFixture;

  beforeAll(async () => {
    fixture = await createPipeline(server);
  });
  beforeEach(() => fixture.clear());
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => fixture.close());

  /** How many rows it comes out at: those of all tables, of which each was read once. */
  const sum = Object.values({ ...SOUND, elements: ELEMENTS }).reduce(
    (total, rows) => total + rows.length,
    KNOWLEDGE.length,
  );

  it('are both published, each row once', async () => {
    expect(KNOWLEDGE).toHaveLength(16);
    const outcome = await fixture.refresh(withKnowledge(KNOWLEDGE));
    expect(outcome).toMatchObject({ outcome: 'published', rowsRead: sum, rowsWritten: sum, rowsRejected: 0 });
    expect(await fixture.dataSource.manager.count(OccupationRating)).toBe(RATINGS);
    expect(await fixture.dataSource.manager.countBy(RatedElement, { elementId: '2.C.1.a' })).toBe(1);
    expect(await fixture.releases.findCurrent()).toMatchObject({ ratingCount: RATINGS });
  });

  it('are counted once where they landed before', async () => {
    await fixture.ingest(withKnowledge(KNOWLEDGE));
    const outcome = await fixture.transform();
    expect(outcome).toMatchObject({ outcome: 'published', rowsRead: sum, rowsWritten: sum, rowsRejected: 0 });
  });

  it('may not both have a row of the same key', async () => {
    const outcome = await fixture.refresh(withKnowledge([...KNOWLEDGE, onetRow('skills', {})]), { acceptShrink: true });
    expect(outcome).toMatchObject({ outcome: 'published', rowsRejected: 1 });
    expect(await fixture.dataSource.manager.find(RejectedRow)).toMatchObject([
      { fileName: 'Knowledge.txt', line: KNOWLEDGE.length + 2, reason: 'is there already: duplicate key' },
    ]);
  });

  it.each<[string, readonly OnetRow[] | undefined, number]>([
    ['all of one', undefined, KNOWLEDGE.length],
    ['more than 5 % of one', KNOWLEDGE.slice(1), 1],
  ])('are told apart where a release lacks %s', async (_what, rows, gone) => {
    await fixture.refresh(withKnowledge(KNOWLEDGE));
    await expect(fixture.refresh(withKnowledge(rows))).rejects.toMatchObject({
      details: {
        reasons: [`it lacks ${gone} of the 16 knowledge ratings of release 99.1, which is served: more than 5 %`],
      },
    });
  });

  it.each<[string, EntityTarget<ObjectLiteral>, number]>([
    ['occupation_ratings', OccupationRating, RATINGS],
    ['elements', RatedElement, 5],
    ['occupations', Occupation, SOUND.occupations.length],
  ])('are missed where the table %s does not hold what was written', async (name, table, written) => {
    const { manager } = fixture.dataSource;
    const countBy = manager.countBy.bind(manager);
    jest
      .spyOn(manager, 'countBy')
      .mockImplementation(async (target, where) => (await countBy(target, where)) - Number(target === table));
    await expect(fixture.refresh(withKnowledge(KNOWLEDGE))).rejects.toMatchObject({
      details: { reasons: [`${written} rows of ${name} were written but ${written - 1} are in the database`] },
    });
  });
});
