import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export type ZipEntry = readonly [name: string, content: string | Buffer];

export const CENTRAL_SIGNATURE = Buffer.from('PK\u0001\u0002');
export const LOCAL_SIGNATURE = Buffer.from('PK\u0003\u0004');
/** Where fields stand in an entry of the central directory, which is what readers go by. */
export const CENTRAL = { flags: 8, uncompressedSize: 24, fileName: 46 };
export const LOCAL = { flags: 6, fileName: 30 };

export async function zip(entries: readonly ZipEntry[], compress = true): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of entries) archive.addBuffer(Buffer.from(content), name, { compress });
  archive.end();
  return buffer(archive.outputStream);
}

/** Every position of `part`. */
export function positionsOf(part: Buffer | string, archive: Buffer): number[] {
  const positions: number[] = [];
  for (let at = archive.indexOf(part); at >= 0; at = archive.indexOf(part, at + 1)) positions.push(at);
  return positions;
}

/** An archive that says of itself that it unpacks to more than 1 GiB. */
export async function bomb(entries: readonly ZipEntry[]): Promise<Buffer> {
  const archive = await zip(entries);
  const [first, second] = positionsOf(CENTRAL_SIGNATURE, archive);
  archive.writeUInt32LE(2 ** 30 - 1, first! + CENTRAL.uncompressedSize);
  archive.writeUInt32LE(2 ** 20, second! + CENTRAL.uncompressedSize);
  return archive;
}

/** An archive whose entries unpack to more than they say. */
export async function lyingBomb(entries: readonly ZipEntry[]): Promise<Buffer> {
  const archive = await zip(entries);
  for (const at of positionsOf(CENTRAL_SIGNATURE, archive)) {
    archive.writeUInt32LE(archive.readUInt32LE(at + CENTRAL.uncompressedSize) - 1, at + CENTRAL.uncompressedSize);
  }
  return archive;
}

/** An archive with an entry of any path, also one that no program would write. */
export async function zipWithPath(entries: readonly ZipEntry[], path: string): Promise<Buffer> {
  const harmless = 'x'.repeat(path.length);
  const archive = await zip([...entries, [harmless, 'x']]);
  for (const at of positionsOf(harmless, archive)) archive.write(path, at);
  return archive;
}

/** An archive of which a byte changed on the way. */
export async function damagedZip(entries: readonly ZipEntry[], name: string, compress = true): Promise<Buffer> {
  const archive = await zip(entries, compress);
  const at = positionsOf(name, archive).find((position) =>
    archive
      .subarray(position - LOCAL.fileName)
      .subarray(0, 4)
      .equals(LOCAL_SIGNATURE),
  )!;
  archive[at + name.length + 200]! ^= 0x20;
  return archive;
}
