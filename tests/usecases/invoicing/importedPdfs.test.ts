/** The PDFs of electronic invoices and credit notes: kept, joined to the other form of the same document, sent. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeCompany, parisClock, freshSiren, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { calmPorts } = await import("../../support/imports");
const { ciiOf, facturXOf, pdfWith, testCreditNote, testEInvoice, ublCreditNoteOf } = await import(
  "../../support/eInvoices"
);
const { inCompany } = await import("@/db/inCompany");
const { newId } = await import("@/db/values");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { readInvoiceFiles } = await import("@/db/dunning/messageFacts");
const { askImportUndo } = await import("@/usecases/invoicing/askImportUndo");
const { cancelCreditNote } = await import("@/usecases/invoicing/cancelCreditNote");
const { chooseImportOptions, queueImport } = await import("@/usecases/invoicing/chooseImportOptions");
const { dropFiles } = await import("@/usecases/invoicing/dropFiles");
const { readDocument } = await import("@/usecases/invoicing/readDocument");
const { listImportIssues, readImportPage } = await import("@/usecases/invoicing/readImport");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { undoImport } = await import("@/usecases/invoicing/undoImport");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let seller: { name: string; siren: string };

beforeEach(async () => {
  seller = { name: "Atelier Brisset", siren: freshSiren() };
  world = await makeCompany(clock, { raw: { siren: seller.siren } });
});

type File = { name: string; bytes: Uint8Array };
const xml = (change = {}): File => ({
  name: "facture.xml",
  bytes: Buffer.from(ciiOf(testEInvoice(seller, change))),
});
const pdf = async (change = {}): Promise<File> => ({
  name: "facture.pdf",
  bytes: await facturXOf(testEInvoice(seller, change)),
});
const creditPdf = async (): Promise<File> => ({
  name: "avoir.pdf",
  bytes: await pdfWith({ "factur-x.xml": ciiOf(testCreditNote(seller)) }),
});

async function importAll(...files: File[]) {
  const importId = await dropFiles(world.ctx, files);
  const { preview } = await readImportPage(world.ctx, importId);
  await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30" });
  await queueImport(world.ctx, importId);
  expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("DONE");
  const tell = (kind: "ERROR" | "NOTICE") => listImportIssues(world.ctx, importId, { kind, after: 0 });
  const said = [...(await tell("ERROR")).rows, ...(await tell("NOTICE")).rows].map(({ message }) =>
    message.replaceAll("\u00a0", " "),
  );
  const known = preview?.kind === "READ" ? preview.known : undefined;
  return { importId, known, said, page: await readImportPage(world.ctx, importId) };
}

async function takeBack(importId: string): Promise<void> {
  await askImportUndo(world.ctx, importId, false);
  await undoImport(world.ctx.companyId, importId, calmPorts(world.ctx));
}

async function invoice() {
  const [row] = await asOwner<{ id: string }>(database, "SELECT id FROM invoice WHERE company_id = $1", [
    world.ctx.companyId,
  ]);
  return readInvoice(world.ctx, row?.id ?? "", PUBLISHED_RATES);
}
const names = async () => (await invoice()).documents.map(({ name }) => name);

describe("an invoice in both its forms", () => {
  it("in one drop is one invoice with its PDF, and nothing is refused", async () => {
    const { page, said } = await importAll(xml(), await pdf());
    expect(page).toMatchObject({ createdCount: 1, errorCount: 0 });
    expect(said).toContainEqual(expect.stringMatching(/est aussi le fichier n° 1, en PDF/));
    expect(await names()).toEqual(["facture.pdf"]);
  });

  it("is refused when the two do not say the same", async () => {
    const { said } = await importAll(xml(), await pdf({ issuedOn: "2026-08-04" }));
    expect(said).toContainEqual(expect.stringContaining("est déjà dans le fichier n° 1"));
  });

  it("its PDF, dropped later, is joined to it, said, and taken off with its import; then each may be undone", async () => {
    const first = await importAll(xml());
    expect(await names()).toEqual([]);
    const second = await importAll(await pdf());
    expect(second.known).toMatchObject({ newCount: 0, sameCount: 1, joinCount: 1 });
    expect(second.page).toMatchObject({ createdCount: 0, unchangedCount: 1, joinedCount: 1 });
    expect(second.said).toContainEqual(expect.stringContaining("sans PDF : celui-ci lui est joint"));
    expect(await names()).toEqual(["facture.pdf"]);
    // A third time, there is nothing to join.
    expect((await importAll(await pdf())).page).toMatchObject({ joinedCount: 0 });
    await takeBack(second.importId);
    expect(await names()).toEqual([]);
    await importAll(await pdf());
    await takeBack(first.importId);
    expect((await invoice()).status).toBe("CANCELLED");
  });
});

it("a PDF that goes with its import is not announced by a message that was to carry it", async () => {
  await importAll(xml());
  const { importId } = await importAll(await pdf());
  const { id, client } = await invoice();
  await inCompany(world.ctx.companyId, (tx) =>
    tx.contact.create({
      data: {
        ...{ companyId: world.ctx.companyId, id: newId(), clientId: client.id, role: "BILLING" },
        ...{ name: "Compta", email: "compta@leguen.example" },
      },
    }),
  );
  const { link } = await makeLink(world, client.id, [id]);
  const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
  await answerByLink(link, "copie", {}, ports, "203.0.113.0/24");
  await takeBack(importId);
  const states = (table: string, where = "") =>
    asOwner<{ state: string }>(database, `SELECT state FROM ${table} WHERE company_id = $1 ${where}`, [
      world.ctx.companyId,
    ]);
  expect(await states("message", "AND kind = 'INVOICE_COPY'")).toEqual([{ state: "CANCELLED" }]);
  expect(await states("answer")).toEqual([{ state: "OPEN" }]);
});

describe("the PDF of a credit note", () => {
  it("stands beside it, goes with the invoice in reminders, and no more once it is cancelled", async () => {
    await importAll(await pdf(), await creditPdf());
    const { id, documents, creditNotes } = await invoice();
    const own = documents.find(({ kind }) => kind === "CREDIT_NOTE");
    expect(own?.name).toMatch(/^Avoir .*: avoir\.pdf$/);
    expect((await readDocument(world.ctx, own?.id ?? "")).bytes.byteLength).toBeGreaterThan(0);
    const sent = async () =>
      (await inCompany(world.ctx.companyId, (tx) => readInvoiceFiles(tx, world.ctx.companyId, [id]))).map(
        ({ name, isInvoice }) => [name, isInvoice],
      );
    expect(await sent()).toEqual([
      ["facture.pdf", true],
      ["avoir.pdf", false],
    ]);
    await cancelCreditNote(world.ctx, creditNotes[0]?.id ?? "");
    expect(await sent()).toEqual([["facture.pdf", true]]);
  });

  it("is kept when its XML came first", async () => {
    const asXml = { name: "avoir.xml", bytes: Buffer.from(ublCreditNoteOf(testCreditNote(seller))) };
    const { page } = await importAll(xml(), asXml, await creditPdf());
    expect(page).toMatchObject({ createdCount: 1, creditedCount: 1, errorCount: 0 });
    expect((await invoice()).documents.map(({ kind }) => kind)).toEqual(["CREDIT_NOTE"]);
  });
});
