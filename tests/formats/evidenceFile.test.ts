/** Files from people we do not know: what they are, and what they only pretend to be. */

import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { MAX_EVIDENCE_BYTES, recognizeEvidence } from "@/formats/evidenceFile";
import { wholePdf, withObject } from "../support/pdfFiles";

const bytes = (...parts: (string | Uint8Array)[]) =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part))),
  );

function chunk(type: string, data: Uint8Array): Uint8Array {
  const crc = new Uint8Array([0, 0, 0, 0]);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, data.length);
  return bytes(length, type, data, type === "IEND" ? "\xae\x42\x60\x82" : crc);
}

function png(width = 2, height = 2, extra: Uint8Array = new Uint8Array()): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 2, 0, 0, 0], 8);
  const pixels = new Uint8Array(deflateSync(Buffer.alloc(14)));
  return bytes(
    "\x89PNG\r\n\x1a\n",
    chunk("IHDR", head),
    chunk("IDAT", pixels),
    chunk("IEND", new Uint8Array()),
    extra,
  );
}

const JPEG_HEAD = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00";
const frame = (width: number, height: number) =>
  bytes(
    "\xff\xc0\x00\x11\x08",
    new Uint8Array([height >> 8, height & 255, width >> 8, width & 255]),
    "\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00",
  );
const jpeg = (tail = "", size: [number, number] = [4, 4]) =>
  bytes(
    JPEG_HEAD,
    frame(...size),
    "\xff\xda\x00\x0c\x03\x01\x00\x02\x00\x03\x00\x00\x3f\x00 data \xff\xd9",
    tail,
  );

const zip = bytes("PK\x03\x04", new Uint8Array(30), "PK\x05\x06", new Uint8Array(18));

describe("a file that is what it says", () => {
  it.each([
    ["preuve.pdf", wholePdf(), "pdf"],
    ["Preuve.PDF", wholePdf(), "pdf"],
    ["photo.png", png(), "png"],
    ["photo.jpg", jpeg(), "jpeg"],
    ["photo.JPEG", jpeg(), "jpeg"],
    // Phones write a second image after the first one.
    ["photo.jpg", jpeg(Buffer.from(jpeg()).toString("latin1")), "jpeg"],
  ] as const)("%s", (name, content, kind) => {
    expect(recognizeEvidence(name, content)).toBe(kind);
  });
});

describe("a file that is refused, with a sentence that names it", () => {
  it.each([
    ["vide.pdf", new Uint8Array(), "FILE_EMPTY"],
    ["gros.png", new Uint8Array(MAX_EVIDENCE_BYTES + 1), "FILE_TOO_LARGE"],
    [
      "dessin.svg",
      bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      "FILE_KIND",
    ],
    ["dessin.png", bytes("<svg onload=alert(1)>"), "FILE_KIND"],
    ["page.pdf", bytes("<!doctype html><script>1</script>"), "FILE_KIND"],
    ["bombe.zip", zip, "FILE_KIND"],
    ["bombe.pdf", zip, "FILE_KIND"],
    ["bombe.png", new Uint8Array(gzipSync(Buffer.alloc(4_000_000))), "FILE_KIND"],
    ["programme.exe", bytes("MZ\x90\x00"), "FILE_KIND"],
    ["anime.gif", bytes("GIF89a/*"), "FILE_KIND"],
    ["facture.docx", wholePdf(), "FILE_NAME"],
    ["facture.pdf.exe", wholePdf(), "FILE_NAME"],
    ["facture", wholePdf(), "FILE_NAME"],
    ["photo.pdf", png(), "FILE_NAME"],
    ["photo.png", jpeg(), "FILE_NAME"],
    ["coupe.pdf", wholePdf().subarray(0, 60), "FILE_CUT"],
    ["coupe.png", png().subarray(0, 40), "FILE_CUT"],
    ["coupe.jpg", bytes(JPEG_HEAD), "FILE_CUT"],
    ["immense.png", png(60_000, 60_000), "FILE_TOO_LARGE"],
    ["immense.jpg", jpeg("", [65_000, 65_000]), "FILE_TOO_LARGE"],
    ["double.png", png(2, 2, zip), "FILE_TWO_FACED"],
    ["double.jpg", jpeg(Buffer.from(zip).toString("latin1")), "FILE_TWO_FACED"],
    ["double.jpg", jpeg("<script>alert(1)</script>"), "FILE_TWO_FACED"],
    ["double.jpg", jpeg("<?php system(1); ?>"), "FILE_TWO_FACED"],
    ["double.jpg", jpeg(Buffer.from(wholePdf()).toString("latin1")), "FILE_TWO_FACED"],
    ["double.pdf", wholePdf("PK\x05\x06\x00\x00\x00\x00"), "FILE_TWO_FACED"],
    ["actif.pdf", withObject("<</S/Launch/F(calc.exe)>>"), "FILE_ACTIVE"],
  ] as const)("%s, %#", (name, content, code) => {
    expect(() => recognizeEvidence(name, content)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(name) }),
    );
  });

  it("does not let a name write what it likes in the sentence", () => {
    expect(() => recognizeEvidence(`${"x".repeat(500)}\u202Efdp.exe\n`, bytes("MZ"))).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/[\u202e\n]|x{61}/) }),
    );
  });
});
