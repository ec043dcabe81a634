import type { FileKind, FileShape, ReleaseName } from '@app/onet';
import type { ActiveRun, PipelineRun } from '@app/runs';
import type { SelectedFile } from './files/select-files';
import type { LandedRow } from './landing-tables';
import type { SourceFile } from './sources/onet-source';

/** Landed rows that are to become a release. */
export type Landing = Pick<PipelineRun, 'id' | 'releaseName' | 'checksum' | 'source' | 'rowsRead' | 'rejections'>;

/** A source that was found and identified, ready to land. */
export interface ExaminedSource {
  readonly description: string;
  readonly releaseName: ReleaseName;
  /**
   * SHA-256 over the names and contents of all files that will be read. Null where it is known only after landing:
   * then the same release from the same source is the same content. Where it is known to be another, any other text.
   */
  readonly checksum: string | null;
  /** Lands everything: rows that have no shape are rejected, all others land exactly as they are. */
  land(run: ActiveRun): Promise<Landing>;
}

/** Some rows of a file as they land. */
export interface LandedBatch {
  readonly kind: FileKind;
  readonly rows: readonly LandedRow<FileShape>[];
  /** How many rows beside them had no shape, and did not land. */
  readonly misshapen: number;
}

/**
 * Takes rows while they land, so that they need not be read again: kind after kind, each after those that it refers to,
 * and batch after batch in the order of the file.
 * @returns what is to be done when the batch has landed; until then others may be taken, and done with
 */
export type LandedBatchTaker = (batch: LandedBatch) => () => Promise<void>;

/** A source of files. */
export interface ExaminedFiles extends ExaminedSource {
  readonly checksum: string;
  readonly files: readonly SelectedFile<SourceFile>[];
  land(run: ActiveRun, take?: LandedBatchTaker): Promise<Landing>;
}

export function isOfFiles(source: ExaminedSource): source is ExaminedFiles {
  return 'files' in source;
}
