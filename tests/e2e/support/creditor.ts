/** A person at the creditor's: opens an account, a company, and does the daily work through the pages. */
import { expect, type Locator, type Page } from "playwright/test";
import type { Hand } from "./hands";
import type { House } from "./house";

export const COMPANY_HOME = "/atelier-des-quais";

export const PERSON = {
  name: "Camille Renard",
  email: "camille@atelier-des-quais.example",
  password: "quatre mots pas si simples",
};

/** Opens an account and confirms its address by the link received. */
export async function signUp(page: Page, hand: Hand, house: House): Promise<void> {
  await page.goto("/inscription");
  await hand.write(page, "Votre nom", PERSON.name);
  await hand.write(page, "Adresse électronique", PERSON.email);
  await hand.write(page, "Mot de passe", PERSON.password);
  await hand.press(page.getByRole("button", { name: "Ouvrir mon compte" }));
  await page.waitForURL("**/bienvenue");
  const mail = await house.mailbox.waitFor(PERSON.email, /confirm/i);
  const link = house.mailbox.links(mail).find((one) => one.includes("/confirmation?"));
  await page.goto(link ?? "no link in the message");
  await hand.press(page.getByRole("button", { name: "Confirmer mon adresse" }));
  await expect(page.getByText("Adresse confirmée.")).toBeVisible();
}

/** Creates the company: SIREN and IBAN are checked on the way. */
export async function openCompany(page: Page, hand: Hand): Promise<void> {
  await page.goto("/bienvenue");
  await hand.write(page, "SIREN", "501 826 473");
  await hand.write(page, "Raison sociale", "Atelier des Quais");
  await hand.write(page, "Forme juridique", "SARL");
  await hand.write(page, "Numéro et rue", "14 rue des Olivettes");
  await hand.write(page, "Code postal", "44000");
  await hand.write(page, "Ville", "Nantes");
  await hand.write(page, "Téléphone (facultatif)", "02 61 91 01 40");
  await hand.write(page, "IBAN (facultatif)", "FR76 3000 6000 0112 3456 7890 189");
  await hand.press(page.getByRole("button", { name: "Créer la société" }));
  await page.waitForURL(`**${COMPANY_HOME}/premiers-pas*`);
  await expect(page.getByText("Le mode sûr est actif")).toBeVisible();
}

export interface NewInvoice {
  client: string;
  email: string;
  number: string;
  amount: string;
  issuedOn: string;
  dueOn: string;
}

/** Records an invoice and its client on one page. */
export async function recordInvoice(page: Page, hand: Hand, invoice: NewInvoice): Promise<void> {
  await page.goto(`${COMPANY_HOME}/factures/nouvelle?client=nouveau`);
  await hand.write(page, "Client", invoice.client);
  await hand.write(page, "Courriel de la comptabilité (facultatif)", invoice.email);
  await hand.write(page, "Téléphone (facultatif)", "02 61 91 03 77");
  await hand.write(page, "Adresse postale (facultatif)", "22 rue du Port Haliguen");
  await hand.write(page, "Code postal (facultatif)", "56170");
  await hand.write(page, "Ville (facultatif)", "Quiberon");
  await hand.write(page, "Numéro de la facture", invoice.number);
  await hand.write(page, "Montant TTC", invoice.amount);
  await hand.writeDate(page, "Date de la facture", invoice.issuedOn);
  await hand.writeDate(page, "Échéance", invoice.dueOn);
  await hand.press(page.getByRole("button", { name: "Enregistrer la facture" }));
  await expect(page.getByText("Facture enregistrée.")).toBeVisible();
}

/** Lets reminders leave without asking. */
export async function leaveSafeMode(page: Page, hand: Hand): Promise<void> {
  await page.goto(`${COMPANY_HOME}/premiers-pas`);
  await hand.press(page.getByRole("button", { name: "Laisser partir les relances" }));
  await expect(page.getByText("Mode sûr désactivé")).toBeVisible();
}

/** Lets time pass, with the buttons of the demonstration. */
export async function letTimePass(page: Page, hand: Hand, leap: "+1 jour" | "+7 jours"): Promise<void> {
  await page.goto(COMPANY_HOME);
  await hand.press(page.getByRole("button", { name: leap, exact: true }));
  // A week of work on a slow machine: the page answers when the worker has come to rest.
  const said = page.getByText(/Le temps a passé/);
  await expect(said).toBeVisible({ timeout: 30_000 });
}

/** Opens what is folded in a part of the day's page: the first call is open already. */
export async function openDetails(region: Locator): Promise<void> {
  const details = region.locator("details").first();
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
}
