/**
 * Every gesture of a company is refused to those who may not, and done for those who may: the same form, at the
 * same moment.
 */
import type { Page } from "playwright/test";
import { listActions, type ShownForm } from "./support/actions";
import type { Places } from "./support/addresses";
import { type Attack, attacksOn, type Keepers, saysDone, Watch } from "./support/attacks";
import { addFirmWithRevokedMandate, addMember } from "./support/furnish";
import { GESTURES } from "./support/gestures/table";
import type { House } from "./support/house";
import { ACCOUNTANT, OWNER } from "./support/places";
import { expect, ownDemoTest as test } from "./support/test";
import { MARK, prepareVictim, STRANGER, STRANGER_SLUG, setMandate } from "./support/victim";
import { type Answer, Visitor } from "./support/visitor";

test("every action has a row, and every row its action", () => {
  const names = listActions().map((action) => action.name);
  expect(names.length).toBeGreaterThan(80);
  expect(Object.keys(GESTURES).sort()).toEqual(names.sort());
});

interface Intruder {
  who: string;
  visitor: Visitor;
  /** May send it for another company: the name they give. */
  company?: string;
  /** Permissions the person has in the company. */
  granted: readonly string[];
  /** Sees the company's words on its own pages. */
  seesMark: boolean;
}

async function intrudersOf(house: House, x: Places): Promise<Intruder[]> {
  const stranger = await Visitor.signedIn(house, STRANGER, 40);
  const outside = { granted: [], seesMark: false };
  const member = async (role: string, network: number, granted: readonly string[]): Promise<Intruder> => {
    const email = `${role.toLowerCase()}@membres.example`;
    await addMember(house, x.company, role, email);
    return { who: role, visitor: await Visitor.signedIn(house, email, network), granted, seesMark: true };
  };
  await setMandate(house, x.company, false);
  const revoked = await addFirmWithRevokedMandate(house, x.company);
  return [
    { who: "a stranger", visitor: stranger, ...outside },
    { who: "a stranger, as their own", visitor: stranger, company: STRANGER_SLUG, ...outside },
    { who: "nobody", visitor: Visitor.nobody(house, 41), ...outside },
    { who: "a firm revoked", visitor: await Visitor.signedIn(house, revoked, 42), ...outside },
    await member("VIEWER", 43, ["read"]),
    await member("COLLABORATOR", 44, ["read", "work"]),
    await member("MANAGER", 45, ["read", "work", "approve", "configure"]),
    {
      who: "the accountant",
      visitor: await Visitor.signedIn(house, ACCOUNTANT, 46),
      granted: ["read", "work", "approve"],
      seesMark: true,
    },
  ];
}

/** A form gives back what was typed: the stranger does not know the words of the company. */
function unmarked(form: ShownForm): ShownForm {
  return { ...form, fields: form.fields.map(([name, value]) => [name, value.replaceAll(MARK, "MARTRE")]) };
}

/** Those who may not send this form. */
function barred(intruders: readonly Intruder[], { action, gesture }: Attack): Intruder[] {
  const isOfFirm = action.permission === null;
  return intruders.filter(({ who, company, granted }) => {
    if (action.permission !== null && granted.includes(action.permission)) return false;
    if (company && (gesture.namesNoRow || isOfFirm)) return false;
    // The accountant works in the firm of the demonstration.
    return !(isOfFirm && who === "the accountant");
  });
}

/** What an answer gives away to somebody who may not send the form. */
function given(answer: Answer, { company, seesMark }: Intruder): string[] {
  return [
    ...(!company && saysDone(answer) ? ["is told that it is done"] : []),
    ...(answer.status >= 500 ? [`got ${answer.status}`] : []),
    ...(!seesMark && answer.body.includes(MARK) ? [`reads ${MARK}`] : []),
  ];
}

/**
 * What those who may not obtain by sending the form: all together at the same moment, since nothing may change
 * whoever sends it; and each who acts for a company of their own alone, since something may change there.
 */
