import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_RELEASE } from '@app/onet';
import { SourceUnreadableError } from '../ingestion.errors';
import { openFolder } from './folder-source';
import type { OnetSource } from './onet-source';
import { singleFileProblem } from './single-file';
import { openZip } from './zip-source';

/** The bundled sample lies beside the code, in the sources as in a build. */
const SAMPLE_FOLDER = join(__dirname, '../../sample');

/**
 * Opens a source that is on this machine: `sample`, a folder, or a zip file.
 * @throws SourceUnreadableError if there is nothing readable
 */
export async function openSource(location: string): Promise<OnetSource> {
  if (location === 'sample') {
    const sample = await openFolder(SAMPLE_FOLDER, SAMPLE_RELEASE);
    return { ...sample, description: 'bundled illustrative sample (not O*NET data)' };
  }
  const kind = await kindOf(location);
  if (kind.isDirectory()) return openFolder(location);
  if (kind.isFile()) {
    const problem = singleFileProblem(location);
    if (problem !== null) throw new SourceUnreadableError(problem);
    return openZip(location);
  }
  throw new SourceUnreadableError(`The source ${location} is neither a folder nor a file. ${KINDS}`);
}

const KINDS =
  'Use "latest", "api", "sample", a folder with the O*NET text or CSV files, a zip file of them, or the https URL of one.';

async function kindOf(location: string) {
  try {
    return await stat(location);
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = missing ? 'does not exist' : `cannot be read (${(cause as Error).message})`;
    throw new SourceUnreadableError(`The source ${location} ${reason}. ${KINDS}`, cause);
  }
}
