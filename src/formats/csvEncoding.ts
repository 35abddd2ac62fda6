/**
 * Finds how the letters of a text file are encoded, and turns it into UTF-8. French software
 * writes UTF-8 with or without a mark, UTF-16 (« Texte Unicode » of Excel) or one of two Latin sets.
 */
import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { looksLikeUtf16 } from "./textFile";

export const CSV_ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15"] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/** Bytes decoded at a time, so that a large file is never held twice as text. */
const PIECE_BYTES = 1 << 20;

const MARKS: readonly (readonly [CsvEncoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** The encoding a byte order mark announces, and the length of the mark. */
export function byteOrderMark(bytes: Uint8Array): { encoding: CsvEncoding; length: number } | undefined {
  const found = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  return found && { encoding: found[0], length: found[1].length };
}

/** Length of the well-formed UTF-8 sequence that starts here with a byte above 127, else 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (lead >= 0xf5 || length === 0) return 0;
  for (let offset = 1; offset < length; offset += 1) {
    if (((bytes[at + offset] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/**
 * True for a text of UTF-8 with a few damaged characters: taking it for Latin would break every
 * accent of the file instead of a few.
 */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length; ) {
    if ((bytes[at] ?? 0) < 0x80) {
      at += 1;
      continue;
    }
    const length = sequenceLength(bytes, at);
    if (length > 0) good += 1;
    else bad += 1;
    at += Math.max(1, length);
  }
  return good > bad * 10;
}

/**
 * Windows-1252 unless only ISO-8859-15 makes sense. They agree on all French letters but œ, Œ
 * and Ÿ, and on the euro sign: 0x80 to 0x9F hold letters in the first and nothing in the second,
 * where 0xA4 is €, 0xBC Œ and 0xBD œ.
 */
function latinEncoding(bytes: Uint8Array): CsvEncoding {
  let latin9 = false;
  for (const byte of bytes) {
    if (byte >= 0x80 && byte <= 0x9f) return "windows-1252";
    if (byte === 0xa4 || byte === 0xbc || byte === 0xbd) latin9 = true;
  }
  return latin9 ? "iso-8859-15" : "windows-1252";
}

/** The encoding of a text file: its mark, else its bytes. */
export function detectEncoding(bytes: Uint8Array): CsvEncoding {
  const mark = byteOrderMark(bytes);
  if (mark) return mark.encoding;
  if (isUtf8(bytes)) return looksLikeUtf16(bytes) ?? "utf-8";
  const utf16 = looksLikeUtf16(bytes);
  if (utf16) return utf16;
  return isMostlyUtf8(bytes) ? "utf-8" : latinEncoding(bytes);
}

/** The same text in UTF-8, without its mark. Bytes already in UTF-8 are not copied. */
export function toUtf8(bytes: Uint8Array, encoding: CsvEncoding): Buffer {
  const mark = byteOrderMark(bytes);
  const start = mark?.encoding === encoding ? mark.length : 0;
  const body = Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
  if (encoding === "utf-8") return body;
  const decoder = iconv.getDecoder(encoding);
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += PIECE_BYTES) {
    pieces.push(Buffer.from(decoder.write(body.subarray(at, at + PIECE_BYTES)), "utf8"));
  }
  pieces.push(Buffer.from(decoder.end() ?? "", "utf8"));
  return Buffer.concat(pieces);
}
