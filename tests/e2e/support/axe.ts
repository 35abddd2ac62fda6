/** What axe finds on a page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright/test";

/** The shorter form of the same program: each page reads it again. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Once a page: the frames inside are pages of their own, with an address of theirs. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(AXE);
}

/**
 * What axe finds, in short. Its rule of contrast looks at one text of each look, since it takes three quarters of the
 * time: two texts of the same colours and size, upon the same grounds, are both readable or both not.
 */
export async function findings(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const options = { resultTypes: ["violations" as const], iframes: false };

    const grounds = new Map<Element | null, string>([[null, ""]]);
    const groundOf = (element: Element | null): string => {
      const known = grounds.get(element);
      if (known !== undefined || element === null) return known ?? "";
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position } =
        getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join();
      const isClear = own === "rgba(0, 0, 0, 0),none,1,none,normal";
      // What is placed over other things has their grounds under it: its texts are looked at for themselves.
      const place = position === "static" ? "" : `${element.tagName} ${element.className}`;
      const ground = `${isClear ? "" : own}${place}/${groundOf(element.parentElement)}`;
      grounds.set(element, isClear && place === "" ? groundOf(element.parentElement) : ground);
      return grounds.get(element) ?? "";
    };
    const isText = (element: Element) =>
      element.matches("input, textarea, select") ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const looks = new Map<string, Element>();
    for (const element of document.body.querySelectorAll("*")) {
      if (!isText(element) || !element.checkVisibility()) continue;
      const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
      const isOff = element.closest(":disabled, [aria-disabled=true], label") !== null;
      const look = [color, fontSize, fontWeight, textShadow, isOff, groundOf(element)].join("|");
      if (!looks.has(look)) looks.set(look, element);
    }

    const whole = await run(
      { exclude: [["iframe"]] },
      { ...options, rules: { "color-contrast": { enabled: false } } },
    );
    const contrast = await run({ include: [...looks.values()] }, { ...options, runOnly: ["color-contrast"] });
    return [...whole.violations, ...contrast.violations].map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`,
    );
  });
}
