/** Every page, in light and dark, on a phone and at a desk: nothing that axe finds, nothing to scroll sideways. */
import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright/test";
import { ADDRESSES, type Places } from "./support/addresses";
import { filesWithAddress } from "./support/filesWithAddress";
import { ACCOUNTANT, OWNER, placesOf } from "./support/places";
import { expect, demoTest as test } from "./support/test";

type Scheme = "light" | "dark";

/** What each page is looked at in: all rules once a width, and the colours of the other scheme. */
const LOOKS: readonly (readonly [width: number, scheme: Scheme])[] = [
  [360, "light"],
  [1440, "light"],
  [1440, "dark"],
];

/** Where the layout has just changed, and has the least room: looked at for their width alone. */
const NARROWEST = [320, 768, 1152];

test("every page has a row in the table of addresses, and every row its page", async () => {
  const files = filesWithAddress();
  expect(files.length).toBeGreaterThan(70);
  expect(Object.keys(ADDRESSES).sort()).toEqual(files);
});

const READERS = { everyone: null, owner: OWNER, accountant: ACCOUNTANT } as const;

let places: Places | undefined;

for (const [file, row] of Object.entries(ADDRESSES)) {
  if (row.gives !== "page") continue;
  test(`nothing to find on ${file}`, async ({ demo, windowOf }) => {
    places ??= await placesOf(demo);
    const page = await windowOf(READERS[row.for]);
    for (const path of row.paths(places)) {
      await page.setViewportSize({ width: 360, height: 800 });
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(isMissing(file, path) ? 404 : 200);
      expect(new URL(page.url()).pathname, "the page itself, not another one").toBe(
        new URL(path, page.url()).pathname,
      );
      await lookAtAll(page, path);
    }
  });
}

/** What is not there says so to programs too. */
function isMissing(file: string, path: string): boolean {
  return file.endsWith("not-found.tsx") || path === "/r/inconnu";
}

async function lookAtAll(page: Page, path: string): Promise<void> {
  // Once a page: the frames inside are pages of their own, with an address of theirs.
  await page.evaluate(axe.source);
  for (const [width, colorScheme] of LOOKS) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await fitsItsWidth(page, path, width);
    const found = await findings(page, colorScheme === "light" ? {} : COLOURS_ALONE);
    expect.soft(found, `${path} at ${width} in ${colorScheme}`).toEqual([]);
  }
  for (const width of NARROWEST) {
    await page.setViewportSize({ width, height: 800 });
    await fitsItsWidth(page, path, width);
  }
}

/** Nothing to scroll sideways. */
async function fitsItsWidth(page: Page, path: string, width: number): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(over, `${path} at ${width}: pixels to scroll sideways`).toBe(0);
}

/** All that another scheme changes is colours. */
const COLOURS_ALONE: RunOptions = {
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};

/** What axe finds, in short. */
async function findings(page: Page, options: RunOptions): Promise<string[]> {
  return page.evaluate(async (given) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
      { exclude: [["iframe"]] },
      { ...given, resultTypes: ["violations"], iframes: false },
    );
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`,
    );
  }, options);
}
