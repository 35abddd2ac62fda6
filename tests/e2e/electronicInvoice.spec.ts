/** A Factur-X and its credit note are dropped together: looked at, imported, found on the invoice, taken back. */
import { facturXOf, testCreditNote, testEInvoice, ublCreditNoteOf } from "../support/eInvoices";
import { COMPANY_HOME, openCompany, signUp } from "./support/creditor";
import { pointer } from "./support/hands";
import { expect, townTest as test } from "./support/test";

const SELLER = { name: "Atelier des Quais", siren: "501826473" };
const BUYER = { name: "Garage Pennec", siren: "552100554", email: "compta@garage-pennec.example" };
const IMPORTS = `${COMPANY_HOME}/importer`;

const INVOICE = testEInvoice(SELLER, {
  ...{ number: "F-2026-204", issuedOn: "2026-10-19", deliveredOn: "2026-10-16", dueOn: "2026-11-18" },
  ...{ net: "1070.00", vat: "214.00", total: "1284.00", due: "1284.00", buyer: BUYER },
});
const CREDIT = testCreditNote(SELLER, {
  ...{ number: "AV-2026-12", issuedOn: "2026-11-16", preceding: INVOICE.number, buyer: BUYER },
  ...{ net: "100.00", vat: "20.00", total: "120.00", due: "120.00" },
});

test("a Factur-X and its credit note become an invoice with its PDF and what is left to pay", async ({
  page,
  town,
}) => {
  test.setTimeout(240_000);
  await signUp(page, pointer, town);
  await openCompany(page, pointer);
  const pdf = Buffer.from(await facturXOf(INVOICE));
  const main = page.getByRole("main");
  const drop = async () => {
    await page.goto(IMPORTS);
    await page.getByLabel("Fichiers de vos factures").setInputFiles([
      { name: "Avoir.xml", mimeType: "text/xml", buffer: Buffer.from(ublCreditNoteOf(CREDIT)) },
      { name: "Facture Pennec.pdf", mimeType: "application/pdf", buffer: pdf },
    ]);
    await page.getByRole("button", { name: "Lire", exact: true }).click();
    await page.waitForURL(`**${IMPORTS}/*`);
  };

  // Everything is shown before anything is recorded.
  await drop();
  await expect(main).toContainText(/1\sfacture et 1\savoir à créer/);
  await expect(main).toContainText("Avoir AV-2026-12");
  await expect(main).toContainText("sur la facture F-2026-204");
  expect(await town.behind.rows("SELECT id FROM invoice")).toEqual([]);
  const importPage = new URL(page.url()).pathname;
  await page.getByRole("button", { name: /^Importer 1\sfacture et 1\savoir/ }).click();
  await expect(page.getByText(/Import terminé/)).toBeVisible();
  await expect(main).toContainText(/1\savoir enregistré/);

  await page.getByRole("link", { name: "F-2026-204" }).click();
  await page.waitForURL(`**${COMPANY_HOME}/factures/*`);
  const invoice = new URL(page.url()).pathname;
  await expect(main).toContainText("Garage Pennec");
  await expect(main).toContainText(/1\s164,00/);
  await expect(main).toContainText("Avoir AV-2026-12");
  const link = page.getByRole("link", { name: "Facture Pennec.pdf" });
  const file = await page.request.get((await link.getAttribute("href")) ?? "");
  expect((await file.body()).equals(pdf), "the PDF is the one that was dropped").toBe(true);

  await drop();
  await expect(main).toContainText(/Rien de nouveau à importer/);
  await expect(main).toContainText(/1\sfacture et 1\savoir déjà là, à l’identique/);

  await page.goto(importPage);
  await page.getByRole("link", { name: "Annuler cet import" }).click();
  await expect(main).toContainText(/1\sfacture et 1\savoir seront annulés/);
  await page.getByRole("button", { name: "Annuler l’import" }).click();
  await expect(main).toContainText(/1\sfacture et 1\savoir annulés/);
  await page.goto(invoice);
  await expect(main.getByText("Annulée").first()).toBeVisible();
});
