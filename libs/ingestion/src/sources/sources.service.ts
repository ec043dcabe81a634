import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { AppConfig, downloadUrlProblem, isUrl } from '@app/config';
import { DomainError, releaseNameFromPath, type ReleaseName } from '@app/onet';
import type { ProgressListener } from '@app/runs';
import type { NamedBy } from '../downloads/address-rules';
import { describeUrl } from '../downloads/describe-url';
import { Downloader } from '../downloads/downloader';
import { ReleaseFinder } from '../downloads/release-finder';
import { SourceUnreadableError } from '../ingestion.errors';
import type { OnetSource } from './onet-source';
import { openSource } from './open-source';
import { singleFileProblem } from './single-file';
import { openZip } from './zip-source';

export interface OpenOptions {
  /** The newest release that is here already: `latest` looks for others from this one on. */
  readonly newestKnown?: ReleaseName | null;
  /** A request may make this service download from public addresses only, and from where its operator lets it. */
  readonly namedBy?: NamedBy;
  /** Must not throw. */
  readonly onProgress?: ProgressListener;
  /** Ends a download; its reason is the error to end with. */
  readonly signal?: AbortSignal;
}

/** Opens every kind of source: those on this machine, and those that are downloaded first. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly downloader: Downloader,
    private readonly finder: ReleaseFinder,
    private readonly config: AppConfig,
  ) {}

  /**
   * Opens what `ONET_SOURCE` or `--source` names: `latest`, the URL of a zip file, `sample`, a folder, or a zip file.
   * @throws DownloadFailedError, DownloadRefusedError, SourceUnreadableError, SourceInvalidError
   */
  async open(location: string, options: OpenOptions = {}): Promise<OnetSource> {
    if (location === 'latest') {
      options.onProgress?.({ stage: 'looking for the newest release', done: 0, total: null });
      const { url } = await this.finder.newest(options.newestKnown ?? null, options.signal);
      return this.openDownload(url, null, { ...options, namedBy: 'operator' });
    }
    if (!isUrl(location)) return openSource(location);
    const { url, sha256 } = parseUrl(location);
    return this.openDownload(url, sha256, options);
  }

  private async openDownload(url: URL, sha256: string | null, options: OpenOptions): Promise<OnetSource> {
    const place = describeUrl(url);
    const problem = singleFileProblem(place, url.pathname);
    if (problem !== null) throw new SourceUnreadableError(problem);
    const open = (path: string) =>
      openZip(path, { place, description: place, releaseName: releaseNameFromPath(url.pathname) });
    const namedBy = this.isConfigured(url) ? 'operator' : options.namedBy;
    const { onProgress, signal } = options;
    const check = async (path: string) => readWhole(await open(path), signal);
    return open(await this.downloader.fetch({ url, namedBy, sha256, check, onProgress, signal }));
  }

  /** Whether the operator trusts the server of this URL already. */
  private isConfigured({ origin }: URL): boolean {
    const { downloadBaseUrl, onetSource } = this.config;
    const trusted = [downloadBaseUrl, ...(isUrl(onetSource.location) ? [onetSource.location] : [])];
    return trusted.some((url) => new URL(url).origin === origin);
  }
}

/** An archive proves to be whole by being read: each of its files carries a checksum. */
async function readWhole(source: OnetSource, signal: AbortSignal | undefined): Promise<void> {
  try {
    for (const file of source.files) await pipeline(await file.open(), nowhere(), { signal });
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (cause instanceof DomainError) throw cause;
    const reason = (cause as Error).message;
    throw new SourceUnreadableError(`The archive ${source.description} is damaged: ${reason}. Get it again.`, cause);
  } finally {
    await source.close();
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
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
