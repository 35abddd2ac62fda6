/**
 * What belongs to a company is invisible to every other: each page, handler and action is asked by people who
 * may not, with true ids. They get « not found », no word of the company, and nothing is written.
 */
import type { Page } from "playwright/test";
import { type Action, listActions, type ShownForm } from "./support/actions";
import { ADDRESSES, type Places } from "./support/addresses";
import { digestOf, writtenBetween } from "./support/digest";
import { GESTURES, type Gesture } from "./support/gestures";
import type { House } from "./support/house";
import { ACCOUNTANT, OWNER } from "./support/places";
import { expect, ownDemoTest as test } from "./support/test";
import { addMandate, addMember, MARK, prepareVictim, STRANGER, STRANGER_SLUG } from "./support/victim";
import { type Answer, formsOf, Visitor } from "./support/visitor";

/** Every form that the company's owner and its accountant are shown, by action. */
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

interface Attack {
  action: Action;
  gesture: Gesture;
  form: ShownForm;
}

/** The actions that act on a company, with a form of the victim for each. */
async function attacksOn(page: Page, house: House, x: Places): Promise<Attack[]> {
  const forms = await crawl(page, house, x);
  const attacks: Attack[] = [];
  const shownNowhere: string[] = [];
  for (const action of listActions()) {
    const gesture = GESTURES[action.name];
    if (!gesture || "excused" in gesture) continue;
    const shown = forms.get(action.id) ?? [];
    const form = shown.find((one) => gesture.at === undefined || one.path === gesture.at(x)) ?? shown[0];
    if (form) attacks.push({ action, gesture, form });
    else shownNowhere.push(action.name);
  }
  expect(shownNowhere, "actions whose form is on no page of the table of addresses").toEqual([]);
  return attacks;
}

/** Runs `work` for each attack and reports the tables written by it. */
async function expectNothingWritten(
  house: House,
  attacks: readonly Attack[],
  work: (attack: Attack) => Promise<Answer>,
): Promise<void> {
  const problems: string[] = [];
  let before = await digestOf(house.behind);
  for (const attack of attacks) {
    const answer = await work(attack);
    const after = await digestOf(house.behind);
    const written = writtenBetween(before, after);
    if (written.length > 0) problems.push(`${attack.action.name} wrote ${written.join(", ")}`);
    if (answer.location.includes("fait=")) problems.push(`${attack.action.name} says it is done`);
    if (answer.status >= 500) problems.push(`${attack.action.name} fails with ${answer.status}`);
    before = after;
  }
  expect(problems).toEqual([]);
}

test("every action has a row, and every row its action", () => {
  const names = listActions().map((action) => action.name);
  expect(names.length).toBeGreaterThan(80);
  expect(Object.keys(GESTURES).sort()).toEqual(names);
});

test("a stranger finds none of the company's pages and files", async ({ house }) => {
  const x = await prepareVictim(house);
  const stranger = await Visitor.signedIn(house, STRANGER, 4);
  const before = await digestOf(house.behind);
  const problems: string[] = [];
  for (const [file, row] of Object.entries(ADDRESSES)) {
    if (!file.startsWith("[societe]")) continue;
    for (const path of row.paths(x)) {
      const direct = await stranger.ask(path);
      if (direct.status !== 404) problems.push(`${path}: ${direct.status}`);
      // The same ids below the stranger's own company.
      const own = path.replace(`/${x.slug}`, `/${STRANGER_SLUG}`);
      const answer = await stranger.ask(own);
      const namesRow = file.includes("[id]");
      if (namesRow && answer.status !== 404) problems.push(`${own}: ${answer.status}`);
      if (answer.status >= 500) problems.push(`${own}: ${answer.status}`);
      for (const one of [direct, answer]) if (one.body.includes(MARK)) problems.push(`${path} tells ${MARK}`);
    }
  }
  expect(problems).toEqual([]);
  expect(writtenBetween(before, await digestOf(house.behind))).toEqual([]);
});

test("the owner finds them all: the addresses above are true ones", async ({ house }) => {
  const x = await prepareVictim(house);
  const owner = await Visitor.signedIn(house, OWNER, 5);
  const problems: string[] = [];
  let marked = 0;
  for (const [file, row] of Object.entries(ADDRESSES)) {
    if (!file.startsWith("[societe]")) continue;
    for (const path of row.paths(x)) {
      const { status, body } = await owner.ask(path);
      if (status !== 200) problems.push(`${path}: ${status}`);
      if (body.includes(MARK)) marked += 1;
    }
  }
  expect(problems).toEqual([]);
  expect(marked, "pages that show a marked word").toBeGreaterThan(30);
});

