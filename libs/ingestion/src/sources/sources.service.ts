import { finished } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { downloadUrlProblem, isUrl } from '@app/config';
import { DomainError, releaseNameFromPath, type ReleaseName } from '@app/onet';
import type { ProgressListener } from '@app/runs';
import { describeUrl } from '../downloads/download.errors';
import { Downloader } from '../downloads/downloader';
import { ReleaseFinder } from '../downloads/release-finder';
import { SourceUnreadableError } from '../ingestion.errors';
import type { OnetSource } from './onet-source';
import { openSource } from './open-source';
import { openZip } from './zip-source';

export interface OpenOptions {
  /** The newest release that is here already: `latest` looks for others from this one on. */
  readonly newestKnown?: ReleaseName | null;
  readonly onProgress?: ProgressListener;
}

/** Opens every kind of source: those on this machine, and those that are downloaded first. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly downloader: Downloader,
    private readonly finder: ReleaseFinder,
  ) {}

  /**
   * Opens what `ONET_SOURCE` or `--source` names: `latest`, the URL of a zip file, `sample`, a folder, or a zip file.
   * @throws DownloadFailedError, DownloadRefusedError, SourceUnreadableError, SourceInvalidError
   */
  async open(location: string, options: OpenOptions = {}): Promise<OnetSource> {
    if (location === 'latest') {
      options.onProgress?.({ stage: 'looking for the newest release', done: 0, total: null });
      const { url } = await this.finder.newest(options.newestKnown ?? null);
      return this.openDownload(url, null, options);
    }
    if (!isUrl(location)) return openSource(location);
    const { url, sha256 } = parseUrl(location);
    return this.openDownload(url, sha256, options);
  }

  private async openDownload(url: URL, sha256: string | null, { onProgress }: OpenOptions): Promise<OnetSource> {
    const place = describeUrl(url);
    const open = (path: string) =>
      openZip(path, { place, description: place, releaseName: releaseNameFromPath(url.pathname) });
    return open(
      await this.downloader.fetch({ url, sha256, check: async (path) => readWhole(await open(path)), onProgress }),
    );
  }
}

/** An archive proves to be whole by being read: each of its files carries a checksum. */
async function readWhole(source: OnetSource): Promise<void> {
  try {
    for (const file of source.files) await finished((await file.open()).resume());
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    const reason = (cause as Error).message;
    throw new SourceUnreadableError(`The archive ${source.description} is damaged: ${reason}. Get it again.`, cause);
  } finally {
    await source.close();
  }
}

function parseUrl(text: string): { url: URL; sha256: string | null } {
  const problem = downloadUrlProblem(text);
  if (problem !== null) throw new SourceUnreadableError(`The URL of the source ${problem}.`);
  const url = new URL(text);
  const { hash } = url;
  url.hash = '';
  if (hash === '') return { url, sha256: null };
  const [, sha256] = /^#sha256=([0-9a-f]{64})$/i.exec(hash) ?? [];
  if (sha256) return { url, sha256: sha256.toLowerCase() };
  throw new SourceUnreadableError(
    `What follows # in ${describeUrl(url)} must be sha256= and 64 hexadecimal digits, or nothing.`,
  );
}
