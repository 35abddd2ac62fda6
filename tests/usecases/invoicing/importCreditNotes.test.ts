/** Electronic credit notes: put on the invoice they name, refused with what to do, taken back with their import. */
import { beforeEach, describe, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import type { TestEInvoice } from "../../support/eInvoices";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, freshSiren } = await import("../../support/world");
const { calmPorts } = await import("../../support/imports");
const { ciiOf, facturXOf, testCreditNote, testEInvoice, ublCreditNoteOf } = await import(
  "../../support/eInvoices"
);
const { chooseImportOptions, queueImport } = await import("@/usecases/invoicing/chooseImportOptions");
const { dropFiles } = await import("@/usecases/invoicing/dropFiles");
const { listImportIssues, readImportPage } = await import("@/usecases/invoicing/readImport");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { askImportUndo, readImportUndo } = await import("@/usecases/invoicing/askImportUndo");
const { undoImport } = await import("@/usecases/invoicing/undoImport");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { cancelCreditNote } = await import("@/usecases/invoicing/cancelCreditNote");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { verifyJournal } = await import("@/db/system/journal");
const { inCompany } = await import("@/db/inCompany");

const BUYER = { name: "Conserverie Le Guen", siren: "552100554" };

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let seller: { name: string; siren: string };

beforeEach(async () => {
  clock.setParis("2026-10-01");
  seller = { name: "Atelier Brisset", siren: freshSiren() };
  world = await makeCompany(clock, { raw: { siren: seller.siren } });
});

type File = { name: string; bytes: Uint8Array };
const invoiceFile = (change: Partial<TestEInvoice> = {}): File => ({
  name: "facture.xml",
  bytes: Buffer.from(ciiOf(testEInvoice(seller, change))),
});
const creditFile = (change: Partial<TestEInvoice> = {}): File => ({
  name: "avoir.xml",
  bytes: Buffer.from(ublCreditNoteOf(testCreditNote(seller, change))),
});

async function look(...files: File[]) {
  const importId = await dropFiles(world.ctx, files);
  const { preview } = await readImportPage(world.ctx, importId);
  if (preview?.kind !== "READ") throw new Error("the files were read");
  return { importId, preview, refused: preview.csv.firstErrors.map(({ message }) => message) };
}

async function importAll(...files: File[]) {
  const { importId } = await look(...files);
  await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30" });
  await queueImport(world.ctx, importId);
  expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("DONE");
  const { rows } = await listImportIssues(world.ctx, importId, { kind: "ERROR", after: 0 });
  return { importId, page: await readImportPage(world.ctx, importId), errors: rows };
}

async function takeBack(importId: string, mayKeep = false) {
  await askImportUndo(world.ctx, importId, mayKeep);
  await undoImport(world.ctx.companyId, importId, calmPorts(world.ctx));
  return (await readImportPage(world.ctx, importId)).undone;
}

/** The invoice of this number. */
async function invoice(number = "FX-2026-0042") {
  const [row] = await asOwner<{ id: string }>(
    database,
    "SELECT id FROM invoice WHERE company_id = $1 AND number = $2",
    [world.ctx.companyId, number],
  );
  return readInvoice(world.ctx, row?.id ?? "", PUBLISHED_RATES);
}

/** The invoice typed by hand, of 1 200,00 €. */
async function typed(raw: Record<string, string> = {}) {
  const clientId = await makeClient(world.ctx, BUYER);
  const fields = { number: "FX-2026-0042", issuedOn: "2026-08-03", totalCents: "1 200,00", ...raw };
  const id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-09-02", ...fields });
  clock.setParis("2026-10-02");
  return id;
}

