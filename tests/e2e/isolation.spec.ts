/**
 * What belongs to a company is invisible to every other: each page, handler and action is asked by people who
 * may not, with true ids. They get « not found », no word of the company, and nothing is written.
 */
import { ADDRESSES, type Places } from "./support/addresses";
import { digestOf, writtenBetween } from "./support/digest";
import type { House } from "./support/house";
import { ACCOUNTANT, OWNER } from "./support/places";
import { expect, ownDemoTest as test } from "./support/test";
import { MARK, prepareVictim, STRANGER, STRANGER_SLUG, setMandate } from "./support/victim";
import { Visitor } from "./support/visitor";

/** Addresses inside the company, of what is there. */
function paths(x: Places): { file: string; path: string }[] {
  return Object.entries(ADDRESSES)
    .filter(([file]) => file.startsWith("[societe]") && !file.endsWith("not-found.tsx"))
    .flatMap(([file, row]) => row.paths(x).map((path) => ({ file, path })));
}

/** What `visitor` sees of the company's addresses that they should not. */
async function leaks(visitor: Visitor, x: Places): Promise<string[]> {
  const problems: string[] = [];
  for (const { path } of paths(x)) {
    const { status, location, body } = await visitor.ask(path);
    const isKept = status === 404 || (status === 307 && location.includes("/connexion?suite="));
    if (!isKept || body.includes(MARK)) problems.push(`${path}: ${status} ${location}`);
  }
  return problems;
}

/** The same ids below the stranger's own company. */
async function leaksUnderOwnName(stranger: Visitor, x: Places): Promise<string[]> {
  const problems: string[] = [];
  for (const { file, path } of paths(x)) {
    const own = path.replace(`/${x.slug}`, `/${STRANGER_SLUG}`);
    const { status, body } = await stranger.ask(own);
    if (file.includes("[id]") && status !== 404) problems.push(`${own}: ${status}`);
    if (status >= 500) problems.push(`${own}: ${status}`);
    if (body.includes(MARK)) problems.push(`${own} tells ${MARK}`);
  }
  return problems;
}

async function ownerSees(house: House, x: Places): Promise<{ problems: string[]; marked: number }> {
  const owner = await Visitor.signedIn(house, OWNER, 5);
  const problems: string[] = [];
  let marked = 0;
  for (const { path } of paths(x)) {
    const { status, body } = await owner.ask(path);
    if (status !== 200) problems.push(`${path}: ${status}`);
    if (body.includes(MARK)) marked += 1;
  }
  return { problems, marked };
}

test("pages and files are seen by their owner, and by nobody else", async ({ house }) => {
  test.setTimeout(600_000);
  const x = await prepareVictim(house);
  const before = await digestOf(house.behind);
  const { problems, marked } = await ownerSees(house, x);
  expect(problems, "the addresses asked are true ones").toEqual([]);
  expect(marked, "addresses that show a marked word").toBeGreaterThan(30);
  const stranger = await Visitor.signedIn(house, STRANGER, 4);
  expect(await leaks(stranger, x), "a stranger").toEqual([]);
  expect(await leaksUnderOwnName(stranger, x), "a stranger, under the name of their own company").toEqual([]);
  expect(await leaks(Visitor.nobody(house, 6), x), "nobody").toEqual([]);
  expect(writtenBetween(before, await digestOf(house.behind)), "looking writes nothing").toEqual([]);
  await setMandate(house, x.company, true);
  const revoked = await Visitor.signedIn(house, ACCOUNTANT, 7);
  expect(await leaks(revoked, x), "a firm whose mandate is revoked").toEqual([]);
});
