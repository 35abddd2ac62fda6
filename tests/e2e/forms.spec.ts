/** What every form does beside its work: shows what was refused, asks before losing what was typed, and acts once. */
import { listActions } from "./support/actions";
import { examplesOf } from "./support/examples";
import { HOME_SLUG, OWNER } from "./support/places";
import { signIn } from "./support/session";
import { expect, ownDemoTest as test } from "./support/test";
import { formsOf, Visitor } from "./support/visitor";

const TELEPHONE = { width: 360, height: 640 };

test("a refusal brings what is wrong into view and gives it the focus", async ({ page, context, house }) => {
  await signIn(context, house, OWNER);
  await page.setViewportSize(TELEPHONE);
  const x = await examplesOf(house.behind, HOME_SLUG);

  await test.step("one field is wrong: it has the focus, and what was typed stays", async () => {
    await page.goto(`/${HOME_SLUG}/factures/${x.invoice}/reglement`);
    const amount = page.getByLabel("Montant reçu");
    await amount.fill("99 999 999,00");
    const submit = page.getByRole("button", { name: "Enregistrer le règlement" });
    await submit.scrollIntoViewIfNeeded();
    await submit.click();
    await expect(amount).toBeFocused();
    await expect(amount).toBeInViewport();
    await expect(amount).toHaveAttribute("aria-invalid", "true");
    await expect(amount).toHaveValue("99 999 999,00");
  });

  await test.step("several are: their list has it, and each line leads to its field", async () => {
    await page.goto(`/${HOME_SLUG}/clients/nouveau`);
    await page.getByLabel("SIREN").fill("123");
    const submit = page.getByRole("main").getByRole("button", { name: /Créer|Enregistrer/ });
    await submit.scrollIntoViewIfNeeded();
    await submit.click();
    const list = page.getByRole("alert").filter({ hasText: "à corriger" });
    await expect(list).toBeFocused();
    await expect(list).toBeInViewport();
    await list.getByRole("link").last().click();
    await expect(page.locator("[aria-invalid=true]:focus")).toBeInViewport();
  });

  await test.step("another was wrong before: the one that was just refused has it", async () => {
    await page.goto(`/${HOME_SLUG}/importer`);
    const text =
      "Numéro;Client;Date;Échéance;Montant TTC\nN-1;Menuiserie Neuve;02/11/2026;01/12/2026;12,00\nN-2;Menuiserie Neuve;02/11/2026;01/12/2026;abc";
    const file = { name: "factures.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("main").locator("button[type=submit]").first().click();
    await page.getByRole("button", { name: "Importer 1 facture" }).click();
    await expect(page.getByLabel("Type des clients du fichier")).toBeFocused();
  });
});

test("a key that is told once stands alone and in view", async ({ page, context, house }) => {
  await signIn(context, house, OWNER);
  await page.setViewportSize(TELEPHONE);
  await page.goto(`/${HOME_SLUG}/reglages/api`);
  await page.getByLabel("À quoi elle sert").fill("Facturation");
  await page.getByLabel("Votre mot de passe").fill("demonstration");
  await page.getByRole("button", { name: "Créer la clé" }).click();
  const key = page.getByRole("textbox", { name: "Clé Facturation" });
  await expect(key).toBeFocused();
  await expect(key).toBeInViewport();
  await expect(page.getByLabel("Votre mot de passe")).toHaveCount(0);
});

test("what was typed in a step of a scenario is not left without a question", async ({
  page,
  context,
  house,
}) => {
  await signIn(context, house, OWNER);
  await page.goto(`/${HOME_SLUG}/scenarios`);
  await page.getByRole("main").getByRole("link", { name: "Professionnels" }).first().click();
  await page.getByRole("button", { name: "Modifier" }).click();
  const subject = page.getByLabel("Objet").first();
  await expect(subject).toBeVisible();
  const elsewhere = page.getByRole("link", { name: "Factures", exact: true });
  const questions: string[] = [];
  let answer: "stay" | "leave" = "stay";
  page.on("dialog", async (dialog) => {
    questions.push(dialog.message());
    await (answer === "stay" ? dialog.dismiss() : dialog.accept());
  });
  const editor = page.url();

  await subject.fill("Un mot au sujet de {{numero}}");
  await elsewhere.click();
  expect(questions).toEqual([expect.stringContaining("n’est pas enregistré")]);
  expect(page.url()).toBe(editor);
  await expect(subject).toHaveValue("Un mot au sujet de {{numero}}");

  answer = "leave";
  await elsewhere.click();
  await page.waitForURL("**/factures");
  expect(questions).toHaveLength(2);

  await page.goto(editor);
  await elsewhere.click();
  await page.waitForURL("**/factures");
  expect(questions, "nothing was typed").toHaveLength(2);
});

test("the message of a step follows what is typed, and says at the field what is wrong", async ({
  page,
  context,
  house,
}) => {
  await signIn(context, house, OWNER);
  await page.goto(`/${HOME_SLUG}/scenarios`);
  await page.getByRole("main").getByRole("link", { name: "Professionnels" }).first().click();
  await page.getByRole("button", { name: "Modifier" }).click();
  const subject = page.getByLabel("Objet").first();
  const body = page.getByLabel("Texte", { exact: true });
  const reader = page.getByRole("region", { name: "Ce que lira le client" });
  const message = () =>
    reader.locator("iframe").evaluate((frame: HTMLIFrameElement) => frame.contentDocument?.body.textContent);
  await expect.poll(message).toContain("Bonjour");

  const words = await body.inputValue();
  await subject.fill("Encore un mot");
  await body.fill(words.replace("{{bonjour}}", "{{bonjour}}\n\nUne phrase <b>toute</b> neuve."));
  await expect(reader).toContainText("Encore un mot");
  await expect.poll(message).toContain("Une phrase <b>toute</b> neuve.");
  await expect(body).toBeFocused();

  await body.fill(words.replace("{{bonjour}}", "{{bonjourr}}"));
  await expect(body).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Peut-être {{bonjour}}")).toBeVisible();
  await expect(body).toBeFocused();
  await body.fill(words);
  await expect(body).not.toHaveAttribute("aria-invalid", "true");
  await expect(reader.getByRole("status")).toHaveText("Aperçu à jour");
});

test("calls treated in a row open one after the other, and one may be come back to", async ({
  page,
  context,
  house,
}) => {
  await signIn(context, house, OWNER);
  await page.goto(`/${HOME_SLUG}?liste=appels`);
  await page.getByRole("link", { name: "Traiter à la suite" }).click();
  await page.waitForURL("**/appels/*");
  const inMenu = page.getByRole("link", { name: /Aujourd’hui \d+ à traiter/ });
  const before = Number.parseInt(((await inMenu.textContent()) ?? "").replace(/\D/g, ""), 10);
  const first = new URL(page.url()).pathname;
  await page.locator("[name=outcome][value=NO_ANSWER]").check();
  await page.getByRole("button", { name: "Enregistrer l’appel" }).click();
  await page.waitForURL(({ pathname }) => pathname.includes("/appels/") && pathname !== first);
  await expect(page.getByText("Appel noté. Voici la décision suivante.")).toBeVisible();
  await expect(inMenu).toHaveText(`Aujourd’hui${before - 1} à traiter`);
  await page.getByRole("link", { name: "Revenir à la précédente" }).click();
  await page.waitForURL(({ pathname }) => pathname === first);
  await expect(page.getByRole("link", { name: "Décision suivante" })).toBeVisible();
});

/** Payments of an invoice, as recorded. */
const PAYMENTS = `SELECT count(DISTINCT payment_id)::int AS count FROM allocation WHERE company_id = $1 AND invoice_id = $2`;

test("the form of a payment that arrives twice is taken once", async ({ page, house }) => {
  const owner = await Visitor.signedIn(house, OWNER, 30);
  const x = await examplesOf(house.behind, HOME_SLUG);
  const path = `/${HOME_SLUG}/factures/${x.spareInvoice}/reglement`;
  const action = listActions().find(({ name }) => name.endsWith("factures/[id]/actions.ts#savePayment"));
  const shown = await formsOf(page, path, await owner.ask(path));
  const form = shown.find(({ actionId }) => actionId === action?.id);
  if (!form) throw new Error(`${path} shows no form of a payment`);
  const typed = { amountCents: "1,00" };

  const answers = await Promise.all([owner.send(form, typed), owner.send(form, typed)]);

  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  const rows = await house.behind.rows<{ count: number }>(PAYMENTS, [x.company, x.spareInvoice]);
  expect(rows).toEqual([{ count: 1 }]);
});
