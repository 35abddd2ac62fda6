/** Electronic invoices: dropped, looked at, imported with their client and their PDF, taken back. */
import { beforeEach, describe, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, parisClock, freshSiren } = await import("../../support/world");
const { calmPorts } = await import("../../support/imports");
const { ciiOf, facturXOf, testEInvoice, ublOf } = await import("../../support/eInvoices");
const { chooseImportOptions, queueImport } = await import("@/usecases/invoicing/chooseImportOptions");
const { dropFiles } = await import("@/usecases/invoicing/dropFiles");
const { listImportIssues, readImportPage } = await import("@/usecases/invoicing/readImport");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { attachDocument } = await import("@/usecases/invoicing/attachDocument");
const { askImportUndo } = await import("@/usecases/invoicing/askImportUndo");
const { undoImport } = await import("@/usecases/invoicing/undoImport");

type World = Awaited<ReturnType<typeof makeCompany>>;

let world: World;
let seller: { name: string; siren: string };

beforeEach(async () => {
  seller = { name: "Atelier Brisset", siren: freshSiren() };
  world = await makeCompany(parisClock("2026-10-01"), { raw: { siren: seller.siren } });
});

const xml = (text: string, name = "facture.xml") => ({ name, bytes: Buffer.from(text) });

async function drop(...files: { name: string; bytes: Uint8Array }[]) {
  const importId = await dropFiles(world.ctx, files);
  const { preview } = await readImportPage(world.ctx, importId);
  if (preview?.kind !== "READ") throw new Error("the files were read");
  return { importId, preview };
}

async function launch(importId: string, choices: Record<string, string> = {}) {
  expect(await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30", ...choices })).toBe(
    "AS_SHOWN",
  );
  await queueImport(world.ctx, importId);
  expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("DONE");
  return readImportPage(world.ctx, importId);
}

async function importAll(...files: { name: string; bytes: Uint8Array }[]) {
  const { importId } = await drop(...files);
  return { importId, page: await launch(importId) };
}

interface Row {
  id: string;
  number: string;
  status: string;
  balance: string;
  mentions: boolean | null;
  client: string;
}

const rows = (companyId = world.ctx.companyId) =>
  asOwner<Row>(
    database,
    `SELECT i.id, i.number, i.status::text, i.balance_cents AS balance, i.mentions_present AS mentions, c.name AS client
     FROM invoice i JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
     WHERE i.company_id = $1 ORDER BY i.number`,
    [companyId],
  );

async function messages(importId: string, kind: "ERROR" | "NOTICE" = "ERROR") {
  const { rows: issues } = await listImportIssues(world.ctx, importId, { kind, after: 0 });
  return issues;
}

describe("a Factur-X", () => {
  it("gives the invoice, its client, and the PDF as its original", async () => {
    const bytes = await facturXOf(testEInvoice(seller));
    const { importId, preview } = await drop({ name: "Facture Le Guen.pdf", bytes });
    expect(preview.known).toMatchObject({ newCount: 1, sameCount: 0, otherwiseCount: 0 });
    expect(await rows()).toEqual([]);
    expect(await launch(importId)).toMatchObject({ createdCount: 1, errorCount: 0, isBundle: true });
    const [row] = await rows();
    expect(row).toMatchObject({
      number: "FX-2026-0042",
      balance: "120000",
      mentions: true,
      client: "Conserverie Le Guen",
    });
    const page = await readInvoice(world.ctx, row?.id ?? "", PUBLISHED_RATES);
    expect(page).toMatchObject({
      issuedOn: "2026-08-03",
      dueOn: "2026-09-02",
      performedOn: "2026-07-30",
      orderReference: "BC-118",
      subject: "Comptoir d’accueil",
      documents: [{ name: "Facture Le Guen.pdf" }],
    });
  });
});

