import { FILE_CATALOGUE, type FileKind, type FileShape } from '@app/onet';
import { SourceInvalidError } from './ingestion.errors';

interface TableSize {
  readonly rows: number;
  readonly characters: number;
}

/**
 * The most that the tables of a kind may hold, by their shape: three to ten times as much as in release 29.0. Rows that
 * are served stand in memory, and the keys of all rows do while they are normalised.
 */
const LIMITS: Readonly<Record<FileShape, TableSize>> = {
  scale: { rows: 1_000, characters: 1_000_000 },
  element: { rows: 5_000, characters: 2_000_000 },
  occupation: { rows: 3_000, characters: 3_000_000 },
  rating: { rows: 500_000, characters: 60_000_000 },
  anchor: { rows: 5_000, characters: 1_000_000 },
  jobZone: { rows: 5_000, characters: 1_000_000 },
  title: { rows: 200_000, characters: 8_000_000 },
  jobZoneReference: { rows: 100, characters: 100_000 },
  reportedTitle: { rows: 50_000, characters: 2_000_000 },
  relatedOccupation: { rows: 100_000, characters: 5_000_000 },
  technology: { rows: 150_000, characters: 15_000_000 },
  preparation: { rows: 200_000, characters: 20_000_000 },
  preparationCategory: { rows: 1_000, characters: 100_000 },
  task: { rows: 100_000, characters: 20_000_000 },
  intermediateActivity: { rows: 5_000, characters: 1_000_000 },
  detailedActivity: { rows: 20_000, characters: 4_000_000 },
  taskActivity: { rows: 150_000, characters: 10_000_000 },
};

/** Keeps a source from having landed more than any release holds. */
export class TableSizes {
  private readonly sizes = new Map<FileKind, TableSize>();

  /**
   * Counts rows that were read.
   * @param read those of them that are sound
   * @param misshapen how many others there were
   * @throws SourceInvalidError if there are too many by now
   */
  add(kind: FileKind, tableName: string, read: readonly { fields: readonly string[] }[], misshapen = 0): void {
    const before = this.sizes.get(kind);
    const rows = (before?.rows ?? 0) + read.length + misshapen;
    const characters = read.reduce(
      (sum, { fields }) => fields.reduce((length, field) => length + field.length, sum),
      before?.characters ?? 0,
    );
    this.sizes.set(kind, { rows, characters });
    const most = LIMITS[FILE_CATALOGUE[kind].shape];
    if (rows > most.rows) throw tooLarge(kind, tableName, `${most.rows} rows`);
    if (characters > most.characters) throw tooLarge(kind, tableName, `${most.characters} characters`);
  }
}

function tooLarge(kind: FileKind, tableName: string, limit: string): SourceInvalidError {
  const [table] = FILE_CATALOGUE[kind].generations[0];
  return new SourceInvalidError(
    `${tableName} has more than ${limit}, which no "${table}" of O*NET has; use an O*NET database download.`,
  );
}
