/** A picture that people upload: what draws it stays, whatever else the file holds does not. */
import { crc32, deflateSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "@/domain/invariant";
import { cleanLogo } from "@/formats/logoImage";

const SECRET = "<script>GPS 48.85,2.35</script>";
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function header(width: number, height: number, interlace = 0): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 2, 0, 0, interlace], 8);
  return chunk("IHDR", data);
}

/** Rows of RGB pixels, each after its filter byte. */
function pixelsOf(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, row) =>
    Buffer.from([0, ...Array.from({ length: width * 3 }, (__, at) => (row * 31 + at * 7) % 256)]),
  );
  return Buffer.concat(rows);
}

const END = chunk("IEND", Buffer.alloc(0));
const png = (...parts: Buffer[]) => Buffer.concat([SIGNATURE, ...parts]);
const picture = (width = 4, height = 3) => chunk("IDAT", deflateSync(pixelsOf(width, height)));

function chunkTypes(bytes: Uint8Array): string[] {
  const all = Buffer.from(bytes);
  const types: string[] = [];
  for (let at = 8; at + 12 <= all.length; at += 12 + all.readUInt32BE(at)) {
    types.push(all.toString("latin1", at + 4, at + 8));
  }
  return types;
}

const segment = (marker: number, data: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};
const frame = (width: number, height: number) => {
  const data = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  data.writeUInt16BE(height, 1);
  data.writeUInt16BE(width, 3);
  return segment(0xc0, data);
};
const SCAN = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0x00, 0x34]),
]);

function jpeg(width = 40, height = 30): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.from(`Exif\0\0${SECRET}`)),
    segment(0xfe, Buffer.from(SECRET)),
    segment(0xdb, Buffer.alloc(65)),
    frame(width, height),
    segment(0xc4, Buffer.alloc(20)),
    SCAN,
    Buffer.from([0xff, 0xd9]),
    Buffer.from(SECRET),
  ]);
}

describe("a PNG", () => {
  it("keeps its pixels, and loses its texts, unknown parts and bytes after the end", () => {
    const hidden = ["tEXt", "iTXt", "eXIf", "prVt"].map((type) => chunk(type, Buffer.from(`k\0${SECRET}`)));
    const clean = cleanLogo(
      Buffer.concat([png(header(4, 3), ...hidden, picture(), END), Buffer.from(SECRET)]),
    );
    expect(clean).toMatchObject({ type: "image/png", width: 4, height: 3 });
    expect(chunkTypes(clean.bytes)).toEqual(["IHDR", "IDAT", "IEND"]);
    expect(Buffer.from(clean.bytes).includes("script")).toBe(false);
    const data = Buffer.from(clean.bytes);
    const at = data.indexOf("IDAT");
    expect(inflateSync(data.subarray(at + 4, at + 4 + data.readUInt32BE(at - 4)))).toEqual(pixelsOf(4, 3));
  });

  it("loses what hides behind its last pixel, inside the compressed data", () => {
    const stuffed = chunk("IDAT", Buffer.concat([deflateSync(pixelsOf(4, 3)), Buffer.from(SECRET)]));
    expect(Buffer.from(cleanLogo(png(header(4, 3), stuffed, END)).bytes).includes("script")).toBe(false);
  });
});

describe("a JPEG", () => {
  it("keeps what draws it, and loses its places, comments and bytes after the end", () => {
    const clean = cleanLogo(jpeg());
    expect(clean).toMatchObject({ type: "image/jpeg", width: 40, height: 30 });
    const bytes = Buffer.from(clean.bytes);
    expect(bytes.includes("script")).toBe(false);
    expect(bytes.includes("Exif")).toBe(false);
    expect(bytes.includes(SCAN)).toBe(true);
    expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  });
});

describe("a file that is refused", () => {
  const REFUSED: [string, Buffer, string][] = [
    ["an SVG, which may hold a script", Buffer.from(`<svg xmlns="x">${SECRET}</svg>`), "LOGO_TYPE"],
    ["a GIF", Buffer.from("GIF89a\x01\x00\x01\x00"), "LOGO_TYPE"],
    ["an empty file", Buffer.alloc(0), "LOGO_TYPE"],
    ["more than 500 ko", Buffer.concat([SIGNATURE, Buffer.alloc(500_000)]), "LOGO_SIZE"],
    ["a PNG too wide", png(header(2_001, 3), picture(), END), "LOGO_SIZE"],
    ["a JPEG too high", jpeg(40, 1_001), "LOGO_SIZE"],
    ["an interlaced PNG", png(header(4, 3, 1), picture(), END), "LOGO_TYPE"],
    ["a PNG with more pixels than it says", png(header(4, 2), picture(4, 3), END), "LOGO_BROKEN"],
    ["a PNG with fewer", png(header(4, 4), picture(4, 3), END), "LOGO_BROKEN"],
    [
      "a few bytes that inflate to a gigabyte",
      png(header(4, 3), chunk("IDAT", deflateSync(Buffer.alloc(20_000_000))), END),
      "LOGO_BROKEN",
    ],
    ["a PNG cut short", png(header(4, 3), picture()), "LOGO_BROKEN"],
    ["a JPEG cut short", jpeg().subarray(0, 150), "LOGO_BROKEN"],
  ];

  it.each(REFUSED)("%s", (_, file, code) => {
    expect(() => cleanLogo(file)).toThrow(expect.objectContaining({ code, field: "logo" }));
  });

  it("is refused in words whatever its bytes: nothing else is ever thrown", () => {
    const source = fc.constantFrom(png(header(4, 3), picture(), END), jpeg());
    const changes = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(source, changes, fc.nat(400), (whole, spoilt, length) => {
        const file = Buffer.from(whole.subarray(0, Math.max(2, length)));
        for (const [at, value] of spoilt) if (at < file.length) file[at] = value;
        try {
          cleanLogo(file);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
