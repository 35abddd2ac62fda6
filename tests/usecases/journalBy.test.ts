/** Whatever is done in a company is told in its journal in the name of who did it, when they did it. */

import { beforeEach, expect, it } from "vitest";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import type { Deed } from "@/usecases/journalBy";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeCompany, makeClient, parisClock } = await import("../support/world");
const { journalAt, journalBy, journalCompany } = await import("@/usecases/journalBy");
const { archiveClient } = await import("@/usecases/parties/archiveClient");
const { inCompany } = await import("@/db/inCompany");
const { verifyJournal } = await import("@/db/system/journal");

type Actor = import("@/usecases/ports").Actor;

const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  clock.setParis("2026-10-21");
});

/** The entries of the day after the company was made, as `actor action entity at`. */
async function told(): Promise<string[]> {
  const rows = await asOwner<{ words: string }>(
    database,
    `SELECT concat_ws(' ', actor, action, entity, to_char(at AT TIME ZONE 'Europe/Paris', 'MM-DD HH24:MI')) AS words
     FROM journal_entry WHERE company_id = $1 AND at > '2026-10-20T12:00Z' ORDER BY seq`,
    [world.ctx.companyId],
  );
  return rows.map(({ words }) => words);
}

const deed = (action: JournalAction): Deed => ({ action, entity: "client", entityId: clientId, data: {} });

it.each<[Actor, string]>([
  [{ kind: "user", userId: "u1", firmId: null }, "user:u1"],
  [{ kind: "user", userId: "u1", firmId: "f1" }, "firm:f1/user:u1"],
  [{ kind: "debtor", linkId: "l1", network: "10.0.0.0" }, "debtor:l1"],
  [{ kind: "key", keyId: "k1" }, "key:k1"],
  [{ kind: "system" }, "system"],
])("names who acts: %j", async (actor, name) => {
  const ctx = { ...world.ctx, actor };
  await inCompany(ctx.companyId, (tx) => journalBy(tx, ctx, deed("client.edited")));
  await inCompany(ctx.companyId, (tx) => journalCompany(tx, ctx, "company.paused", {}));
  expect(await told()).toEqual([
    `${name} client.edited client 10-21 10:00`,
    `${name} company.paused company 10-21 10:00`,
  ]);
});

it("tells several deeds in their order, at the instant it is given, in a chain that holds", async () => {
  const { companyId, actor } = world.ctx;
  const began = clock.now() - 3_600_000;
  await inCompany(companyId, async (tx) => {
    await journalAt(tx, { companyId, actor }, [deed("client.archived"), deed("client.unarchived")], began);
    await journalAt(tx, { companyId, actor }, [], began);
  });
  expect((await told()).map((words) => words.replace(/^\S+ /, ""))).toEqual([
    "client.archived client 10-21 09:00",
    "client.unarchived client 10-21 09:00",
  ]);
  const { brokenAt } = await inCompany(companyId, (tx) => verifyJournal(tx, companyId));
  expect(brokenAt).toBeNull();
});

it("is what a use case tells: the person, the deed, the row", async () => {
  await archiveClient(world.ctx, clientId);
  const { actor } = world.ctx;
  const name = actor.kind === "user" ? `user:${actor.userId}` : "";
  expect(await told()).toEqual([`${name} client.archived client 10-21 10:00`]);
});
