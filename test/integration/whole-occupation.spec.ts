import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { IntermediateActivity } from '@app/requirements';
import { FILE_KINDS, kindOfFile, type FileKind } from '@app/onet';
import type { Release } from '@app/releases';
import { RejectedRow } from '@app/runs';
import { ContentModelElement } from '@app/skills';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { PRINTED, type NamesById } from '../support/pipeline/printed-rows';
import { readRows, SOURCE, SOURCE_FOLDER, type Row } from '../support/sources/onet-tables';

/** Columns that are not kept: they repeat what other files say, or mark the sample. */
const NOT_KEPT: ReadonlySet<string> = new Set([
  ...['Title', 'Related Title', 'Task', 'DWA Title', 'GWA Element Name', 'IWA Element Name'],
  'Illustrative sample, not O*NET data',
]);
/** The most rows of a table that are shown as missing. */
const SHOWN = 5;

const FILES = readdirSync(SOURCE_FOLDER).flatMap((fileName) => {
  const kind = fileName.endsWith('.txt') ? kindOfFile(fileName) : null;
  return kind === null ? [] : [{ fileName, kind, rows: readRows(SOURCE_FOLDER, fileName) }];
});
const KINDS = FILE_KINDS.filter((kind) => FILES.some((file) => file.kind === kind));

describe.each(testServers())(`the rows of ${basename(SOURCE)} on $name`, (server) => {
  let fixture: PipelineFixture;
  let release: Release;
  let rowsByKind: NonNullable<Release['rowsByKind']>;
  let names: NamesById;
  let rejected: readonly RejectedRow[];
  const printed = new Map<string, Promise<ReadonlySet<string>>>();

  beforeAll(async () => {
    fixture = await createPipeline(server);
    await fixture.pipeline.refresh({ location: SOURCE, releaseName: null }, { triggeredBy: 'cli' });
    release = (await fixture.releases.findCurrent())!;
    rowsByKind = release.rowsByKind!;
    rejected = await fixture.dataSource.manager.find(RejectedRow);
    names = {
      elements: new Map((await rowsIn(ContentModelElement)).map(({ elementId, name }) => [elementId, name])),
      intermediateActivities: new Map((await rowsIn(IntermediateActivity)).map((row) => [row.iwaId, row.iwaTitle])),
    };
  });
  afterAll(() => fixture.close());

  /** The release's rows in a table as the driver gives them: to make objects of all takes several times as long. */
  const rowsIn = <T extends ObjectLiteral>(entity: EntityTarget<T>): Promise<T[]> => {
    const query = fixture.dataSource.createQueryBuilder(entity, 'row').where({ releaseId: release.id }).select([]);
    const { columns } = fixture.dataSource.getMetadata(entity);
    for (const { propertyName } of columns) query.addSelect(`row.${propertyName}`, propertyName);
    return query.getRawMany<T>();
  };

  /** Every row of a table, printed by these columns of a file; those of ratings are printed once for all domains. */
  const printedBy = (kind: FileKind, headers: readonly string[]): Promise<ReadonlySet<string>> => {
    const { entity, columns } = PRINTED[kind];
    const key = [fixture.dataSource.getMetadata(entity).tableName, ...headers].join('\t');
    const prints = headers.map((header) => columns[header]!);
    const print = (row: ObjectLiteral) => prints.map((column) => column(row, names)).join('\t');
    const lines = printed.get(key) ?? rowsIn(entity).then((rows) => new Set(rows.map(print)));
    printed.set(key, lines);
    return lines;
  };

  it.each(FILES)('are those of $fileName in every column', async ({ fileName, kind, rows }) => {
    const headers = keptHeaders(kind, rows[0] ?? {});
    const lines = await printedBy(kind, headers);
    const refused = new Set(rejected.filter((row) => row.fileName === fileName).map(({ line }) => line));
    const missing = rows
      .filter((_row, i) => !refused.has(i + 2))
      .map((row) => headers.map((header) => row[header]).join('\t'))
      .filter((line) => !lines.has(line));
    expect(missing.slice(0, SHOWN)).toEqual([]);
  });

  it.each(KINDS)('are as many of %s as were read, those that were rejected included', (kind) => {
    const files = FILES.filter((file) => file.kind === kind);
    const read = files.reduce((sum, { rows }) => sum + rows.length, 0);
    const refused = rejected.filter((row) => kindOfFile(row.fileName) === kind);
    expect(rowsByKind[kind]! + refused.length).toBe(read);
  });

  it('are all that its tables hold', async () => {
    const written = new Map<EntityTarget<ObjectLiteral>, number>();
    for (const kind of FILE_KINDS) {
      const { entity } = PRINTED[kind];
      written.set(entity, (written.get(entity) ?? 0) + (rowsByKind[kind] ?? 0));
    }
    for (const [entity, count] of written) {
      const { tableName } = fixture.dataSource.getMetadata(entity);
      expect([tableName, await fixture.dataSource.manager.count(entity)]).toEqual([tableName, count]);
    }
    expect(Object.keys(rowsByKind).sort()).toEqual([...KINDS].sort());
  });

  it('could all be used', () => {
    expect(rejected.slice(0, SHOWN)).toEqual([]);
  });
});

/** The columns of a file that are kept; one that nobody knows is a fault of this test. */
function keptHeaders(kind: FileKind, row: Row): string[] {
  const kept = Object.keys(row).filter((header) => header in PRINTED[kind].columns);
  const unknown = Object.keys(row).filter((header) => !kept.includes(header) && !NOT_KEPT.has(header));
  expect(unknown).toEqual([]);
  return kept;
}