describe("the same file again", () => {
  it("changes nothing, whether as PDF or as XML", async () => {
    const invoice = testEInvoice(seller);
    const pdf = { name: "facture.pdf", bytes: await facturXOf(invoice) };
    await importAll(pdf);
    for (const file of [pdf, xml(ciiOf(invoice)), xml(ublOf(invoice))]) {
      const { preview } = await drop(file);
      expect(preview.known).toMatchObject({ newCount: 0, sameCount: 1, otherwiseCount: 0 });
    }
  });

  it("with other amounts is a difference shown, and never overwrites", async () => {
    await importAll(xml(ciiOf(testEInvoice(seller))));
    const other = { net: "1100.00", total: "1300.00", due: "1300.00" };
    const added = testEInvoice(seller, { number: "FX-2" });
    const { importId, preview } = await drop(
      xml(ublOf(testEInvoice(seller, other)), "autre.xml"),
      xml(ublOf(added), "neuve.xml"),
    );
    expect(preview.known).toMatchObject({ newCount: 1, otherwiseCount: 1 });
    expect(await launch(importId)).toMatchObject({ createdCount: 1, errorCount: 1, hasRefusedLines: false });
    expect(await messages(importId)).toMatchObject([
      { line: 1, column: "autre.xml", message: expect.stringContaining("existe déjà, autrement") },
    ]);
    expect((await rows()).map(({ balance }) => balance)).toEqual(["120000", "120000"]);
  });
});

describe("several files", () => {
  it("one that is broken never stops the others, and is named", async () => {
    const good = testEInvoice(seller);
    const { importId, preview } = await drop(
      xml(ciiOf(good).slice(0, 900), "coupée.xml"),
      { name: "Facture.pdf", bytes: await facturXOf(good) },
      xml(ublOf(testEInvoice(seller, { number: "FX-3" })), "ubl.xml"),
      { name: "export.csv", bytes: Buffer.from("Numéro;Client") },
    );
    expect(preview.csv).toMatchObject({ lineCount: 4, recordCount: 2, errorLineCount: 2 });
    expect(await launch(importId)).toMatchObject({
      fileName: "4 factures électroniques",
      createdCount: 2,
      errorCount: 2,
    });
    expect(await messages(importId)).toMatchObject([
      { line: 2, column: "coupée.xml" },
      { line: 4, column: "export.csv" },
    ]);
    expect((await rows()).map(({ number }) => number)).toEqual(["FX-2026-0042", "FX-3"]);
  });

  it("of one invoice in both forms give it once, with its PDF", async () => {
    const invoice = testEInvoice(seller);
    const pdf = { name: "facture.pdf", bytes: await facturXOf(invoice) };
    const { importId, page } = await importAll(xml(ciiOf(invoice)), pdf);
    expect(page).toMatchObject({ createdCount: 1, errorCount: 0 });
    const said = await messages(importId, "NOTICE");
    expect(said.filter(({ line }) => line === 2)).toMatchObject([{ column: "facture.xml" }]);
    const [row] = await rows();
    const shown = await readInvoice(world.ctx, row?.id ?? "", PUBLISHED_RATES);
    expect(shown.documents).toMatchObject([{ name: "facture.pdf" }]);
  });

  it("share one client, and find the one that is there by its SIREN", async () => {
    const siren = freshSiren();
    await makeClient(world.ctx, { name: "Le Guen SAS", siren });
    const buyer = { name: "CONSERVERIE LE GUEN", siren };
    const stranger = { name: "Mairie de Quiberon", siren: "215600875" };
    await importAll(
      xml(ciiOf(testEInvoice(seller, { number: "A", buyer }))),
      xml(ublOf(testEInvoice(seller, { number: "B", buyer: stranger }))),
      xml(ciiOf(testEInvoice(seller, { number: "C", buyer: stranger }))),
    );
    expect((await rows()).map(({ client }) => client)).toEqual(["Le Guen SAS", stranger.name, stranger.name]);
  });

  it("are refused together past the limits, and so are two tables", async () => {
    const table = xml("Numéro;Client\nF-1;Dupont", "a.csv");
    await expect(dropFiles(world.ctx, [table, table])).rejects.toMatchObject({
      errors: [{ field: "file", code: "SEVERAL_TABLES" }],
    });
    const many = Array.from({ length: 101 }, () => xml("<Invoice/>"));
    await expect(dropFiles(world.ctx, many)).rejects.toMatchObject({ errors: [{ code: "TOO_MANY" }] });
  });
});

