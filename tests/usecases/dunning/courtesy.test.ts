/** A notice before the due date claims nothing, reminds of nothing, and what follows does not lean on it. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { approveMessages } = await import("@/usecases/dunning/decideMessages");
const { letterInput } = await import("@/usecases/dunning/letterInput");
const { inCompany } = await import("@/db/inCompany");
const { localDate } = await import("@/domain/calendar");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";

const owner = <Row extends Record<string, unknown>>(sql: string) =>
  asOwner<Row>(database, sql, [world.ctx.companyId]);

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  post = new PostOffice(world);
  // The default scenario, preceded by a notice five days before the due date.
  await owner(
    `INSERT INTO scenario_step SELECT (s).* FROM (
       SELECT jsonb_populate_record(x, jsonb_build_object('id', gen_random_uuid(), 'offset_days', -5)) AS s
       FROM scenario_step x WHERE company_id = $1 AND offset_days = 2) copied`,
  );
});

const words = async (index = -1) => {
  const { subject, text } = await post.read(index);
  const plain = (said: string) => said.replaceAll("\u00a0", " ");
  return { subject: plain(subject), text: plain(text) };
};

describe("an invoice not due yet", () => {
  it("is left out of the firm reminder of a late one, and has its notice afterwards", async () => {
    await owner("UPDATE scenario_step SET is_off = true WHERE company_id = $1 AND offset_days IN (2, 7)");
    const total = { totalCents: "1 000,00" };
    await makeInvoice(world.ctx, clientId, { number: "F-LATE", dueOn: "2026-10-24", ...total });
    await makeInvoice(world.ctx, clientId, { number: "F-AHEAD", dueOn: "2026-11-14", ...total });
    await post.day("2026-11-09");
    expect(post.left).toHaveLength(1);
    const firm = await words();
    expect(firm.text).toContain("la facture F-LATE du 24 septembre 2026 reste impayée");
    expect(firm.text).not.toContain("F-AHEAD");
    await post.day("2026-11-12");
    expect((await words()).subject).toBe("Facture F-AHEAD, échéance prochaine");
    const rows = await owner<{ claimed: string; tone: string }>(
      "SELECT claimed_cents::text AS claimed, tone::text FROM message WHERE company_id = $1 ORDER BY created_at",
    );
    expect(rows).toMatchObject([{ tone: "FIRM" }, { tone: "FRIENDLY", claimed: "100000" }]);
  });
});

describe("the notice of before the due date", () => {
  let invoiceId = "";

  beforeEach(async () => {
    await owner("UPDATE scenario_step SET is_off = true WHERE company_id = $1 AND offset_days IN (2, 7)");
    invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-30" });
    await post.day("2026-10-26");
    expect((await words()).subject).toBe("Facture F-1, échéance prochaine");
    await post.day("2026-11-16");
    expect(post.left).toHaveLength(2);
  });

  it("is no reminder that a later one cites, and gives it no subject", async () => {
    const { subject, text } = await words();
    expect(text).toContain("Sauf erreur de notre part, la facture F-1");
    expect(subject).toBe("Facture F-1, en retard de 17 jours");
  });

  it("is not among the reminders of a letter", async () => {
    const { previousContacts } = await inCompany(world.ctx.companyId, (tx) =>
      letterInput(
        tx,
        world.ctx.companyId,
        { id: "", clientId, channel: "FORMAL_NOTICE", invoiceIds: [invoiceId] },
        { today: localDate("2026-12-01"), timeZone: "Europe/Paris" },
        PUBLISHED_RATES,
      ),
    );
    expect(previousContacts).toEqual([{ on: "2026-11-16", channel: "EMAIL" }]);
  });
});

describe("a notice that waited for someone until the invoice was late", () => {
  it("does not leave, and the scenario goes on", async () => {
    await owner("UPDATE company SET safe_mode = true WHERE id = $1");
    await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-30" });
    await post.day("2026-10-26");
    const waiting = await owner<{ id: string }>("SELECT id FROM message WHERE company_id = $1");
    clock.setParis("2026-11-02", 8);
    await approveMessages(world.ctx, [waiting[0]?.id ?? ""]);
    await post.day("2026-11-02");
    expect(post.left).toEqual([]);
    await post.day("2026-11-03");
    const states = await owner<{ state: string }>(
      "SELECT state::text FROM message WHERE company_id = $1 ORDER BY created_at",
    );
    expect(states.map(({ state }) => state)).toEqual(["CANCELLED", "AWAITING_APPROVAL"]);
  });
});

describe("the formal notice that a firm reminder announces", () => {
  const announced = async (changes: string) => {
    await owner(changes);
    await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-24", totalCents: "1 000,00" });
    await owner("UPDATE scenario_step SET is_off = true WHERE company_id = $1 AND offset_days IN (-5, 2, 7)");
    await post.day("2026-11-09");
    return (await words()).text.includes("la prochaine étape sera une mise en demeure");
  };
  const set = (change: string, offset = 30) =>
    `UPDATE scenario_step SET ${change} WHERE company_id = $1 AND offset_days = ${offset}`;

  it.each([
    ["comes next", set("attach_invoice = attach_invoice"), true],
    ["is switched off", set("is_off = true"), false],
    ["asks for a larger sum", set("min_balance_cents = 100001"), false],
    ["is for consumers", set("client_kinds = '{B2C}'"), false],
    [
      "comes after a call that is switched off",
      `INSERT INTO scenario_step SELECT (s).* FROM (
         SELECT jsonb_populate_record(x, jsonb_build_object('id', gen_random_uuid(), 'offset_days', 20, 'is_off', true)) AS s
         FROM scenario_step x WHERE company_id = $1 AND offset_days = 7) copied`,
      true,
    ],
  ])("%s: %#", async (_, changes, isAnnounced) => {
    expect(await announced(changes)).toBe(isAnnounced);
  });
});
