import { constants } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { releaseNameFromPath, type ReleaseName } from '@app/onet';
import { SourceInvalidError, SourceUnreadableError } from '../ingestion.errors';
import type { OnetSource, SourceFile } from './onet-source';
import { MAX_SOURCE_BYTES } from './read-chunks';

/** A release has about 40. */
const MAX_FILES = 1_000;

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
  const names: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.isDirectory()) continue;
      names.push(entry.name);
      if (names.length > MAX_FILES) throw tooManyFiles(folder);
    }
  } catch (cause) {
    if (cause instanceof SourceInvalidError) throw cause;
    throw new SourceUnreadableError(`Cannot read the folder ${folder}: ${(cause as Error).message}.`, cause);
  }
  return names.sort().map((name) => ({ name, open: () => openFile(join(folder, name)) }));
}

/**
 * Opens a file, or what a link leads to.
 * @throws SourceUnreadableError for what has no end, or waits for somebody to write: a pipe, a device, a socket
 */
async function openFile(path: string): Promise<Readable> {
  // Opening a pipe waits for its other end, unless one says not to.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new SourceUnreadableError(`${path} is no regular file. Put the file itself there.`);
    const { size } = found;
    if (size <= MAX_SOURCE_BYTES) return file.createReadStream();
    throw new SourceInvalidError(`${path} has ${size} bytes, more than 1 GiB; use an O*NET database download.`);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function tooManyFiles(folder: string): SourceInvalidError {
  return new SourceInvalidError(
    `The folder ${folder} holds more than ${MAX_FILES} files; name a folder with the files of one O*NET release.`,
  );
}
