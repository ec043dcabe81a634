import { deserialize, serialize } from 'node:v8';

const ARRAYS = { Float64Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Uint8Array, Int8Array };

type PackedArray = InstanceType<(typeof ARRAYS)[keyof typeof ARRAYS]>;

/** What stands for a typed array in the head of a pack. */
interface ArrayPlace {
  readonly [PLACE]: keyof typeof ARRAYS;
  /** From the end of the head, in bytes. */
  readonly start: number;
  readonly length: number;
}

const PLACE = '\0array';
const HEAD_LENGTH_BYTES = 8;

/**
 * Content as bytes: the length of the head, the head, then all typed arrays, each where it can be read in place. Serialised
 * with everything else they would be copied when they are read, and what was read would be kept for those that need not be.
 * @param content plain objects with texts, numbers, lists of these, and typed arrays
 */
export function toBytes(content: unknown): Buffer {
  const arrays: PackedArray[] = [];
  let length = 0;
  const withPlaces = replaced(content, (value) => {
    if (!ArrayBuffer.isView(value)) return undefined;
    const array = value as PackedArray;
    const place = { [PLACE]: array.constructor.name, start: length, length: array.length };
    arrays.push(array);
    length += aligned(array.byteLength);
    return place;
  });
  const head = serialize(withPlaces);
  const start = HEAD_LENGTH_BYTES + aligned(head.length);
  const bytes = Buffer.alloc(start + length);
  bytes.writeUInt32LE(head.length, 0);
  head.copy(bytes, HEAD_LENGTH_BYTES);
  let position = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), position);
    position += aligned(array.byteLength);
  }
  return bytes;
}

/**
 * The content of such bytes. Its typed arrays are views on them.
 * @param bytes that begin where an array of the widest numbers may begin
 * @throws Error if they are none
 */
export function fromBytes(bytes: Buffer): unknown {
  const headLength = bytes.readUInt32LE(0);
  const head: unknown = deserialize(bytes.subarray(HEAD_LENGTH_BYTES, HEAD_LENGTH_BYTES + headLength));
  const start = bytes.byteOffset + HEAD_LENGTH_BYTES + aligned(headLength);
  return replaced(head, (value) => {
    const place = value as Partial<ArrayPlace>;
    const name = place[PLACE];
    return name === undefined
      ? undefined
      : new ARRAYS[name](bytes.buffer as ArrayBuffer, start + (place.start ?? 0), place.length);
  });
}

/** The same with what `replace` gives for members of plain objects, at any depth; what it gives nothing for stays. */
function replaced(value: unknown, replace: (value: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const other = replace(value);
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaced(member, replace)]));
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}
