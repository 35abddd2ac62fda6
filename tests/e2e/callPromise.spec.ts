/** A call with a promise: noted on the page, confirmed by email, and the reminders wait for the day promised. */
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

test("a call that ends with a promise holds the reminders, and a broken promise lets them go on", async ({
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
  // J+2 writes; J+7, a Tuesday, asks for a call.
  await letTimePass(page, pointer, "+7 jours");
  await town.mailbox.waitFor(DEBTOR, /F-2026-204/);
  await letTimePass(page, pointer, "+1 jour");

  const calls = page.getByRole("region", { name: /Appels à passer/ });
  await expect(calls).toContainText("Garage Pennec");
  // The first call of the day is open: its script can be read at once.
  await calls.getByRole("link", { name: "Promet une date" }).click();
  await page.waitForURL("**/appels/*");
  await page.getByLabel("Date promise").fill("2026-12-10");
  await page.getByLabel("Ce qui s’est dit (facultatif)").fill("Virement après la paie.");
  await page.getByRole("button", { name: "Enregistrer l’appel" }).click();
  await expect(page.getByText("Appel noté.")).toBeVisible();

  const confirmation = await town.mailbox.waitFor(DEBTOR, /comme convenu au téléphone/);
  expect(confirmation.text).toMatch(/10\s+décembre\s+2026/);
  await page.goto(invoice);
  await expect(page.getByRole("main")).toContainText(/10\s+décembre/);

  // The day passes, and the days of grace: the scenario resumes and says so.
  await letTimePass(page, pointer, "+7 jours");
  await letTimePass(page, pointer, "+7 jours");
  await page.goto(COMPANY_HOME);
  await expect(page.getByRole("main")).toContainText("Promesse non tenue");
});
