/** Looking changes nothing: scanners of mail, prefetching browsers and guessers of tokens leave no trace but a visit. */
import { createHash } from "node:crypto";
import type { Page } from "playwright/test";
import { seeded } from "../support/fleet";
import { askForAccountMails } from "./support/accountMails";
import { digestOf, writtenBetween } from "./support/digest";
import { FIRM_SLUG } from "./support/furnish";
import { type House, openHouse } from "./support/house";
import { openLinks } from "./support/openLinks";
import { HOME_SLUG } from "./support/places";
import { demonstrationTemplate, OPENS_AT } from "./support/templates";
import { expect, ownDemoTest, demoTest as test } from "./support/test";

/** Scanners fetch this many addresses at the same time. */
const AT_ONCE = 20;
/** What a debtor's page may write when it is read: who opened it, and that in the journal. */
const VISITS = ["link_visit", "journal_entry", "journal_head"];

/** Does `work` for every item, some at a time. */
async function each<Item>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, item] of queue) await work(item, index);
    }),
  );
}

/** A network for each request: limits on attempts have their own tests. */
function from(index: number): Record<string, string> {
  return { "x-forwarded-for": `10.${index % 250}.${Math.floor(index / 250) % 250}.9` };
}

test("scanners and prefetches of every address of every message write nothing but visits", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const house = await openHouse({
    template: await demonstrationTemplate(),
    hasWorker: true,
    opensAt: OPENS_AT,
  });
  const page = await browser.newPage();
  await askForAccountMails(page, house, HOME_SLUG, FIRM_SLUG);
  await house.stopWorker();
  const addresses = await allAddresses(house);
  expect(addresses.filter((one) => one.includes("/r/")).length).toBeGreaterThan(200);
  for (const kind of ["/confirmation?", "/connexion/lien?", "/mot-de-passe/nouveau?", "/invitation/"]) {
    expect(
      addresses.some((one) => one.includes(kind)),
      `a message with ${kind}`,
    ).toBe(true);
  }
  await house.behind.rows("CREATE TABLE journal_before AS SELECT company_id, seq FROM journal_head");
  const before = await digestOf(house.behind);
  const ask = async (method: string, headers: Record<string, string>, asked = addresses) => {
    await each(asked, async (address, index) => {
      const response = await fetch(address, {
        method,
        redirect: "manual",
        headers: { ...from(index), ...headers },
      });
      await response.arrayBuffer();
      expect(response.status, `${method} ${address}`).toBeLessThan(500);
    });
  };
  await ask("HEAD", {});
  expect(writtenBetween(before, await digestOf(house.behind)), "after HEAD").toEqual([]);
  await ask("GET", {});
  await ask("GET", PREFETCH, addresses.filter(isSample));
  expect(writtenBetween(before, await digestOf(house.behind, VISITS)), "after GET").toEqual([]);

  // A scanner that runs the scripts of each page, and presses nothing.
  const context = await browser.newContext({ extraHTTPHeaders: from(7) });
  await house.behind.rows("DELETE FROM rate_bucket");
  const tabs: Page[] = [];
  await each(addresses.filter(isSample), async (address) => {
    const tab = tabs.pop() ?? (await context.newPage());
    await tab.goto(address, { waitUntil: "load" });
    tabs.push(tab);
  });
  await context.close();
  expect(writtenBetween(before, await digestOf(house.behind, VISITS)), "after the browser").toEqual([]);
  const added = await house.behind.rows<{ action: string }>(
    "SELECT DISTINCT action FROM journal_entry WHERE seq > (SELECT coalesce(max(s.seq), 0) FROM journal_before s WHERE s.company_id = journal_entry.company_id)",
  );
  expect(
    added.filter(({ action }) => action !== "link.opened"),
    "the journal tells of visits only",
  ).toEqual([]);
  await page.close();
  await house.close();
});

/** What browsers and mail programs say when they fetch a page that nobody has asked for yet. */
const PREFETCH = {
  purpose: "prefetch",
  "sec-purpose": "prefetch;prerender",
  "x-moz": "prefetch",
  rsc: "1",
  "next-router-prefetch": "1",
};

/** One debtor's link in four, since they all lead to one page, and every other address. */
function isSample(address: string, index: number): boolean {
  return index % 4 === 0 || !address.includes("/r/");
}

/** Every address of our own in every message, but those of files. */
async function allAddresses(house: House): Promise<string[]> {
  const found = new Set<string>();
  for (const { id } of await house.mailbox.list()) {
    for (const link of house.mailbox.links(await house.mailbox.read(id))) found.add(link);
  }
  return [...found].sort();
}

