import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { type CsvOpening, type CsvRow, csvRows, openCsv } from "@/formats/csv";
import { detectEncoding } from "@/formats/csvEncoding";
import { csvExport } from "@/formats/csvExport";
import { csvLineCells } from "@/formats/csvLineCells";
import { headerScore } from "@/formats/invoiceColumns";

async function rowsOf(
  text: string | Uint8Array,
  opening: CsvOpening = {},
  header?: CsvRow,
): Promise<CsvRow[]> {
  const bytes = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  const rows: CsvRow[] = [];
  for await (const some of csvRows(openCsv(bytes, opening), header)) rows.push(...some);
  return rows;
}

describe("rows", () => {
  it("are numbered as a spreadsheet does: blank rows count, a cell of several lines does not", async () => {
    const rows = await rowsOf('a;b\n\n"1\r\n2\n3";x\n \n;\nc;d');
    expect(rows).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 3, cells: ["1\r\n2\n3", "x"] },
      { line: 6, cells: ["c", "d"] },
    ]);
  });

  it("end with any of the three ends of line, in one file", async () => {
    expect((await rowsOf("a;b\r\nc;d\ne;f\rg;h")).map(({ cells }) => cells.join(""))).toEqual([
      "ab",
      "cd",
      "ef",
      "gh",
    ]);
  });

  it("keep quotes that are no quotes", async () => {
    const rows = await rowsOf(
      'n;t\n1;Écran 12"\n2;"Société "Le Bon" SARL"\n3;"dit ""Jo"""\n4; "x" \n5;"a\nb"\n6;y',
    );
    expect(rows.map(({ line, cells }) => [line, cells[1]])).toEqual([
      [1, "t"],
      [2, 'Écran 12"'],
      [3, 'Société "Le Bon" SARL'],
      [4, 'dit "Jo"'],
      [5, "x"],
      [6, "a\nb"],
      [7, "y"],
    ]);
  });

  it("after an unclosed quote are all there", async () => {
    const rows = await rowsOf('n;t\n1;"open\n2;b\n3;"c"\n4;"open again\n5;d\n');
    expect(rows.map(({ line, broken }) => [line, broken])).toEqual([
      [1, undefined],
      [2, "UNCLOSED_QUOTE"],
      [3, undefined],
      [4, undefined],
      [5, "UNCLOSED_QUOTE"],
      [6, undefined],
    ]);
  });

  it("are whole across chunks, whatever the bytes of their letters", async () => {
    // Longer than several chunks, with a period that puts a chunk end inside every kind of byte.
    const lines = Array.from(
      { length: 9_000 },
      (_, index) => `${index};"é€🙂 ""${"x".repeat(index % 7)}""";"l\n${index}"`,
    );
    const rows = await rowsOf(`n;t;u\n${lines.join("\r\n")}`);
    expect(rows).toHaveLength(9_001);
    expect(rows.at(-1)).toEqual({
      line: 9_001,
      cells: ["8999", 'é€🙂 "xxxx"', "l\n8999"],
    });
    for (const [index, row] of rows.slice(1).entries()) {
      expect(row.cells[0]).toBe(String(index));
      expect(row.cells[2]).toBe(`l\n${index}`);
    }
  });

  it("too long are given up without the others", async () => {
    const rows = await rowsOf(`a;b\n1;${"x".repeat(500)}\n2;c\n`, { limits: { rowBytes: 100 } });
    expect(rows.map(({ line, broken }) => [line, broken])).toEqual([
      [1, undefined],
      [2, "TOO_LONG"],
      [3, undefined],
    ]);
  });

  it("of any table are read back as written", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom('"', ";", "\n", "\r\n", "a\rb", '";"', "é"),
    );
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      );
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const clean = rows.map((row) =>
          row.map((text) => text.replace(/[^\P{Cc}\r\n\t]/gu, "").replace(/^['=+\-@\t\r\n＝＋－＠]+/, "")),
        );
        const titles = clean[0]?.map((_, index) => `T${index}`) ?? [];
        const read = await rowsOf(csvExport(titles, clean), { encoding: "utf-8", separator: ";" });
        const filled = clean.filter((row) => row.some((text) => text.trim() !== ""));
        expect(read.slice(1).map(({ cells }) => cells)).toEqual(filled);
      }),
    );
  });
});

