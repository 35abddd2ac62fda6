/** The picture of the transfer code, read back pixel by pixel as a mail reader draws it. */
import { crc32, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { epcQr } from "@/documents/epcQr";
import { epcQrPng } from "@/documents/epcQrPng";

const transfer = {
  holder: "Atelier Brisset SARL",
  iban: "FR7630006000011234567890189",
  bic: "AGRIFRPP",
  amountCents: 340_029n,
  reference: "F-2026-0418",
};

/** Chunks of a PNG (W3C PNG, 5), each with its sum checked. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const named = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named) >>> 0);
    chunks.set(named.subarray(0, 4).toString(), named.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

/** True for dark, line by line, from one bit a pixel behind the filters « none » and « up ». */
function pixelsOf(png: Buffer): boolean[][] {
  const chunks = chunksOf(png);
  const header = chunks.get("IHDR") ?? Buffer.alloc(0);
  const side = header.readUInt32BE(0);
  expect([header.readUInt32BE(4), ...header.subarray(8)]).toEqual([side, 1, 0, 0, 0, 0]);
  const raw = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  const width = 1 + Math.ceil(side / 8);
  expect(raw).toHaveLength(width * side);
  let above = Buffer.alloc(width - 1);
  return Array.from({ length: side }, (_, y) => {
    const line = Buffer.from(raw.subarray(y * width + 1, (y + 1) * width));
    const filter = raw[y * width];
    expect([0, 2]).toContain(filter);
    if (filter === 2) for (const [x, byte] of above.entries()) line[x] = ((line[x] ?? 0) + byte) & 0xff;
    above = line;
    return Array.from({ length: side }, (__, x) => (((line[x >> 3] ?? 0) >> (7 - (x & 7))) & 1) === 0);
  });
}

describe("the picture of the code", () => {
  it.each([
    ["a short transfer", transfer],
    [
      "the longest one",
      { ...transfer, holder: "M".repeat(70), reference: "9".repeat(140), amountCents: 99_999_999_999n },
    ],
  ])("shows every module of %s, five pixels wide, in a white margin of four", (_, given) => {
    const modules = epcQr(given, { maskPattern: 3 });
    const pixels = pixelsOf(Buffer.from(epcQrPng(given)));
    expect(pixels).toHaveLength((modules.length + 8) * 5);
    const isRight = pixels.every((line, y) =>
      line.every(
        (isDark, x) => isDark === (modules[Math.floor(y / 5) - 4]?.[Math.floor(x / 5) - 4] ?? false),
      ),
    );
    expect(isRight).toBe(true);
  });

  it("is the same to the byte each time", () => {
    expect(Buffer.from(epcQrPng(transfer)).equals(Buffer.from(epcQrPng(transfer)))).toBe(true);
  });
});
