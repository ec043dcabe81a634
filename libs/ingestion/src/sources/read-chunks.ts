import type { Readable } from 'node:stream';
import { DomainError } from '@app/onet';
import type { ActiveRun } from '@app/runs';
import { SourceUnreadableError } from '../ingestion.errors';
import type { SourceFile } from './onet-source';

/** The most that a source may hold, as it lies in a folder or unpacked; the files of release 29.0 have 40 MB. */
export const MAX_SOURCE_BYTES = 1024 ** 3;

/**
 * A file of a source, piece by piece, until the run must end: also where the disk does not answer.
 * @throws SourceUnreadableError, SourceInvalidError, and what the run was stopped with
 */
export async function* readChunks(run: ActiveRun, file: SourceFile): AsyncGenerator<Buffer> {
  let stream: Readable | undefined;
  try {
    stream = await run.unlessStopped(file.open());
    for await (const chunk of run.untilStopped(stream)) yield chunk as Buffer;
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new SourceUnreadableError(`Cannot read ${file.name}: ${(cause as Error).message}. Get it again.`, cause);
  } finally {
    stream?.destroy();
  }
}
