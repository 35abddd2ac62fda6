/** Who has paid is not reminded: a statement is dropped, its transfer is recognised, confirmed, and undone. */
import {
  COMPANY_HOME,
  leaveSafeMode,
  letTimePass,
  openCompany,
  recordInvoice,
  signUp,
} from "./support/creditor";
import { pointer } from "./support/hands";
import { expect, townTest as test } from "./support/test";

const DEBTOR = "compta@garage-pennec.example";
const STATEMENTS = `${COMPANY_HOME}/encaissements/releves`;

const STATEMENT = [
  "Date opération;Libellé;Débit;Crédit",
  "23/11/2026;VIR SEPA GARAGE PENNEC FACTURE F2026204;;1 284,00",
  "23/11/2026;FRAIS DE TENUE DE COMPTE;12,50;",
  "",
].join("\r\n");

test("a transfer of the bank's file holds the reminder, pays the invoice when confirmed, and is undone", async ({
  page,
  town,
}) => {
  test.setTimeout(240_000);
  await signUp(page, pointer, town);
  await openCompany(page, pointer);
  await recordInvoice(page, pointer, {
    client: "Garage Pennec",
    email: DEBTOR,
    number: "F-2026-204",
    amount: "1 284,00",
    issuedOn: "2026-10-19",
    dueOn: "2026-11-24",
  });
  const invoice = new URL(page.url()).pathname;
  await leaveSafeMode(page, pointer);

  const main = page.getByRole("main");
  const drop = async (name: string, text: string) => {
    await page.goto(STATEMENTS);
    await page.getByLabel("Relevé de votre banque").setInputFiles({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(text),
    });
    await page.getByRole("button", { name: "Lire le relevé" }).click();
  };
  await drop("releve.csv", STATEMENT.replace("1 284,00", "beaucoup"));
  await expect(main).toContainText(/Ligne 2\s:/);
  await drop("releve.csv", STATEMENT);
  await expect(page.getByText(/Relevé lu/)).toBeVisible();
  await expect(main).toContainText("Correspondance sûre");
  await expect(main).toContainText("le libellé cite F-2026-204");
  await drop("le-meme.csv", STATEMENT);
  await expect(page.getByText(/Ce relevé était déjà connu/)).toBeVisible();

  // J+2 comes and goes: nothing leaves, and the invoice says why.
  await page.goto(invoice);
  await expect(main).toContainText("Virement reçu, à rapprocher");
  await letTimePass(page, pointer, "+1 jour");
  await letTimePass(page, pointer, "+1 jour");
  await letTimePass(page, pointer, "+1 jour");
  expect(await town.mailbox.to(DEBTOR)).toEqual([]);
  await expect(page.getByRole("region", { name: /Virements à rapprocher/ })).toContainText("Un virement");

  await page.goto(STATEMENTS);
  await page.getByRole("button", { name: /^Confirmer/ }).click();
  await expect(page.getByText(/Virement rapproché/)).toBeVisible();
  await expect(main).toContainText("Tout est rapproché");
  await page.goto(`${COMPANY_HOME}/encaissements`);
  await expect(main).toContainText("F-2026-204");

  await page.goto(`${STATEMENTS}?etat=rapproches`);
  await page.getByRole("button", { name: /^Annuler/ }).click();
  await expect(page.getByText(/de nouveau à rapprocher/)).toBeVisible();
  await page.goto(invoice);
  await expect(main).toContainText(/1\s284,00/);
  await expect(main).toContainText("Virement reçu, examiné");
});
