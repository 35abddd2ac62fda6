/** The main job, from opening an account to a confirmed payment: once with a pointer, once with the keyboard alone. */
import type { Browser, Page } from "playwright/test";
import {
  COMPANY_HOME,
  leaveSafeMode,
  letTimePass,
  openCompany,
  recordInvoice,
  signUp,
} from "./support/creditor";
import { type Hand, keyboard, pointer } from "./support/hands";
import type { House } from "./support/house";
import { expect, townTest as test } from "./support/test";

const DEBTOR = "compta@conserverie-le-guen.example";

async function mainJob(page: Page, browser: Browser, town: House, hand: Hand): Promise<void> {
  await signUp(page, hand, town);
  await openCompany(page, hand);
  await recordInvoice(page, hand, {
    client: "Conserverie Le Guen",
    email: DEBTOR,
    number: "F-2026-118",
    amount: "4 320,00",
    issuedOn: "2026-10-26",
    dueOn: "2026-11-25",
  });
  const invoice = new URL(page.url()).pathname;
  await expect(page.getByRole("main")).toContainText("J+2");

  // The first message is read before anything may leave.
  await page.goto(`${COMPANY_HOME}/premiers-pas`);
  const main = page.getByRole("main");
  await expect(main).toContainText("vendredi 27 novembre 2026");
  await expect(main).toContainText(DEBTOR);
  await expect(main).toContainText(/4\s320,00\s€/);
  await leaveSafeMode(page, hand);
  await letTimePass(page, hand, "+7 jours");

  const reminder = await town.mailbox.waitFor(DEBTOR, /F-2026-118/);
  expect(reminder.text).toMatch(/4\s320,00\s€/);
  const [link = ""] = town.mailbox.links(reminder);
  await declarePaid(browser, link, hand);

  await page.goto(COMPANY_HOME);
  await hand.press(page.getByRole("link", { name: /Confirmer le règlement de Conserverie Le Guen/ }));
  await page.waitForURL("**/reponses/*");
  await hand.press(page.getByRole("button", { name: "Confirmer le règlement" }));
  await expect(page.getByText("Règlement enregistré, et le client remercié.")).toBeVisible();

  await page.goto(invoice);
  await expect(page.getByRole("main").getByText("Soldée").first()).toBeVisible();
  await letTimePass(page, hand, "+1 jour");
  const thanks = await town.mailbox.waitFor(DEBTOR, /merci|reçu/i);
  expect(thanks.text).toMatch(/4\s320,00\s€/);
  const [status] = await town.behind.rows<{ status: string; balance: string }>(
    "SELECT status::text, balance_cents::text AS balance FROM invoice",
  );
  expect(status).toEqual({ status: "PAID", balance: "0" });
}

/** The debtor opens the link of the message on their own machine. */
async function declarePaid(browser: Browser, link: string, hand: Hand): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText(/4\s320,00\s€/);
  await hand.press(page.locator("summary", { hasText: "J’ai payé" }));
  await hand.choose(page.getByLabel("Virement", { exact: true }));
  await hand.press(page.getByRole("button", { name: "Prévenir Atelier des Quais" }));
  await expect(page.getByRole("status")).toContainText("Merci, c’est noté");
  await context.close();
}

test("from opening an account to a confirmed payment", async ({ page, browser, town }) => {
  test.setTimeout(240_000);
  await mainJob(page, browser, town, pointer);
});

test("the same with the keyboard alone", async ({ page, browser, town }) => {
  test.setTimeout(240_000);
  await mainJob(page, browser, town, keyboard);
});
