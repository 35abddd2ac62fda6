/** The transfer code as a small picture, for messages: one bit a pixel, a few hundred bytes. */
import { crc32, deflateSync } from "node:zlib";
import type { EpcTransfer } from "@/domain/settlement/epcPayload";
import { epcQr } from "./epcQr";

/** Pixels of one module: sharp on screens that double them. */
const SCALE = 5;
/** Modules of white around the code, as the standard asks. */
const QUIET = 4;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** One line of pixels, eight a byte, behind the sign of « no filter »; 1 is white. */
function pixelLine(row: readonly boolean[] | null, sizePx: number): Buffer {
  const line = Buffer.alloc(1 + Math.ceil(sizePx / 8), 0xff);
  line[0] = 0;
  if (!row) return line;
  for (const [x, isDark] of row.entries()) {
    if (!isDark) continue;
    for (let px = (x + QUIET) * SCALE; px < (x + QUIET + 1) * SCALE; px += 1) {
      const at = 1 + (px >> 3);
      line[at] = (line[at] ?? 0) & ~(0x80 >> (px & 7));
    }
  }
  return line;
}

/**
 * Draws the code as PNG. The same transfer always gives the same bytes.
 *
 * @throws DomainError `EPC_AMOUNT` when no such transfer exists
 */
export function epcQrPng(transfer: EpcTransfer): Uint8Array {
  // One given mask: choosing the best of eight costs more than the rest of the message.
  const modules = epcQr(transfer, { maskPattern: 3 });
  const sizePx = (modules.length + 2 * QUIET) * SCALE;
  const blank = pixelLine(null, sizePx);
  const quiet = Array.from({ length: QUIET * SCALE }, () => blank);
  const lines = modules.flatMap((row) => {
    const line = pixelLine(row, sizePx);
    return Array.from({ length: SCALE }, () => line);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePx, 0);
  header.writeUInt32BE(sizePx, 4);
  // One bit a pixel, grey.
  header[8] = 1;
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat([...quiet, ...lines, ...quiet]), { level: 6 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
