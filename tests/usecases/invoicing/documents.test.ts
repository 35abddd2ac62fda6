/** Original PDFs: checked, named safely, kept once, seen by their company only. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { facturXOf, testCreditNote, testEInvoice } from "../../support/eInvoices";
import { textFile, wholePdf } from "../../support/pdfFiles";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { attachDocument, removeDocument } = await import("@/usecases/invoicing/attachDocument");
const { readDocument } = await import("@/usecases/invoicing/readDocument");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { updateInvoice } = await import("@/usecases/invoicing/saveInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { newId } = await import("@/db/values");

const clock = parisClock("2026-10-01");
let own: Awaited<ReturnType<typeof makeCompany>>;
let other: Awaited<ReturnType<typeof makeCompany>>;
let invoiceId = "";

beforeAll(async () => {
  own = await makeCompany(clock);
  other = await makeCompany(clock, { name: "Voisine" });
  invoiceId = await makeInvoice(own.ctx, await makeClient(own.ctx), {
    number: "F/2026/7",
    dueOn: "2026-10-24",
  });
});

const counts = async () => {
  const [row] = await asOwner<{ documents: number; blobs: number }>(
    database,
    "SELECT (SELECT count(*)::int FROM document) AS documents, (SELECT count(*)::int FROM blob) AS blobs",
  );
  return row;
};

describe("the PDF of an invoice", () => {
  it("is kept under a safe name and read back to the byte", async () => {
    const bytes = wholePdf("first");
    const id = await attachDocument(own.ctx, invoiceId, { name: "../../Facture \u202efdp.exe", bytes });
    const file = await readDocument(own.ctx, id);
    expect(file).toMatchObject({ name: "Facture fdp.exe.pdf", contentType: "application/pdf" });
    expect(Buffer.from(file.bytes).equals(bytes)).toBe(true);
    const [row] = await asOwner<{ sha256: string }>(database, "SELECT sha256 FROM document WHERE id = $1", [
      id,
    ]);
    expect(row?.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("takes the number of the invoice when its name says nothing", async () => {
    const id = await attachDocument(own.ctx, invoiceId, { name: "/", bytes: wholePdf("unnamed") });
    expect((await readDocument(own.ctx, id)).name).toBe("7.pdf");
  });

  it("attached twice stays one document, on two invoices two documents of one blob", async () => {
    const bytes = wholePdf("twice");
    const before = await counts();
    const first = await attachDocument(own.ctx, invoiceId, { name: "a.pdf", bytes });
    expect(await attachDocument(own.ctx, invoiceId, { name: "b.pdf", bytes })).toBe(first);
    const second = await makeInvoice(own.ctx, await makeClient(own.ctx), { dueOn: "2026-11-24" });
    await attachDocument(own.ctx, second, { name: "a.pdf", bytes });
    expect(await counts()).toEqual({
      documents: (before?.documents ?? 0) + 2,
      blobs: (before?.blobs ?? 0) + 1,
    });
  });

  it("is refused, and nothing kept, when it is no PDF", async () => {
    const before = await counts();
    const file = { name: "facture.pdf", bytes: textFile("<script>alert(1)</script>") };
    await expect(attachDocument(own.ctx, invoiceId, file)).rejects.toMatchObject({
      errors: [{ field: "file", code: "FILE_NOT_PDF" }],
    });
    expect(await counts()).toEqual(before);
  });

  it("belongs to its company: another one neither reads, attaches nor removes it", async () => {
    const id = await attachDocument(own.ctx, invoiceId, { name: "own.pdf", bytes: wholePdf("own") });
    const notFound = { code: "NOT_FOUND" };
    await expect(readDocument(other.ctx, id)).rejects.toMatchObject(notFound);
    await expect(removeDocument(other.ctx, id)).rejects.toMatchObject(notFound);
    await expect(
      attachDocument(other.ctx, invoiceId, { name: "x.pdf", bytes: wholePdf() }),
    ).rejects.toMatchObject(notFound);
    expect((await readDocument(own.ctx, id)).name).toBe("own.pdf");
  });

  it("is not found under an address that is no id", async () => {
    for (const id of ["x", "../etc", newId()]) {
      await expect(readDocument(own.ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("that says otherwise than the invoice is kept, and it is said until they agree", async () => {
    const clientId = await makeClient(own.ctx, { siren: "552100554" });
    const raw = { number: "FX-7", issuedOn: "2026-08-03", totalCents: "1 100,00" };
    const id = await makeInvoice(own.ctx, clientId, { ...raw, dueOn: "2026-09-02" });
    const said = async () =>
      (await readInvoice(own.ctx, id, PUBLISHED_RATES)).documents.map(({ saysOtherwise }) => saysOtherwise);
    const seller = { name: "Atelier Brisset", siren: "303265045" };
    await attachDocument(own.ctx, id, { name: "a.pdf", bytes: wholePdf("picture") });
    expect(await said()).toEqual([[]]);
    clock.set(clock.now() + 1_000);
    const bytes = await facturXOf(testEInvoice(seller, { number: "fx-7", dueOn: "2026-09-10" }));
    await attachDocument(own.ctx, id, { name: "b.pdf", bytes });
    expect((await said()).flat()).toEqual([
      "échéance\u00a0: 02/09/2026 ici, 10/09/2026 dans le PDF",
      "montant TTC\u00a0: 1\u00a0100,00\u00a0€ ici, 1\u00a0200,00\u00a0€ dans le PDF",
    ]);
    await updateInvoice(own.ctx, id, { ...raw, totalCents: "1 200,00", dueOn: "2026-09-10" });
    expect((await said()).flat()).toEqual([]);
    clock.set(clock.now() + 1_000);
    const credit = await facturXOf(testCreditNote(seller));
    await attachDocument(own.ctx, id, { name: "c.pdf", bytes: credit });
    expect((await said()).flat()).toEqual(["c’est un avoir, n°\u00a0AV-7"]);
    clock.set(clock.now() + 1_000);
    await attachDocument(own.ctx, id, { name: "d.pdf", bytes: wholePdf("the right one") });
    expect((await said()).flat()).toEqual([]);
  });

  it("is kept whatever is written in it", async () => {
    const buyer = { name: `${"n".repeat(79)}😀`, siren: "552100554" };
    const bytes = await facturXOf(testEInvoice({ name: "Atelier", siren: "303265045" }, { buyer }));
    const id = await attachDocument(own.ctx, invoiceId, { name: "long.pdf", bytes });
    expect((await readDocument(own.ctx, id)).name).toBe("long.pdf");
  });

  it("can be taken off, and the journal says both gestures", async () => {
    const id = await attachDocument(own.ctx, invoiceId, { name: "wrong.pdf", bytes: wholePdf("wrong") });
    await removeDocument(own.ctx, id);
    await expect(readDocument(own.ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const actions = await asOwner<{ action: string }>(
      database,
      "SELECT action FROM journal_entry WHERE data->>'documentId' = $1 ORDER BY seq",
      [id],
    );
    expect(actions.map((row) => row.action)).toEqual(["document.attached", "document.removed"]);
  });
});
