import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Logger } from '@nestjs/common';
import { retrying, TimeLimit } from '@app/outside';
import type { ProgressListener } from '@app/runs';
import type { NamedBy } from './address-rules';
import { describeUrl, releaseFileOf } from './describe-url';
import { explainDisk, isDiskError } from './disk-errors';
import { askForChange, askForRest } from './conditional-headers';
import { DownloadCache, sha256Of, type CacheEntry, type DownloadFacts } from './download-cache';
import { brokenOff, tookTooLong, tooLarge, wentSilent } from './download-failures';
import { DownloadFailedError, DownloadRefusedError } from './download.errors';
import { explain, send, type HttpAnswer } from './http-client';
import { readAnswer, type Reading } from './read-answer';

export interface DownloadLimits {
  /** A larger file is refused. */
  readonly maxBytes: number;
  /** The server may be silent this long. */
  readonly silenceMs: number;
  /** Everything together may take this long. */
  readonly overallMs: number;
  /** How often a broken download is taken up again. */
  readonly retries: number;
  /** Before the first retry; twice that before the second, and so on. */
  readonly retryDelayMs: number;
}

/** An official archive has about 13 MB. */
export const DOWNLOAD_LIMITS: DownloadLimits = {
  maxBytes: 256 * 1024 ** 2,
  silenceMs: 20_000,
  overallMs: 15 * 60_000,
  retries: 4,
  retryDelayMs: 1_000,
};

export interface Download {
  readonly url: URL;
  readonly namedBy?: NamedBy;
  /** The checksum that the file must have, in hexadecimal; null if nobody said. */
  readonly sha256: string | null;
  /** Throws if the file is not what it is to be; then it is not kept. */
  readonly check: (path: string) => Promise<void>;
  readonly onProgress?: ProgressListener;
  /** Ends it; its reason is the error to end with. The next download of the file goes on from there. */
  readonly signal?: AbortSignal;
}

/** A download under way. */
interface Job extends Download {
  readonly entry: CacheEntry;
  /** The whole file of an earlier time, if it is still good. */
  readonly kept: DownloadFacts | null;
  readonly overall: AbortSignal;
  /** True once the server has answered. */
  begun: boolean;
}

/** Brings files from the network to the disk, takes up again what broke off, and keeps what it has. */
export class Downloader {
  private readonly logger = new Logger('Download');
  private readonly cache: DownloadCache;

  constructor(
    folder: string,
    private readonly limits: DownloadLimits = DOWNLOAD_LIMITS,
  ) {
    this.cache = new DownloadCache(folder);
  }

  /**
   * The path of the downloaded file. If the server says that it has not changed since the last time, it is not
   * downloaded again; nor if the server cannot be reached.
   * @throws DownloadFailedError, DownloadRefusedError, and what `check` throws
   */
  async fetch(download: Download): Promise<string> {
    try {
      return await this.fetchOrKeep(download);
    } catch (error) {
      throw explainDisk(download.url, this.cache.folder, error);
    }
  }

  private async fetchOrKeep(download: Download): Promise<string> {
    const entry = this.cache.entryOf(download.url);
    const whole = await entry.whole();
    const kept = download.sha256 === null || whole?.sha256 === download.sha256 ? whole : null;
    try {
      await this.fetchInTime(download, entry, kept);
    } catch (error) {
      if (!kept || !(error instanceof DownloadFailedError) || error.kind === 'final') throw error;
      this.logger.warn(`${error.message} Using the copy of an earlier download.`);
    }
    await entry.touch();
    await this.cache.prune();
    return entry.wholePath;
  }

  private async fetchInTime(download: Download, entry: CacheEntry, kept: DownloadFacts | null): Promise<void> {
    const overall = new TimeLimit(
      this.limits.overallMs,
      () => tookTooLong(download.url, this.limits.overallMs),
      download.signal,
    );
    const job: Job = { ...download, entry, kept, overall: overall.signal, begun: false };
    try {
      await this.persisting(job).execute(() => this.attempt(job));
    } finally {
      overall.stop();
    }
  }

  private persisting(job: Job) {
    return retrying({
      failure: DownloadFailedError,
      retries: this.limits.retries,
      delayMs: this.limits.retryDelayMs,
      // A server that cannot be reached at all is not worth waiting for, unless it could be a moment ago.
      when: ({ kind }) => kind === 'interrupted' || (kind === 'unreachable' && job.begun),
      onRetry: ({ reason }, delayMs) =>
        this.logger.warn(`${describeUrl(job.url)}: ${reason}; trying again in ${(delayMs / 1000).toFixed(1)} s`),
    });
  }

  private async attempt(job: Job): Promise<void> {
    const { url, namedBy, entry, kept } = job;
    const limit = new TimeLimit(this.limits.silenceMs, () => wentSilent(url, this.limits.silenceMs), job.overall);
    try {
      const partial = await entry.partial();
      const headers = partial ? askForRest(partial.facts, partial.bytesHere) : kept ? askForChange(kept) : {};
      const answer = await send({ method: 'GET', url, namedBy, headers, signal: limit.signal });
      limit.touch();
      job.begun = true;
      const reading = await readAnswer(url, answer, { partial, entry, kept });
      if (reading === 'unchanged') return;
      await this.receive(job, answer, reading, limit);
      await this.accept(job, reading);
    } finally {
      limit.stop();
    }
  }

  /** Writes the body behind what is here already. */
  private async receive(job: Job, { body }: HttpAnswer, { from, facts }: Reading, limit: TimeLimit): Promise<void> {
    const { url, entry, onProgress } = job;
    const { maxBytes } = this.limits;
    if ((facts.bytes ?? 0) > maxBytes) {
      body.destroy();
      throw tooLarge(url, maxBytes);
    }
    if (from === 0) this.logger.log(`Downloading ${describeUrl(url)}${inMegabytes(facts.bytes)}`);
    let done = from;
    const stage = `downloading ${releaseFileOf(url) ?? 'the archive'}`;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, next): void {
        limit.touch();
        done += chunk.length;
        onProgress?.({ stage, done, total: facts.bytes, unit: 'bytes' });
        if (done > maxBytes) next(tooLarge(url, maxBytes));
        else next(null, chunk);
      },
    });
    try {
      const file = createWriteStream(entry.partPath, { flags: from > 0 ? 'a' : 'w' });
      await pipeline(body, meter, file, { signal: limit.signal });
    } catch (error) {
      if (isDiskError(error)) throw error;
      throw brokenOff(explain(url, url, error, limit.signal), url, `${done} of ${facts.bytes ?? 'unknown'} bytes`);
    }
  }

  /** Only what passes every check becomes a whole file. */
  private async accept({ url, entry, sha256, check }: Job, { facts, from }: Reading): Promise<void> {
    try {
      const actual = await sha256Of(entry.partPath);
      if (sha256 !== null && actual !== sha256) {
        const nextStep = 'Check which of the two is right; the file was not kept.';
        throw new DownloadRefusedError(url, `its SHA-256 is ${actual}, not ${sha256}`, nextStep);
      }
      await check(entry.partPath);
      await entry.finish({ ...facts, sha256: actual });
    } catch (error) {
      await entry.dropPart();
      // Pieces of different files may have been put together; a file that came in one piece is what the server has.
      if (from === 0) throw error;
      throw new DownloadFailedError(url, 'its pieces do not fit together', 'interrupted', { cause: error });
    }
    this.logger.log(`Downloaded ${describeUrl(url)}`);
  }
}

function inMegabytes(bytes: number | null): string {
  return bytes === null ? '' : ` (${(bytes / 1e6).toFixed(1)} MB)`;
}