describe("a credit note", () => {
  it("lowers the invoice it names, there before it", async () => {
    await typed();
    const { preview } = await look(creditFile());
    expect(preview.known).toMatchObject({ newCount: 0, credits: { newCount: 1, sameCount: 0 } });
    expect(preview.csv).toMatchObject({ recordCount: 0, creditCount: 1, errorLineCount: 0 });
    const { page } = await importAll(creditFile());
    expect(page).toMatchObject({
      ...{ createdCount: 0, creditedCount: 1, errorCount: 0, leftOutCount: 0 },
      credits: [{ number: "AV-7", amountCents: 24_000n, invoiceNumber: "FX-2026-0042", isCancelled: false }],
    });
    expect(await invoice()).toMatchObject({
      balanceCents: 96_000n,
      creditNotes: [{ number: "AV-7", issuedOn: "2026-09-10", amountCents: 24_000n, effect: "RETROACTIVE" }],
    });
    const journal = await inCompany(world.ctx.companyId, (tx) => verifyJournal(tx, world.ctx.companyId));
    expect(journal.brokenAt).toBeNull();
  });

  it("finds its invoice anywhere in the same drop", async () => {
    const pdf = { name: "facture.pdf", bytes: await facturXOf(testEInvoice(seller, { number: "B" })) };
    const fillers = Array.from({ length: 11 }, (_, at) => invoiceFile({ number: `X-${at}` }));
    const { preview, importId } = await look(
      creditFile(),
      creditFile({ number: "AV-8", preceding: "B" }),
      ...fillers,
      pdf,
      invoiceFile(),
    );
    expect(preview.known).toMatchObject({ newCount: 13, credits: { newCount: 2 } });
    expect(preview.csv.errorLineCount).toBe(0);
    await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30", isAllOrNothing: "1" });
    await queueImport(world.ctx, importId);
    expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("DONE");
    expect(await invoice()).toMatchObject({ balanceCents: 96_000n });
    expect(await invoice("B")).toMatchObject({ balanceCents: 96_000n, documents: [{ name: "facture.pdf" }] });
  });

  it("is recorded once when the worker dies before it, and takes the import up again", async () => {
    const { importId } = await look(creditFile(), invoiceFile());
    await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30" });
    await queueImport(world.ctx, importId);
    const { companyId } = world.ctx;
    const dies = { clock, failpoint: (name: string) => void (name === "import_after_batch" && fail()) };
    const fail = () => {
      throw new Error("killed");
    };
    for (let time = 0; time < 2; time += 1) {
      await expect(runImport(companyId, importId, dies)).rejects.toThrow("killed");
      clock.set(clock.now() + 3_600_000);
    }
    expect(await runImport(companyId, importId, calmPorts(world.ctx))).toBe("DONE");
    expect(await readImportPage(world.ctx, importId)).toMatchObject({
      ...{ createdCount: 1, creditedCount: 1, unchangedCount: 0, errorCount: 0 },
    });
    expect(await invoice()).toMatchObject({ balanceCents: 96_000n });
  });

  it("that settles the invoice stops its reminders", async () => {
    await typed();
    expect((await invoice()).next.kind).not.toBe("NONE");
    await importAll(creditFile({ net: "1000.00", vat: "200.00", total: "1200.00", due: "1200.00" }));
    expect(await invoice()).toMatchObject({ status: "PAID", balanceCents: 0n, next: { kind: "NONE" } });
  });

  it("changes nothing the second time, typed by a person or imported", async () => {
    await typed();
    const first = await importAll(creditFile());
    const again = await look(creditFile());
    expect(again.preview.known).toMatchObject({ credits: { newCount: 0, sameCount: 1 } });
    expect((await importAll(creditFile())).page).toMatchObject({ creditedCount: 0, unchangedCount: 1 });
    expect(await invoice()).toMatchObject({ balanceCents: 96_000n });
    await takeBack(first.importId);
    const { id } = await invoice();
    const raw = { number: "AV-7", issuedOn: "2026-09-10", amountCents: "240,00", effect: "PROSPECTIVE" };
    await addCreditNote(world.ctx, id, raw);
    expect((await importAll(creditFile())).page).toMatchObject({ creditedCount: 0, unchangedCount: 1 });
    expect(await invoice()).toMatchObject({ balanceCents: 96_000n });
  });
});

