/** A picture that people upload: what draws it stays, whatever else the file holds does not. */
import { crc32, deflateSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "@/domain/invariant";
import { cleanLogo, MAX_LOGO_BYTES } from "@/formats/logoImage";

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

describe("a heavy PNG", () => {
  const WIDTH = 800;
  const HEIGHT = 200;

  /** Rows of a picture, filtered each with one of the five filters in turn. */
  function rowsOf(colourAt: (x: number, y: number) => number[]): Buffer {
    const plain = Array.from({ length: HEIGHT }, (_, y) =>
      Array.from({ length: WIDTH }, (__, x) => colourAt(x, y)).flat(),
    );
    const samples = (plain[0]?.length ?? 0) / WIDTH;
    const rows = plain.map((row, y) => {
      const byteAt = (line: number, at: number) => plain[line]?.[at] ?? 0;
      return [y % 5, ...row.map((byte, at) => (byte - guess(y % 5, at, samples, y, byteAt)) & 255)];
    });
    return Buffer.from(rows.flat());
  }

  /** What each filter expects of a byte, as the standard writes it. */
  function guess(
    filter: number,
    at: number,
    samples: number,
    y: number,
    byteAt: (line: number, at: number) => number,
  ): number {
    const [left, above, corner] = [byteAt(y, at - samples), byteAt(y - 1, at), byteAt(y - 1, at - samples)];
    if (filter === 1) return left;
    if (filter === 2) return above;
    if (filter === 3) return Math.floor((left + above) / 2);
    if (filter !== 4) return 0;
    const middle = left + above - corner;
    const nearest = [left, above, corner].sort((m, n) => Math.abs(middle - m) - Math.abs(middle - n));
    return nearest[0] ?? 0;
  }

  function heavy(color: number, rows: Buffer, extra: Buffer[] = []): Buffer {
    const data = Buffer.alloc(13);
    data.writeUInt32BE(WIDTH, 0);
    data.writeUInt32BE(HEIGHT, 4);
    data.set([8, color, 0, 0, 0], 8);
    return png(chunk("IHDR", data), ...extra, chunk("IDAT", deflateSync(rows)), END);
  }

  /** The colours of a clean logo: its rows only tell what changes from the left. */
  function coloursOf(bytes: Uint8Array): { width: number; at: (share: number) => number[] } {
    const all = Buffer.from(bytes);
    const [width, samples] = [all.readUInt32BE(16), all[25] === 6 ? 4 : 3];
    const at = all.indexOf("IDAT");
    const rows = inflateSync(all.subarray(at + 4, at + 4 + all.readUInt32BE(at - 4)));
    const row = [...rows.subarray(1, 1 + width * samples)];
    for (let x = samples; x < row.length; x += 1) row[x] = ((row[x] ?? 0) + (row[x - samples] ?? 0)) & 255;
    return {
      width,
      at: (share) =>
        row.slice(Math.floor(width * share) * samples, (Math.floor(width * share) + 1) * samples),
    };
  }

  /** From 0 to 63, hardly packed: the picture weighs as a photograph does. */
  const noise = (x: number, y: number) => ((x * 7919 + y * 104_729 + x * y * 31) % 4093) & 63;
  const isLeft = (x: number) => x < WIDTH / 2;

  it("is made as small as it is shown, with the same colours, whatever its filters", () => {
    const rows = rowsOf((x, y) => (isLeft(x) ? [192 + noise(x, y), 0, 0] : [0, 0, 192 + noise(x, y)]));
    const clean = cleanLogo(heavy(2, rows));
    const { width, at } = coloursOf(clean.bytes);
    expect(clean.bytes.byteLength).toBeLessThanOrEqual(MAX_LOGO_BYTES);
    expect(clean).toMatchObject({ width, height: Math.round((HEIGHT * width) / WIDTH) });
    expect(width).toBeLessThanOrEqual(400);
    for (const [share, lit] of [
      [0.1, 0],
      [0.9, 2],
    ] as const) {
      const colour = at(share);
      expect(Math.abs((colour[lit] ?? 0) - 223)).toBeLessThan(28);
      expect(colour.filter((byte, part) => part !== lit && byte !== 0)).toEqual([]);
    }
  });

  it("keeps what is clear, and lends it no colour", () => {
    const rows = rowsOf((x, y) => (isLeft(x) ? [noise(x, y), 255, 9, 0] : [0, 0, 192 + noise(x, y), 255]));
    const { at } = coloursOf(cleanLogo(heavy(6, rows)).bytes);
    expect(at(0.1)).toEqual([0, 0, 0, 0]);
    expect(at(0.9)).toMatchObject({ 0: 0, 3: 255 });
  });

  it("reads a palette and its clear colours", () => {
    const palette = Buffer.from(Array.from({ length: 256 }, () => [200, 100, 50]).flat());
    const clear = Buffer.from(Array.from({ length: 256 }, (_, index) => (index < 128 ? 255 : 0)));
    const rows = rowsOf((x, y) => [(isLeft(x) ? 0 : 128) + noise(x, y)]);
    const extra = [chunk("PLTE", palette), chunk("tRNS", clear)];
    const { at } = coloursOf(cleanLogo(heavy(3, rows, extra)).bytes);
    expect(at(0.1)).toEqual([200, 100, 50, 255]);
    expect(at(0.9)).toEqual([0, 0, 0, 0]);
  });

  it("of pure noise is still light", () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      return seed >> 16;
    };
    const rows = Buffer.from(
      Array.from({ length: HEIGHT }, () => [
        0,
        ...Array.from({ length: WIDTH * 3 }, () => random() & 255),
      ]).flat(),
    );
    expect(cleanLogo(heavy(2, rows)).bytes.byteLength).toBeLessThanOrEqual(MAX_LOGO_BYTES);
  });
});

describe("a JPEG", () => {
  it("too heavy for a telephone is refused with its weight, and the way out", () => {
    const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.alloc(20_000, 0x12)]);
    const parts = [segment(0xdb, Buffer.alloc(65)), frame(40, 30), segment(0xc4, Buffer.alloc(20)), scan];
    const heavy = Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, Buffer.from([0xff, 0xd9])]);
    expect(() => cleanLogo(heavy)).toThrow(/pèse 21\sko.+PNG/);
  });

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
