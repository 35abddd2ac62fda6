/** Every page, in light and dark, on a phone and at a desk: nothing that axe finds, nothing to scroll sideways. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { ADDRESSES, filesWithAddress, type Places } from "./support/addresses";
import { ACCOUNTANT, OWNER, placesOf } from "./support/places";
import { signIn } from "./support/session";
import { expect, demoTest as test } from "./support/test";

const WIDTHS = [360, 1440];
const SCHEMES = ["light", "dark"] as const;

test("every page has a row in the table of addresses, and every row its page", async () => {
  const files = filesWithAddress();
  expect(files.length).toBeGreaterThan(70);
  expect(Object.keys(ADDRESSES).sort()).toEqual(files);
});

let places: Places | undefined;

for (const [file, row] of Object.entries(ADDRESSES)) {
  if (row.gives !== "page") continue;
  test(`nothing to find on ${file}`, async ({ page, context, demo }) => {
    places ??= await placesOf(demo);
    if (row.for !== "everyone") await signIn(context, demo, row.for === "owner" ? OWNER : ACCOUNTANT);
    for (const path of row.paths(places)) {
      await page.setViewportSize({ width: WIDTHS[0] ?? 360, height: 800 });
      const response = await page.goto(path);
      if (!/inconnu|pas/.test(path)) expect(response?.status(), path).toBe(200);
      expect(new URL(page.url()).pathname, "the page itself, not another one").toBe(
        new URL(path, page.url()).pathname,
      );
      await lookAtAll(page, path);
    }
  });
}

async function lookAtAll(page: Page, path: string): Promise<void> {
  let isReady = false;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(over, `${path} at ${width}: pixels to scroll sideways`).toBe(0);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const found = isReady && colorScheme === "dark" ? await colourFindings(page) : await findings(page);
      isReady = true;
      expect.soft(found, `${path} at ${width} in ${colorScheme}`).toEqual([]);
    }
  }
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown[] }[];
}

function shortly(violations: readonly Violation[]): string[] {
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`,
  );
}

/** What axe finds, in short. Messages shown in a frame are pages of their own. */
async function findings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude("iframe");
  const { violations } = await axe.options({ resultTypes: ["violations"] }).analyze();
  return shortly(violations);
}

/** All that another scheme changes is colours. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** The same for colours alone, on a page where axe has already looked once. */
async function colourFindings(page: Page): Promise<string[]> {
  const violations = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> };
    };
    const results = await axe.run(
      { exclude: [["iframe"]] },
      { runOnly: { type: "rule", values: rules }, resultTypes: ["violations"], iframes: false },
    );
    return results.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target }) => ({ target })),
    }));
  }, RULES_OF_COLOUR);
  return shortly(violations);
}
