import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { bulkInsert, deleteInBatches, storeWhileReading, unlessLocked, type BulkRow } from '@app/database';
import { DomainError, FILE_CATALOGUE, releaseNameFromReadMe, type ReleaseName } from '@app/onet';
import { RunsService, RunSweeping, type ActiveRun } from '@app/runs';
import { DataSource, In, Not, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { ApiPage } from './api-landing.entities';
import type { ExaminedFiles, ExaminedSource, Landing } from './examined-source';
import { readTable, type TableBatch } from './files/read-table';
import { hasTableName, selectFiles, type SelectedFile } from './files/select-files';
import { ReleaseNameUnknownError, SourceUnreadableError } from './ingestion.errors';
import { LANDING_ENTITIES, landingProperties } from './landing-tables';
import type { OnetSource, SourceFile } from './sources/onet-source';
import { TableIngestionService } from './table-ingestion.service';

type File = SelectedFile<SourceFile>;

const LANDING: readonly EntityTarget<ObjectLiteral>[] = Object.values(LANDING_ENTITIES);

/** Brings the files of a source into the landing tables, verbatim. */
@Injectable()
export class IngestionService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly runs: RunsService,
    private readonly sweeping: RunSweeping,
    private readonly tables: TableIngestionService,
  ) {}

  onModuleInit(): void {
    this.sweeping.register(() => this.sweepLanded());
  }

  /**
   * Finds the source's files and tells which release and which exact content they are.
   * @param givenName names the release where somebody said so; else its Read Me does, else its place
   * @throws SourceInvalidError, SourceUnreadableError, ReleaseNameUnknownError
   */
  async examine(source: OnetSource, givenName: ReleaseName | null): Promise<ExaminedFiles> {
    const { description } = source;
    const files = selectFiles(source.files, description);
    const releaseName = givenName ?? (await releaseNameInReadMe(source)) ?? source.releaseName;
    if (releaseName === null) {
      const why = 'it has no "Read Me.txt" that says so, and its name is not of the form db_29_0_text';
      throw new ReleaseNameUnknownError(description, why);
    }
    const facts = { description, releaseName, checksum: await checksumOf(files) };
    return { ...facts, files, land: (run) => this.land(run, facts, files) };
  }

  /**
   * The same for the tables of O*NET Web Services.
   * @param anew takes no notice of what has landed from there before
   */
  async examineTables(givenName: ReleaseName | null, anew: boolean): Promise<ExaminedSource> {
    return this.tables.examine(givenName, anew);
  }

  /** How many rows of a run are in the landing tables. */
  async countLanded(runId: number): Promise<number> {
    let count = 0;
    for (const entity of LANDING) count += await this.dataSource.manager.countBy(entity, { runId });
    return count;
  }

  /**
   * Deletes all landed rows but those of the last run whose landing is complete. Of others, which died, failed or are
   * superseded, only pages of Web Services are of use: they are gone on with.
   */
  private async sweepLanded(): Promise<void> {
    const useful = [await this.runs.lastLanded(), await this.tables.findUnfinished()];
    const kept = useful.flatMap((run) => run?.id ?? []);
    await unlessLocked(this.dataSource, 'What has landed incompletely', () => this.deleteAllBut(kept));
  }

  private async deleteAllBut(keptRuns: readonly number[]): Promise<void> {
    const others = { runId: Not(In(keptRuns)) };
    for (const entity of LANDING) {
      const runs = await this.dataSource
        .createQueryBuilder(entity, 'row')
        .select('row.runId', 'runId')
        .distinct()
        .where(others)
        .getRawMany<{ runId: number }>();
      for (const { runId } of runs) await deleteInBatches(this.dataSource, entity, { runId }, 'line');
    }
    await this.dataSource.manager.delete(ApiPage, others);
  }

  private async land(
    run: ActiveRun,
    { description, releaseName, checksum }: Omit<ExaminedSource, 'land'>,
    files: readonly File[],
  ): Promise<Landing> {
    await this.sweepLanded();
    const facts = { source: description.slice(0, 500), releaseName, checksum };
    await run.record(facts);
    for (const file of files) await this.landFile(run, file);
    return { id: run.id, ...facts, rowsRead: run.rowsRead };
  }

  private async landFile(run: ActiveRun, { kind, file }: File): Promise<void> {
    const stage = `landing ${file.name}`;
    const entity: EntityTarget<ObjectLiteral> = LANDING_ENTITIES[kind];
    const { columns } = FILE_CATALOGUE[kind];
    const properties = landingProperties(kind);
    let done = 0;
    await storeWhileReading(readTable(await file.open(), columns, file.name), async (batch) => {
      await this.store(run, file.name, batch, (rows) => bulkInsert(this.dataSource, entity, properties, rows));
      done += batch.rows.length + batch.misshapen.length;
      run.report({ stage, done, total: null });
    });
    run.rowsRead += done;
  }

  private async store(
    run: ActiveRun,
    fileName: string,
    batch: TableBatch,
    insert: (rows: BulkRow[]) => Promise<void>,
  ): Promise<void> {
    await insert(batch.rows.map(({ line, fields }) => [run.id, fileName, line, ...fields]));
    await run.reject(
      batch.misshapen.map((row) => ({ fileName, line: row.line, column: null, value: row.text, reason: row.reason })),
    );
  }
}

async function releaseNameInReadMe(source: OnetSource): Promise<ReleaseName | null> {
  const readMe = source.files.find(({ name }) => hasTableName(name, 'Read Me'));
  if (!readMe) return null;
  const chunks: Buffer[] = [];
  await read(readMe, (chunk) => chunks.push(chunk));
  return releaseNameFromReadMe(Buffer.concat(chunks).toString('utf8'));
}

/** Reads every file once before anything lands, which also finds what cannot be read. */
async function checksumOf(files: readonly File[]): Promise<string> {
  const whole = createHash('sha256');
  for (const { file } of files) {
    const hash = createHash('sha256');
    await read(file, (chunk) => hash.update(chunk));
    whole.update(`${file.name}\n${hash.digest('hex')}\n`);
  }
  return whole.digest('hex');
}

async function read(file: SourceFile, take: (chunk: Buffer) => void): Promise<void> {
  try {
    for await (const chunk of await file.open()) take(chunk as Buffer);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new SourceUnreadableError(`Cannot read ${file.name}: ${(cause as Error).message}. Get it again.`, cause);
  }
}
