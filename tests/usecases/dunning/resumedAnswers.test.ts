/** A person takes the reminders of one invoice up again: what the client said of others still waits to be decided. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { resumeInvoice } = await import("@/usecases/dunning/holdInvoice");

const clock = parisClock("2026-10-20");
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let held: Awaited<ReturnType<typeof makeLink>>;
let ids: [string, string];

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx);
  const make = (number: string) => makeInvoice(world.ctx, clientId, { number, dueOn: "2026-10-22" });
  ids = [await make("F-1"), await make("F-2")];
  held = await makeLink(world, clientId, ids);
  clock.setParis("2026-10-26");
});

const SAID = [
  ["a dispute", "desaccord", { message: "Rien ne marche", reason: "QUALITY" }],
  ["a promise", "date", { onDate: "2026-11-20" }],
  ["« j’ai payé »", "paye", { onDate: "2026-10-26", method: "TRANSFER" }],
  ["a schedule", "echeancier", { count: "3", firstOn: "2026-11-10", signerName: "A", acknowledged: "1" }],
] as const;

const answers = () =>
  asOwner(
    database,
    `SELECT a.state::text, a.decided_at IS NOT NULL AS decided, p.state::text AS plan, (
       SELECT array_agg(i.number ORDER BY i.number) FROM hold h JOIN invoice i ON i.id = h.invoice_id
       WHERE h.answer_id = a.id AND h.ended_at IS NULL) AS held
     FROM answer a LEFT JOIN instalment_plan p ON p.answer_id = a.id WHERE a.company_id = $1`,
    [world.ctx.companyId],
  );

describe("an invoice taken up again", () => {
  it.each(SAID)("leaves %s to be decided for the other one, and sets it aside with it", async (...said) => {
    const [, word, raw] = said;
    await answerByLink(held.link, word, { ...raw }, ports, "203.0.113.0/24");
    const plan = word === "echeancier" ? "PROPOSED" : null;
    expect(await answers()).toEqual([{ state: "OPEN", decided: false, plan, held: ["F-1", "F-2"] }]);
    await resumeInvoice(world.ctx, ids[0]);
    expect(await answers()).toEqual([{ state: "OPEN", decided: false, plan, held: ["F-2"] }]);
    await resumeInvoice(world.ctx, ids[1]);
    expect(await answers()).toEqual([
      { state: "REJECTED", decided: true, plan: plan && "ENDED", held: null },
    ]);
  });
});
