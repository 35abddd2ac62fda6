/** Every page, in light and dark, on a phone and at a desk: nothing that axe finds, nothing to scroll sideways. */
import type { Page } from "playwright/test";
import { ADDRESSES, type Places } from "./support/addresses";
import { findings, loadAxe } from "./support/axe";
import { filesWithAddress } from "./support/filesWithAddress";
import { ACCOUNTANT, OWNER, placesOf } from "./support/places";
import { expect, demoTest as test } from "./support/test";

type Scheme = "light" | "dark";

/** Widths where axe looks, and those where a layout has just changed and has the least room: nothing may stick out. */
const WIDTHS = [320, 360, 768, 1152, 1440] as const;

/**
 * The scheme axe looks at each width in, turn and turn about: what a page has of its own is seen at both widths and
 * in both schemes, what all pages share (menus, headings, forms, tables) in the four ways.
 */
const LOOKS: readonly Readonly<Partial<Record<number, Scheme>>>[] = [
  { 360: "light", 1440: "dark" },
  { 360: "dark", 1440: "light" },
];

test("every page has a row in the table of addresses, and every row its page", async () => {
  const files = filesWithAddress();
  expect(files.length).toBeGreaterThan(70);
  expect(Object.keys(ADDRESSES).sort()).toEqual(files);
});

const READERS = { everyone: null, owner: OWNER, accountant: ACCOUNTANT } as const;

let places: Places | undefined;

for (const [index, [file, row]] of Object.entries(ADDRESSES).entries()) {
  if (row.gives !== "page") continue;
  test(`nothing to find on ${file}`, async ({ demo, windowOf }) => {
    places ??= await placesOf(demo);
    const page = await windowOf(READERS[row.for]);
    for (const [turn, path] of row.paths(places).entries()) {
      await page.setViewportSize({ width: WIDTHS[0], height: 800 });
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(isMissing(file, path) ? 404 : 200);
      expect(new URL(page.url()).pathname, "the page itself, not another one").toBe(
        new URL(path, page.url()).pathname,
      );
      await lookAtAll(page, path, LOOKS[(index + turn) % LOOKS.length] ?? {});
    }
  });
}

/** What is not there says so to programs too. */
function isMissing(file: string, path: string): boolean {
  return file.endsWith("not-found.tsx") || path === "/r/inconnu";
}

async function lookAtAll(
  page: Page,
  path: string,
  schemes: Readonly<Partial<Record<number, Scheme>>>,
): Promise<void> {
  await loadAxe(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await fitsItsWidth(page, path, width);
    const colorScheme = schemes[width];
    if (!colorScheme) continue;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect.soft(await findings(page), `${path} at ${width} in ${colorScheme}`).toEqual([]);
  }
}

/** Nothing to scroll sideways. */
async function fitsItsWidth(page: Page, path: string, width: number): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(over, `${path} at ${width}: pixels to scroll sideways`).toBe(0);
}
