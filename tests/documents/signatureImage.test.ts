/** The picture of a signature: two kinds of files, on screen colours, and nothing else. */
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import { readSignatureImage } from "@/documents/signatureImage";
import { noticeFor } from "../support/formalNotices";
import { readPdf } from "../support/readPdf";
import { refusal } from "../support/refusal";

function block(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  // The sum of control is not looked at here.
  return Buffer.concat([length, Buffer.from(name, "latin1"), data, Buffer.alloc(4)]);
}

/** A grey or transparent picture of this size. */
function png({ width = 60, height = 20, hasAlpha = false, interlace = 0 } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, hasAlpha ? 6 : 0, 0, 0, interlace], 8);
  const row = Buffer.alloc(1 + width * (hasAlpha ? 4 : 1), 0x7f);
  row[0] = 0;
  const pixels = deflateSync(Buffer.concat(Array.from({ length: Math.min(height, 100) }, () => row)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    block("IHDR", head),
    block("IDAT", pixels),
    block("IEND", Buffer.alloc(0)),
  ]);
}

/** A grey stroke, 24 × 8 pixels. */
const JPEG = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/wAALCAAIABgBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAgb/xAAiEAACAgAFBQEAAAAAAAAAAAABAgMRAAQSIYExQVFhobH/2gAIAQEAAD8ArJMzpZkSCaVl6hVocFqB4ODqzbkhY4olrZmYsb9qK/cOKOVXDyzl9qKqgVb89z9x/9k=",
  "base64",
);

/** The same with four colours: the number of components stands nine bytes after the frame marker. */
function fourColours(): Buffer {
  const copy = Buffer.from(JPEG);
  copy[copy.indexOf(Buffer.from([0xff, 0xc0])) + 9] = 4;
  return copy;
}

describe("a picture", () => {
  it("is read with its size", () => {
    expect(readSignatureImage(png())).toMatchObject({ format: "png", width: 60, height: 20 });
    expect(readSignatureImage(JPEG)).toMatchObject({ format: "jpg", width: 24, height: 8 });
  });

  it.each([
    [
      "another kind of file",
      Buffer.from("GIF89a, not a signature at all, by any means whatsoever"),
      /PNG ou JPEG/,
    ],
    ["nothing", Buffer.alloc(0), /PNG ou JPEG/],
    ["half a PNG", png().subarray(0, 60), /PNG ou JPEG/],
    ["half a JPEG", JPEG.subarray(0, 40), /PNG ou JPEG/],
    ["an interlaced PNG", png({ interlace: 1 }), /entrelacé/],
    ["the colours of printers", fourColours(), /quadrichromie/],
    ["no width", png({ width: 0 }), /pixels/],
    ["a side too long", png({ width: 5000 }), /pixels/],
    ["a file too large", Buffer.alloc(1_000_001), /1.Mo/],
  ])("is refused: %s", (_, bytes, sentence) => {
    const { code, message, field } = refusal(() => readSignatureImage(bytes));
    expect([code, field]).toEqual(["SIGNATURE_IMAGE", "signature"]);
    expect(message).toMatch(sentence);
  });
});

describe("a letter", () => {
  it.each([
    ["a PNG", png()],
    ["a transparent PNG", png({ hasAlpha: true })],
    ["a JPEG", JPEG],
    ["a very wide one", png({ width: 900, height: 10 })],
    ["a very tall one", png({ width: 10, height: 90 })],
  ])("shows %s under the name, inside its box", async (_, signatureImage) => {
    const { bytes } = await renderFormalNoticePdf({ notice: noticeFor("B2B"), signatureImage });
    const [first] = readPdf(bytes).pages;
    const name = first?.lines.find((line) => line.text.startsWith("Anne Brisset"));
    const picture = first?.drawings.at(-1);
    if (!name || !picture) throw new Error("no signature");
    expect(picture.y0).toBeGreaterThan(name.baseline);
    expect(picture.x0).toBeCloseTo(name.x0, 1);
    expect(picture.x1 - picture.x0).toBeLessThan(50.1);
    expect(picture.y1 - picture.y0).toBeLessThan(13.1);
  });

  it("leaves the room of a hand without one", async () => {
    const { bytes } = await renderFormalNoticePdf({ notice: noticeFor("B2B") });
    const [first] = readPdf(bytes).pages;
    const name = first?.lines.find((line) => line.text.startsWith("Anne Brisset"));
    const below = first?.lines.filter((line) => name && line.y0 > name.y1 && line.x1 > name.x0) ?? [];
    expect(Math.min(...below.map((line) => line.y0)) - (name?.y1 ?? 0)).toBeGreaterThan(12);
  });
});
