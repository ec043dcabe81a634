import type { ReleaseName } from '@app/onet';
import type { ActiveRun, PipelineRun } from '@app/runs';
import type { SelectedFile } from './files/select-files';
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

/** A source of files. */
export interface ExaminedFiles extends ExaminedSource {
  readonly files: readonly SelectedFile<SourceFile>[];
}
