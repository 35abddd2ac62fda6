/** The forms of a company, taken from its pages by those who may, to be sent by those who may not. */
import type { Page } from "playwright/test";
import { type Action, actionFields, listActions, type ShownForm } from "./actions";
import { ADDRESSES, type Places } from "./addresses";
import { type Digest, digestOf, writtenBetween } from "./digest";
import type { Gesture } from "./gestures/gesture";
import { GESTURES } from "./gestures/table";
import type { House } from "./house";
import { type Answer, formsOf, type Visitor } from "./visitor";

export interface Attack {
  action: Action;
  gesture: Gesture;
  form: ShownForm;
  /** A page really shows the form, as it stands. */
  isShown: boolean;
}

export type Keepers = Readonly<Record<"everyone" | "owner" | "accountant", Visitor>>;

/** The forms that the people of the table of addresses are shown where these actions stand, by action. */
async function crawl(
  page: Page,
  people: Keepers,
  x: Places,
  actions: Iterable<Action>,
): Promise<Map<string, ShownForm[]>> {
  const files = new Set([...actions].flatMap((action) => action.pages));
  const found = new Map<string, ShownForm[]>();
  for (const [file, row] of Object.entries(ADDRESSES)) {
    if (row.gives !== "page" || !files.has(file)) continue;
    for (const path of row.paths(x)) {
      for (const form of await formsOf(page, path, await people[row.for].ask(path))) {
        found.set(form.actionId, [...(found.get(form.actionId) ?? []), form]);
      }
    }
  }
  return found;
}

/** The form of an action that no page shows now: what it would be sent with. */
function handmade(action: Action, x: Places): ShownForm {
  const [page = ""] = action.pages;
  const path = ADDRESSES[page]?.paths(x)[0];
  if (path === undefined) throw new Error(`${action.name}: ${page} has no row in the table of addresses`);
  return { path, actionId: action.id, fields: [...actionFields(action), ["societe", x.slug]] };
}

/**
 * Every action that is neither excused nor done, in the order of the table, with a form of the company for each.
 *
 * @param page of a browser, only to read HTML with
 * @param done names of the actions there is nothing more to learn of
 */
export async function attacksOn(
  page: Page,
  people: Keepers,
  x: Places,
  done: ReadonlySet<string>,
): Promise<Attack[]> {
  const actions = new Map(listActions().map((action) => [action.name, action]));
  const left = Object.entries(GESTURES).flatMap(([name, gesture]) => {
    const action = actions.get(name);
    return !action || "excused" in gesture || done.has(name) ? [] : [{ action, gesture }];
  });
  const forms = await crawl(
    page,
    people,
    x,
    left.map(({ action }) => action),
  );
  return left.map(({ action, gesture }) => {
    const shown = forms.get(action.id) ?? [];
    const there = shown.find((one) => gesture.at === undefined || one.path === gesture.at(x));
    const form = there ?? (gesture.isOnlyThere ? undefined : shown[0]);
    const { fields, ...rest } = form ?? handmade(action, x);
    const kept = fields.filter(([name]) => !gesture.without?.includes(name));
    return { action, gesture, form: { ...rest, fields: kept }, isShown: form !== undefined };
  });
}

/** What came of a form: its answer, and the tables it wrote in. */
export interface Sent {
  answer: Answer;
  written: string[];
}

/** Sends forms and looks at what they write. Nothing else may write in the house meanwhile. */
export class Watch {
  /** What was there after the last form: what is there before the next one. */
  private last: Digest | null = null;

  constructor(private readonly house: House) {}

  /** Tables written anywhere, or in one company, while something was done. */
  async look<Result>(
    work: () => Promise<Result>,
    companyId?: string,
  ): Promise<{ result: Result; written: string[] }> {
    const { behind } = this.house;
    const before = (companyId ? null : this.last) ?? (await digestOf(behind, [], companyId));
    const result = await work();
    const after = await digestOf(behind, [], companyId);
    this.last = companyId ? null : after;
    return { result, written: writtenBetween(before, after) };
  }

  async sendAndLook(send: () => Promise<Answer>, companyId?: string): Promise<Sent> {
    const { result, written } = await this.look(send, companyId);
    return { answer: result, written };
  }

  /** Something was done on purpose: what it still writes concerns nobody who comes next. */
  forget(): void {
    this.last = null;
  }
}

/** True when the page that follows says that something was done. */
export function saysDone(answer: Answer): boolean {
  return /[?&]fait=(?!sans-changement)/.test(answer.location);
}
