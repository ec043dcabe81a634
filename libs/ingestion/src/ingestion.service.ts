import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { bulkInsertOfKnown, deleteInBatches, storeWhileReading, unlessLocked } from '@app/database';
import { FILE_CATALOGUE, releaseNameFromReadMe, SHAPE_COLUMNS, type ReleaseName } from '@app/onet';
import { RunsService, RunSweeping, type ActiveRun } from '@app/runs';
import { DataSource, In, Not, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { ApiPage } from './api-landing.entities';
import type { ExaminedFiles, ExaminedSource, LandedBatchTaker, Landing } from './examined-source';
import { readTable, type TableBatch } from './files/read-table';
import { hasTableName, selectFiles, type SelectedFile } from './files/select-files';
import { ReleaseNameUnknownError, SourceInvalidError } from './ingestion.errors';
import { LANDING_ENTITIES, landedRow, landingProperties } from './landing-tables';
import type { OnetSource, SourceFile } from './sources/onet-source';
import { MAX_SOURCE_BYTES, readChunks } from './sources/read-chunks';
import { TableIngestionService } from './table-ingestion.service';
import { TableSizes } from './table-sizes';

type File = SelectedFile<SourceFile>;

/** A landing under way. */
interface Work {
  readonly run: ActiveRun;
  readonly sizes: TableSizes;
  readonly take?: LandedBatchTaker;
}

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
   * @throws SourceInvalidError, SourceUnreadableError, ReleaseNameUnknownError, and what the run was stopped with
   */
  async examine(source: OnetSource, givenName: ReleaseName | null, run: ActiveRun): Promise<ExaminedFiles> {
    const { description } = source;
    const releaseName = givenName ?? (await releaseNameInReadMe(source, run)) ?? source.releaseName;
    const files = selectFiles(source.files, { description, releaseName });
    if (releaseName === null) {
      const why = 'it has no "Read Me.txt" that says so, and its name is not of the form db_29_0_text';
      throw new ReleaseNameUnknownError(description, why);
    }
    const facts = { description, releaseName, checksum: await checksumOf(files, description, run) };
    return { ...facts, files, land: (run, take) => this.land(run, facts, { files, take }) };
  }

  /**
   * The same for the tables of O*NET Web Services.
   * @param anew takes no notice of what has landed from there before
   */
  async examineTables(givenName: ReleaseName | null, anew: boolean): Promise<ExaminedSource> {
    return this.tables.examine(givenName, anew);
  }

  /** How many rows of a run are in the landing tables; those of several kinds may lie in one. */
  async countLanded(runId: number): Promise<number> {
    let count = 0;
    for (const entity of LANDING) count += await this.dataSource.manager.countBy(entity, { runId });
    return count;
  }

  /**
   * Deletes all landed rows but those of the last run whose landing is complete. Of others, which died, failed or are
   * superseded, only pages of Web Services are of use: they are gone on with.
   */
  private async sweepLanded(signal?: AbortSignal): Promise<void> {
    const useful = [await this.runs.lastLanded(), await this.tables.findUnfinished()];
    const kept = useful.flatMap((run) => run?.id ?? []);
    await unlessLocked(this.dataSource, 'What has landed incompletely', () => this.deleteAllBut(kept, signal));
  }

  private async deleteAllBut(keptRuns: readonly number[], signal?: AbortSignal): Promise<void> {
    const others = { runId: Not(In(keptRuns)) };
    for (const entity of LANDING) {
      signal?.throwIfAborted();
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
    { files, take }: { readonly files: readonly File[]; readonly take?: LandedBatchTaker },
  ): Promise<Landing> {
    await this.sweepLanded(run.signal);
    const facts = { source: description.slice(0, 500), releaseName, checksum };
    await run.record(facts);
    const sizes = new TableSizes();
    for (const file of files) await this.landFile({ run, sizes, take }, file);
    return { id: run.id, ...facts, rowsRead: run.rowsRead, rejections: null };
  }

  private async landFile({ run, sizes, take }: Work, { kind, file }: File): Promise<void> {
    const stage = `landing ${file.name}`;
    const { shape } = FILE_CATALOGUE[kind];
    let done = 0;
    const content = Readable.from(readChunks(run, file));
    await storeWhileReading(readTable(content, SHAPE_COLUMNS[shape], file.name), async ({ rows, misshapen }) => {
      sizes.add(kind, file.name, rows, misshapen.length);
      // Before anything is waited for, as the next batch may land sooner.
      const whenLanded = take?.({
        kind,
        rows: rows.map(({ line, fields }) => landedRow(shape, file.name, line, fields)),
        misshapen: misshapen.length,
      });
      await this.store(run, { kind, file }, { rows, misshapen });
      await whenLanded?.();
      done += rows.length + misshapen.length;
      run.report({ stage, done, total: null });
    });
    run.rowsRead += done;
  }

  private async store(run: ActiveRun, { kind, file }: File, { rows, misshapen }: TableBatch): Promise<void> {
    const { shape } = FILE_CATALOGUE[kind];
    const entity: EntityTarget<ObjectLiteral> = LANDING_ENTITIES[shape];
    const values = rows.map(({ line, fields }) => [run.id, file.name, line, ...fields]);
    await bulkInsertOfKnown(this.dataSource, entity, landingProperties(shape), values);
    await run.reject(
      misshapen.map(({ line, text, reason }) => ({ fileName: file.name, line, column: null, value: text, reason })),
    );
  }
}

async function releaseNameInReadMe(source: OnetSource, run: ActiveRun): Promise<ReleaseName | null> {
  const readMe = source.files.find(({ name }) => hasTableName(name, 'Read Me'));
  if (!readMe) return null;
  // The first line says it, which is in the first piece.
  for await (const chunk of readChunks(run, readMe)) return releaseNameFromReadMe(chunk.toString('utf8'));
  return null;
}

/** Reads every file once before anything lands, which also finds what cannot be read. */
async function checksumOf(files: readonly File[], source: string, run: ActiveRun): Promise<string> {
  const whole = createHash('sha256');
  let done = 0;
  for (const { file } of files) {
    const hash = createHash('sha256');
    for await (const chunk of readChunks(run, file)) {
      hash.update(chunk);
      done += chunk.length;
      if (done > MAX_SOURCE_BYTES) throw tooLarge(source);
      run.report({ stage: `reading ${source}`, done, total: null, unit: 'bytes' });
    }
    whole.update(`${file.name}\n${hash.digest('hex')}\n`);
  }
  return whole.digest('hex');
}

function tooLarge(source: string): SourceInvalidError {
  return new SourceInvalidError(`The tables of ${source} have more than 1 GiB; use an O*NET database download.`);
}
