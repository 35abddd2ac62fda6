/** A payment comes while an approved letter waits for its stamp: the letter is held back, and says why. */
import { examplesOf } from "./support/examples";
import { HOME_SLUG, OWNER } from "./support/places";
import { signIn } from "./support/session";
import { expect, ownDemoTest as test } from "./support/test";

test("a letter whose invoice was paid in part is not noted as posted by mistake", async ({
  page,
  context,
  house,
}) => {
  test.setTimeout(120_000);
  await signIn(context, house, OWNER);
  const x = await examplesOf(house.behind, HOME_SLUG);
  const letter = `/${HOME_SLUG}/courriers/${x.letterToPost}`;
  const [claimed] = await house.behind.rows<{ id: string; number: string }>(
    `SELECT i.id, i.number FROM letter_invoice li JOIN invoice i ON i.company_id = li.company_id AND i.id = li.invoice_id
     WHERE li.company_id = $1 AND li.letter_id = $2`,
    [x.company, x.letterToPost],
  );
  const main = page.getByRole("main");
  await page.goto(letter);
  await expect(main).not.toContainText("Ne postez pas");

  await page.goto(`/${HOME_SLUG}/factures/${claimed?.id}/reglement`);
  await page.getByLabel("Montant reçu").fill("10,00");
  await main.getByRole("button", { name: /Enregistrer|Noter/ }).click();
  await page.waitForURL(/fait=/);

  await page.goto(`/${HOME_SLUG}?liste=accords`);
  const toPost = page.getByRole("region").filter({ hasText: "Ne pas poster" });
  await expect(toPost).toContainText("Ne pas poster");
  await expect(toPost).toContainText(`à payer sur la facture ${claimed?.number}, et la lettre en réclame`);

  await page.goto(letter);
  await expect(main).toContainText(/Il ne reste que .* Ne postez pas cette lettre.*redessinez-la/);
  await expect(main.getByRole("link", { name: "Imprimer" })).toHaveCount(0);
  await expect(main.getByRole("button", { name: "Redessiner", exact: true })).toBeVisible();
  await page.goto(`${letter}/postee`);
  const tracking = page.getByLabel("Numéro de suivi");
  await tracking.fill("1A 047 877 2024 3");
  await page.getByRole("button", { name: "Noter comme postée" }).click();
  await expect(main.getByRole("alert")).toContainText("Ne postez pas cette lettre.");
  await page.getByLabel("Elle est partie ainsi").check();
  await expect(tracking).toHaveValue("1A 047 877 2024 3");
  await page.getByRole("button", { name: "Noter comme postée" }).click();
  await expect(page.getByText("Lettre notée comme postée.")).toBeVisible();
});
