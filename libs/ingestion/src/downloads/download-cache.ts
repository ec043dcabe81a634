import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { releaseFileOf } from './describe-url';

/** An official archive has about 13 MB; what was used before these is deleted. */
const ENTRIES_KEPT = 3;

const facts = z.object({
  url: z.string(),
  /** As the server gave them; by these it tells whether the file has changed. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Length of the whole file in bytes; null while the server has not said. */
  bytes: z.number().nullable(),
  /** Of the whole file; null while it is not complete. */
  sha256: z.string().nullable(),
});

export type DownloadFacts = Readonly<z.infer<typeof facts>>;

/** The beginning of a file, whose download broke off. */
export interface PartialDownload {
  readonly facts: DownloadFacts;
  readonly bytesHere: number;
}

/** Downloaded files in a folder of the data folder, whole ones and begun ones. Only whole ones are ever read. */
export class DownloadCache {
  constructor(readonly folder: string) {}

  entryOf(url: URL): CacheEntry {
    const hash = createHash('sha256').update(`${url.origin}${url.pathname}${url.search}`).digest('hex');
    const name = basename(releaseFileOf(url) ?? 'archive', '.zip');
    return new CacheEntry(join(this.folder, `${name}-${hash.slice(0, 8)}`));
  }

  /** Deletes what was not used for longest. */
  async prune(): Promise<void> {
    const lastUse = new Map<string, number>();
    for (const name of await readdir(this.folder)) {
      const entry = /^(.+-[0-9a-f]{8})\.(?:zip|json|part|part\.json)$/.exec(name)?.[1];
      if (!entry) continue;
      const { mtimeMs } = await stat(join(this.folder, name));
      lastUse.set(entry, Math.max(lastUse.get(entry) ?? 0, mtimeMs));
    }
    const newestFirst = [...lastUse].sort(([, a], [, b]) => b - a).map(([entry]) => entry);
    for (const entry of newestFirst.slice(ENTRIES_KEPT)) await new CacheEntry(join(this.folder, entry)).drop();
  }
}

/** One file of the cache: `<stem>.zip` when it is whole, `<stem>.part` before, each with its facts in a file beside it. */
export class CacheEntry {
  readonly wholePath: string;
  readonly partPath: string;
  private readonly wholeFacts: string;
  private readonly partFacts: string;

  constructor(private readonly stem: string) {
    this.wholePath = `${stem}.zip`;
    this.wholeFacts = `${stem}.json`;
    this.partPath = `${stem}.part`;
    this.partFacts = `${stem}.part.json`;
  }

  /** The facts of the whole file; null if it is not here or is no longer as it was downloaded. */
  async whole(): Promise<DownloadFacts | null> {
    const known = await readFacts(this.wholeFacts);
    if (!known) return null;
    try {
      return (await sha256Of(this.wholePath)) === known.sha256 ? known : null;
    } catch {
      return null;
    }
  }

  /** The beginning of a download that broke off, if the server can be asked for the rest of that same file. */
  async partial(): Promise<PartialDownload | null> {
    const known = await readFacts(this.partFacts);
    if (!known || (strongEtag(known) ?? known.lastModified) === null) return null;
    try {
      const { size } = await stat(this.partPath);
      return size > 0 ? { facts: known, bytesHere: size } : null;
    } catch {
      return null;
    }
  }

  async begin(known: DownloadFacts): Promise<void> {
    await mkdir(join(this.stem, '..'), { recursive: true });
    await this.dropPart();
    await writeFacts(this.partFacts, known);
  }

  /** Makes the part the whole file. At every moment checksum and file fit together or do not count. */
  async finish(known: DownloadFacts): Promise<void> {
    await rename(this.partPath, this.wholePath);
    await writeFacts(this.wholeFacts, known);
    await rm(this.partFacts, { force: true });
  }

  /** Notes that the whole file was used now. */
  async touch(): Promise<void> {
    const now = new Date();
    await utimes(this.wholePath, now, now);
  }

  async dropPart(): Promise<void> {
    for (const file of [this.partPath, this.partFacts]) await rm(file, { force: true });
  }

  async drop(): Promise<void> {
    await this.dropPart();
    for (const file of [this.wholeFacts, this.wholePath]) await rm(file, { force: true });
  }
}

/** By this a server can be asked to go on with the same file; a weak tag allows other bytes. */
export function strongEtag({ etag }: DownloadFacts): string | null {
  return etag?.startsWith('"') ? etag : null;
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function readFacts(file: string): Promise<DownloadFacts | null> {
  try {
    return facts.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

async function writeFacts(file: string, known: DownloadFacts): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(known, null, 2));
  await rename(`${file}.new`, file);
}
