/** The forms of a company, taken from its pages by those who may, to be sent by those who may not. */
import { expect, type Page } from "playwright/test";
import { type Action, listActions, type ShownForm } from "./actions";
import { ADDRESSES, type Places } from "./addresses";
import { digestOf, writtenBetween } from "./digest";
import { GESTURES, type Gesture } from "./gestures";
import type { House } from "./house";
import { ACCOUNTANT, OWNER } from "./places";
import { type Answer, formsOf, Visitor } from "./visitor";

export interface Attack {
  action: Action;
  gesture: Gesture;
  form: ShownForm;
}

/** Every form that the company's owner, its accountant and everyone are shown, by action. */
async function crawl(page: Page, house: House, x: Places): Promise<Map<string, ShownForm[]>> {
  const people = {
    owner: await Visitor.signedIn(house, OWNER, 1),
    accountant: await Visitor.signedIn(house, ACCOUNTANT, 2),
    everyone: Visitor.nobody(house, 3),
  };
  const found = new Map<string, ShownForm[]>();
  for (const row of Object.values(ADDRESSES)) {
    if (row.gives !== "page") continue;
    for (const path of row.paths(x)) {
      for (const form of await formsOf(page, path, await people[row.for].ask(path))) {
        found.set(form.actionId, [...(found.get(form.actionId) ?? []), form]);
      }
    }
  }
  return found;
}

/** The same form, for another action that takes the same fields. */
function sentTo(form: ShownForm, { id }: Action): ShownForm {
  const fields = form.fields.map(([name, value]): [string, string] =>
    name.startsWith("$ACTION_ID_") ? [`$ACTION_ID_${id}`, value] : [name, value],
  );
  return { ...form, actionId: id, fields };
}

/**
 * Every action that is not excused, in the order of the table, with a form of the company for each.
 *
 * @param page of a browser, only to read HTML with
 */
export async function attacksOn(page: Page, house: House, x: Places): Promise<Attack[]> {
  const forms = await crawl(page, house, x);
  const actions = listActions();
  const attacks: Attack[] = [];
  const shownNowhere: string[] = [];
  for (const [name, gesture] of Object.entries(GESTURES)) {
    const action = actions.find((one) => one.name === name);
    if (!action || "excused" in gesture) continue;
    const shownAs = actions.find((one) => one.name === gesture.like) ?? action;
    const shown = forms.get(shownAs.id) ?? [];
    const form = shown.find((one) => gesture.at === undefined || one.path === gesture.at(x)) ?? shown[0];
    if (form) attacks.push({ action, gesture, form: sentTo(form, action) });
    else shownNowhere.push(name);
  }
  expect(shownNowhere, "actions whose form is on no page of the table of addresses").toEqual([]);
  return attacks;
}

/** Sends each form and reports what was written, and what claims to be done. */
export async function expectNothingWritten(
  house: House,
  attacks: readonly Attack[],
  send: (attack: Attack) => Promise<Answer>,
): Promise<void> {
  const problems: string[] = [];
  let before = await digestOf(house.behind);
  for (const attack of attacks) {
    const answer = await send(attack);
    const after = await digestOf(house.behind);
    const written = writtenBetween(before, after);
    if (written.length > 0) problems.push(`${attack.action.name} wrote ${written.join(", ")}`);
    if (/[?&]fait=(?!sans-changement)/.test(answer.location))
      problems.push(`${attack.action.name} says it is done`);
    if (answer.status >= 500) problems.push(`${attack.action.name} fails with ${answer.status}`);
    before = after;
  }
  expect(problems).toEqual([]);
}
