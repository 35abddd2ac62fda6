/** The accounts of a company dropped as they are: who has paid is never reminded, and what is held is said. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { fec, VERDUN } from "../../support/fecFiles";
import { makeWorkbook } from "../../support/workbooks";

const database: TestDatabase = await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");
const { calmPorts, fileOf } = await import("../../support/imports");
const { askImportUndo } = await import("@/usecases/invoicing/askImportUndo");
const { chooseImportOptions, queueImport } = await import("@/usecases/invoicing/chooseImportOptions");
const { dropFiles } = await import("@/usecases/invoicing/dropFiles");
const { holdInvoice, resumeInvoice } = await import("@/usecases/dunning/holdInvoice");
const { listImportIssues, readImportPage } = await import("@/usecases/invoicing/readImport");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { undoImport } = await import("@/usecases/invoicing/undoImport");

type World = Awaited<ReturnType<typeof makeCompany>>;

let world: World;

beforeEach(async () => {
  world = await makeCompany(parisClock("2026-10-01"));
});

/** Kléber owes FA-1, and FA-2 in part; Verdun owes FA-3, and has paid something nobody matched. */
const FILE = fec(
  { num: "1", ref: "FA-1", debit: "120,00" },
  { num: "1", account: "706000", credit: "100,00", ref: "FA-1" },
  { num: "2", ref: "FA-2", debit: "80,00" },
  { num: "3", journal: "BQ", on: "20260410", ref: "FA-2", credit: "30,00" },
  { num: "4", ref: "FA-0", debit: "60,00", letter: "AA" },
  { num: "5", journal: "BQ", on: "20260411", ref: "VIR", credit: "60,00", letter: "AA" },
  { num: "6", ref: "FA-3", debit: "90,00", client: VERDUN },
  { num: "7", journal: "BQ", on: "20260930", ref: "VIR 9", credit: "40,00", client: VERDUN },
  { num: "8", ref: "FA-4", pieceOn: "20260399", debit: "10,00" },
);
const CHOICES = { defaultTermDays: "30", defaultKind: "B2B", encoding: "", separator: "" };

async function drop(text = FILE) {
  const importId = await dropFiles(world.ctx, [fileOf(text, "123456789FEC20261231.txt")]);
  const { preview } = await readImportPage(world.ctx, importId);
  if (preview?.kind !== "READ") throw new Error("the accounts were read");
  return { importId, preview };
}

async function launch(importId: string, more: Record<string, string> = {}) {
  await chooseImportOptions(world.ctx, importId, { ...CHOICES, ...more });
  await queueImport(world.ctx, importId);
  expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("DONE");
  return readImportPage(world.ctx, importId);
}

interface Row {
  id: string;
  number: string;
  status: string;
  balance: number;
  due: string;
  line: number;
  holds: number;
  why: string | null;
}

const invoices = () =>
  asOwner<Row>(
    database,
    `SELECT i.id, number, status::text, balance_cents::int AS balance, due_on::text AS due, import_line AS line,
       (SELECT count(*)::int FROM hold h WHERE h.invoice_id = i.id AND h.ended_at IS NULL) AS holds, p.reasons->0->>'code' AS why
     FROM invoice i LEFT JOIN dunning_plan p ON p.company_id = i.company_id AND p.invoice_id = i.id
     WHERE i.company_id = $1 ORDER BY number`,
    [world.ctx.companyId],
  );