describe("what is asked, kept and said", () => {
  it("a buyer without a register is a client whose kind a person says", async () => {
    const { importId, preview } = await drop(
      xml(ciiOf(testEInvoice(seller, { buyer: { name: "Anne Lebreton" } }))),
    );
    expect(preview.csv.unknownKindCount).toBe(1);
    await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30" });
    await expect(queueImport(world.ctx, importId)).rejects.toMatchObject({
      errors: [{ field: "defaultKind" }],
    });
    await launch(importId, { defaultKind: "B2C" });
    expect(await rows()).toHaveLength(1);
  });

  it("what was prepaid is a payment", async () => {
    await importAll(xml(ciiOf(testEInvoice(seller, { prepaid: "200.00", due: "1000.00" }))));
    const [row] = await rows();
    expect(row).toMatchObject({ balance: "100000", status: "OPEN" });
    const { statement, payments } = await readInvoice(world.ctx, row?.id ?? "", PUBLISHED_RATES);
    expect(payments).toMatchObject([{ receivedOn: "2026-08-03", amountCents: 20_000n }]);
    expect(statement).toMatchObject({ principalDueCents: 100_000n, segments: [{ balanceCents: 100_000n }] });
  });

  it("another rate of penalties and another account are said, and the settings kept", async () => {
    const { importId } = await importAll(
      xml(ciiOf(testEInvoice(seller, { iban: "FR7630006000011234567890189" })), "même-compte.xml"),
      xml(
        ublOf(testEInvoice(seller, { number: "B", iban: "FR7612345678901234567890123" })),
        "autre-compte.xml",
      ),
    );
    const said = await messages(importId, "NOTICE");
    expect(said.filter(({ message }) => message.includes("trois fois"))).toHaveLength(2);
    expect(said.filter(({ message }) => message.includes("autre compte"))).toMatchObject([{ line: 2 }]);
  });
});

describe("another company", () => {
  it("cannot take the invoice for its own, nor sees it", async () => {
    const other = await makeCompany(parisClock("2026-10-01"), { name: "Voisine" });
    const file = xml(ciiOf(testEInvoice(seller)));
    await importAll(file);
    const importId = await dropFiles(other.ctx, [file]);
    const { preview } = await readImportPage(other.ctx, importId);
    expect(preview).toMatchObject({
      csv: {
        recordCount: 0,
        firstErrors: [{ code: "SELLER", message: expect.stringContaining("Atelier Brisset") }],
      },
    });
    await expect(readImportPage(world.ctx, importId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await rows(other.ctx.companyId)).toEqual([]);
  });
});

describe("taken back", () => {
  it("the PDF that came with an invoice does not keep it, one that a person attached does", async () => {
    const take = async (importId: string) => {
      await askImportUndo(world.ctx, importId, true);
      await undoImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    };
    const pdf = { name: "facture.pdf", bytes: await facturXOf(testEInvoice(seller)) };
    const first = await importAll(pdf);
    await take(first.importId);
    expect(await rows()).toMatchObject([{ status: "CANCELLED" }]);
    const second = await importAll(pdf);
    expect(await rows()).toMatchObject([{ status: "OPEN" }]);
    await take(second.importId);
    expect(await rows()).toMatchObject([{ status: "CANCELLED" }]);
    const third = await importAll(pdf);
    const [row] = await rows();
    const other = await facturXOf(testEInvoice(seller, { number: "autre" }));
    await attachDocument(world.ctx, row?.id ?? "", { name: "annexe.pdf", bytes: other });
    await expect(take(third.importId)).rejects.toMatchObject({ code: "NOTHING_TO_UNDO" });
    const names = await asOwner<{ name: string }>(
      database,
      "SELECT name FROM document WHERE invoice_id = $1 ORDER BY name",
      [row?.id ?? ""],
    );
    expect(names.map(({ name }) => name)).toEqual(["annexe.pdf", "facture.pdf"]);
  });
});