describe("a credit note is refused, and nothing recorded,", () => {
  it.each<[string, Partial<TestEInvoice>, string]>([
    ["when it names no invoice", { preceding: "" }, "ne dit pas quelle facture"],
    ["when the invoice is not here", { preceding: "INCONNUE" }, "INCONNUE, qui n’est pas ici"],
    [
      "when the invoice is another client’s",
      { buyer: { name: "Dupuis", siren: "542051180" } },
      "au nom de Dupuis",
    ],
    [
      "when the balance is lower",
      { net: "", vat: "", total: "1200.01", due: "1200.01" },
      "Il ne reste que 1 200,00 €",
    ],
    ["when it precedes the invoice", { issuedOn: "2026-08-02" }, "avant la facture FX-2026-0042"],
    ["when it is negative", { net: "-200.00", vat: "-40.00", total: "-240.00", due: "-240.00" }, "négatif"],
    ["when a part was paid back", { prepaid: "40.00", due: "200.00" }, "40,00 € sont déjà remboursés"],
  ])("%s", async (_, change, words) => {
    await typed();
    const { refused, importId } = await look(creditFile(change), invoiceFile({ number: "A" }));
    expect(refused.map((message) => message.replaceAll(/[\u00a0\u202f]/g, " "))).toEqual([
      expect.stringContaining(words),
    ]);
    await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30" });
    await queueImport(world.ctx, importId);
    await runImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    expect(await readImportPage(world.ctx, importId)).toMatchObject({
      createdCount: 1,
      errorCount: 1,
      creditedCount: 0,
    });
    expect(await invoice()).toMatchObject({ balanceCents: 120_000n, creditNotes: [] });
  });

  it("when it names several", async () => {
    await typed();
    const text = ublCreditNoteOf(testCreditNote(seller));
    const second =
      "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F-2</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>";
    const bytes = Buffer.from(text.replace("<cac:BillingReference>", `${second}<cac:BillingReference>`));
    const { refused } = await look({ name: "avoir.xml", bytes });
    expect(refused).toEqual([expect.stringContaining("plusieurs factures (F-2, FX-2026-0042)")]);
  });

  it("when two of them ask for more than is left, and when the same number says otherwise", async () => {
    await typed();
    const big = { net: "800.00", vat: "160.00", total: "960.00", due: "960.00" };
    const { page, errors } = await importAll(creditFile(big), creditFile({ ...big, number: "AV-8" }));
    expect(page).toMatchObject({ creditedCount: 1, errorCount: 1 });
    expect(errors).toMatchObject([{ line: 2, column: "avoir.xml" }]);
    expect((await look(creditFile())).refused).toEqual([
      expect.stringContaining("AV-7 existe déjà, autrement"),
    ]);
    expect(await invoice()).toMatchObject({ balanceCents: 24_000n });
  });

  it("when the invoice is closed, or its day has not come", async () => {
    const id = await typed();
    const tooEarly = expect.stringContaining("déposez-le de nouveau ce jour-là");
    const dated = creditFile({ issuedOn: "2026-10-03" });
    expect((await look(dated)).refused).toEqual([tooEarly]);
    clock.setParis("2026-10-03");
    expect((await look(dated)).refused).toEqual([]);
    clock.setParis("2026-10-01");
    const { errors } = await importAll(dated, invoiceFile({ number: "FX-2026-0043" }));
    expect(errors).toMatchObject([{ message: tooEarly }]);
    await closeInvoice(world.ctx, id, { status: "WRITTEN_OFF", closeReason: "liquidation" });
    expect((await look(creditFile())).refused).toEqual([expect.stringContaining("passée en perte")]);
  });
});

it("a credit note that a person typed in other letters, or under another number, is not deducted twice", async () => {
  const id = await typed();
  const raw = { issuedOn: "2026-09-10", amountCents: "240,00", effect: "RETROACTIVE" };
  await addCreditNote(world.ctx, id, { ...raw, number: "av-7" });
  expect((await look(creditFile())).preview.known?.credits).toMatchObject({ newCount: 0, sameCount: 1 });
  expect((await look(creditFile({ number: "AV-8" }))).refused).toEqual([
    expect.stringContaining("L’avoir av-7, du même jour et du même montant, est déjà sur la facture"),
  ]);
  const other = creditFile({ number: "AV-8", issuedOn: "2026-09-11" });
  expect((await importAll(other)).page).toMatchObject({ creditedCount: 1 });
  expect(await invoice()).toMatchObject({ balanceCents: 72_000n });
});