describe("a FEC", () => {
  it("says before anything is created what is open, settled, held or to be mended", async () => {
    const { preview } = await drop();
    expect(preview.csv).toMatchObject({
      lineCount: 4,
      recordCount: 3,
      errorLineCount: 1,
      unknownKindCount: 3,
    });
    expect(preview.csv.fec).toMatchObject({ settledCount: 1, lastDay: "20260930" });
    expect(preview.csv.noticeCounts).toMatchObject({ DUE_DATE_COMPUTED: 3, UNMATCHED_CREDIT: 1 });
    expect(preview.csv.firstNotices).toMatchObject([{ line: 8, code: "UNMATCHED_CREDIT" }]);
    expect(preview.csv.firstErrors).toMatchObject([{ line: 10, column: "Date de facture" }]);
  });

  it("brings its open invoices in, one of them held, and mended ones as they were mended", async () => {
    const { importId } = await drop();
    const page = await launch(importId, { "cell-10-3": "04/03/2026" });
    expect(page).toMatchObject({ createdCount: 4, errorCount: 0, leftOutCount: 0 });
    expect(await invoices()).toMatchObject([
      { number: "FA-1", balance: 12_000, due: "2026-04-03", line: 2, holds: 0 },
      { number: "FA-2", balance: 5_000, line: 4, holds: 0 },
      { number: "FA-3", balance: 9_000, line: 8, holds: 1, why: "HELD" },
      { number: "FA-4", balance: 1_000, line: 10, holds: 0 },
    ]);
    const { rows } = await listImportIssues(world.ctx, importId, { kind: "NOTICE", after: 0 });
    expect(rows).toMatchObject([{ line: 8, message: expect.stringContaining("arrive suspendue") }]);
  });

  it("says nothing more of what a person has suspended meanwhile", async () => {
    await launch((await drop()).importId);
    const again = fec(
      { num: "1", ref: "FA-1", debit: "120,00" },
      { num: "9", journal: "BQ", on: "20261105", ref: "VIR", credit: "100,00" },
    );
    const before = await drop(again);
    const [invoiceId = ""] = before.preview.known?.doubtfulIds ?? [];
    await holdInvoice(world.ctx, invoiceId, { untilOn: "2026-10-20", reason: "" });
    const { preview } = await drop(`${again}\r\n`);
    expect(preview.known?.doubtfulIds).toBeUndefined();
    expect(preview.csv.noticeCounts.KNOWN_DOUBT).toBeUndefined();
  });

  it("says on the invoice what suspended it: the import, its day, the doubt", async () => {
    await launch((await drop()).importId);
    const held = (await invoices()).find(({ holds }) => holds > 0);
    const page = await readInvoice(world.ctx, held?.id ?? "", PUBLISHED_RATES);
    const why =
      "Dans le FEC importé le 1er\u00a0octobre\u00a02026, 40,00\u00a0€ au crédit de ce client (règlement ou avoir) ne sont lettrés avec aucune facture";
    expect(page.holds).toMatchObject([{ kind: "IMPORT", reason: why }]);
    const [reason] = page.next.reasons;
    expect(reason?.sentence).toMatch(/^Suspendue à l’import, jusqu’au /);
    expect(reason?.sentence).toContain(`${why}\u00a0: vérifiez qu’elle reste due`);
    expect(page.timeline.map(({ title }) => title)).toContain("Suspendue à l’import");
    expect(JSON.stringify(page.timeline)).not.toContain("par vous");
  });

  it("is refused with what to give instead when a spreadsheet has saved it", async () => {
    const cells = FILE.split("\r\n").map((line) => line.split("|"));
    const workbook = makeWorkbook([{ name: "FEC", rows: cells }]);
    await expect(dropFiles(world.ctx, [fileOf(workbook, "FEC.xlsx")])).rejects.toMatchObject({
      message: expect.stringContaining("Exportez le FEC de nouveau"),
    });
  });

  it("lets a person resume what was held", async () => {
    await launch((await drop()).importId);
    const held = (await invoices()).find(({ holds }) => holds > 0);
    await resumeInvoice(world.ctx, held?.id ?? "");
    expect((await invoices()).find(({ number }) => number === "FA-3")).toMatchObject({ holds: 0 });
  });

  it("changes nothing when it is dropped again, and says what a later one adds", async () => {
    await launch((await drop()).importId);
    const before = await invoices();
    const again = await drop();
    expect(again.preview.known).toMatchObject({ newCount: 0, sameCount: 3 });
    expect(await launch(again.importId)).toMatchObject({ createdCount: 0, unchangedCount: 3 });
    expect(await invoices()).toEqual(before);
    const later = await drop(`${FILE}${fec({ num: "9", ref: "FA-9", debit: "5,00" }).split("\r\n")[1]}\r\n`);
    expect(later.preview.known).toMatchObject({ newCount: 1, sameCount: 3 });
  });

  it("says of what is here already that it may be paid, and not that it arrives suspended", async () => {
    await launch((await drop()).importId);
    const later = await drop(
      fec(
        { num: "1", ref: "FA-1", debit: "120,00" },
        { num: "9", journal: "BQ", on: "20261105", ref: "VIR", credit: "100,00" },
        { num: "10", ref: "FA-10", debit: "5,00" },
      ),
    );
    expect(later.preview.csv.noticeCounts).toMatchObject({ KNOWN_DOUBT: 1, UNMATCHED_CREDIT: 1 });
    const known = (await invoices()).find(({ number }) => number === "FA-1");
    expect(later.preview.known?.doubtfulIds).toEqual([known?.id]);
    await launch(later.importId);
    expect((await invoices()).map(({ number, holds }) => [number, holds]).slice(0, 2)).toEqual([
      ["FA-1", 0],
      ["FA-10", 1],
    ]);
    const { rows } = await listImportIssues(world.ctx, later.importId, { kind: "NOTICE", after: 0 });
    expect(rows).toMatchObject([
      { line: 2, message: expect.stringContaining("déjà ici") },
      { line: 4, message: expect.stringContaining("arrive suspendue") },
    ]);
  });

  it("says which invoices are open here that a later one settles", async () => {
    await launch((await drop()).importId);
    const settled = fec(
      { num: "1", ref: "FA-1", debit: "120,00", letter: "AB" },
      { num: "9", journal: "BQ", on: "20261105", ref: "VIR", credit: "120,00", letter: "AB" },
      { num: "6", ref: "FA-3", debit: "90,00", client: VERDUN },
      { num: "7", journal: "BQ", on: "20260930", ref: "VIR 9", credit: "90,00", client: VERDUN },
      { num: "10", ref: "FA-10", debit: "5,00" },
      { num: "11", ref: "FA-11", debit: "5,00", letter: "AC" },
      { num: "12", journal: "BQ", ref: "VIR", credit: "5,00", letter: "AC" },
    );
    const { preview } = await drop(settled);
    expect(preview.known?.settled).toEqual({ count: 2, numbers: ["FA-1", "FA-3"] });
    expect(preview.csv.fec).not.toHaveProperty("settledNumbers");
  });

  it("is undone with the suspensions it made, and may come back", async () => {
    const { importId } = await drop();
    await launch(importId);
    await askImportUndo(world.ctx, importId, false);
    await undoImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    expect((await invoices()).map(({ status, holds }) => [status, holds])).toEqual([
      ["CANCELLED", 0],
      ["CANCELLED", 0],
      ["CANCELLED", 0],
    ]);
    expect(await launch((await drop()).importId)).toMatchObject({ createdCount: 3 });
    expect((await invoices()).map(({ status, holds }) => [status, holds])).toEqual([
      ["OPEN", 0],
      ["OPEN", 0],
      ["OPEN", 1],
    ]);
  });
});
