/** Reminders that programs suspend and let go on: with the rules of the page, and never over what the client said. */
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { callsBy, keyed, makeKey, pointers } = await import("../support/apiCalls");
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");
const { closeInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");

const clock = parisClock("2026-11-23", 15);
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
let world: Awaited<ReturnType<typeof makeCompany>>;
let calls: ReturnType<typeof callsBy>;
let clientId = "";
let id = "";

beforeAll(async () => {
  world = await makeCompany(clock);
  calls = callsBy(await makeKey(world.ctx, "WRITE", "Litiges"));
  clientId = await makeClient(world.ctx, { name: "Menuiserie Abgrall" });
});

beforeEach(async () => {
  await asOwner(database, "DELETE FROM rate_bucket");
  id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", issuedOn: "2026-10-01" });
});

const HOLD = { untilOn: "2026-12-15", reason: "Litige nº 42" };
const kinds = (body: { holds: { kind: string }[] }) => body.holds.map(({ kind }) => kind);

describe("a suspension by a program", () => {
  it("stops the reminders once for its key, and its author is named", async () => {
    const first = await calls.suspend(id, HOLD, keyed(`hold-${id}`));
    expect(first).toMatchObject({
      status: 201,
      body: {
        holds: [{ kind: "manual", reason: "Litige nº 42", startedOn: "2026-11-23", untilOn: "2026-12-15" }],
        next: { reasons: [{ code: "held" }] },
      },
    });
    expect((await calls.suspend(id, HOLD, keyed(`hold-${id}`))).body).toEqual(first.body);
    const { holds, next, timeline } = await readInvoice(world.ctx, id, PUBLISHED_RATES);
    expect(holds).toMatchObject([{ origin: "PROGRAM", author: { kind: "key", name: "Litiges" } }]);
    const words = "Suspendue par votre programme (API)";
    expect(timeline.map(({ title }) => title)).toContain(words);
    expect(next.reasons[0]?.sentence).toContain(words);
  });

  it("is refused as its page refuses it", async () => {
    const refused = async (body: object, key: string) => pointers(await calls.suspend(id, body, keyed(key)));
    expect(await refused({ ...HOLD, untilOn: "2026-11-22" }, "past")).toEqual(["/untilOn PAST"]);
    expect(await refused({ ...HOLD, untilOn: "2027-11-24" }, "far")).toEqual(["/untilOn TOO_FAR"]);
    const status = { kind: "e_invoice_status", untilOn: "2026-12-15" };
    expect(await refused(status, "status")).toEqual(["/reason REQUIRED"]);
    expect((await calls.suspend(id, HOLD)).status).toBe(400);
    await closeInvoice(world.ctx, id, { status: "CANCELLED", closeReason: "Doublon" });
    const closed = await calls.suspend(id, HOLD, keyed("closed"));
    expect(closed).toMatchObject({ status: 422, body: { errors: [{ code: "CLOSED" }] } });
    expect((await calls.suspend("01990000-0000-7000-8000-000000000000", HOLD, keyed("no"))).status).toBe(404);
  });

  it("ends at its word, as does that of a person, and nothing is written when nothing runs", async () => {
    await calls.suspend(id, HOLD, keyed(`end-${id}`));
    await holdInvoice(world.ctx, id, { untilOn: "2026-12-01", reason: "Attendons l’avoir" });
    const resumed = await calls.resume(id);
    expect({ status: resumed.status, holds: resumed.body.holds }).toEqual({ status: 200, holds: [] });
    const entries = () =>
      asOwner(database, "SELECT seq FROM journal_entry WHERE entity_id = $1 ORDER BY seq", [id]);
    const before = await entries();
    expect((await calls.resume(id)).body).toEqual(resumed.body);
    expect(await entries()).toEqual(before);
    expect((await calls.resume("x")).status).toBe(404);
  });

  it("lets what the client contests wait for a person", async () => {
    await noteDispute(world.ctx, id, { category: "QUALITY", message: "Rayures" });
    await calls.suspend(id, HOLD, keyed(`dispute-${id}`));
    expect(kinds((await calls.invoice(id)).body).sort()).toEqual(["dispute", "manual"]);
    expect(kinds((await calls.resume(id)).body)).toEqual(["dispute"]);
    const [answer] = await asOwner(database, "SELECT state FROM answer WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    expect(answer).toEqual({ state: "OPEN" });
  });
});