for (const who of ["a firm whose mandate is revoked", "nobody"] as const) {
  test(`${who} sees nothing and writes nothing`, async ({ house, page }) => {
    const x = await prepareVictim(house);
    await addMandate(house, x.company, true);
    const attacks = await attacksOn(page, house, x);
    const visitor =
      who === "nobody" ? Visitor.nobody(house, 6) : await Visitor.signedIn(house, ACCOUNTANT, 7);
    const problems: string[] = [];
    for (const [file, row] of Object.entries(ADDRESSES)) {
      if (!file.startsWith("[societe]")) continue;
      for (const path of row.paths(x)) {
        const { status, location, body } = await visitor.ask(path);
        const isKept = status === 404 || (status === 307 && location.includes("/connexion?suite="));
        if (!isKept || body.includes(MARK)) problems.push(`${path}: ${status} ${location}`);
      }
    }
    expect(problems).toEqual([]);
    const inside = attacks.filter(({ action }) => action.permission !== null);
    await expectNothingWritten(house, inside, ({ form, gesture }) =>
      visitor.send(form, gesture.with?.(x) ?? {}),
    );
  });
}

test("a stranger's gestures with the company's ids change nothing", async ({ house, page }) => {
  const x = await prepareVictim(house);
  const attacks = await attacksOn(page, house, x);
  const stranger = await Visitor.signedIn(house, STRANGER, 8);
  await expectNothingWritten(house, attacks, async ({ form, gesture }) => {
    const answer = await stranger.send(form, gesture.with?.(x) ?? {});
    expect(answer.body).not.toContain(MARK);
    return answer;
  });
});

test("nor under the name of the stranger's own company", async ({ house, page }) => {
  const x = await prepareVictim(house);
  const attacks = await attacksOn(page, house, x);
  const stranger = await Visitor.signedIn(house, STRANGER, 9);
  const naming = attacks.filter(({ action, gesture }) => action.permission !== null && !gesture.namesNoRow);
  await expectNothingWritten(house, naming, async ({ form, gesture }) => {
    const answer = await stranger.send(form, { ...gesture.with?.(x), societe: STRANGER_SLUG });
    expect(answer.body).not.toContain(MARK);
    return answer;
  });
});

/** What each role is granted, by the rule of the house; anything else must stay without effect. */
const GRANTED: Readonly<Record<string, readonly string[]>> = {
  VIEWER: ["read"],
  COLLABORATOR: ["read", "work"],
  MANAGER: ["read", "work", "approve", "configure"],
  ACCOUNTANT: ["read", "work", "approve"],
};

for (const [role, granted] of Object.entries(GRANTED)) {
  test(`the role ${role} does nothing beyond its rights`, async ({ house, page }) => {
    const x = await prepareVictim(house);
    const isAccountant = role === "ACCOUNTANT";
    if (isAccountant) await addMandate(house, x.company, false);
    const email = isAccountant ? ACCOUNTANT : await addMember(house, x.company, role);
    const attacks = await attacksOn(page, house, x);
    const person = await Visitor.signedIn(house, email, 10);
    expect((await person.ask(`/${x.slug}`)).status, "the role sees the company").toBe(200);
    const beyond = attacks.filter(
      ({ action }) => action.permission !== null && !granted.includes(action.permission),
    );
    expect(beyond.length).toBeGreaterThan(5);
    await expectNothingWritten(house, beyond, ({ form, gesture }) =>
      person.send(form, gesture.with?.(x) ?? {}),
    );
  });
}

test("the owner's same gestures are done: the forms above are true ones", async ({ house, page }) => {
  const x = await prepareVictim(house);
  const attacks = await attacksOn(page, house, x);
  const owner = await Visitor.signedIn(house, OWNER, 11);
  const accountant = await Visitor.signedIn(house, ACCOUNTANT, 12);
  const problems: string[] = [];
  for (const { action, gesture, form } of attacks) {
    const person = action.name.startsWith("cabinet/") ? accountant : owner;
    const before = await digestOf(house.behind);
    const answer = await person.send(form, gesture.with?.(x) ?? {});
    const written = writtenBetween(before, await digestOf(house.behind));
    const isDone = gesture.changesNothing ? answer.status < 400 : written.length > 0;
    if (!isDone) {
      const shown = Buffer.from(answer.body, "latin1").toString("utf8");
      const errors = [...shown.matchAll(/role="alert"[^>]*>(.{0,300})/g)].map((match) => match[1]);
      problems.push(`${action.name}: ${answer.status} ${answer.location} ${errors.join(" ")}`);
    }
  }
  expect(problems).toEqual([]);
});
