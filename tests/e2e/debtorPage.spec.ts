/** The page behind the link of a message: read and answered on a phone or at a desk, with scripts or without. */
import type { Browser, Page } from "playwright/test";
import type { House } from "./support/house";
import { openLinks } from "./support/openLinks";
import { HOME_SLUG, OWNER } from "./support/places";
import { signIn } from "./support/session";
import { expect, ownDemoTest as test } from "./support/test";

interface AnswerCase {
  summary: string;
  kind: string;
  fill(form: ReturnType<Page["locator"]>): Promise<void>;
  /** The reminders go on meanwhile. */
  holdsNothing?: boolean;
}

const ANSWERS: readonly AnswerCase[] = [
  {
    summary: "J’ai payé",
    kind: "ALREADY_PAID",
    async fill(form) {
      await form.locator("[name=onDate]").fill("2026-11-23");
      await form.locator("[name=method][value=TRANSFER]").check();
    },
  },
  {
    summary: "Je paierai",
    kind: "PROMISE",
    fill: (form) => form.locator("[name=onDate]").fill("2026-12-04"),
  },
  {
    summary: "Je conteste tout ou partie",
    kind: "DISPUTE",
    fill: (form) => form.locator("[name=message]").fill("Deux plateaux manquent à la livraison."),
  },
  {
    summary: "Je demande à payer en plusieurs fois",
    kind: "INSTALMENTS",
    async fill(form) {
      await form.locator("[name=count]").selectOption("2");
      await form.locator("[name=firstOn]").fill("2026-11-30");
      await form.locator("[name=signerName]").fill("Anne Le Guen");
      await form.locator("[name=acknowledged]").check();
    },
  },
  {
    summary: "Je ne suis pas la bonne personne",
    kind: "WRONG_RECIPIENT",
    async fill(form) {
      await form.locator("[name=contactName]").fill("Marc Dréan");
      await form.locator("[name=contactEmail]").fill("comptabilite@ailleurs.example");
    },
  },
  {
    summary: "Recevoir la facture à nouveau",
    kind: "INVOICE_COPY",
    fill: async () => undefined,
    holdsNothing: true,
  },
  {
    summary: "Écrire un message",
    kind: "MESSAGE",
    fill: (form) => form.locator("[name=message]").fill("À qui envoyer notre bon de commande ?"),
  },
];

/** Opens a page that cannot scroll sideways. */
async function visit(page: Page, link: string): Promise<void> {
  const response = await page.goto(link);
  expect(response?.headers()["cache-control"]).toContain("no-store");
  expect(response?.headers()["referrer-policy"]).toBe("no-referrer");
  // Asked for again: a browser does not always keep the bytes of a page that must not be stored.
  const bytes = await (await fetch(link)).arrayBuffer();
  expect(bytes.byteLength, "bytes of the page").toBeLessThan(50_000);
  const { scroll, client } = await widths(page);
  expect(scroll, "width to scroll").toBeLessThanOrEqual(client);
}

/** Read by the browser's own protocol: the page may have no scripts. */
async function widths(page: Page): Promise<{ scroll: number; client: number }> {
  const session = await page.context().newCDPSession(page);
  const { cssContentSize, cssLayoutViewport } = await session.send("Page.getLayoutMetrics");
  await session.detach();
  return { scroll: Math.floor(cssContentSize.width), client: Math.ceil(cssLayoutViewport.clientWidth) };
}

async function answerAll(browser: Browser, house: House, how: { width: number; hasScripts: boolean }) {
  const links = await openLinks(house, ANSWERS.length);
  const context = await browser.newContext({
    viewport: { width: how.width, height: 780 },
    javaScriptEnabled: how.hasScripts,
    locale: "fr-FR",
  });
  const page = await context.newPage();
  for (const [index, answer] of ANSWERS.entries()) {
    await visit(page, links[index] ?? "");
    const form = page.locator("details", { has: page.locator("summary", { hasText: answer.summary }) });
    await form.locator("summary").click();
    await answer.fill(form);
    await form.locator("button[type=submit]").click();
    await expect(page.getByRole("status").or(page.getByRole("alert")).first()).toBeVisible();
    expect(await page.getByRole("alert").allTextContents(), answer.summary).toEqual([]);
    await expect(page).toHaveURL(/[?&]fait=/);
    const rows = await house.behind.rows<{ kind: string; holds: string }>(
      `SELECT a.kind::text, (SELECT count(*) FROM hold h WHERE h.company_id = a.company_id AND h.answer_id = a.id AND h.ended_at IS NULL)::text AS holds
       FROM answer a ORDER BY a.created_at DESC, a.id DESC LIMIT 1`,
    );
    expect(rows[0]?.kind).toBe(answer.kind);
    const holds = Number(rows[0]?.holds);
    if (answer.holdsNothing) expect(holds, "the reminders go on").toBe(0);
    else expect(holds, "the reminders wait").toBeGreaterThan(0);
  }
  await context.close();
}

for (const width of [360, 1440]) {
  for (const hasScripts of [true, false]) {
    test(`each answer at ${width} px ${hasScripts ? "with" : "without"} scripts`, async ({
      browser,
      house,
    }) => {
      await answerAll(browser, house, { width, hasScripts });
    });
  }
}

test("what is wrong is said beside its field, and nothing is recorded", async ({ browser, house }) => {
  const [link = ""] = await openLinks(house, 1);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(link);
  const before = await answerCount(house);
  const form = page.locator("details", { has: page.locator("summary", { hasText: "Je paierai" }) });
  await form.locator("summary").click();
  await form.locator("button[type=submit]").click();
  await expect(page.getByRole("alert")).toContainText("date");
  await expect(form.locator("[name=onDate]")).toHaveAttribute("aria-invalid", "true");
  expect(await answerCount(house)).toBe(before);
  await context.close();
});

async function answerCount(house: House): Promise<number> {
  const [row] = await house.behind.rows<{ count: number }>("SELECT count(*)::int AS count FROM answer");
  return row?.count ?? -1;
}

test("the creditor finds the answer on the day's page", async ({ page, context, browser, house }) => {
  const [link = ""] = await openLinks(house, 1);
  const debtor = await (await browser.newContext()).newPage();
  await debtor.goto(link);
  const form = debtor.locator("details", { has: debtor.locator("summary", { hasText: "J’ai payé" }) });
  await form.locator("summary").click();
  await form.locator("[name=method][value=CHEQUE]").check();
  await form.locator("button[type=submit]").click();
  await expect(debtor.getByRole("status").first()).toBeVisible();
  const [answer] = await house.behind.rows<{ id: string }>(
    "SELECT id FROM answer ORDER BY created_at DESC, id DESC LIMIT 1",
  );
  await signIn(context, house, OWNER);
  await page.goto(`/${HOME_SLUG}`);
  await expect(page.locator(`a[href="/${HOME_SLUG}/reponses/${answer?.id}"]`).first()).toBeVisible();
  await debtor.context().close();
});
