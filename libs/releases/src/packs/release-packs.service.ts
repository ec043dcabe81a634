import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, MoreThanOrEqual } from 'typeorm';
import { fromBytes, toBytes } from './pack-form';
import { ReleasePack } from './release-pack.entity';

/** Which part of which release, in which form. */
export interface PackKey {
  readonly releaseId: number;
  readonly name: string;
  /** Of the form of the content: another one than that of the reader counts as missing. */
  readonly version: string;
}

/** What a release carries, and the revision of the release that it was made from. */
export interface Pack<T> {
  readonly content: T;
  readonly revision: number;
}

/** MySQL's blob holds 65,535 bytes. */
const CHUNK_BYTES = 64_000;
/** A megabyte at a time, a few milliseconds of SQLite's driver. */
const CHUNKS_A_QUERY = 16;

/** Keeps parts of releases in the database as they stand in memory. */
@Injectable()
export class ReleasePacks {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** @returns null if there is none, or none that this version of the program can use */
  async read<T>(key: PackKey): Promise<Pack<T> | null> {
    const count = await this.dataSource.manager.countBy(ReleasePack, { ...key });
    const [first, ...rest] = await this.readChunks(key, 0);
    if (!first) return null;
    // Filled piece by piece, as two copies of a large pack would stay in the memory of the process; arrays are read in place.
    const bytes = Buffer.allocUnsafeSlow(count * CHUNK_BYTES);
    let length = 0;
    for (let chunks = [first, ...rest], read = 0; chunks.length > 0; chunks = await this.readChunks(key, read)) {
      for (const { content } of chunks) {
        // SQLite's driver gives an ArrayBuffer.
        length += Buffer.from(content).copy(bytes, length);
      }
      read += chunks.length;
    }
    const pack = bytes.subarray(0, length);
    if ((await checksumOf(pack)) !== first.checksum) return null;
    try {
      return { content: fromBytes(pack) as T, revision: first.revision };
    } catch {
      // Written by a newer Node.js, whose form this one does not know.
      return null;
    }
  }

  private async readChunks(key: PackKey, from: number): Promise<ReleasePack[]> {
    await nextTurn();
    return this.dataSource.manager.find(ReleasePack, {
      where: { ...key, chunk: MoreThanOrEqual(from) },
      order: { chunk: 'ASC' },
      take: CHUNKS_A_QUERY,
    });
  }

  /**
   * Takes the place of what is there.
   * @param content plain objects with texts, numbers, lists of these, and typed arrays
   */
  async write(key: PackKey, { content, revision }: Pack<unknown>): Promise<void> {
    const bytes = toBytes(content);
    const checksum = await checksumOf(bytes);
    const { releaseId, name } = key;
    await this.dataSource.transaction(async (manager) => {
      await manager.delete(ReleasePack, { releaseId, name });
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
        const chunk = start / CHUNK_BYTES;
        const piece = bytes.subarray(start, start + CHUNK_BYTES);
        await manager.insert(ReleasePack, { ...key, chunk, revision, checksum, content: piece });
      }
    });
  }
}

/** A megabyte at a time, about 3 ms. */
const SLICE_BYTES = 2 ** 20;

async function checksumOf(bytes: Buffer): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    hash.update(bytes.subarray(start, start + SLICE_BYTES));
    await nextTurn();
  }
  return hash.digest('hex');
}
