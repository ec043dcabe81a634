import { basename, posix } from 'node:path';
import { Transform, pipeline, type Readable, type TransformCallback } from 'node:stream';
import { crc32 } from 'node:zlib';
import { releaseNameFromPath, type ReleaseName } from '@app/onet';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { hasTableName } from '../files/select-files';
import { SourceInvalidError, SourceUnreadableError } from '../ingestion.errors';
import type { OnetSource, SourceFile } from './onet-source';
import { MAX_SOURCE_BYTES } from './read-chunks';

/** An official archive has 46 entries and unpacks to about 110 MB. */
const MAX_ENTRIES = 100;

/** The names by which people know an archive. */
export interface ArchiveNames {
  /** Stands in messages. */
  readonly place: string;
  readonly description: string;
  readonly releaseName: ReleaseName | null;
}

/**
 * The files of a zip archive, read from it by name and never unpacked to disk, wherever its top folder is.
 * @throws SourceUnreadableError if it is no readable archive
 * @throws SourceInvalidError if it could do harm: too many entries, too large unpacked, absolute paths or `..`
 */
export async function openZip(path: string, names: ArchiveNames = namesOf(path)): Promise<OnetSource> {
  const { place, description, releaseName } = names;
  const archive = await openArchive(path, place);
  try {
    const entries = inTopFolder(await listEntries(archive, place), place);
    const folder = posix.dirname(entries[0]?.fileName ?? '');
    return {
      description,
      releaseName: releaseName ?? releaseNameFromPath(folder),
      files: entries.map((entry) => toFile(archive, entry, place)),
      close: () => {
        archive.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

function namesOf(path: string): ArchiveNames {
  return { place: path, description: `zip file ${basename(path)}`, releaseName: releaseNameFromPath(path) };
}

async function openArchive(path: string, place: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch (cause) {
    throw new SourceUnreadableError(
      `Cannot read ${place} as a zip archive: ${(cause as Error).message.replace(/\.$/, '')}.`,
      cause,
    );
  }
}

/** Every file entry; refuses the archive before a single byte of it is unpacked. */
async function listEntries(archive: ZipFile, place: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  let unpackedBytes = 0;
  if (archive.entryCount > MAX_ENTRIES)
    throw refused(place, `it has ${archive.entryCount} entries, more than ${MAX_ENTRIES}`);
  try {
    for await (const entry of archive.eachEntry()) {
      unpackedBytes += entry.uncompressedSize;
      if (!entry.fileName.endsWith('/')) entries.push(entry);
    }
  } catch (cause) {
    // yauzl refuses absolute paths and `..` by itself and says which entry it is.
    throw refused(place, (cause as Error).message, cause);
  }
  if (unpackedBytes > MAX_SOURCE_BYTES) throw refused(place, `it unpacks to ${unpackedBytes} bytes, more than 1 GiB`);
  return entries;
}

/** The entries of the one folder of the archive that holds O*NET's tables. */
function inTopFolder(entries: readonly Entry[], place: string): readonly Entry[] {
  const isOccupationData = ({ fileName }: Entry): boolean => hasTableName(posix.basename(fileName), 'Occupation Data');
  const folders = new Set(entries.filter(isOccupationData).map(({ fileName }) => posix.dirname(fileName)));
  if (folders.size > 1) {
    throw refused(place, `more than one folder in it holds Occupation Data: ${[...folders].join(', ')}; keep one`);
  }
  const [top] = folders;
  return entries.filter(({ fileName }) => top === undefined || posix.dirname(fileName) === top);
}

function toFile(archive: ZipFile, entry: Entry, place: string): SourceFile {
  const name = posix.basename(entry.fileName);
  return {
    name,
    async open(): Promise<Readable> {
      if (!entry.canDecodeFileData())
        throw refused(place, `${name} in it is encrypted or compressed in an unusual way`);
      const check = new ChecksumCheck(entry.crc32, `${name} in ${place}`);
      // The reader of `check` gets the error; nothing is left to do with it here.
      return pipeline(await archive.openReadStreamPromise(entry), check, () => undefined);
    },
  };
}

/** yauzl leaves the CRC-32 of an entry to its caller: this ends the stream with an error if it does not match. */
class ChecksumCheck extends Transform {
  private actual = 0;

  constructor(
    private readonly expected: number,
    private readonly what: string,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.actual = crc32(chunk, this.actual);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const intact = this.actual === this.expected;
    done(
      intact
        ? null
        : new SourceUnreadableError(`${this.what} is damaged (its checksum is wrong); get the archive again.`),
    );
  }
}

function refused(place: string, reason: string, cause?: unknown): SourceInvalidError {
  return new SourceInvalidError(`Refused the archive ${place}: ${reason}.`, cause);
}
