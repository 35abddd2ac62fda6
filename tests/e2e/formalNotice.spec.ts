/** A formal notice: prepared by the scenario, read and approved by a person, then posted and followed. */
import {
  COMPANY_HOME,
  leaveSafeMode,
  letTimePass,
  openCompany,
  openDetails,
  recordInvoice,
  signUp,
} from "./support/creditor";
import { pointer } from "./support/hands";
import { expect, townTest as test } from "./support/test";

const DEBTOR = "compta@maison-tavernier.example";

test("a formal notice is approved by a person, posted, and its delivery noted", async ({ page, town }) => {
  test.setTimeout(300_000);
  await signUp(page, pointer, town);
  await openCompany(page, pointer);
  await recordInvoice(page, pointer, {
    client: "Maison Tavernier",
    email: DEBTOR,
    number: "F-2026-301",
    amount: "8 640,00",
    issuedOn: "2026-09-24",
    dueOn: "2026-11-23",
  });
  await leaveSafeMode(page, pointer);
  // J+2, the call of J+7, the firm message of J+15: the notice falls on 23 December.
  for (let week = 0; week < 4; week += 1) {
    await letTimePass(page, pointer, "+7 jours");
    const noAnswer = page.getByRole("button", { name: /Sans réponse/ });
    if ((await noAnswer.count()) > 0) {
      await openDetails(page.getByRole("region", { name: /Appels à passer/ }));
      await noAnswer.first().click();
      await expect(page.getByText("Appel noté.")).toBeVisible();
    }
  }
  for (let day = 0; day < 3; day += 1) await letTimePass(page, pointer, "+1 jour");

  const toApprove = page.getByRole("link", { name: /Relire et approuver/ });
  // The worker draws the letter: it takes a moment.
  await expect(async () => {
    await page.goto(COMPANY_HOME);
    await expect(toApprove).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await toApprove.click();
  await page.waitForURL("**/courriers/*");
  const main = page.getByRole("main");
  await expect(main).toContainText("Maison Tavernier");
  await expect(main).toContainText(/mise en demeure/i);
  await expect(main).toContainText(/8\s640,00/);
  const letter = new URL(page.url()).pathname;
  const pdf = await page.request.get(`${letter}/pdf`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");

  await page.getByRole("button", { name: "Approuver", exact: true }).click();
  await expect(page.getByText("Lettre approuvée")).toBeVisible();
  await page.goto(`${letter}/postee`);
  await page.getByLabel("Numéro de suivi").fill("1A 047 877 2024 3");
  await page.getByRole("button", { name: "Noter comme postée" }).click();
  await expect(page.getByText("Lettre notée comme postée.")).toBeVisible();

  const [row] = await town.behind.rows<{ state: string; tracking: string; invoice: string }>(
    `SELECT l.state::text, l.tracking_number AS tracking, i.number AS invoice FROM letter l
     JOIN letter_invoice li ON li.company_id = l.company_id AND li.letter_id = l.id
     JOIN invoice i ON i.company_id = li.company_id AND i.id = li.invoice_id`,
  );
  expect(row?.state).toBe("POSTED");
  expect(row?.tracking.replace(/\s/g, "")).toBe("1A04787720243");
  expect(row?.invoice).toBe("F-2026-301");
  // Nothing was asked of the debtor by email that the letter does not say.
  const subjects = (await town.mailbox.to(DEBTOR)).map((mail) => mail.subject ?? "");
  expect(subjects.length).toBeGreaterThanOrEqual(2);
  for (const subject of subjects) expect(subject).toContain("F-2026-301");
});
