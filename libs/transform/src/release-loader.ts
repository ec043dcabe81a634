import { bulkInsert, readInBatches, storeWhileReading, type BulkValue } from '@app/database';
import { LANDING_ENTITIES, type LandedBatch } from '@app/ingestion';
import type { RowSource } from '@app/occupations';
import {
  domainOf,
  FILE_CATALOGUE,
  FILE_KINDS,
  kindOfFile,
  type ElementId,
  type FileKind,
  type FileShape,
} from '@app/onet';
import type { Release, WrittenRows } from '@app/releases';
import { RejectedRow, type ActiveRun } from '@app/runs';
import { RatedElement } from '@app/skills';
import { In, IsNull, type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { isReferredTo, KnownKeys } from './rows/known-keys';
import { normaliseBatch, type NormalisedBatch } from './rows/normalise-batch';
import type { NormalisedRow } from './rows/normalise-rows';
import { TARGETS, type Target } from './rows/targets';

type LandingEntity = EntityTarget<ObjectLiteral & { runId: number; fileName: string; line: number }>;

/** Which release is written, and where its rows come from. */
export interface Loading {
  readonly releaseId: number;
  readonly source: RowSource;
}

type ReleaseSize = Pick<
  Release,
  'occupationCount' | 'ratedOccupationCount' | 'skillCount' | 'ratingCount' | 'rowsByKind'
>;

/** Writes the typed rows of one release, kind after kind, so that each finds what it refers to. Used once. */
export class ReleaseLoader {
  private readonly known: KnownKeys;
  private readonly elements = new Set<ElementId>();
  private readonly newElements: BulkValue[][] = [];
  private elementsStored = Promise.resolve();
  private readonly rated = new Set<string>();
  private readonly written = new Map<EntityTarget<ObjectLiteral>, number>();
  private readonly rowsByKind: Partial<Record<FileKind, number>> = {};
  /** The keys so far of the shape that is being loaded: kinds of one shape go to the same table, one after the other. */
  private seen: { readonly shape: FileShape | null; readonly keys: Set<string> } = { shape: null, keys: new Set() };

  constructor(
    private readonly dataSource: DataSource,
    private readonly run: ActiveRun,
    private readonly loading: Loading,
    /** Is told of the rows when they were written. */
    private readonly tell: (written: WrittenRows) => void,
  ) {
    this.known = new KnownKeys(loading.source);
  }

  /** Loads what a run has landed. */
  async load(landedByRun: number): Promise<void> {
    for (const kind of FILE_KINDS) await this.loadKind(kind, landedByRun);
  }

  /**
   * Normalises rows, in the order in which they are given: of those with the same key the first one counts.
   * @returns what stores them, to be done before rows of the next kind are stored
   */
  take({ kind, rows, misshapen }: LandedBatch): () => Promise<void> {
    const { shape } = FILE_CATALOGUE[kind];
    // Not one moment longer: those of the ratings take 20 MB.
    if (this.seen.shape !== shape) this.seen = { shape, keys: new Set() };
    if (isReferredTo(shape)) this.known.lost[shape].loseUnreadable(misshapen);
    const normalised = normaliseBatch(shape, rows, this.known, this.seen.keys);
    if (shape === 'rating') this.noteRatings(normalised.accepted as readonly NormalisedRow<'rating'>[]);
    return () => (rows.length === 0 ? Promise.resolve() : this.store(kind, normalised));
  }

  /** How many of the rows so far were refused only because of others. */
  get rowsRejectedInTurn(): number {
    return this.known.consequences;
  }

  /** The size of the release, for its record. */
  get figures(): ReleaseSize {
    return {
      occupationCount: this.writtenTo(TARGETS.occupation.entity),
      ratedOccupationCount: this.rated.size,
      skillCount: [...this.elements].filter((elementId) => domainOf(elementId) === 'skills').length,
      ratingCount: this.writtenTo(TARGETS.rating.entity),
      rowsByKind: this.rowsByKind,
    };
  }

  /** How many elements occupations are rated on, of all domains. */
  get elementCount(): number {
    return this.elements.size;
  }

  /** How many rows a table has been given, of all kinds together. */
  writtenTo(table: EntityTarget<ObjectLiteral>): number {
    return this.written.get(table) ?? 0;
  }

  private async loadKind(kind: FileKind, runId: number): Promise<void> {
    const { shape } = FILE_CATALOGUE[kind];
    const landing: LandingEntity = LANDING_ENTITIES[shape];
    const files = await this.landedFiles(landing, kind, runId);
    if (isReferredTo(shape)) this.known.lost[shape].loseUnreadable(await this.countMisshapen(files, runId));
    for (const fileName of files) {
      await storeWhileReading(readInBatches(this.dataSource, landing, { runId, fileName }, 'line'), async (rows) => {
        await this.take({ kind, rows, misshapen: 0 })();
        this.run.report({ stage: 'normalising', done: this.run.rowsWritten, total: this.run.rowsRead });
      });
    }
  }

  /** The files of one kind, of all that have landed in its table. */
  private async landedFiles(landing: LandingEntity, kind: FileKind, runId: number): Promise<string[]> {
    const files = await this.dataSource
      .createQueryBuilder(landing, 'row')
      .select('row.fileName', 'fileName')
      .distinct()
      .where({ runId })
      .orderBy('row.fileName')
      .getRawMany<{ fileName: string }>();
    return files.map(({ fileName }) => fileName).filter((fileName) => kindOfFile(fileName) === kind);
  }

  /** Rows that could not even land. */
  private async countMisshapen(files: readonly string[], runId: number): Promise<number> {
    return this.dataSource.manager.countBy(RejectedRow, { runId, fileName: In(files), columnName: IsNull() });
  }

  private async store(kind: FileKind, { accepted, rejected }: NormalisedBatch<FileShape>): Promise<void> {
    const { shape } = FILE_CATALOGUE[kind];
    if (shape === 'rating') await this.storeNewElements();
    const { entity, key, others } = TARGETS[shape] as Target<FileShape>;
    this.rowsByKind[kind] = (this.rowsByKind[kind] ?? 0) + accepted.length;
    const properties = [...key, ...others];
    const { releaseId } = this.loading;
    const values = accepted.map((row) => {
      const value: BulkValue[] = [releaseId];
      for (const property of properties) value.push(row[property]);
      return value;
    });
    await this.insert(entity, properties, values);
    this.tell({ table: entity, rows: accepted });
    await this.run.reject(rejected);
    this.run.rowsWritten += accepted.length;
  }

  private noteRatings(ratings: readonly NormalisedRow<'rating'>[]): void {
    for (const { onetSocCode, elementId, elementName } of ratings) {
      if (domainOf(elementId) === 'skills') this.rated.add(onetSocCode);
      if (this.elements.has(elementId)) continue;
      this.elements.add(elementId);
      const element = this.known.elements?.get(elementId);
      const { name, description } = element ?? { name: elementName, description: null };
      this.newElements.push([this.loading.releaseId, elementId, name, description]);
    }
  }

  /** The rated elements, written before the first ratings that refer to them, of whichever batch these are. */
  private async storeNewElements(): Promise<void> {
    const added = this.newElements.splice(0);
    const before = this.elementsStored;
    this.elementsStored = before.then(() => this.insert(RatedElement, ['elementId', 'name', 'description'], added));
    await this.elementsStored;
  }

  /** @param rows the release's id first */
  private async insert(table: EntityTarget<ObjectLiteral>, properties: string[], rows: BulkValue[][]): Promise<void> {
    await bulkInsert(this.dataSource, table, ['releaseId', ...properties], rows);
    this.written.set(table, this.writtenTo(table) + rows.length);
  }
}
