/**
 * A picture that people upload, made harmless: its type is read from its bytes, never from its
 * name; a PNG is rebuilt from its pixels; a JPEG keeps only what draws it. What a file may hide
 * (text, places, scripts, bytes after the end) does not survive.
 */
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { DomainError } from "@/domain/invariant";
import { NBSP } from "@/domain/money";
import { type Pixels, pixelsOf, reduced, rowsOf } from "./pngPixels";

export interface LogoImage {
  type: "image/png" | "image/jpeg";
  bytes: Uint8Array;
  width: number;
  height: number;
}

const MAX_BYTES = 500_000;
/** The page of a debtor and this picture together stay under 50 kB, on the slowest telephone. */
export const MAX_LOGO_BYTES = 12_000;
/** Twice what messages and pages show. */
const SHOWN_WIDTH = 400;
const LEAST_WIDTH = 40;
const MAX_WIDTH = 2_000;
const MAX_HEIGHT = 1_000;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Samples a pixel for each colour type of PNG. */
const PNG_SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** @throws DomainError in French: not a picture, too large, broken */
export function cleanLogo(file: Uint8Array): LogoImage {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length > MAX_BYTES)
    throw refused("LOGO_SIZE", `Ce fichier dépasse ${MAX_BYTES / 1000}${NBSP}ko.`);
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return cleanPng(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return cleanJpeg(bytes);
  throw refused("LOGO_TYPE", "Choisissez une image PNG ou JPEG.");
}

function refused(code: string, message: string): DomainError {
  return new DomainError(code, message, "logo");
}

const broken = () =>
  refused("LOGO_BROKEN", "Cette image est abîmée. Enregistrez-la à nouveau, puis réessayez.");

function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1 || width > MAX_WIDTH || height > MAX_HEIGHT) {
    throw refused(
      "LOGO_SIZE",
      `L’image fait ${width} × ${height}${NBSP}: ${MAX_WIDTH} × ${MAX_HEIGHT} points au plus.`,
    );
  }
}

function cleanPng(bytes: Buffer): LogoImage {
  const chunks = readChunks(bytes);
  const header = chunks[0];
  if (header?.type !== "IHDR" || header.data.length !== 13) throw broken();
  const width = header.data.readUInt32BE(0);
  const height = header.data.readUInt32BE(4);
  const [depth = 0, color = 0, compression = 0, filter = 0, interlace = 0] = header.data.subarray(8);
  checkSize(width, height);
  const samples = PNG_SAMPLES[color];
  if (!samples || ![1, 2, 4, 8, 16].includes(depth) || compression + filter !== 0) throw broken();
  if (interlace !== 0) throw refused("LOGO_TYPE", "Enregistrez ce PNG sans entrelacement.");
  const rowBytes = Math.ceil((width * samples * depth) / 8) + 1;
  const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data));
  const pixels = inflate(packed, rowBytes * height);
  const isFiltered = Array.from({ length: height }, (_, row) => pixels[row * rowBytes] ?? 9).every(
    (kind) => kind <= 4,
  );
  if (!isFiltered) throw broken();
  const kept = chunks.filter(({ type }) => type === "PLTE" || type === "tRNS");
  const same = pngOf(header.data, kept, pixels);
  if (same.length <= MAX_LOGO_BYTES) return { type: "image/png", width, height, bytes: same };
  const part = (name: string) => kept.find(({ type }) => type === name)?.data ?? Buffer.alloc(0);
  const layout = { width, height, depth, color, palette: part("PLTE"), transparency: part("tRNS") };
  return lightPng(pixelsOf(pixels, layout));
}

function pngOf(header: Buffer, kept: readonly { type: string; data: Buffer }[], rows: Uint8Array): Buffer {
  return Buffer.concat([
    PNG_SIGNATURE,
    chunk("IHDR", header),
    ...kept.map(({ type, data }) => chunk(type, data)),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Makes the picture as large as it is shown, then smaller until it is light. */
function lightPng(picture: Pixels): LogoImage {
  for (
    let width = Math.min(SHOWN_WIDTH, picture.width);
    width >= LEAST_WIDTH;
    width = Math.floor(width * 0.8)
  ) {
    const smaller = reduced(picture, width);
    const { rows, color } = rowsOf(smaller);
    const header = Buffer.alloc(13);
    header.writeUInt32BE(smaller.width, 0);
    header.writeUInt32BE(smaller.height, 4);
    header.set([8, color, 0, 0, 0], 8);
    const bytes = pngOf(header, [], rows);
    if (bytes.length <= MAX_LOGO_BYTES) {
      return { type: "image/png", width: smaller.width, height: smaller.height, bytes };
    }
  }
  throw refused("LOGO_SIZE", "Cette image est trop haute pour un logo. Choisissez-en une plus large.");
}

function inflate(packed: Buffer, length: number): Buffer {
  try {
    const pixels = inflateSync(packed, { maxOutputLength: length });
    if (pixels.length === length) return pixels;
  } catch {
    // Fewer or more pixels than the header says: not what it claims to be.
  }
  throw broken();
}

function readChunks(bytes: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) throw broken();
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) throw broken();
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (type === "IEND") return chunks;
    chunks.push({ type, data: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  throw broken();
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Segments that draw: quantisation, Huffman, frame, restart interval. Comments and APPn are left out. */
const JPEG_FRAMES = new Set([0xc0, 0xc1, 0xc2]);
const JPEG_KEPT = new Set([0xdb, 0xc4, 0xdd, ...JPEG_FRAMES]);

function cleanJpeg(bytes: Buffer): LogoImage {
  const parts: Buffer[] = [Buffer.from([0xff, 0xd8])];
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) throw broken();
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) throw broken();
    if (JPEG_FRAMES.has(marker)) {
      if (end - at < 10) throw broken();
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
      checkSize(size.width, size.height);
    }
    const scanEnd = marker === 0xda ? endOfScan(bytes, end) : end;
    if (marker === 0xda || JPEG_KEPT.has(marker)) parts.push(bytes.subarray(at, scanEnd));
    at = scanEnd;
  }
  if (!size || parts.length < 4) throw broken();
  const light = Buffer.concat([...parts, Buffer.from([0xff, 0xd9])]);
  if (light.length > MAX_LOGO_BYTES) {
    throw refused(
      "LOGO_WEIGHT",
      `Cette image JPEG pèse ${Math.ceil(light.length / 1000)}${NBSP}ko\u00a0: ${MAX_LOGO_BYTES / 1000}${NBSP}ko au plus, pour que la page de vos clients s’ouvre vite. Enregistrez-la en PNG, nous la réduirons.`,
    );
  }
  return { type: "image/jpeg", ...size, bytes: light };
}

/** Compressed data runs until a marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw broken();
}
