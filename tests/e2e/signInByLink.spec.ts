/** Signing in by a link received: a scanner of mail may open it first, only the button uses it, and only once. */
import { PERSON, signUp } from "./support/creditor";
import { pointer } from "./support/hands";
import { expect, townTest as test } from "./support/test";

test("a link opens a session once, even when a scanner looked at it first", async ({
  page,
  browser,
  town,
}) => {
  test.setTimeout(180_000);
  await signUp(page, pointer, town);
  await page.context().clearCookies();

  await page.goto("/connexion");
  await page.getByRole("link", { name: "Recevoir un lien par courriel" }).click();
  await page.waitForURL("**/connexion/lien");
  await page.getByLabel("Adresse électronique").fill(PERSON.email);
  await page.getByRole("button", { name: "Envoyer le lien" }).click();
  await expect(page.getByText("un lien vient de partir")).toBeVisible();

  const mail = await town.mailbox.waitFor(PERSON.email, /connexion|connecter/i);
  const link = town.mailbox.links(mail).find((one) => one.includes("/connexion/lien?jeton=")) ?? "";
  for (const method of ["HEAD", "GET"]) expect((await fetch(link, { method })).ok).toBe(true);

  await page.goto(link);
  await page.getByRole("button", { name: "Me connecter" }).click();
  await page.waitForURL("**/bienvenue");

  // Somebody else, with the same link.
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.getByRole("button", { name: "Me connecter" }).click();
  await expect(other.getByText("Ce lien a déjà servi")).toBeVisible();
  await other.context().close();
});

test("an address without account gets the same words, and no message", async ({ page, town }) => {
  await page.goto("/connexion/lien");
  await page.getByLabel("Adresse électronique").fill("personne@ailleurs.example");
  await page.getByRole("button", { name: "Envoyer le lien" }).click();
  await expect(page.getByText("Si un compte existe à cette adresse, un lien vient de partir")).toBeVisible();
  expect(await town.behind.rows("SELECT 1 FROM account_mail")).toEqual([]);
});
