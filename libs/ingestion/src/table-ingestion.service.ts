import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { bulkInsertOfKnown, readInBatches } from '@app/database';
import { FILE_CATALOGUE, FILE_KINDS, type FileKind, type ReleaseName } from '@app/onet';
import { RunsService, type ActiveRun, type PipelineRun } from '@app/runs';
import { DataSource, MoreThan, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { ApiPage } from './api-landing.entities';
import type { ExaminedSource, Landing } from './examined-source';
import { findFieldFault } from './files/read-table';
import { ReleaseNameUnknownError, SourceInvalidError, SourceUnreadableError } from './ingestion.errors';
import { LANDING_ENTITIES, landingProperties } from './landing-tables';
import { fieldsOf } from './web-services/row-fields';
import { tablesOfKind } from './web-services/tables';
import { TableSizes } from './table-sizes';
import { WebServices, type TablePage } from './web-services/web-services';

interface Table {
  readonly kind: FileKind;
  readonly tableId: string;
}

/** A landing under way; `landingId` is the run that began it. */
interface Work {
  readonly run: ActiveRun;
  readonly landingId: number;
  readonly sizes: TableSizes;
}

type Facts = Pick<ExaminedSource, 'description' | 'releaseName'>;

/** The checksum of rows that are not known yet, but are others than those that landed. */
const ANOTHER = 'another';

type LandingEntity = EntityTarget<ObjectLiteral & { runId: number; fileName: string; line: number }>;

/** Lands whole tables from Web Services, page by page, and goes on where a run that died had come to. */
@Injectable()
export class TableIngestionService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly runs: RunsService,
    private readonly webServices: WebServices,
  ) {}

  /**
   * @param givenName names the release where Web Services do not
   * @param anew takes no notice of what has landed before
   * @throws OnetUnavailableError, SourceUnreadableError without credentials, SourceInvalidError, ReleaseNameUnknownError
   */
  async examine(givenName: ReleaseName | null, anew: boolean): Promise<ExaminedSource> {
    const { description, isConfigured } = this.webServices;
    if (!isConfigured) {
      throw new SourceUnreadableError(
        'The source "api" needs credentials for O*NET Web Services: set ONET_API_KEY, or, with ONET_API_VERSION=1.9, ' +
          'ONET_USERNAME and ONET_PASSWORD.',
      );
    }
    // Patience is for what has begun: who cannot be asked at all is better named at once.
    const releaseName = (await this.webServices.release()) ?? givenName;
    if (releaseName === null) throw new ReleaseNameUnknownError(description, 'they do not say so');
    const tables = this.chooseTables(await this.webServices.tableIds());
    const facts = { description, releaseName };
    const last = await this.runs.lastLanded();
    const isOther = last && isOf(last, facts) && !(await this.hasLanded(last.id, tables));
    return { ...facts, checksum: isOther ? ANOTHER : null, land: (run) => this.land(run, facts, tables, anew) };
  }

  /**
   * The landing that can be gone on with; null if there is none. One that is older than the last complete landing never
   * became the last itself, and a transform would overlook it.
   */
  async findUnfinished(): Promise<PipelineRun | null> {
    const [page] = await this.dataSource.manager.find(ApiPage, { order: { runId: 'DESC' }, take: 1 });
    const last = await this.runs.lastLanded();
    return page && page.runId > (last?.id ?? 0) ? this.runs.find(page.runId) : null;
  }

  private async land(run: ActiveRun, facts: Facts, tables: readonly Table[], anew: boolean): Promise<Landing> {
    await run.record({ source: facts.description, releaseName: facts.releaseName });
    const isSame = (other: PipelineRun | null): other is PipelineRun => !anew && other !== null && isOf(other, facts);
    const last = await this.runs.lastLanded();
    if (isSame(last) && (await this.hasLanded(last.id, tables))) return last;
    const unfinished = await this.findUnfinished();
    const landing = isSame(unfinished) ? unfinished : await this.runs.find(run.id);
    if (!landing) throw new Error(`Run ${run.id} has no record`);
    const sizes = new TableSizes();
    for (const table of tables) await this.landTable({ run, sizes, landingId: landing.id }, table);
    return this.runs.completeLanding(run, landing, await this.checksumOf(run, landing.id, tables));
  }

  private async landTable({ run, sizes, landingId }: Work, table: Table): Promise<void> {
    const { kind, tableId } = table;
    const pages = await this.dataSource.manager.find(ApiPage, {
      where: { runId: landingId, tableId },
      order: { firstRow: 'ASC' },
    });
    const last = pages.at(-1);
    let done = last ? last.firstRow - 1 + last.rowCount : 0;
    let total = last?.total ?? null;
    run.rowsRead += done;
    sizes.add(kind, tableId, [], done);
    const report = () => run.report({ stage: `landing ${tableId}`, done, total });
    if (last && done >= last.total) return;
    // The first page tells the total; a bar that began without one would never show it.
    if (last) report();
    await this.deleteBeyond(landingId, table, done);
    const { signal } = run;
    const coming = this.webServices.pages(tableId, { start: done + 1, patience: 'patient', signal });
    for await (const page of run.untilStopped(coming)) {
      if (total !== null && page.total !== total) throw await this.changed(landingId, tableId, total, page.total);
      total = page.total;
      await this.store({ run, sizes, landingId }, table, page);
      done += page.rows.length;
      run.rowsRead += page.rows.length;
      report();
    }
  }

  /** First the rows, then the page: without its page, a row has not landed. */
  private async store(
    { run, sizes, landingId: runId }: Work,
    { kind, tableId }: Table,
    page: TablePage,
  ): Promise<void> {
    const { start, rows, total } = page;
    const landed = rows.map((row, index) => ({
      line: start + index,
      fields: fieldsOf(FILE_CATALOGUE[kind].shape, row),
    }));
    const shaped = landed.filter(({ fields }) => findFieldFault(fields) === null);
    sizes.add(kind, tableId, landed);
    const entity: EntityTarget<ObjectLiteral> = LANDING_ENTITIES[FILE_CATALOGUE[kind].shape];
    const values = shaped.map(({ line, fields }) => [runId, tableId, line, ...fields]);
    await bulkInsertOfKnown(this.dataSource, entity, landingProperties(FILE_CATALOGUE[kind].shape), values);
    await run.reject(
      landed.flatMap(({ line, fields }) => {
        const reason = findFieldFault(fields);
        return reason === null ? [] : { fileName: tableId, line, column: null, value: fields.join('\t'), reason };
      }),
    );
    const receivedAt = new Date();
    await this.dataSource.manager.insert(ApiPage, {
      ...{ runId, tableId, firstRow: start },
      ...{ rowCount: rows.length, total, receivedAt },
    });
  }

  /** Rows of a page that had not landed whole when its run died. */
  private async deleteBeyond(runId: number, { kind, tableId }: Table, line: number): Promise<void> {
    const entity: LandingEntity = LANDING_ENTITIES[FILE_CATALOGUE[kind].shape];
    await this.dataSource.manager.delete(entity, { runId, fileName: tableId, line: MoreThan(line) });
  }

  /** Pages from before and after a change do not belong together; without its pages, the landing counts for nothing. */
  private async changed(runId: number, tableId: string, before: number, now: number): Promise<SourceInvalidError> {
    await this.dataSource.manager.delete(ApiPage, { runId });
    return new SourceInvalidError(
      `The table ${tableId} of ${this.webServices.description} changed while it was read (${before} rows, now ${now}). ` +
        'Run it again; it will start over.',
    );
  }

  private chooseTables(tableIds: ReadonlySet<string>): Table[] {
    return FILE_KINDS.flatMap((kind) => {
      const tables = tablesOfKind(kind, tableIds);
      if (tables) return tables.map((tableId) => ({ kind, tableId }));
      if (!FILE_CATALOGUE[kind].required) return [];
      const expected = FILE_CATALOGUE[kind].generations.map((names) => names.join(' + ')).join(', or ');
      throw new SourceInvalidError(`${this.webServices.description} has no table of ${expected}.`);
    });
  }

  /** False where a table is read now that was not there, or not read, when the run landed. */
  private async hasLanded(runId: number, tables: readonly Table[]): Promise<boolean> {
    const pages = await this.dataSource.manager.findBy(ApiPage, { runId });
    const landed = new Set(pages.map(({ tableId }) => tableId));
    return tables.every(({ tableId }) => landed.has(tableId));
  }

  /** SHA-256 over all rows as they landed. */
  private async checksumOf(run: ActiveRun, runId: number, tables: readonly Table[]): Promise<string> {
    const hash = createHash('sha256');
    for (const { kind, tableId } of tables) {
      const entity: LandingEntity = LANDING_ENTITIES[FILE_CATALOGUE[kind].shape];
      const columns = landingProperties(FILE_CATALOGUE[kind].shape).slice(1);
      for await (const rows of readInBatches(this.dataSource, entity, { runId, fileName: tableId }, 'line')) {
        run.signal.throwIfAborted();
        for (const row of rows) hash.update(JSON.stringify(columns.map((column) => row[column] as unknown)));
      }
    }
    return hash.digest('hex');
  }
}

function isOf(run: PipelineRun, { description, releaseName }: Facts): boolean {
  return run.source === description && run.releaseName === releaseName;
}
