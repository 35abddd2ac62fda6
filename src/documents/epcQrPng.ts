/** The transfer code as a small picture, for messages: one bit a pixel, a few hundred bytes. */
import { crc32, deflateSync } from "node:zlib";
import type { EpcTransfer } from "@/domain/settlement/epcPayload";
import { epcModules } from "./epcQr";

/** Pixels of one module: sharp on screens that double them. */
const SCALE = 5;
/** Modules of white around the code, as the standard asks. */
const QUIET = 4;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A window of 4 kB is as good for so few lines, and quicker to set up than the usual 32. */
const COMPRESSION = { level: 6, windowBits: 12, memLevel: 6 };

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** Writes one line of pixels, eight a byte, from `at` on; 1 is white. */
function writePixels(lines: Buffer, at: number, row: Uint8Array): void {
  let byte = at;
  let bits = 0;
  let pending = 0;
  const add = (isWhite: boolean): void => {
    bits = (bits << SCALE) | (isWhite ? (1 << SCALE) - 1 : 0);
    pending += SCALE;
    if (pending < 8) return;
    pending -= 8;
    lines[byte] = bits >> pending;
    byte += 1;
    bits &= (1 << pending) - 1;
  };
  for (let x = 0; x < QUIET; x += 1) add(true);
  for (const module of row) add(module === 0);
  for (let x = 0; x < QUIET; x += 1) add(true);
  // What is left of the last byte is beyond the picture.
  if (pending > 0) lines[byte] = (bits << (8 - pending)) | ((1 << (8 - pending)) - 1);
}

/** All lines, each behind its filter: 0 is « as it is », 2 is « what it adds to the line above ». */
function pixelLines(dark: Uint8Array, size: number, sizePx: number): Buffer {
  const width = 1 + Math.ceil(sizePx / 8);
  const lines = Buffer.alloc(width * sizePx);
  for (let y = 0; y < size + 2 * QUIET; y += 1) {
    const isBlank = y < QUIET || y >= size + QUIET;
    const row = isBlank ? new Uint8Array(size) : dark.subarray((y - QUIET) * size, (y - QUIET + 1) * size);
    const at = y * SCALE * width;
    writePixels(lines, at + 1, row);
    for (let again = 1; again < SCALE; again += 1) lines[at + again * width] = 2;
  }
  return lines;
}

/**
 * Draws the code as PNG. The same transfer always gives the same bytes.
 *
 * @throws DomainError `EPC_AMOUNT` when no such transfer exists
 */
export function epcQrPng(transfer: EpcTransfer): Uint8Array {
  // One given mask: choosing the best of eight costs more than the rest of the message.
  const { size, dark } = epcModules(transfer, { maskPattern: 3 });
  const sizePx = (size + 2 * QUIET) * SCALE;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePx, 0);
  header.writeUInt32BE(sizePx, 4);
  // One bit a pixel, grey.
  header[8] = 1;
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixelLines(dark, size, sizePx), COMPRESSION)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
