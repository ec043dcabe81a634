import { bulkInsert, readInBatches, storeWhileReading, type BulkValue } from '@app/database';
import { LANDING_ENTITIES, type LandedRow } from '@app/ingestion';
import type { RowSource } from '@app/occupations';
import { FILE_KINDS, type ElementId, type FileKind } from '@app/onet';
import type { Release } from '@app/releases';
import { RejectedRow, type ActiveRun } from '@app/runs';
import { Skill } from '@app/skills';
import { In, IsNull, type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { isReferredTo, KnownKeys } from './rows/known-keys';
import { normaliseBatch, type NormalisedBatch } from './rows/normalise-batch';
import type { NormalisedRow } from './rows/normalise-rows';
import { TARGETS } from './rows/targets';

type LandingEntity = EntityTarget<ObjectLiteral & { runId: number; fileName: string; line: number }>;

/** Which landed rows become which release. */
export interface Loading {
  readonly releaseId: number;
  readonly landedByRun: number;
  readonly source: RowSource;
}

type ReleaseSize = Pick<Release, 'occupationCount' | 'ratedOccupationCount' | 'skillCount' | 'ratingCount'>;

/** Writes the typed rows of one release, kind after kind, so that each finds what it refers to. Used once. */
export class ReleaseLoader {
  private readonly known: KnownKeys;
  private readonly skills = new Set<ElementId>();
  private readonly rated = new Set<string>();
  private readonly written = new Map<FileKind, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly run: ActiveRun,
    private readonly loading: Loading,
  ) {
    this.known = new KnownKeys(loading.source);
  }

  async load(): Promise<void> {
    for (const kind of FILE_KINDS) await this.loadKind(kind);
    this.run.rowsRejectedInTurn = this.known.consequences;
  }

  /** The size of the release, for its record. */
  get figures(): ReleaseSize {
    return {
      occupationCount: this.writtenOf('occupations'),
      ratedOccupationCount: this.rated.size,
      skillCount: this.skills.size,
      ratingCount: this.writtenOf('skills'),
    };
  }

  writtenOf(kind: FileKind): number {
    return this.written.get(kind) ?? 0;
  }

  private async loadKind(kind: FileKind): Promise<void> {
    const landing: LandingEntity = LANDING_ENTITIES[kind];
    const seen = new Set<string>();
    const files = await this.landedFiles(landing);
    if (isReferredTo(kind)) this.known.lost[kind].loseUnreadable(await this.countMisshapen(files));
    for (const fileName of files) {
      const where = { runId: this.loading.landedByRun, fileName };
      await storeWhileReading(readInBatches(this.dataSource, landing, where, 'line'), (rows) =>
        this.store(kind, normaliseBatch(kind, rows as unknown as LandedRow<FileKind>[], this.known, seen)),
      );
    }
  }

  private async landedFiles(landing: LandingEntity): Promise<string[]> {
    const files = await this.dataSource
      .createQueryBuilder(landing, 'row')
      .select('row.fileName', 'fileName')
      .distinct()
      .where({ runId: this.loading.landedByRun })
      .orderBy('row.fileName')
      .getRawMany<{ fileName: string }>();
    return files.map(({ fileName }) => fileName);
  }

  /** Rows that could not even land. */
  private async countMisshapen(files: readonly string[]): Promise<number> {
    const where = { runId: this.loading.landedByRun, fileName: In(files), columnName: IsNull() };
    return this.dataSource.manager.countBy(RejectedRow, where);
  }

  private async store<K extends FileKind>(kind: K, { accepted, rejected }: NormalisedBatch<K>): Promise<void> {
    if (kind === 'skills') await this.storeNewSkills(accepted as readonly NormalisedRow<'skills'>[]);
    const { entity, key, others } = TARGETS[kind];
    const properties = [...key, ...others];
    const values = accepted.map((row) => [
      this.loading.releaseId,
      ...properties.map((property) => row[property] as BulkValue),
    ]);
    await bulkInsert(this.dataSource, entity, ['releaseId', ...properties], values);
    await this.run.reject(rejected);
    this.run.rowsWritten += accepted.length;
    this.written.set(kind, this.writtenOf(kind) + accepted.length);
    this.run.report({ stage: 'normalising', done: this.run.rowsWritten, total: this.run.rowsRead });
  }

  /** The rated elements, written just before the first ratings that refer to them. */
  private async storeNewSkills(ratings: readonly NormalisedRow<'skills'>[]): Promise<void> {
    const added: BulkValue[][] = [];
    for (const { onetSocCode, elementId, elementName } of ratings) {
      this.rated.add(onetSocCode);
      if (this.skills.has(elementId)) continue;
      this.skills.add(elementId);
      const element = this.known.elements?.get(elementId);
      added.push([this.loading.releaseId, elementId, element?.name ?? elementName, element?.description ?? null]);
    }
    await bulkInsert(this.dataSource, Skill, ['releaseId', 'elementId', 'name', 'description'], added);
  }
}
