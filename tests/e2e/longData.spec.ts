/** The longest names, numbers and amounts that are taken: no page is wider than its screen for them. */
import type { Frame, Page } from "playwright/test";
import { ADDRESSES, type Places } from "./support/addresses";
import type { House } from "./support/house";
import { ACCOUNTANT, OWNER, placesOf } from "./support/places";
import { signIn } from "./support/session";
import { expect, ownDemoTest as test } from "./support/test";

/** A telephone, and the narrowest table with all its columns. */
const WIDTHS = [360, 768];

/** What is there becomes as long as the forms allow; invoices a thousand times as large. */
async function lengthen({ behind }: House): Promise<void> {
  const name = "Société coopérative d’intérêt collectif des Producteurs maraîchers du Val-de-Loire";
  const statements = [
    `UPDATE company SET trade_name = left('${name} et de ' || legal_name, 120)`,
    `UPDATE client SET name = left('${name} et de ' || name, 120)`,
    `UPDATE contact SET name = 'Marie-Charlotte de La Rochefoucauld-Montmorency',
       email = 'comptabilite.fournisseurs.grands-comptes-' || right(id::text, 8) || '@producteurs-maraichers-val-de-loire.example'
     WHERE email IS NOT NULL`,
    // Nowhere to break: some number their invoices without a hyphen.
    `UPDATE invoice SET number = left(rpad('FACTURE', 40 - length(number), '20261122'), 40 - length(number)) || translate(number, '-', '0'),
       subject = 'Fourniture, livraison et pose de l’ensemble du mobilier de réception, y compris reprises et finitions',
       total_cents = total_cents * 1000, balance_cents = balance_cents * 1000`,
  ];
  for (const statement of statements) await behind.rows(statement);
}

/** The smallest thing past the edge of a document that scrolls sideways; empty when none does. */
async function sticksOut(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return "";
    // What scrolls in its own box, or is hidden by it, makes no page wider.
    const isBoxed = (one: Element): boolean =>
      one.parentElement !== null &&
      (getComputedStyle(one.parentElement).overflowX !== "visible" || isBoxed(one.parentElement));
    const past = [...document.querySelectorAll("body *")].filter(
      (one) => one.getBoundingClientRect().right > clientWidth && !isBoxed(one),
    );
    const last = past.filter((one) => !past.some((other) => other !== one && one.contains(other)));
    const words = last.map((one) => `${one.tagName}.${one.className} « ${one.textContent?.slice(0, 40)} »`);
    return `${scrollWidth - clientWidth} pixels: ${words.slice(0, 3).join(", ")}`;
  });
}

/** Settings and the pages before the door say nothing of clients and invoices. */
function showsData(file: string): boolean {
  return !file.startsWith("(public)/") && !file.startsWith("[societe]/reglages/");
}

/** The pages some person reads, and what sticks out of each. */
async function tooWide(page: Page, house: House, x: Places, reader: "owner" | "accountant" | "everyone") {
  const problems: string[] = [];
  for (const [file, row] of Object.entries(ADDRESSES)) {
    if (row.gives !== "page" || row.for !== reader || !showsData(file)) continue;
    const [path = ""] = row.paths(x);
    await page.setViewportSize({ width: WIDTHS[0] ?? 0, height: 800 });
    await page.goto(`${house.url}${path}`);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      // A message is shown in a frame of its own, as its reader's mail program shows it.
      for (const frame of page.frames()) {
        const what = await sticksOut(frame);
        if (what) problems.push(`${path} at ${width}${frame.parentFrame() ? ", the message" : ""}: ${what}`);
      }
    }
  }
  return problems;
}

test("nothing sticks out for the longest names, numbers and amounts", async ({ house, browser }) => {
  test.setTimeout(300_000);
  const x = await placesOf(house);
  await lengthen(house);
  const problems: string[] = [];
  for (const [reader, email] of [
    ["owner", OWNER],
    ["accountant", ACCOUNTANT],
    ["everyone", null],
  ] as const) {
    // Pages are whole without their scripts, and sooner there.
    const context = await browser.newContext({
      javaScriptEnabled: false,
      extraHTTPHeaders: { "x-forwarded-for": "10.20.30.40" },
    });
    if (email) await signIn(context, house, email);
    problems.push(...(await tooWide(await context.newPage(), house, x, reader)));
    await context.close();
  }
  expect(problems).toEqual([]);
});
