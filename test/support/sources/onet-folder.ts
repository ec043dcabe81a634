import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onetFiles, type OnetFolderOptions } from './release-forms';

export interface OnetFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** A folder with the files of a release; `name` is its own name, `remove` leaves nothing behind. */
export async function createOnetFolder(options: OnetFolderOptions = {}, name = 'onet'): Promise<OnetFolder> {
  const parent = await mkdtemp(join(tmpdir(), 'skill-gap-onet-'));
  const path = join(parent, name);
  await mkdir(path);
  for (const [file, content] of onetFiles(options)) await writeFile(join(path, file), content);
  return { path, remove: () => rm(parent, { recursive: true, force: true }) };
}

/** Lends a folder with the files of a release for as long as `work` takes. */
export async function withOnetFolder<T>(
  options: OnetFolderOptions,
  work: (path: string) => Promise<T>,
  name?: string,
): Promise<T> {
  const folder = await createOnetFolder(options, name);
  try {
    return await work(folder.path);
  } finally {
    await folder.remove();
  }
}
