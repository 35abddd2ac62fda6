/** One invoice through the whole story: J+2, call, J+15, formal notice, and payment. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { mailPorts } = await import("@/context/sending");
const { inCompany } = await import("@/db/inCompany");
const { readMime } = await import("@/mail/readMime");

type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

const left: { to: readonly string[]; mime: Uint8Array }[] = [];
const mailer = {
  async deliver(mail: { envelope: { to: readonly string[] }; mime: Uint8Array }): Promise<Outcome> {
    left.push({ to: mail.envelope.to, mime: mail.mime });
    return { kind: "accepted", response: "250 2.0.0 Ok", rejected: [] };
  },
};

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let invoiceId = "";

async function tick(date: string, hour = 17) {
  clock.setParis(date, hour, 15);
  const ports = { ...mailPorts(mailer), clock };
  const decided = await runDueSteps(world.ctx.companyId, clock.now());
  const sent = await sendMessages(world.ctx.companyId, ports);
  return { ...decided, sent: sent.sent };
}

const plan = () =>
  inCompany(world.ctx.companyId, (tx) =>
    tx.dunningPlan.findUnique({
      where: { companyId_invoiceId: { companyId: world.ctx.companyId, invoiceId } },
    }),
  );

beforeAll(async () => {
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-2026-0418", dueOn: "2026-10-24" });
});

afterAll(() => undefined);

describe("one unpaid invoice", () => {
  it("waits for J+2, moved to the working day", async () => {
    const waiting = await plan();
    expect(waiting?.kind).toBe("WAIT");
    expect(waiting?.onDate?.toISOString().slice(0, 10)).toBe("2026-10-26");
    expect(await tick("2026-10-25")).toMatchObject({ clients: 0, sent: 0 });
  });

  it("sends the friendly email at J+2, once", async () => {
    expect(await tick("2026-10-26")).toMatchObject({ messages: 1, sent: 1 });
    expect(await tick("2026-10-26")).toMatchObject({ clients: 0, sent: 0 });
    expect(left).toHaveLength(1);
    const mail = await readMime(left[0]?.mime ?? new Uint8Array());
    expect(mail.subject).toBe("Facture F-2026-0418, un rappel");
    expect(mail.text).toContain("4\u00a0320,00\u00a0€");
    expect(mail.text).not.toContain("Pénalités");
  });

  it("asks for a call at J+7, after the week end and All Saints", async () => {
    expect(await tick("2026-10-30")).toMatchObject({ calls: 0 });
    expect(await tick("2026-11-02")).toMatchObject({ calls: 1, sent: 0 });
  });

  it("sends the firm email at J+15 with what the law adds", async () => {
    expect(await tick("2026-11-09")).toMatchObject({ messages: 1, sent: 1 });
    const mail = await readMime(left[1]?.mime ?? new Uint8Array());
    // The same conversation: some mail readers would begin another at the first new word.
    expect(mail.subject).toBe("Re: Facture F-2026-0418, un rappel");
    expect(mail.text).toContain("Malgré notre message du 26\u00a0octobre");
    expect(mail.text).toContain("23,48\u00a0€");
    expect(mail.text).toContain("4\u00a0383,48\u00a0€");
    expect(mail.text).toContain("17\u00a0novembre 2026".replace(" 2026", "\u00a02026"));
  });

  it("prepares the formal notice at J+30 and waits for a person", async () => {
    expect(await tick("2026-11-23")).toMatchObject({ letters: 1, sent: 0 });
    expect((await plan())?.kind).toBe("WAIT");
  });

  it("forgets everything once paid", async () => {
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "23/11/2026",
      amountCents: "4 320,00",
      method: "TRANSFER",
    });
    expect(await plan()).toBeNull();
    const letters = await asOwner<{ state: string }>(database, "SELECT state FROM letter");
    expect(letters).toEqual([{ state: "CANCELLED" }]);
    expect(await tick("2026-12-23")).toMatchObject({ clients: 0, sent: 0 });
  });
});
