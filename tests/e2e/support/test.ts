/** Tests with a house: one shared by the tests of a process, or one of their own. */
import { createHash } from "node:crypto";
import { test as base, expect, type Page } from "playwright/test";
import { type House, openHouse } from "./house";
import { signIn } from "./session";
import { demonstrationTemplate, emptyTemplate, OPENS_AT } from "./templates";

export { expect };

interface Houses {
  /** The demonstration, standing still: no worker moves in it. Tests only look, or undo what they do. */
  demo: House;
  /** A window on the demonstration for this address, or for nobody: opening one for each test takes longer than most tests. */
  windowOf: (email: string | null) => Promise<Page>;
}

interface OwnHouses {
  /** A house of this test alone, where life begins: empty, with a worker that sends. */
  town: House;
  /** The demonstration, for this test alone: it may write what it likes. */
  house: House;
}

/** A network of its own for each test, so that the limits on attempts never meet two of them. */
export function networkFor(text: string): string {
  const [a = 0, b = 0] = createHash("sha256").update(text).digest();
  return `10.${a}.${b}.7`;
}

const houses = base.extend<OwnHouses, Houses>({
  demo: [
    async ({ browserName: _ }, use) => {
      const options = { template: await demonstrationTemplate(), hasWorker: false, opensAt: OPENS_AT };
      const house = await openHouse(options);
      await use(house);
      await house.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  windowOf: [
    async ({ browser, demo }, use) => {
      const windows = new Map<string, Page>();
      await use(async (email) => {
        const known = windows.get(email ?? "");
        if (known) return known;
        const context = await browser.newContext({
          baseURL: demo.url,
          locale: "fr-FR",
          timezoneId: "Europe/Paris",
          extraHTTPHeaders: { "x-forwarded-for": networkFor(email ?? "nobody") },
        });
        if (email !== null) await signIn(context, demo, email);
        const page = await context.newPage();
        windows.set(email ?? "", page);
        return page;
      });
      for (const page of windows.values()) await page.context().close();
    },
    { scope: "worker" },
  ],
  town: [
    async ({ browserName: _ }, use) => {
      const house = await openHouse({ template: emptyTemplate(), hasWorker: true, opensAt: OPENS_AT });
      await use(house);
      await house.close();
    },
    { timeout: 120_000 },
  ],
  house: [
    async ({ browserName: _ }, use) => {
      const options = { template: await demonstrationTemplate(), hasWorker: false, opensAt: OPENS_AT };
      const house = await openHouse(options);
      await use(house);
      await house.close();
    },
    { timeout: 120_000 },
  ],
});

const visitors = houses.extend({
  extraHTTPHeaders: async ({ browserName: _ }, use, info) => {
    await use({ "x-forwarded-for": networkFor(info.titlePath.join(" ")) });
  },
});

/** Addresses without origin are those of the demonstration. */
export const demoTest = visitors.extend({ baseURL: async ({ demo }, use) => use(demo.url) });

/** Addresses without origin are those of the town. */
export const townTest = visitors.extend({ baseURL: async ({ town }, use) => use(town.url) });

/** Addresses without origin are those of the demonstration of this test alone. */
export const ownDemoTest = visitors.extend({ baseURL: async ({ house }, use) => use(house.url) });
