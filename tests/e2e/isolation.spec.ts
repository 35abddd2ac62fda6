/**
 * What belongs to a company is invisible to every other: each page, handler and action is asked by people who
 * may not, with true ids. They get « not found », no word of the company, and nothing is written.
 */
import { listActions, type ShownForm } from "./support/actions";
import { ADDRESSES, type Places } from "./support/addresses";
import { type Attack, attacksOn, expectNothingWritten } from "./support/attacks";
import { digestOf, writtenBetween } from "./support/digest";
import { addMember } from "./support/furnish";
import { GESTURES } from "./support/gestures";
import { type House, openHouse } from "./support/house";
import { ACCOUNTANT, OWNER } from "./support/places";
import { OPENS_AT, templates } from "./support/templates";
import { expect, demoTest as test } from "./support/test";
import { MARK, prepareVictim, STRANGER, STRANGER_SLUG, setMandate } from "./support/victim";
import { Visitor } from "./support/visitor";

// One house for all: what these tests do must leave no trace in it.
test.describe.configure({ mode: "default" });

let house: House;
let x: Places;
let attacks: Attack[];
/** Attacks on a company, not on a firm. */
let inside: Attack[];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  house = await openHouse({ template: templates().demonstration, hasWorker: false, opensAt: OPENS_AT });
  x = await prepareVictim(house);
  const page = await browser.newPage();
  attacks = await attacksOn(page, house, x);
  await page.close();
  inside = attacks.filter(({ action }) => action.permission !== null);
});

test.afterAll(async () => {
  await house.close();
});

/** Addresses inside the company. */
function paths(): { file: string; path: string }[] {
  return Object.entries(ADDRESSES)
    .filter(([file]) => file.startsWith("[societe]"))
    .flatMap(([file, row]) => row.paths(x).map((path) => ({ file, path })));
}

test("every action has a row, and every row its action", () => {
  const names = listActions().map((action) => action.name);
  expect(names.length).toBeGreaterThan(80);
  expect(Object.keys(GESTURES).sort()).toEqual([...names].sort());
});

test("the owner finds every page and file: the addresses asked below are true ones", async () => {
  const owner = await Visitor.signedIn(house, OWNER, 5);
  const problems: string[] = [];
  let marked = 0;
  for (const { path } of paths()) {
    const { status, body } = await owner.ask(path);
    if (status !== 200) problems.push(`${path}: ${status}`);
    if (body.includes(MARK)) marked += 1;
  }
  expect(problems).toEqual([]);
  expect(marked, "pages that show a marked word").toBeGreaterThan(30);
});

test("a stranger finds none of them, under the company's name nor under their own", async () => {
  const stranger = await Visitor.signedIn(house, STRANGER, 4);
  const before = await digestOf(house.behind);
  const problems: string[] = [];
  for (const { file, path } of paths()) {
    const direct = await stranger.ask(path);
    if (direct.status !== 404) problems.push(`${path}: ${direct.status}`);
    const own = path.replace(`/${x.slug}`, `/${STRANGER_SLUG}`);
    const answer = await stranger.ask(own);
    if (file.includes("[id]") && answer.status !== 404) problems.push(`${own}: ${answer.status}`);
    if (answer.status >= 500) problems.push(`${own}: ${answer.status}`);
    for (const { body } of [direct, answer]) if (body.includes(MARK)) problems.push(`${path} tells ${MARK}`);
  }
  expect(problems).toEqual([]);
  expect(writtenBetween(before, await digestOf(house.behind))).toEqual([]);
});

for (const who of ["a firm whose mandate is revoked", "nobody"] as const) {
  test(`${who} sees nothing and writes nothing`, async () => {
    await setMandate(house, x.company, true);
    const visitor =
      who === "nobody" ? Visitor.nobody(house, 6) : await Visitor.signedIn(house, ACCOUNTANT, 7);
    const problems: string[] = [];
    for (const { path } of paths()) {
      const { status, location, body } = await visitor.ask(path);
      const isKept = status === 404 || (status === 307 && location.includes("/connexion?suite="));
      if (!isKept || body.includes(MARK)) problems.push(`${path}: ${status} ${location}`);
    }
    expect(problems).toEqual([]);
    await expectNothingWritten(house, inside, ({ form, gesture }) => visitor.send(form, gesture.with?.(x)));
  });
}

/** A form gives back what was typed: the stranger does not know the words of the company. */
function unmarked(form: ShownForm): ShownForm {
  return { ...form, fields: form.fields.map(([name, value]) => [name, value.replaceAll(MARK, "MARTRE")]) };
}

test("a stranger's gestures with the ids of the company, and of the firm, change nothing", async () => {
  const stranger = await Visitor.signedIn(house, STRANGER, 8);
  await expectNothingWritten(house, attacks, async ({ form, gesture }) => {
    const answer = await stranger.send(unmarked(form), gesture.with?.(x));
    expect(answer.body).not.toContain(MARK);
    return answer;
  });
});

test("nor under the name of the stranger's own company", async () => {
  const stranger = await Visitor.signedIn(house, STRANGER, 9);
  const naming = inside.filter(({ gesture }) => !gesture.namesNoRow);
  expect(naming.length).toBeGreaterThan(30);
  await expectNothingWritten(house, naming, async ({ form, gesture }) => {
    const answer = await stranger.send(unmarked(form), { ...gesture.with?.(x), societe: STRANGER_SLUG });
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
  test(`the role ${role} does nothing beyond its rights`, async () => {
    const isAccountant = role === "ACCOUNTANT";
    if (isAccountant) await setMandate(house, x.company, false);
    const email = isAccountant ? ACCOUNTANT : `${role.toLowerCase()}@membres.example`;
    if (!isAccountant) await addMember(house, x.company, role, email);
    const person = await Visitor.signedIn(house, email, 10);
    expect((await person.ask(`/${x.slug}`)).status, "the role sees the company").toBe(200);
    const beyond = inside.filter(({ action }) => !granted.includes(action.permission ?? ""));
    expect(beyond.length).toBeGreaterThan(5);
    await expectNothingWritten(house, beyond, ({ form, gesture }) => person.send(form, gesture.with?.(x)));
  });
}