describe("one line alone", () => {
  it.each([
    ["a;b;", ["a", "b", ""]],
    ["", [""]],
    ['"a;b";c', ["a;b", "c"]],
    ['"a""b";c', ['a"b', "c"]],
    ['""', [""]],
    ['"";""', ["", ""]],
    ['a"b;c', ['a"b', "c"]],
    ['"a"b";c', ['a"b', "c"]],
    [' "a" ; b', ["a", " b"]],
    ['"a;b', undefined],
    ['x;"a""', undefined],
  ])("« %s »", (line, cells) => {
    expect(csvLineCells(line, ";")).toEqual(cells);
  });

  it("is split like the strict parser when its quotes are in order", async () => {
    const cell = fc.stringMatching(/^[a-z ;"é]{0,6}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 2, maxLength: 5 }), async (cells) => {
        const line = cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(";");
        expect(csvLineCells(line, ";")).toEqual(cells);
        fc.pre(cells.some((text) => text.trim() !== ""));
        expect((await rowsOf(line, { separator: ";" }))[0]?.cells).toEqual(cells);
      }),
    );
  });
});

describe("separator", () => {
  it.each([
    ["Numéro;Montant\nF-1;1,00\nF-2;2,00", ";"],
    ['Number,Amount\nF-1,"1,00"\nF-2,3', ","],
    ["Number\tAmount\nF-1\t1,00\nF-2\t2,00", "\t"],
    ["Number|Amount|x\nF-1|1,00|y", "|"],
    // More commas than semicolons on every line of data.
    ["Numéro;Notes\nF-1;a, b, c, d\nF-2;e, f, g, h", ";"],
    ["alone", ";"],
    // One line with many commas weighs less than all lines with a semicolon.
    ["x;y\n1;a, b, c, d\n2;e\n3;f\n4;g", ";"],
    ["sep=|\na|b;c;d\ne|f;g;h", "|"],
    ['"sep=,"\r\na,b;c', ","],
  ])("of « %s » is « %s »", (text, separator) => {
    expect(openCsv(Buffer.from(text), { headerScore }).separator).toBe(separator);
  });

  it("announced on a first line is no row", async () => {
    expect(await rowsOf("sep=,\r\na,b\r\n1,2")).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1", "2"] },
    ]);
  });

  it("may be imposed", async () => {
    expect((await rowsOf("a;b,c\n1;2,3", { separator: "," }))[0]?.cells).toEqual(["a;b", "c"]);
  });
});

describe("encoding", () => {
  const text = "Numéro;Client\nF-1;Œuvre de l’été, 12 €\n";

  it.each([
    ["utf-8", Buffer.from(text)],
    ["utf-8", Buffer.from(`\ufeff${text}`)],
    ["utf-16le", iconv.encode(text, "utf-16le", { addBOM: true })],
    ["utf-16be", iconv.encode(text, "utf-16be", { addBOM: true })],
    ["utf-16le", iconv.encode(text, "utf-16le", { addBOM: false })],
    ["utf-16be", iconv.encode(text, "utf-16be", { addBOM: false })],
    ["windows-1252", iconv.encode(text, "windows-1252")],
    ["iso-8859-15", iconv.encode(text.replace("’", "'"), "iso-8859-15")],
    ["iso-8859-15", iconv.encode("Numéro;Total\nF-1;12 €", "iso-8859-15")],
    ["windows-1252", iconv.encode("Numéro;Ville\nF-1;Orléans", "windows-1252")],
    ["utf-8", Buffer.from("Number;City\nF-1;Metz")],
  ])("%s is recognised", (encoding, bytes) => {
    expect(detectEncoding(bytes)).toBe(encoding);
  });

  it("survives one damaged letter in UTF-8", async () => {
    const bytes = Buffer.concat([
      Buffer.from("Numéro;é;è;à;ù;ç;ê;î;ô;û;ë;ï\n"),
      Buffer.from([0xe9, 0x3b, 0x61]),
    ]);
    expect(detectEncoding(bytes)).toBe("utf-8");
    const [titles, damaged] = await rowsOf(bytes);
    expect(titles?.cells[0]).toBe("Numéro");
    expect(damaged?.cells[0]).toBe("\ufffd");
  });

  it("is not fooled by a byte array that is part of a larger one", async () => {
    const large = Buffer.from(`xxxx${text}yyyy`);
    const view = new Uint8Array(large.buffer, large.byteOffset + 4, large.byteLength - 8);
    expect((await rowsOf(view)).at(-1)?.cells).toEqual(["F-1", "Œuvre de l’été, 12 €"]);
  });
});
