/** Two ways to do the same gestures: with a pointer, and with the keyboard alone. */
import { expect, type Locator, type Page } from "playwright/test";

export interface Hand {
  /** Writes into a field. */
  write(page: Page, label: string, text: string): Promise<void>;
  /** Sets a date field. `day` is ISO. */
  writeDate(page: Page, label: string, day: string): Promise<void>;
  /** Takes a radio button. */
  choose(target: Locator): Promise<void>;
  /** Presses a button or follows a link. */
  press(target: Locator): Promise<void>;
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

export const pointer: Hand = {
  write: (page, label, text) => field(page, label).fill(text),
  writeDate: (page, label, day) => field(page, label).fill(day),
  choose: (target) => target.check(),
  press: (target) => target.click(),
};

const MOST_TABS = 150;

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Walks with Tab until the target has the focus, and checks that one can see it. */
async function walkTo(target: Locator): Promise<void> {
  const page = target.page();
  await expect(target).toBeVisible();
  for (let step = 0; step <= MOST_TABS; step += 1) {
    if (await isFocused(target)) {
      expect(await target.evaluate(showsFocus), `the focus shows on ${target}`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** Does the element, or what stands for it, carry a mark of the focus? */
function showsFocus(element: Element): boolean {
  const marked = (one: Element | null) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  // A date field gives its focus to its day, its month and its year, which mark it themselves.
  if (element instanceof HTMLInputElement && element.type === "date") return true;
  return element.matches(":focus-visible") && (marked(element) || marked(element.parentElement));
}

export const keyboard: Hand = {
  async write(page, label, text) {
    const target = field(page, label);
    await walkTo(target);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(text);
    await expect(target).toHaveValue(text);
  },
  async writeDate(page, label, day) {
    const target = field(page, label);
    const [year = "", month = "", dayOfMonth = ""] = day.split("-");
    // The browser asks for day and month in the order of the machine's language.
    for (const typed of [`${dayOfMonth}${month}${year}`, `${month}${dayOfMonth}${year}`]) {
      while (await isFocused(target)) await page.keyboard.press("Shift+Tab");
      await walkTo(target);
      await page.keyboard.type(typed);
      if ((await target.inputValue()) === day) return;
    }
    throw new Error(`${label} could not be set to ${day} by keyboard`);
  },
  async choose(target) {
    await walkTo(target);
    await target.page().keyboard.press("Space");
    await expect(target).toBeChecked();
  },
  async press(target) {
    await walkTo(target);
    await target.page().keyboard.press("Enter");
  },
};
