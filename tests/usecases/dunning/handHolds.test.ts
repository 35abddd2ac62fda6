/** Suspensions that a person sets: their cause, their end, who set them, and what the page says of them. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock, silentBell } = await import(
  "../../support/world"
);
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { holdInvoice, holdInvoices, resumeInvoice } = await import("@/usecases/dunning/holdInvoice");
const { explainDay } = await import("@/usecases/dunning/explainDay");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readToday } = await import("@/usecases/reporting/readToday");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { localDate } = await import("@/domain/calendar");

const clock = parisClock("2026-10-25");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-25");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
});

const page = () => readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
const STATUS = { kind: "E_INVOICE_STATUS", untilOn: "2026-11-05", reason: "Refusée : SIRET erroné" };

describe("the status of an electronic invoice, noted by hand", () => {
  it("suspends until its day with its words, in the record, among the reasons and in the trace", async () => {
    await holdInvoice(world.ctx, invoiceId, STATUS);
    const shown = await page();
    expect(shown.holds).toMatchObject([
      { kind: "E_INVOICE_STATUS", reason: "Refusée : SIRET erroné", untilOn: "2026-11-05", isRunning: true },
    ]);
    expect(shown.next.reasons[0]?.sentence).toBe(
      "Statut de la facture électronique, jusqu’au 5\u00a0novembre 2026\u00a0: «\u00a0Refusée : SIRET erroné\u00a0».".replace(
        "novembre 2026",
        "novembre\u00a02026",
      ),
    );
    expect(shown.timeline.map(({ title }) => title)).toContain("Statut de la facture électronique");
    const why = await explainDay(world.ctx, invoiceId, localDate("2026-11-03"));
    expect(why.lines.map(({ sentence }) => sentence).join(" ")).toContain("SIRET erroné");
  });

  it("keeps reminders from leaving, ends by itself the next day, or at a person's word", async () => {
    const post = new PostOffice(world);
    await holdInvoice(world.ctx, invoiceId, STATUS);
    await post.sweep("2026-10-26", "2026-11-06", "Europe/Paris", 240);
    expect(post.left).toEqual([]);
    await post.day("2026-11-06");
    expect((await page()).next.reasons.map(({ code }) => code)).not.toContain("HELD");
    await holdInvoice(world.ctx, invoiceId, { ...STATUS, untilOn: "2026-12-01" });
    await resumeInvoice(world.ctx, invoiceId);
    expect((await page()).next.reasons.map(({ code }) => code)).not.toContain("HELD");
  });

  it("asks for the status in words; a cause of other origin is not set by hand", async () => {
    await expect(holdInvoice(world.ctx, invoiceId, { ...STATUS, reason: "" })).rejects.toMatchObject({
      errors: [{ field: "reason", code: "REQUIRED" }],
    });
    await expect(holdInvoices(world.ctx, [invoiceId], { ...STATUS, kind: "DISPUTE" })).rejects.toMatchObject({
      errors: [{ field: "kind" }],
    });
    expect((await page()).holds).toEqual([]);
  });
});

describe("who set a suspension", () => {
  it("is named: the person, or the client by its answer", async () => {
    const colleague = await makeUser("Camille Morvan");
    await holdInvoice({ ...world.ctx, actor: { kind: "user", userId: colleague, firmId: null } }, invoiceId, {
      untilOn: "2026-11-05",
      reason: "",
    });
    expect((await page()).holds).toMatchObject([
      { kind: "MANUAL", author: { kind: "person", name: "Camille Morvan" } },
    ]);
    await resumeInvoice(world.ctx, invoiceId);
    clock.setParis("2026-10-26");
    const { link } = await makeLink(world, clientId, [invoiceId]);
    const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
    await answerByLink(link, "date", { onDate: "2026-11-02" }, ports, "203.0.113.0/24");
    const [latest] = (await page()).holds;
    expect(latest).toMatchObject({ kind: "PROMISE", author: { kind: "client" } });
  });
});

describe("a suspension of several invoices that their client asked for, ended on one of them", () => {
  const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
  const plan = { count: "2", firstOn: "2026-11-02", signerName: "Anne Lebreton", acknowledged: "1" };

  it("still waits for a person where it runs on", async () => {
    const otherId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
    const { link } = await makeLink(world, clientId, [invoiceId, otherId]);
    await answerByLink(link, "desaccord", { message: "Deux plateaux manquants" }, ports, "203.0.113.0/24");
    const waiting = async () => (await readToday(world.ctx, "Hélène")).disputes.length;
    await resumeInvoice(world.ctx, otherId);
    expect([(await page()).holds, await waiting()]).toMatchObject([[{ isRunning: true }], 1]);
    await resumeInvoice(world.ctx, invoiceId);
    expect([(await page()).holds, await waiting()]).toMatchObject([[{ isRunning: false }], 0]);
  });

  it("takes the schedule that was asked for with the last of them", async () => {
    const { link } = await makeLink(world, clientId, [invoiceId]);
    await answerByLink(link, "echeancier", plan, ports, "203.0.113.0/24");
    const state = async () =>
      asOwner(database, "SELECT state::text FROM instalment_plan WHERE company_id = $1", [
        world.ctx.companyId,
      ]);
    expect(await state()).toEqual([{ state: "PROPOSED" }]);
    await resumeInvoice(world.ctx, invoiceId);
    expect(await state()).toEqual([{ state: "ENDED" }]);
  });
});
