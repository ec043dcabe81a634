import { Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { KeysModule } from '@app/access';
import { AppConfig, parseEnvironment } from '@app/config';
import { DatabaseModule, referringFirst } from '@app/database';
import { LlmAssessmentModule } from '@app/llm-assessment';
import { AlternateTitle, JobZone, Occupation } from '@app/occupations';
import { ReleasesService, ServedRelease } from '@app/releases';
import { ContentModelElement, LevelScaleAnchor, OccupationRating, Scale, RatedElement } from '@app/skills';
import { PipelineModule, PipelineService, type PipelineOptions, type PipelineOutcome } from '@app/pipeline';
import { TARGETS } from '@app/transform';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { createTestDatabase, type TestDatabase, type TestServer } from '../databases/databases';
import { withOnetFolder } from '../sources/onet-folder';
import type { OnetFolderOptions } from '../sources/release-forms';

/** The tables that hold the rows of a release that has nothing but skills, job zones and alternate titles. */
export const RELEASE_TABLES = [
  Scale,
  ContentModelElement,
  Occupation,
  RatedElement,
  OccupationRating,
  LevelScaleAnchor,
  JobZone,
  AlternateTitle,
] as const;

/** The tables that hold the rows of any release. */
export const EVERY_RELEASE_TABLE: readonly EntityTarget<ObjectLiteral & { releaseId: number }>[] = [
  RatedElement,
  ...(Object.values(TARGETS).map(({ entity }) => entity) as EntityTarget<ObjectLiteral & { releaseId: number }>[]),
];

type Options = Partial<PipelineOptions>;

/** The data pipeline of the service, on a database of its own. */
export interface PipelineFixture {
  readonly pipeline: PipelineService;
  readonly dataSource: DataSource;
  readonly releases: ReleasesService;
  readonly served: ServedRelease;
  /** Any other service of it. */
  readonly get: <T>(service: Type<T>) => T;
  /** The commands of the pipeline as the command line gives them, on a folder with these files. */
  readonly ingest: (source?: OnetFolderOptions, options?: Options) => Promise<PipelineOutcome>;
  readonly transform: (options?: Options) => Promise<PipelineOutcome>;
  readonly refresh: (source?: OnetFolderOptions, options?: Options) => Promise<PipelineOutcome>;
  /** Empties every table, so that the next test finds the database as new. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the pipeline on a fresh database of the server, which is migrated; `environment` as for the service. */
export async function createPipeline(
  server: TestServer,
  environment: Readonly<Record<string, string>> = {},
): Promise<PipelineFixture> {
  const database = await createTestDatabase(server);
  const fixture = await openPipeline(database, environment);
  return { ...fixture, close: () => fixture.close().finally(() => database.drop()) };
}

/** The same on a database that may be there already, as another process would open it; `close` leaves it there. */
export async function openPipeline(
  database: TestDatabase,
  environment: Readonly<Record<string, string>> = {},
): Promise<PipelineFixture> {
  const config = parseEnvironment({ ...environment, DATABASE_URL: database.url });
  const testing = Test.createTestingModule({
    imports: [configModule(config), DatabaseModule.forRoot(), KeysModule, PipelineModule, LlmAssessmentModule],
  });
  const app = await testing.compile();
  app.useLogger(false);
  await app.init();
  const dataSource = app.get(DataSource);
  const pipeline = app.get(PipelineService);
  const from = (location: string) => ({ location, releaseName: null });
  return {
    pipeline,
    dataSource,
    ingest: (source = {}, options) =>
      withOnetFolder(source, (path) => pipeline.ingest(from(path), { triggeredBy: 'cli', ...options })),
    transform: (options) => pipeline.transform({ triggeredBy: 'cli', ...options }),
    refresh: (source = {}, options) =>
      withOnetFolder(source, (path) => pipeline.refresh(from(path), { triggeredBy: 'cli', ...options })),
    releases: app.get(ReleasesService),
    served: app.get(ServedRelease),
    get: (service) => app.get(service),
    clear: () => clear(dataSource),
    close: () => app.close(),
  };
}

/** The rows of a release in one table, without the release's id, in the order of their key. */
export async function rowsOf<T extends ObjectLiteral & { releaseId: number }>(
  dataSource: DataSource,
  entity: EntityTarget<T>,
  releaseId: number,
): Promise<Omit<T, 'releaseId'>[]> {
  const rows = await dataSource
    .createQueryBuilder(entity, 'row')
    .where('row.releaseId = :releaseId', { releaseId })
    .getMany();
  const key = dataSource.getMetadata(entity).primaryColumns.map(({ propertyName }) => propertyName);
  const keyOf = (row: T) => key.map((property) => String(row[property])).join('\t');
  const sorted = rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return sorted.map(({ releaseId: _releaseId, ...row }) => ({ ...row }));
}

@Module({})
class TestConfigModule {}

function configModule(config: AppConfig) {
  return {
    module: TestConfigModule,
    global: true,
    providers: [{ provide: AppConfig, useValue: config }],
    exports: [AppConfig],
  };
}

async function clear(dataSource: DataSource): Promise<void> {
  for (const { target } of referringFirst(dataSource.entityMetadatas)) {
    await dataSource.createQueryBuilder().delete().from(target).execute();
  }
}