describe("a credit note that a person recorded on no invoice", () => {
  const free = async (note: string, raw: Record<string, string> = {}) => {
    const { client } = await invoice();
    const fields = { kind: "CREDIT_NOTE", amountCents: "240,00", receivedOn: "2026-09-10", note };
    await recordClientCredit(world.ctx, client.id, { ...fields, ...raw });
  };

  it("is not deducted a second time", async () => {
    await typed();
    await free("Avoir av-7, remise de fin d’année", { receivedOn: "2026-09-20" });
    expect((await importAll(creditFile())).page).toMatchObject({ creditedCount: 0, unchangedCount: 1 });
    expect(await invoice()).toMatchObject({ balanceCents: 120_000n });
  });

  it("is asked about when only its day and amount tell it, and otherwise is another", async () => {
    await typed();
    await free("AV-77");
    expect((await look(creditFile())).refused).toEqual([
      expect.stringContaining("est déjà sur la page de ce client"),
    ]);
    expect((await look(creditFile({ issuedOn: "2026-09-11" }))).preview.known?.credits).toMatchObject({
      newCount: 1,
    });
  });
});

describe("taken back with its import", () => {
  it("it goes with the invoice it came with, and both come again", async () => {
    for (let round = 0; round < 2; round += 1) {
      const { importId } = await importAll(invoiceFile(), creditFile());
      expect(await readImportUndo(world.ctx, importId)).toMatchObject({ untouched: 1, credits: 1, kept: 0 });
      expect(await takeBack(importId)).toMatchObject({ count: 1, creditCount: 1, kept: "" });
      const { status, balanceCents, creditNotes } = await invoice();
      expect({ status, balanceCents }).toEqual({ status: "CANCELLED", balanceCents: 120_000n });
      expect(creditNotes.every(({ isCancelled }) => isCancelled)).toBe(true);
    }
  });

  it("it is owed again on an invoice that was here, and reminded", async () => {
    await typed();
    const whole = { net: "1000.00", vat: "200.00", total: "1200.00", due: "1200.00" };
    const { importId } = await importAll(creditFile(whole));
    expect(await takeBack(importId)).toMatchObject({ count: 0, creditCount: 1, kept: "" });
    const { status, balanceCents, next } = await invoice();
    expect({ status, balanceCents }).toEqual({ status: "OPEN", balanceCents: 120_000n });
    expect(next.kind).not.toBe("NONE");
    expect((await importAll(creditFile(whole))).page).toMatchObject({ creditedCount: 1 });
  });

  it("it stays where something happened since, and it is said", async () => {
    const id = await typed();
    const { importId } = await importAll(creditFile());
    clock.setParis("2026-10-05");
    await recordPayment(world.ctx, id, { receivedOn: "05/10/2026", amountCents: "1,00", method: "TRANSFER" });
    expect(await readImportUndo(world.ctx, importId)).toMatchObject({ untouched: 0, credits: 0, kept: 1 });
    await expect(takeBack(importId, true)).rejects.toMatchObject({ code: "NOTHING_TO_UNDO" });
    expect(await invoice()).toMatchObject({ balanceCents: 95_900n });
  });

  it("is told with the invoice it goes with, when another of them stays", async () => {
    const { importId } = await importAll(invoiceFile(), creditFile(), invoiceFile({ number: "B" }));
    const { id } = await invoice("B");
    await recordPayment(world.ctx, id, { receivedOn: "01/10/2026", amountCents: "1,00", method: "TRANSFER" });
    expect(await readImportUndo(world.ctx, importId)).toMatchObject({ untouched: 1, credits: 1, kept: 1 });
    expect(await takeBack(importId, true)).toMatchObject({ count: 1, creditCount: 1 });
  });

  it("an imported invoice stays when a person credited it, or cancelled its credit note", async () => {
    const { importId } = await importAll(invoiceFile(), creditFile());
    const { creditNotes } = await invoice();
    await cancelCreditNote(world.ctx, creditNotes[0]?.id ?? "");
    expect(await readImportUndo(world.ctx, importId)).toMatchObject({ untouched: 0, kept: 1 });
  });

  it("a later import of a credit note keeps the invoice until it is taken back itself", async () => {
    const first = await importAll(invoiceFile());
    const second = await importAll(creditFile());
    expect(await readImportUndo(world.ctx, first.importId)).toMatchObject({ untouched: 0, kept: 1 });
    await takeBack(second.importId);
    expect(await takeBack(first.importId)).toMatchObject({ count: 1, kept: "" });
  });
});

