/**
 * The files inside a ZIP, by its directory, each inflated piece by piece: what a file declares of its size is never
 * believed, and nothing is held whole.
 */
import { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";

export interface ZipEntry {
  /** Where its own header begins. */
  offset: number;
  packedSize: number;
  size: number;
  crc: number;
  isDeflated: boolean;
}

/** Why an archive is not read: it is not whole, holds too much, or is closed by a password. */
export class ZipRefused extends Error {
  constructor(readonly why: "BROKEN" | "TOO_LARGE" | "LOCKED") {
    super(why);
  }
}

/** Bytes that may still be inflated, all files together. */
export interface InflateBudget {
  bytes: number;
}

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const WIDE_END = 0x06064b50;
const WIDE_END_LOCATOR = 0x07064b50;
const LOCAL_HEADER = 0x04034b50;
/** Longest comment at the end of an archive, and the record before it. */
const END_WITHIN = 65_535 + 22;
/** In these places of a large archive, the value stands in an extra field. */
const ELSEWHERE = 0xffffffff;
const PIECE_BYTES = 64 * 1024;

function broken(): never {
  throw new ZipRefused("BROKEN");
}

/** True when the bytes begin as an archive that holds something. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The files of an archive by their path. The first of two under one path is taken.
 *
 * @throws ZipRefused
 */
export function zipEntries(bytes: Uint8Array, maxEntries: number): ReadonlyMap<string, ZipEntry> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = directoryOf(buffer);
  const { count } = directory;
  if (count > maxEntries) throw new ZipRefused("TOO_LARGE");
  let { at } = directory;
  const entries = new Map<string, ZipEntry>();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== DIRECTORY_ENTRY) broken();
    const nameLength = buffer.readUInt16LE(at + 28);
    const extraLength = buffer.readUInt16LE(at + 30);
    const extraAt = at + 46 + nameLength;
    const name = buffer.toString("utf8", at + 46, extraAt);
    if (!entries.has(name)) {
      entries.set(name, entryAt(buffer, at, buffer.subarray(extraAt, extraAt + extraLength)));
    }
    at = extraAt + extraLength + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

/** Where the list of the files begins, and how many it names. */
function directoryOf(buffer: Buffer): { at: number; count: number } {
  const last = buffer.length - 22;
  let end = last;
  while (end >= Math.max(0, last - END_WITHIN) && buffer.readUInt32LE(end) !== DIRECTORY_END) end -= 1;
  if (end < Math.max(0, last - END_WITHIN)) broken();
  const at = buffer.readUInt32LE(end + 16);
  if (at !== ELSEWHERE) return { at, count: buffer.readUInt16LE(end + 10) };
  // Programs that write without knowing the size say it in a wider record, which stands before.
  const locator = end - 20;
  if (locator < 0 || buffer.readUInt32LE(locator) !== WIDE_END_LOCATOR) broken();
  const wide = wideNumber(buffer, locator + 8);
  if (wide + 56 > buffer.length || buffer.readUInt32LE(wide) !== WIDE_END) broken();
  return { at: wideNumber(buffer, wide + 48), count: wideNumber(buffer, wide + 32) };
}

function wideNumber(buffer: Buffer, at: number): number {
  return Number(buffer.readBigUInt64LE(at));
}

function entryAt(buffer: Buffer, at: number, extra: Buffer): ZipEntry {
  const method = buffer.readUInt16LE(at + 10);
  if ((buffer.readUInt16LE(at + 8) & 1) === 1) throw new ZipRefused("LOCKED");
  const [size, packedSize, offset] = wideValues(
    [buffer.readUInt32LE(at + 24), buffer.readUInt32LE(at + 20), buffer.readUInt32LE(at + 42)],
    extra,
  );
  return { offset, packedSize, size, crc: buffer.readUInt32LE(at + 16), isDeflated: method === 8 };
}

/** Values of 32 bits, or those of 64 that the extra field 1 holds in the same order. */
function wideValues(values: [number, number, number], extra: Buffer): [number, number, number] {
  if (!values.includes(ELSEWHERE)) return values;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    const [size, packedSize, offset] = values.map((value) => {
      if (value !== ELSEWHERE) return value;
      if (place + 8 > extra.length) broken();
      const wide = wideNumber(extra, place);
      place += 8;
      return wide;
    });
    return [size ?? 0, packedSize ?? 0, offset ?? 0];
  }
  return broken();
}

/**
 * What a file of the archive holds, piece by piece. Inflating is done beside, so that others are served meanwhile;
 * stopping early inflates no more.
 *
 * @param budget what is inflated is taken off it
 * @throws ZipRefused when it holds more than the budget, or is not what the archive says
 */
export async function* inflateEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: InflateBudget,
): AsyncGenerator<Buffer> {
  const packed = packedBytes(bytes, entry);
  const source = entry.isDeflated ? inflated(packed) : slices(packed);
  let crc = 0;
  for await (const piece of source) {
    budget.bytes -= piece.length;
    if (budget.bytes < 0) throw new ZipRefused("TOO_LARGE");
    crc = crc32(piece, crc);
    yield piece;
  }
  if (crc !== entry.crc) broken();
}

function packedBytes(bytes: Uint8Array, { offset, packedSize }: ZipEntry): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > buffer.length || buffer.readUInt32LE(offset) !== LOCAL_HEADER) broken();
  const start = offset + 30 + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28);
  if (start + packedSize > buffer.length) broken();
  return buffer.subarray(start, start + packedSize);
}

function* slices(packed: Buffer): Generator<Buffer> {
  for (let at = 0; at < packed.length; at += PIECE_BYTES) yield packed.subarray(at, at + PIECE_BYTES);
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE_BYTES });
  const source = Readable.from(slices(packed));
  source.on("error", (error) => inflate.destroy(error));
  try {
    for await (const piece of source.pipe(inflate)) yield piece;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) broken();
    throw error;
  } finally {
    source.destroy();
    inflate.destroy();
  }
}
