/**
 * Every function of the repositories, called in the name of one company with the ids of another: it finds nothing,
 * and changes nothing, whether it is told its own company or the other one.
 */
import { randomUUID } from "node:crypto";
import { setTestEnvironment } from "../support/environment";
import type { Places } from "./support/addresses";
import { digestOf, writtenBetween } from "./support/digest";
import { addAccountRows } from "./support/furnishAccounts";
import { listRepositoryFunctions, OF_NO_COMPANY, type RepositoryFunction } from "./support/repositories";
import { argumentsOf } from "./support/repositoryArguments";
import { expect, ownDemoTest as test } from "./support/test";
import { MARK, prepareVictim, STRANGER_SLUG } from "./support/victim";

type Tx = { $queryRawUnsafe<Row>(sql: string): Promise<Row[]> };
type InCompany = <T>(companyId: string, work: (tx: Tx) => Promise<T>) => Promise<T>;
type Call = (tx: Tx, ...rest: unknown[]) => Promise<unknown>;

const functions = listRepositoryFunctions();

async function load(one: RepositoryFunction): Promise<Call> {
  const module = (await import(`../../src/db/${one.file.replace(/\.ts$/, "")}`)) as Record<string, Call>;
  const call = module[one.name];
  if (!call) throw new Error(`${one.file} has no ${one.name}`);
  return call;
}

/** Everything a value holds, as text. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === "bigint") return String(member);
    if (member instanceof Map) return [...member];
    if (member instanceof Set) return [...member];
    if (member instanceof Uint8Array) return Buffer.from(member).toString("latin1");
    return member;
  });
}

function isEmpty(value: unknown): boolean {
  return !/[1-9a-zA-Z]/.test((textOf(value) ?? "").replace(/"[^"]*":/g, "").replace(/null|false/g, ""));
}

test("repositories keep to their company", async ({ house }) => {
  test.setTimeout(300_000);
  expect(functions.length).toBeGreaterThan(100);
  const victim = await prepareVictim(house);
  await addAccountRows(house, victim);
  const [stranger] = await house.behind.rows<{ id: string }>("SELECT id FROM company WHERE slug = $1", [
    STRANGER_SLUG,
  ]);
  const strangerId = stranger?.id ?? "";
  setTestEnvironment(house.databaseUrl, { DUMENT_DEMO: "1" });
  const { inCompany } = (await import("../../src/db/inCompany")) as unknown as { inCompany: InCompany };
  const { disconnect } = await import("../../src/db/connection");
  const guarded = functions.filter(({ name }) => !OF_NO_COMPANY.includes(name));
  const problems: string[] = [];
  const silent: string[] = [];
  let before = await digestOf(house.behind, [], victim.company);
  for (const one of guarded) {
    const call = await load(one);
    if (!(await doesSomething(inCompany, call, one, victim))) silent.push(one.name);
    for (const told of [strangerId, victim.company]) {
      const given = argumentsOf(one, victim, told);
      const result = await attempt(inCompany, strangerId, (tx) => call(tx, ...given));
      const after = await digestOf(house.behind, [], victim.company);
      const written = writtenBetween(before, after);
      before = after;
      if (written.length > 0) problems.push(`${one.name} wrote ${written.join(", ")}`);
      if ((textOf(result) ?? "").includes(MARK)) problems.push(`${one.name} tells ${MARK}`);
    }
  }
  await disconnect();
  expect(problems).toEqual([]);
  // In its own company nearly every function finds or writes something: what is asked above is worth asking.
  expect(silent.length, `functions that did nothing: ${silent.join(", ")}`).toBeLessThan(guarded.length / 3);
});

/** The result, or nothing when the call is refused. */
async function attempt<T>(
  inCompany: InCompany,
  companyId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await inCompany(companyId, work);
  } catch {
    return undefined;
  }
}

/** Called by the company itself: does it find or write anything? Undone at once. */
async function doesSomething(
  inCompany: InCompany,
  call: Call,
  one: RepositoryFunction,
  victim: Places,
): Promise<boolean> {
  const given = argumentsOf(one, victim, victim.company);
  const undo = new Error(randomUUID());
  let found = false;
  try {
    await inCompany(victim.company, async (tx) => {
      const result = await call(tx, ...given);
      const [row] = await tx.$queryRawUnsafe<{ wrote: boolean }>(
        "SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote",
      );
      found = row?.wrote === true || !isEmpty(result);
      throw undo;
    });
  } catch (error) {
    if (error !== undo && process.env.SHOW_REFUSALS) console.log(one.name, String(error).slice(-300));
  }
  return found;
}