describe("a corrected invoice", () => {
  const corrected = (change: Partial<TestEInvoice> = {}) =>
    invoiceFile({ number: "FX-2", typeCode: "384", preceding: "FX-2026-0042", ...change });

  it("waits until what it replaces is cancelled, and is then an invoice like any other", async () => {
    const id = await typed();
    expect((await look(corrected())).refused).toEqual([
      expect.stringContaining("sur la page de celle-ci, choisissez «\u00a0Annuler ou passer en perte\u00a0»"),
    ]);
    await closeInvoice(world.ctx, id, { status: "CANCELLED", closeReason: "remplacée par FX-2" });
    expect((await importAll(corrected())).page).toMatchObject({ createdCount: 1, errorCount: 0 });
    expect((await look(corrected())).preview.known).toMatchObject({ newCount: 0, sameCount: 1 });
  });

  it("takes the place of an invoice that a credit note settled whole", async () => {
    await typed();
    await importAll(creditFile({ net: "1000.00", vat: "200.00", total: "1200.00", due: "1200.00" }));
    expect((await importAll(corrected())).page).toMatchObject({ createdCount: 1, errorCount: 0 });
  });

  it("has its place alone: a second one waits until the first is cancelled", async () => {
    const id = await typed();
    await closeInvoice(world.ctx, id, { status: "CANCELLED", closeReason: "remplacée" });
    const second = corrected({ number: "FX-3" });
    expect((await look(corrected(), second)).preview.known).toMatchObject({ newCount: 1 });
    expect((await importAll(corrected(), second)).page).toMatchObject({ createdCount: 1, errorCount: 1 });
    expect((await look(second)).refused).toEqual([
      expect.stringContaining("la facture FX-2 a déjà pris cette place"),
    ]);
    await expect(reopenInvoice(world.ctx, id)).rejects.toMatchObject({ code: "REPLACED" });
    await closeInvoice(world.ctx, (await invoice("FX-2")).id, { status: "CANCELLED", closeReason: "erreur" });
    expect((await importAll(second)).page).toMatchObject({ createdCount: 1, errorCount: 0 });
    await expect(reopenInvoice(world.ctx, id)).rejects.toMatchObject({ code: "REPLACED" });
  });

  it("keeps the credit note that made room for it", async () => {
    await typed();
    const whole = { net: "1000.00", vat: "200.00", total: "1200.00", due: "1200.00" };
    const { importId } = await importAll(creditFile(whole));
    await importAll(corrected());
    expect(await readImportUndo(world.ctx, importId)).toMatchObject({ credits: 0, kept: 1 });
    const { creditNotes } = await invoice();
    await expect(cancelCreditNote(world.ctx, creditNotes[0]?.id ?? "")).rejects.toMatchObject({
      code: "REPLACED",
    });
    expect(await invoice()).toMatchObject({ status: "PAID", balanceCents: 0n });
  });

  it("is refused beside what it replaces, when that was paid, and when nobody knows it", async () => {
    const { page, errors } = await importAll(corrected(), invoiceFile());
    expect(page).toMatchObject({ createdCount: 1, errorCount: 1 });
    expect(errors).toMatchObject([{ line: 1, message: expect.stringContaining("FX-2026-0042") }]);
    const { id } = await invoice();
    await recordPayment(world.ctx, id, {
      receivedOn: "30/09/2026",
      amountCents: "200,00",
      method: "TRANSFER",
    });
    expect((await look(corrected())).refused).toEqual([expect.stringContaining("déjà réglés ou déduits")]);
    expect((await look(corrected({ preceding: "AUTRE" }))).refused).toEqual([
      expect.stringContaining("n’est pas ici"),
    ]);
  });
});
