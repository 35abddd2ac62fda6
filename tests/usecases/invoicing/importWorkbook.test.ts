/** A workbook dropped as it is: read, mended, imported, undone as a table of text. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { makeWorkbook, STYLES } from "../../support/workbooks";

const database: TestDatabase = await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");
const { calmPorts, fileOf } = await import("../../support/imports");
const { askImportUndo } = await import("@/usecases/invoicing/askImportUndo");
const { chooseImportOptions, queueImport } = await import("@/usecases/invoicing/chooseImportOptions");
const { dropFiles } = await import("@/usecases/invoicing/dropFiles");
const { readImportPage } = await import("@/usecases/invoicing/readImport");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { undoImport } = await import("@/usecases/invoicing/undoImport");

type World = Awaited<ReturnType<typeof makeCompany>>;

let world: World;
let bytes: Uint8Array;

beforeAll(() => {
  const day = (v: number) => ({ v, s: STYLES.frenchDate });
  const invoice = (number: string, total: number | string) => [
    number,
    "Kléber",
    day(46_085),
    day(46_115),
    total,
    "compta@kleber.example",
  ];
  const titles = ["Numéro", "Client", "Date de facture", "Échéance", "Montant TTC", "E-mail"];
  bytes = makeWorkbook([
    { name: "Notes", state: "hidden", rows: [titles, invoice("N-1", 1)] },
    {
      name: "Ventes 2026",
      rows: [["Suivi"], null, titles, invoice("F-1", 1200.3), invoice("F-2", "douze")],
    },
    { name: "Ventes 2025", rows: [titles, invoice("A-1", 5)] },
  ]);
});

beforeEach(async () => {
  world = await makeCompany(parisClock("2026-10-01"));
});

async function drop(name = "suivi.xlsx") {
  const importId = await dropFiles(world.ctx, [fileOf(bytes, name)]);
  const page = await readImportPage(world.ctx, importId);
  if (page.preview?.kind !== "READ") throw new Error("the workbook was read");
  return { importId, page, preview: page.preview };
}

/** What the page of a workbook sends: nothing of how a text is written. */
const CHOICES = { defaultTermDays: "30", defaultKind: "B2B", dateOrder: "", decimalSeparator: "" };

async function launch(importId: string) {
  await queueImport(world.ctx, importId);
  expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("DONE");
  return readImportPage(world.ctx, importId);
}

const invoices = () =>
  asOwner(
    database,
    `SELECT number, total_cents::int AS total, issued_on::text AS on, import_line AS line, status::text
     FROM invoice WHERE company_id = $1 ORDER BY number`,
    [world.ctx.companyId],
  );

describe("a workbook", () => {
  it("says which sheet it was read from, and keeps its name", async () => {
    const { page, preview } = await drop();
    expect(page.fileName).toBe("suivi.xlsx");
    expect(preview.csv).toMatchObject({
      sheet: { name: "Ventes 2026", others: ["Ventes 2025"] },
      headerLine: 3,
      recordCount: 1,
    });
    expect(preview.csv.firstErrors).toMatchObject([{ line: 5, column: "Montant TTC" }]);
  });

  it("is mended on the page, imported once, and undone", async () => {
    const { importId } = await drop();
    await chooseImportOptions(world.ctx, importId, { ...CHOICES, "cell-5-4": "12" });
    expect(await launch(importId)).toMatchObject({ createdCount: 2, errorCount: 0 });
    const created = [
      { number: "F-1", total: 120_030, on: "2026-03-04", line: 4, status: "OPEN" },
      { number: "F-2", total: 1_200, on: "2026-03-04", line: 5, status: "OPEN" },
    ];
    expect(await invoices()).toEqual(created);
    const again = await drop("copie.xlsx");
    expect(again.page.sameFile?.id).toBe(importId);
    expect(again.preview.known).toMatchObject({ newCount: 0, sameCount: 1 });
    await chooseImportOptions(world.ctx, again.importId, CHOICES);
    expect(await launch(again.importId)).toMatchObject({ createdCount: 0, unchangedCount: 1, errorCount: 1 });
    expect(await invoices()).toEqual(created);
    await askImportUndo(world.ctx, importId, false);
    await undoImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    expect((await invoices()).map((row) => (row as { status: string }).status)).toEqual([
      "CANCELLED",
      "CANCELLED",
    ]);
  });

  it("is refused in one sentence when it is an old one", async () => {
    const old = fileOf(Buffer.from("d0cf11e0a1b11ae100000000", "hex"), "ancien.xls");
    await expect(dropFiles(world.ctx, [old])).rejects.toMatchObject({
      errors: [{ field: "file", code: "FILE_EXCEL", message: expect.stringContaining(".xlsx ou CSV") }],
    });
  });
});
