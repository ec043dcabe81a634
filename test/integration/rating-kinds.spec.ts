import { Occupation } from '@app/occupations';
import type * as Onet from '@app/onet';
import { RejectedRow } from '@app/runs';
import { OccupationRating, RatedElement } from '@app/skills';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { onetRow, onetTables, TABLE_LAYOUTS, type OnetRow } from '../support/sources/made-up-release';
import type { OnetFolderOptions } from '../support/sources/release-forms';

// A second kind of ratings, which shares the tables of the first: the catalogue says so, and nothing else does.
jest.mock('../../libs/onet/src/file-catalogue', () => {
  const { FILE_CATALOGUE, FILE_KINDS, ...others } = jest.requireActual<typeof Onet>(
    '../../libs/onet/src/file-catalogue',
  );
  const lore = { shape: 'rating', domain: 'knowledge', generations: [['Lore']], required: false };
  return { ...others, FILE_CATALOGUE: { ...FILE_CATALOGUE, lore }, FILE_KINDS: [...FILE_KINDS, 'lore'] };
});

const SOUND = onetTables();
const ELEMENTS: readonly OnetRow[] = [...SOUND.elements, ['2.C.1.a', 'Weather Lore', 'Telling rain by its clouds.']];
/** Each first rating of a skill once more, on what only this kind rates. */
const LORE = SOUND.skills
  .slice(0, 8)
  .flatMap(([code, element, , ...fields]) =>
    element === '2.A.1.a' ? [[code!, '2.C.1.a', 'Weather Lore', ...fields]] : [],
  );

function withLore(rows: readonly OnetRow[] | null): OnetFolderOptions {
  const lines = [TABLE_LAYOUTS.skills.headers, ...(rows ?? [])].map((row) => `${row.join('\t')}\r\n`);
  return { tables: { elements: ELEMENTS }, files: { 'Lore.txt': rows && lines.join('') } };
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
  const sum = Object.values({ ...SOUND, elements: ELEMENTS }).reduce((total, rows) => total + rows.length, LORE.length);

  it('are both published, each row once', async () => {
    expect(LORE).toHaveLength(4);
    const outcome = await fixture.refresh(withLore(LORE));
    expect(outcome).toMatchObject({ outcome: 'published', rowsRead: sum, rowsWritten: sum, rowsRejected: 0 });
    expect(await fixture.dataSource.manager.count(OccupationRating)).toBe(SOUND.skills.length + LORE.length);
    expect(await fixture.dataSource.manager.countBy(RatedElement, { elementId: '2.C.1.a' })).toBe(1);
    expect(await fixture.releases.findCurrent()).toMatchObject({ ratingCount: SOUND.skills.length + LORE.length });
  });

  it('are counted once where they landed before', async () => {
    await fixture.ingest(withLore(LORE));
    const outcome = await fixture.transform();
    expect(outcome).toMatchObject({ outcome: 'published', rowsRead: sum, rowsWritten: sum, rowsRejected: 0 });
  });

  it('may not both have a row of the same key', async () => {
    const outcome = await fixture.refresh(withLore([...LORE, onetRow('skills', {})]), { acceptShrink: true });
    expect(outcome).toMatchObject({ outcome: 'published', rowsRejected: 1 });
    expect(await fixture.dataSource.manager.find(RejectedRow)).toMatchObject([
      { fileName: 'Lore.txt', line: LORE.length + 2, reason: 'is there already: duplicate key' },
    ]);
  });

  it.each<[string, readonly OnetRow[] | null, number]>([
    ['all of one', null, LORE.length],
    ['more than 5 % of one', LORE.slice(1), 1],
  ])('are told apart where a release lacks %s', async (_what, rows, gone) => {
    await fixture.refresh(withLore(LORE));
    await expect(fixture.refresh(withLore(rows))).rejects.toMatchObject({
      details: {
        reasons: [`it lacks ${gone} of the 4 knowledge ratings of release 99.1, which is served: more than 5 %`],
      },
    });
  });

  it.each<[string, EntityTarget<ObjectLiteral>, number]>([
    ['occupation_ratings', OccupationRating, SOUND.skills.length + LORE.length],
    ['elements', RatedElement, 4],
    ['occupations', Occupation, SOUND.occupations.length],
  ])('are missed where the table %s does not hold what was written', async (name, table, written) => {
    const { manager } = fixture.dataSource;
    const countBy = manager.countBy.bind(manager);
    jest
      .spyOn(manager, 'countBy')
      .mockImplementation(async (target, where) => (await countBy(target, where)) - Number(target === table));
    await expect(fixture.refresh(withLore(LORE))).rejects.toMatchObject({
      details: { reasons: [`${written} rows of ${name} were written but ${written - 1} are in the database`] },
    });
  });
});
