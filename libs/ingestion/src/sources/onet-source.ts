import type { Readable } from 'node:stream';
import type { ReleaseName } from '@app/onet';

/** A file of a source, by its name without folders. */
export interface SourceFile {
  readonly name: string;
  open(): Promise<Readable>;
}

/** A place with the files of one O*NET release. Opened by `SourcesService`; close it in every case. */
export interface OnetSource {
  /** The source for logs and run records; without secrets. */
  readonly description: string;
  /** The release that the place itself names (folder or file name); null if it names none. */
  readonly releaseName: ReleaseName | null;
  readonly files: readonly SourceFile[];
  close(): Promise<void>;
}
