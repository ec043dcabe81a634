import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { releaseNameFromPath, type ReleaseName } from '@app/onet';
import { SourceUnreadableError } from '../ingestion.errors';
import type { OnetSource, SourceFile } from './onet-source';

/** The files that lie directly in a folder. */
export async function openFolder(
  path: string,
  releaseName: ReleaseName | null = releaseNameFromPath(resolve(path)),
): Promise<OnetSource> {
  return {
    description: `folder ${basename(resolve(path))}`,
    releaseName,
    files: await listFiles(path),
    close: () => Promise.resolve(),
  };
}

async function listFiles(folder: string): Promise<SourceFile[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => ({ name, open: () => Promise.resolve(createReadStream(join(folder, name))) }));
  } catch (cause) {
    throw new SourceUnreadableError(`Cannot read the folder ${folder}: ${(cause as Error).message}.`, cause);
  }
}
