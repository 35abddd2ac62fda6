/** Workbooks made to hurt: refused in French, whatever they declare of themselves. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "@/domain/invariant";
import type { CsvLimits } from "@/formats/csv";
import { previewInvoiceCsv } from "@/formats/invoiceCsv";
import { oneSheet, packParts, type WorkbookCell, workbookParts } from "../../support/workbooks";

const TITLES = ["Numéro", "Client", "Date de facture", "Échéance", "Montant TTC"];
const GOOD: WorkbookCell[] = ["F-1", "Kléber", "04/03/2026", "03/04/2026", 12];
const SHEET = "xl/worksheets/sheet1.xml";
const PARTS = workbookParts([{ name: "Factures", rows: [TITLES, GOOD] }]);

/** A good workbook, one of its parts made otherwise. */
function withPart(path: string, change: (text: string) => string): Uint8Array {
  return packParts({ ...PARTS, [path]: change(PARTS[path] ?? "") });
}

/** What the directory of the archive says of its first `path`, changed in place. */
function withDirectory(bytes: Uint8Array, path: string, change: (entry: Buffer) => void): Uint8Array {
  const copy = Buffer.from(bytes);
  const name = copy.lastIndexOf(path);
  change(copy.subarray(name - 46, name));
  return copy;
}

const big = (count: number) => (text: string) =>
  text.replace("</sheetData>", `${" ".repeat(count)}</sheetData>`);
const nested = "<x>".repeat(60) + "</x>".repeat(60);
const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`xl/media/${index}`, ""]));
const good = packParts(PARTS);

const HOSTILE: readonly [name: string, bytes: Uint8Array, code: string, limits?: Partial<CsvLimits>][] = [
  ["cut in the middle", good.subarray(0, good.length / 2), "FILE_WORKBOOK"],
  ["no directory", Buffer.concat([good.subarray(0, 40), Buffer.alloc(900)]), "FILE_WORKBOOK"],
  ["more than it may hold", withPart(SHEET, big(70_000)), "FILE_TOO_LARGE", { bytes: 10_000 }],
  [
    "more than it declares",
    withDirectory(withPart(SHEET, big(70_000)), SHEET, (entry) => entry.writeUInt32LE(900, 24)),
    "FILE_TOO_LARGE",
    { bytes: 10_000 },
  ],
  ["a changed byte", withDirectory(good, SHEET, (entry) => entry.writeUInt32LE(7, 16)), "FILE_WORKBOOK"],
  ["closed by a password", withDirectory(good, SHEET, (entry) => entry.writeUInt16LE(1, 8)), "FILE_LOCKED"],
  [
    "a part outside the file",
    withDirectory(good, SHEET, (entry) => entry.writeUInt32LE(9e8, 42)),
    "FILE_WORKBOOK",
  ],
  ["thousands of parts", packParts({ ...PARTS, ...many }), "FILE_TOO_LARGE"],
  [
    "a document type in the sheet",
    withPart(SHEET, (text) => text.replace("<worksheet>", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>')),
    "FILE_WORKBOOK",
  ],
  [
    "a document type in the description",
    withPart("xl/workbook.xml", (text) => `<!DOCTYPE x SYSTEM "file:///etc/passwd">${text}`),
    "FILE_WORKBOOK",
  ],
  ["elements without an end", withPart(SHEET, (text) => text.replace(/<\/row>.*/s, "")), "FILE_WORKBOOK"],
  [
    "elements that cross",
    withPart(SHEET, (text) => text.replace("</c></row>", "</row></c>")),
    "FILE_WORKBOOK",
  ],
  [
    "elements in elements",
    withPart(SHEET, (text) => text.replace("<sheetData>", `${nested}<sheetData>`)),
    "FILE_WORKBOOK",
  ],
  ["rows that go back", withPart(SHEET, (text) => text.replace('<row r="2"', '<row r="1"')), "FILE_WORKBOOK"],
  [
    "a row beyond the last",
    withPart(SHEET, (text) => text.replace('<row r="2"', '<row r="1048577"')),
    "FILE_WORKBOOK",
  ],
  [
    "rows without end",
    oneSheet(TITLES, ...Array.from({ length: 60 }, () => GOOD)),
    "FILE_TOO_MANY_ROWS",
    { rows: 11 },
  ],
  [
    "one long text in every cell",
    oneSheet(TITLES, ...Array.from({ length: 60 }, () => ["x".repeat(5_000), ...GOOD])),
    "FILE_TOO_LARGE",
    { bytes: 100_000 },
  ],
  [
    "nothing that is seen",
    packParts(workbookParts([{ name: "A", state: "veryHidden", rows: [TITLES] }])),
    "FILE_EMPTY",
  ],
];

describe("a hostile workbook", () => {
  it.each(HOSTILE)("%s", async (_, bytes, code, limits) => {
    const refusal = await previewInvoiceCsv(bytes, { ...(limits && { limits }) }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(/[.?!]$/) });
  });

  it("is read or refused in French whatever bytes are changed", async () => {
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Uint8Array.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        const outcome = await previewInvoiceCsv(bytes).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(DomainError);
      }),
      { numRuns: 300 },
    );
  });

  it("is not one when its archive was written without knowing its size", async () => {
    const end = good.length - 22;
    const plain = Buffer.from(good);
    const wide = Buffer.alloc(76);
    wide.writeUInt32LE(0x06064b50, 0);
    wide.writeBigUInt64LE(BigInt(plain.readUInt16LE(end + 10)), 32);
    wide.writeBigUInt64LE(BigInt(plain.readUInt32LE(end + 16)), 48);
    wide.writeUInt32LE(0x07064b50, 56);
    wide.writeBigUInt64LE(BigInt(end), 64);
    const last = Buffer.from(plain.subarray(end));
    last.writeUInt16LE(0xffff, 10);
    last.writeUInt32LE(0xffffffff, 16);
    const bytes = Buffer.concat([plain.subarray(0, end), wide, last]);
    expect(await previewInvoiceCsv(bytes)).toMatchObject({ recordCount: 1 });
  });

  it("is not one when an entity is only named: it stays a text", async () => {
    const bytes = withPart("xl/sharedStrings.xml", (text) => text.replace("Kléber", "&xxe;"));
    expect((await previewInvoiceCsv(bytes)).sample[0]?.record?.client.name).toBe("&xxe;");
  });

  it("is not one for a cell far to the right, nor for a last row far below", async () => {
    const far = withPart(SHEET, (text) =>
      text
        .replace("</row></sheetData>", '<c r="XFD2"><v>1</v></c></row></sheetData>')
        .replace("</sheetData>", '<row r="1048576"><c r="A1048576"><v>7</v></c></row></sheetData>'),
    );
    const preview = await previewInvoiceCsv(far);
    expect(preview).toMatchObject({ recordCount: 1, errorLineCount: 1 });
    expect(preview.firstErrors[0]).toMatchObject({ line: 1_048_576 });
  });
});