ownDemoTest("an answer given while a scanner looks counts once", async ({ page, house }) => {
  const [link = ""] = await openLinks(house, 1);
  const counts = async () => {
    const [row] = await house.behind.rows<{ count: number }>("SELECT count(*)::int AS count FROM answer");
    return row?.count ?? 0;
  };
  const before = await counts();
  await page.goto(link);
  const form = page.locator("details", { has: page.locator("summary", { hasText: "J’ai payé" }) });
  await form.locator("summary").click();
  await form.locator("[name=method][value=TRANSFER]").check();
  const scan = each(Array.from({ length: 100 }), async (_, index) => {
    await (await fetch(link, { headers: from(index) })).arrayBuffer();
  });
  await form.locator("button[type=submit]").click();
  await expect(page.getByRole("status").first()).toBeVisible();
  await scan;
  expect(await counts()).toBe(before + 1);
});

/** In full with FAULTS=full. */
const TOKENS = process.env.FAULTS === "full" ? 10_000 : 500;
const SEED = Number(process.env.SEED ?? 20_261_124);

ownDemoTest(
  "no token is guessed: wrong, mutated, revoked and expired links are one constant page",
  async ({ house }) => {
    const links = await openLinks(house, 3);
    const [good = "", revoked = "", expired = ""] = links.map((link) =>
      new URL(link).pathname.slice("/r/".length),
    );
    await end(house, revoked, "revoked_at = now()");
    await end(house, expired, "expires_at = created_at + interval '1 second'");
    const random = seeded(SEED);
    const tokens = Array.from({ length: TOKENS }, (_, index) =>
      index === 0 ? revoked : index === 1 ? expired : wrongToken(good, random),
    );
    const before = await digestOf(house.behind);
    const bodies = new Map<string, string>();
    await each(tokens, async (token, index) => {
      const response = await fetch(`${house.url}/r/${token}`, { headers: from(index), redirect: "manual" });
      const body = await response.text();
      const { date: _, ...headers } = Object.fromEntries(response.headers);
      const seen = createHash("sha256")
        .update(JSON.stringify({ status: response.status, headers, body }))
        .digest("hex");
      if (!bodies.has(seen)) bodies.set(seen, `${response.status} for ${token}: ${body.slice(0, 300)}`);
    });
    expect([...bodies.values()], `one answer to ${TOKENS} tokens (seed ${SEED})`).toHaveLength(1);
    expect([...bodies.values()][0]).toMatch(/^404 /);
    expect(writtenBetween(before, await digestOf(house.behind))).toEqual([]);
    expect((await fetch(`${house.url}/r/${good}`, { headers: from(9_999) })).status).toBe(200);
  },
);

async function end(house: House, token: string, change: string): Promise<void> {
  const hash = createHash("sha256").update(token).digest("hex");
  const rows = await house.behind.rows(`UPDATE answer_link SET ${change} WHERE token_hash = $1 RETURNING 1`, [
    hash,
  ]);
  expect(rows).toHaveLength(1);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A token that is not `good`: random, or `good` spoilt in one of many ways. */
function wrongToken(good: string, random: () => number): string {
  const pick = (text: string) => text.charAt(Math.floor(random() * text.length));
  const at = Math.floor(random() * good.length);
  const ways: (() => string)[] = [
    () => Array.from({ length: 43 }, () => pick(ALPHABET)).join(""),
    () => `${good.slice(0, at)}${pick(ALPHABET.replace(good.charAt(at), ""))}${good.slice(at + 1)}`,
    () => good.slice(0, at),
    () => `${good}${pick(ALPHABET)}`,
    () => `${good}=`,
    () => `${good.slice(0, at)}%00${good.slice(at)}`,
    () => `${good.slice(0, at)}%20${good.slice(at)}`,
    () => [...good].reverse().join(""),
    () => swapCase(good),
    () => `${good.slice(1)}${good.charAt(0)}`,
    () => encodeURIComponent(`' OR 1=1 -- ${pick(ALPHABET)}`),
    () => encodeURIComponent(`${pick(ALPHABET)}é\u202e${pick(ALPHABET)}`),
  ];
  const wrong = ways[Math.floor(random() * ways.length)]?.() ?? "";
  return wrong === "" || wrong === good ? `x${good.slice(0, 8)}` : wrong;
}

function swapCase(text: string): string {
  return [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join("");
}
