/** The second step of signing in, as a person meets it: put in service, asked for, and opened with a code kept on paper. */
import { generateSync } from "otplib";
import type { Page } from "playwright/test";
import { findings, loadAxe } from "./support/axe";
import { PERSON, signUp } from "./support/creditor";
import { pointer } from "./support/hands";
import { expect, townTest as test } from "./support/test";

const nextCode = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

async function looksRight(page: Page): Promise<void> {
  await loadAxe(page);
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(over), `pixels to scroll sideways at ${width}`).toBe(0);
    expect(await findings(page)).toEqual([]);
  }
}

async function passwordAtTheDoor(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/connexion?suite=%2Fcompte");
  await page.getByLabel("Adresse électronique").fill(PERSON.email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(PERSON.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}

test("a telephone is put in service, and asked for at the next sign-in, whichever way", async ({
  page,
  town,
}) => {
  test.setTimeout(180_000);
  await signUp(page, pointer, town);

  await page.goto("/compte");
  await page.getByRole("link", { name: "Mettre en service" }).click();
  await page.waitForURL("**/compte/deux-etapes");
  await page.getByLabel("Mot de passe actuel").fill(PERSON.password);
  await page.getByRole("button", { name: "Commencer" }).click();
  await expect(page.getByRole("img", { name: "Code QR à scanner" })).toBeVisible();
  await looksRight(page);
  const shown = async (name: string) => (await page.getByRole("textbox", { name }).textContent()) ?? "";
  const secret = (await shown("Ou tapez cette clé dans l’application")).replaceAll(" ", "");
  const [paper = ""] = (await shown("Codes de secours")).split("\n");
  // The code of the moment before: the next sign-in takes those that come after it.
  await page.getByLabel("Code", { exact: true }).fill(nextCode(secret, -1));
  await page.getByRole("button", { name: "Mettre en service" }).click();
  await expect(page.getByText("C’est en service")).toBeVisible();
  await looksRight(page);

  await passwordAtTheDoor(page);
  await page.waitForURL("**/connexion/code?*");
  await looksRight(page);
  // The password alone opens nothing.
  await page.goto("/compte");
  await page.waitForURL("**/connexion?*");
  await page.goto("/connexion/code?suite=%2Fcompte");
  const code = page.getByLabel("Code à six chiffres");
  await code.fill("12345");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByText("Ce code n’est pas le bon")).toBeVisible();
  await code.fill(nextCode(secret));
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL("**/compte");

  // A link of the mailbox is no way round it; a code kept on paper opens without the telephone.
  await page.context().clearCookies();
  await page.goto("/connexion/lien");
  await page.getByLabel("Adresse électronique").fill(PERSON.email);
  await page.getByRole("button", { name: "Envoyer le lien" }).click();
  const mail = await town.mailbox.waitFor(PERSON.email, /lien de connexion/i);
  await page.goto(town.mailbox.links(mail).find((one) => one.includes("/connexion/lien?jeton=")) ?? "");
  await page.getByRole("button", { name: "Me connecter" }).click();
  await page.waitForURL("**/connexion/code");
  await code.fill(paper.toLowerCase());
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL("**/bienvenue");
  await page.goto("/compte/deux-etapes");
  await expect(page.getByRole("heading", { name: "Codes de secours 7" })).toBeVisible();
});

test("new codes are shown once, and the telephone is taken away, without script", async ({
  browser,
  town,
}) => {
  test.setTimeout(180_000);
  const context = await browser.newContext({ baseURL: town.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await signUp(page, pointer, town);
  await page.goto("/compte/deux-etapes");
  await page.getByLabel("Mot de passe actuel").fill(PERSON.password);
  await page.getByRole("button", { name: "Commencer" }).click();
  const secret = (
    (await page.getByRole("textbox", { name: "Ou tapez cette clé" }).textContent()) ?? ""
  ).replaceAll(" ", "");
  await page.getByLabel("Code", { exact: true }).fill(nextCode(secret, -1));
  await page.getByRole("button", { name: "Mettre en service" }).click();
  await expect(page.getByText("C’est en service")).toBeVisible();

  const codes = page.locator("section", { has: page.getByRole("heading", { name: /^Codes de secours/ }) });
  await codes.getByLabel("Mot de passe actuel").fill(PERSON.password);
  await codes.getByLabel("Code", { exact: true }).fill(nextCode(secret));
  await codes.getByRole("button", { name: "Faire de nouveaux codes" }).click();
  const [paper = ""] = (
    (await page.getByRole("textbox", { name: "Codes de secours" }).textContent()) ?? ""
  ).split("\n");
  expect(paper).toMatch(/^(\w{4}-){3}\w{4}$/);

  await page.goto("/compte/deux-etapes");
  const removing = page.locator("section", { hasText: "Changer de téléphone" });
  await removing.getByLabel("Mot de passe actuel").fill(PERSON.password);
  await removing.getByLabel("Code", { exact: true }).fill(paper);
  await removing.getByRole("button", { name: "Retirer ce téléphone" }).click();
  await expect(page.getByText("Retiré : aucun code")).toBeVisible();
  await context.close();
});
