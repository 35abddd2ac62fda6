/** An import taken back: what nobody touched goes, what someone built on stays, and it is said. */
import { beforeEach, describe, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { camtFile } from "../../support/bankFiles";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { calmPorts, importFile, launchImport, manyLines, TITLES } = await import("../../support/imports");
const { askImportUndo, readImportUndo } = await import("@/usecases/invoicing/askImportUndo");
const { undoImport } = await import("@/usecases/invoicing/undoImport");
const { listImports, readImportPage, readImportProgress } = await import("@/usecases/invoicing/readImport");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { retryImport } = await import("@/usecases/invoicing/chooseImportOptions");
const { importBankFile } = await import("@/usecases/settlement/importBankFile");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { dueCompanies } = await import("@/usecases/dunning/dueCompanies");
const { verifyJournal } = await import("@/db/system/journal");
const { inCompany } = await import("@/db/inCompany");

type World = Awaited<ReturnType<typeof makeCompany>>;

let world: World;

beforeEach(async () => {
  world = await makeCompany(parisClock("2026-10-01"));
});

interface Row {
  id: string;
  number: string;
  status: string;
  balance: string;
  total: string;
  plans: number;
  allocated: string;
}

async function invoices(): Promise<Row[]> {
  return asOwner<Row>(
    database,
    `SELECT i.id, i.number, i.status::text, i.balance_cents AS balance, i.total_cents AS total,
            (SELECT count(*)::int FROM dunning_plan p WHERE p.invoice_id = i.id) AS plans,
            (SELECT coalesce(sum(a.amount_cents), 0) FROM allocation a WHERE a.invoice_id = i.id) AS allocated
     FROM invoice i WHERE i.company_id = $1 ORDER BY i.number`,
    [world.ctx.companyId],
  );
}

async function idOf(number: string): Promise<string> {
  return (await invoices()).find((row) => row.number === number)?.id ?? "";
}

const undo = (importId: string, failpoint: (name: string) => void = () => undefined) =>
  undoImport(world.ctx.companyId, importId, { clock: world.clock, failpoint });

/** Asks and does. */
async function takeBack(importId: string, mayKeep = false): Promise<void> {
  await askImportUndo(world.ctx, importId, mayKeep);
  expect(await undo(importId)).toBe(true);
}

const pay = (invoiceId: string) =>
  recordPayment(world.ctx, invoiceId, { receivedOn: "30/09/2026", amountCents: "1,00", method: "TRANSFER" });

describe("an import nobody has touched", () => {
  it("goes though its invoices wait for the direct debit that the file announced, and comes back with one", async () => {
    const file = `${TITLES};Mode de paiement\nF-1;Kléber;C1;;04/03/2026;03/04/2026;12,00;;Prélèvement\n`;
    const waits = () =>
      asOwner(database, "SELECT 1 FROM hold WHERE company_id = $1 AND ended_at IS NULL", [
        world.ctx.companyId,
      ]);
    const { importId } = await importFile(world.ctx, file);
    expect(await waits()).toHaveLength(1);
    await takeBack(importId);
    expect(await invoices()).toMatchObject([{ number: "F-1", status: "CANCELLED" }]);
    expect(await waits()).toEqual([]);
    await importFile(world.ctx, file);
    expect(await invoices()).toMatchObject([{ number: "F-1", status: "OPEN" }]);
    expect(await waits()).toHaveLength(1);
  });

  it("goes though a transfer holds it back, which holds it again once it comes back", async () => {
    const file = `${TITLES}\nF-77;Kléber;C1;;04/08/2026;03/09/2026;12,00;\n`;
    const { importId } = await importFile(world.ctx, file);
    const bytes = camtFile([{ on: "2026-09-30", amount: "12.00", name: "KLEBER", label: "VIR F-77" }]);
    const { heldCount } = await importBankFile(world.ctx, { name: "a.xml", bytes }, PUBLISHED_RATES);
    expect(heldCount).toBe(1);
    const running = () =>
      asOwner(database, "SELECT kind::text FROM hold WHERE company_id = $1 AND ended_at IS NULL", [
        world.ctx.companyId,
      ]);
    await takeBack(importId);
    expect(await running()).toEqual([]);
    await importFile(world.ctx, file);
    expect(await running()).toEqual([{ kind: "BANK_LINE" }]);
  });

  it("is cancelled whole: no plan, no money, clients kept", async () => {
    const { importId } = await importFile(world.ctx, manyLines(25, 5));
    expect(await readImportUndo(world.ctx, importId)).toMatchObject({
      untouched: 25,
      kept: 0,
      refusal: null,
    });
    await takeBack(importId);
    const rows = await invoices();
    expect(rows).toHaveLength(25);
    for (const row of rows) {
      expect(row).toMatchObject({ status: "CANCELLED", plans: 0, allocated: "0", balance: row.total });
    }
    expect((await readImportPage(world.ctx, importId)).undone).toEqual({
      on: "2026-10-01",
      count: 25,
      creditCount: 0,
      kept: "",
    });
    const [clients] = await asOwner<{ count: number }>(
      database,
      "SELECT count(*)::int AS count FROM client WHERE company_id = $1",
      [world.ctx.companyId],
    );
    expect(clients?.count).toBe(5);
    const journal = await inCompany(world.ctx.companyId, (tx) => verifyJournal(tx, world.ctx.companyId));
    expect(journal.brokenAt).toBeNull();
  });

  it("leaves the invoices of others alone", async () => {
    const clientId = await makeClient(world.ctx, { name: "Marne" });
    const other = await makeInvoice(world.ctx, clientId, { number: "X-1", dueOn: "2026-11-24" });
    const { importId } = await importFile(world.ctx, manyLines(3));
    await takeBack(importId);
    expect((await invoices()).find(({ id }) => id === other)).toMatchObject({ status: "OPEN", plans: 1 });
  });

  it("leaves alone what it only found there", async () => {
    await importFile(world.ctx, manyLines(5));
    const { importId } = await importFile(world.ctx, manyLines(8));
    await takeBack(importId);
    expect((await invoices()).map(({ status }) => status)).toEqual([
      ...Array(5).fill("OPEN"),
      ...Array(3).fill("CANCELLED"),
    ]);
  });

  it("comes back by importing the same file, as if for the first time", async () => {
    const { importId } = await importFile(world.ctx, manyLines(12));
    const before = (await invoices()).map(({ plans, ...row }) => row);
    await takeBack(importId);
    const again = await importFile(world.ctx, manyLines(12));
    expect(again.page).toMatchObject({ createdCount: 12, unchangedCount: 0, errorCount: 0, sameFile: null });
    expect((await invoices()).map(({ plans, ...row }) => row)).toEqual(before);
    await takeBack(again.importId);
    expect((await invoices()).every(({ status }) => status === "CANCELLED")).toBe(true);
  });

  it("is in the list of imports with its name and its end", async () => {
    const { importId } = await importFile(world.ctx, manyLines(3));
    await takeBack(importId);
    expect(await listImports(world.ctx)).toMatchObject([
      { id: importId, fileName: "factures.csv", state: "DONE", createdCount: 3, undone: { count: 3 } },
    ]);
  });
});

describe("an import that someone has built on", () => {
  const BUILT: readonly (readonly [string, string, (id: string) => Promise<unknown>])[] = [
    ["a payment", "1 a reçu un règlement", pay],
    [
      "a hold",
      "1 a été modifiée, suspendue ou complétée",
      (id) => holdInvoice(world.ctx, id, { reason: "Accord", untilOn: "15/10/2026" }),
    ],
  ];

  it.each(BUILT)("is not undone whole after %s, and the reason is told", async (_, words, build) => {
    const { importId } = await importFile(world.ctx, manyLines(6));
    await build(await idOf("F-000003"));
    expect(await readImportUndo(world.ctx, importId)).toMatchObject({ untouched: 5, kept: 1 });
    await expect(askImportUndo(world.ctx, importId, false)).rejects.toMatchObject({
      code: "TOUCHED",
      message: `Cet import ne peut plus être annulé en entier. Parmi les factures concernées\u00a0: ${words}.`,
    });
    expect((await invoices()).every(({ status }) => status === "OPEN")).toBe(true);
    await takeBack(importId, true);
    expect((await invoices()).filter(({ status }) => status === "OPEN")).toMatchObject([
      { number: "F-000003" },
    ]);
    expect((await readImportPage(world.ctx, importId)).undone).toMatchObject({ count: 5, kept: words });
  });

  it("keeps what was reminded, whatever has not left yet", async () => {
    const file = `${TITLES}\nF-1;Marne;;a@marne.example;01/08/2026;01/09/2026;120,00;\nF-2;Oise;;b@oise.example;01/08/2026;01/09/2026;130,00;\n`;
    const { importId } = await importFile(world.ctx, file);
    world.clock.set(world.clock.now() + 4 * 3_600_000);
    await runDueSteps(world.ctx.companyId, world.clock.now());
    const messages = await asOwner<{ id: string; state: string; number: string }>(
      database,
      `SELECT m.id, m.state::text, i.number FROM message m JOIN message_invoice l ON l.message_id = m.id
       JOIN invoice i ON i.id = l.invoice_id WHERE m.company_id = $1 ORDER BY i.number`,
      [world.ctx.companyId],
    );
    expect(messages.map(({ number }) => number)).toEqual(["F-1", "F-2"]);
    // The first one is on its way; the second still waits.
    await asOwner(database, "ALTER TABLE message DISABLE TRIGGER USER");
    await asOwner(database, "UPDATE message SET state = 'SENT', sent_at = now() WHERE id = $1", [
      messages[0]?.id,
    ]);
    await asOwner(database, "ALTER TABLE message ENABLE TRIGGER USER");
    await expect(askImportUndo(world.ctx, importId, false)).rejects.toThrow("1 a été relancée");
    await takeBack(importId, true);
    expect((await invoices()).map(({ status }) => status)).toEqual(["OPEN", "CANCELLED"]);
    const [second] = await asOwner<{ state: string }>(
      database,
      "SELECT state::text FROM message WHERE id = $1",
      [messages[1]?.id],
    );
    expect(second?.state).toBe("CANCELLED");
  });

  it("is not undone at all when nothing is left untouched", async () => {
    const { importId } = await importFile(world.ctx, manyLines(1));
    await pay(await idOf("F-000000"));
    await expect(askImportUndo(world.ctx, importId, true)).rejects.toMatchObject({ code: "NOTHING_TO_UNDO" });
  });

  it("keeps an invoice paid after the undoing was asked", async () => {
    const { importId } = await importFile(world.ctx, manyLines(4));
    await askImportUndo(world.ctx, importId, false);
    await pay(await idOf("F-000002"));
    await undo(importId);
    expect((await invoices()).filter(({ status }) => status === "OPEN")).toMatchObject([
      { number: "F-000002" },
    ]);
    expect((await readImportPage(world.ctx, importId)).undone?.kept).toBe("1 a reçu un règlement");
  });
});

describe("a worker killed while it undoes", () => {
  it("is followed by another, which ends the same way", async () => {
    const { importId } = await importFile(world.ctx, manyLines(1_200));
    await askImportUndo(world.ctx, importId, false);
    const killed = new Error("killed");
    let passages = 0;
    await expect(
      undo(importId, () => {
        passages += 1;
        if (passages === 2) throw killed;
      }),
    ).rejects.toBe(killed);
    expect(await readImportProgress(world.ctx, importId)).toMatchObject({
      isUndoing: true,
      undoneCount: 1_000,
    });
    expect(await dueCompanies(world.clock).importsToUndo()).toContainEqual({
      companyId: world.ctx.companyId,
      importId,
    });
    expect(await undo(importId)).toBe(true);
    expect(await readImportProgress(world.ctx, importId)).toMatchObject({
      isUndoing: false,
      undoneCount: 1_200,
    });
    expect((await invoices()).every(({ status, plans }) => status === "CANCELLED" && plans === 0)).toBe(true);
    expect(await dueCompanies(world.clock).importsToUndo()).toEqual([]);
  });

  it("side by side with another, nothing is done twice", async () => {
    const { importId } = await importFile(world.ctx, manyLines(1_100));
    await askImportUndo(world.ctx, importId, false);
    await Promise.all([undo(importId), undo(importId)]);
    expect((await readImportPage(world.ctx, importId)).undone).toMatchObject({ count: 1_100, kept: "" });
    expect((await invoices()).every(({ allocated }) => allocated === "0")).toBe(true);
  });
});

describe("undoing is refused", () => {
  it("while the import is not over, or twice", async () => {
    const waiting = await launchImport(world.ctx, manyLines(3));
    await expect(askImportUndo(world.ctx, waiting, false)).rejects.toMatchObject({ code: "RUNNING" });
    await runImport(world.ctx.companyId, waiting, calmPorts(world.ctx));
    await takeBack(waiting);
    await expect(askImportUndo(world.ctx, waiting, true)).rejects.toMatchObject({ code: "UNDONE" });
    expect((await readImportUndo(world.ctx, waiting)).refusal).toBe("Cet import est déjà annulé.");
  });

  it("of an import that created nothing", async () => {
    await importFile(world.ctx, manyLines(3));
    const { importId } = await importFile(world.ctx, `${manyLines(3)};;;;;;;\r\n`);
    await expect(askImportUndo(world.ctx, importId, false)).rejects.toMatchObject({
      code: "NOTHING_TO_UNDO",
    });
  });

  it("to another company, which sees nothing of it", async () => {
    const { importId } = await importFile(world.ctx, manyLines(3));
    const other = await makeCompany(parisClock("2026-10-01"), { name: "Autre" });
    await expect(readImportUndo(other.ctx, importId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(askImportUndo(other.ctx, importId, true)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await undoImport(other.ctx.companyId, importId, calmPorts(other.ctx));
    expect((await invoices()).every(({ status }) => status === "OPEN")).toBe(true);
  });
});

describe("while an import is being undone", () => {
  it("the next one of the company waits, and a failed one is not taken up again", async () => {
    const { importId } = await importFile(world.ctx, manyLines(3));
    await askImportUndo(world.ctx, importId, false);
    const next = await launchImport(world.ctx, manyLines(5));
    expect(await runImport(world.ctx.companyId, next, calmPorts(world.ctx))).toBe("BUSY");
    await expect(retryImport(world.ctx, importId)).rejects.toMatchObject({ code: "LAUNCHED" });
    await undo(importId);
    expect(await runImport(world.ctx.companyId, next, calmPorts(world.ctx))).toBe("DONE");
    expect((await readImportPage(world.ctx, next)).createdCount).toBe(5);
  });
});