async function intrusions(
  watch: Watch,
  intruders: readonly Intruder[],
  attack: Attack,
  x: Places,
): Promise<string[]> {
  const { action, gesture, form } = attack;
  const everyone = barred(intruders, attack);
  const outsiders = everyone.filter(({ company }) => company === undefined);
  const own = everyone.filter(({ company }) => company !== undefined);
  const problems: string[] = [];
  const send = async (intruder: Intruder) => {
    const { who, visitor, company } = intruder;
    const answer = await visitor.send(unmarked(form), {
      ...gesture.with?.(x),
      ...(company && { societe: company }),
    });
    problems.push(...given(answer, intruder).map((what) => `${action.name}: ${who} ${what}`));
  };
  const { written } = await watch.look(() => Promise.all(outsiders.map(send)));
  const names = outsiders.map(({ who }) => who).join(", ");
  problems.push(...written.map((table) => `${action.name}: one of ${names} wrote ${table}`));
  for (const intruder of own) {
    // In their own company, whose rows are not those named, a gesture over nothing is the stranger's affair.
    const alone = await watch.look(() => send(intruder), x.company);
    problems.push(...alone.written.map((table) => `${action.name}: ${intruder.who} wrote ${table}`));
  }
  return problems;
}

/** Pages change while gestures are done: later forms appear. */
const ROUNDS = 3;

async function walk(page: Page, house: House, x: Places): Promise<{ intruded: string[]; undone: string[] }> {
  const keepers: Keepers = {
    owner: await Visitor.signedIn(house, OWNER, 47),
    accountant: await Visitor.signedIn(house, ACCOUNTANT, 48),
    everyone: Visitor.nobody(house, 49),
  };
  const intruders = await intrudersOf(house, x);
  const watch = new Watch(house);
  const intruded: string[] = [];
  const done = new Set<string>();
  const tried = new Set<string>();
  let undone = new Map<string, string>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    undone = new Map();
    let waiting = 0;
    const attacks = await attacksOn(page, keepers, x, done);
    // Reading the forms of debtors' pages left visits.
    watch.forget();
    for (const attack of attacks) {
      const { action, gesture, form, isShown } = attack;
      const isLast = round === ROUNDS || gesture.unproven !== undefined;
      if (!isShown && !isLast) {
        waiting += 1;
        continue;
      }
      if (isShown || !tried.has(action.name))
        intruded.push(...(await intrusions(watch, intruders, attack, x)));
      tried.add(action.name);
      if (gesture.unproven !== undefined) {
        done.add(action.name);
        continue;
      }
      const keeper = action.name.startsWith("cabinet/") ? keepers.accountant : keepers.owner;
      const { answer, written } = await watch.sendAndLook(() => keeper.send(form, gesture.with?.(x)));
      watch.forget();
      const isDone = gesture.changesNothing ? answer.status < 400 : written.length > 0;
      if (isDone) done.add(action.name);
      else
        undone.set(
          action.name,
          `${isShown ? "" : "shown nowhere, "}${answer.status} ${answer.location} ${refusals(answer)}`,
        );
    }
    if (undone.size === 0 && waiting === 0) break;
  }
  return { intruded, undone: [...undone].map(([name, why]) => `${name}: ${why}`) };
}

/** What a page says in its alerts. */
function refusals({ body }: Answer): string {
  const html = Buffer.from(body, "latin1").toString("utf8");
  const said = [...html.matchAll(/(?:role="alert"|id="[^"]*-error")[^>]*>(.{0,400}?)<\/(?:p|div|ul)>/gs)];
  return said.map(([, text = ""]) => text.replace(/<[^>]*>/g, " ").trim()).join(" / ");
}

test("each gesture is refused to those who may not, and done for those who may", async ({ house, page }) => {
  test.setTimeout(900_000);
  const x = await prepareVictim(house);
  const { intruded, undone } = await walk(page, house, x);
  expect(intruded).toEqual([]);
  expect(undone, "gestures that did nothing for those who may: their rows are not true ones").toEqual([]);
});
