/** What the page of a scenario shows: who it applies to, and the very words that will leave. */
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { listScenarios, readScenario } = await import("@/usecases/dunning/readScenario");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { readFirstSteps } = await import("@/usecases/parties/readFirstSteps");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { mailPorts } = await import("@/context/sending");
const { rates } = await import("@/context/rates");
const { readMime } = await import("@/mail/readMime");
const { reminderAsText } = await import("@/domain/dunning/reminder");

const source = { rates, callerName: "Hélène Brisset" };
const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let scenarioId = "";
let invoiceId = "";

const show = (offsetDays: number | null, id = invoiceId, ctx = world.ctx) =>
  readScenario(ctx, scenarioId, { offsetDays, invoiceId: id }, source);

beforeAll(async () => {
  world = await makeCompany(clock);
  scenarioId = (await listScenarios(world.ctx))[0]?.id ?? "";
  const clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-2026-0418", dueOn: "2026-10-24" });
});

describe("the default scenario", () => {
  it("applies to clients that chose none, and counts what they owe", async () => {
    const [line, ...others] = await listScenarios(world.ctx);
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      isDefault: true,
      version: 1,
      clientCount: 1,
      openCount: 1,
      openCents: 432_000n,
    });
    expect(line?.steps.map((step) => step.offsetDays)).toEqual([2, 7, 15, 30]);
  });

  it("leaves a client that chose another one", async () => {
    const own = await makeCompany(clock, { name: "Deux scénarios" });
    const [line] = await listScenarios(own.ctx);
    await asOwner(
      database,
      `INSERT INTO scenario (company_id, id, name, current_version_id, created_at)
       SELECT company_id, gen_random_uuid(), 'Grands comptes', current_version_id, now() FROM scenario WHERE id = $1`,
      [line?.id],
    );
    const rows = await asOwner<{ id: string }>(
      database,
      "SELECT id FROM scenario WHERE name = 'Grands comptes'",
    );
    await makeClient(own.ctx, { scenarioId: rows[0]?.id ?? "" });
    await makeClient(own.ctx);
    await makeClient(own.ctx);
    // Its version belongs to the default one: not shown as a scenario of its own, still counted apart.
    expect((await listScenarios(own.ctx)).find((one) => one.isDefault)?.clientCount).toBe(2);
  });
});

describe("the text of a step", () => {
  it("is that of the day it falls on, after the steps before it", async () => {
    const { preview, invoice } = await show(15);
    expect(invoice?.number).toBe("F-2026-0418");
    if (preview?.kind !== "EMAIL") throw new Error("an email");
    expect(preview.on).toBe("2026-11-09");
    expect(preview.to).toHaveLength(1);
    expect(preview.content.subject).toBe("Facture F-2026-0418, en retard de 16\u00a0jours");
    expect(preview.content.opening).toContain(
      "Malgré notre message du 26\u00a0octobre et notre appel du 2\u00a0novembre",
    );
    expect(preview.content.claimedCents).toBe(438_348n);
  });

  it("is the message that really leaves, word for word but for its personal link", async () => {
    const { preview } = await show(2);
    if (preview?.kind !== "EMAIL") throw new Error("an email");
    const sent: Uint8Array[] = [];
    const mailer = {
      deliver: async (mail: { mime: Uint8Array }) => {
        sent.push(mail.mime);
        return { kind: "accepted", response: "250 Ok", rejected: [] } as const;
      },
    };
    clock.setParis("2026-10-26", 17, 15);
    await runDueSteps(world.ctx.companyId, clock.now());
    await sendMessages(world.ctx.companyId, { ...mailPorts(mailer), clock });
    const mail = await readMime(sent[0] ?? new Uint8Array());
    const withoutLink = (text: string) =>
      text.replace(/(https?:\S+)?(\?reponse=\w+#\w+)?$/gm, "").replace(/\s+/g, " ");
    expect(withoutLink(mail.text ?? "")).toBe(withoutLink(reminderAsText(preview.content)));
  });

  it("knows what was paid by then, and not what came later", async () => {
    const clientId = await makeClient(world.ctx, { name: "Payeur partiel" });
    const id = await makeInvoice(world.ctx, clientId, {
      dueOn: "2026-09-10",
      issuedOn: "2026-08-10",
      totalCents: "1 000",
    });
    const pay = (receivedOn: string) =>
      recordPayment(world.ctx, id, { receivedOn, amountCents: "100", method: "TRANSFER" });
    await pay("11/09/2026");
    await pay("20/10/2026");
    const { preview } = await show(2, id);
    expect(preview?.kind === "EMAIL" && preview.content.claimedCents).toBe(90_000n);
  });

  it("asks for what the real message would ask: not what is contested, nor what a credit covers", async () => {
    clock.setParis("2026-10-01");
    const own = await makeCompany(clock, { name: "Contestée en partie" });
    const [scenario] = await listScenarios(own.ctx);
    const clientId = await makeClient(own.ctx);
    const id = await makeInvoice(own.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000" });
    await noteDispute(own.ctx, id, { category: "PRICE", amountCents: "300", message: "Trop cher." });
    const seen = async (offsetDays: number) => {
      const { preview } = await readScenario(
        own.ctx,
        scenario?.id ?? "",
        { offsetDays, invoiceId: id },
        source,
      );
      if (preview?.kind === "EMAIL") return preview.content.claimedCents;
      if (preview?.kind === "CALL") return preview.script.replaceAll("\u00a0", " ");
      return preview?.kind === "LETTER" ? preview.notice.statement.totalCents : preview?.problem;
    };
    expect(await seen(2)).toBe(70_000n);
    expect((await readFirstSteps(own.ctx)).preview.content.claimedCents).toBe(70_000n);
    expect(await seen(15)).toBe(70_000n);
    expect(await seen(7)).toContain("il reste 700,00 € à régler, hors part contestée");
    // 30 days at 12,40 % on 700 €, and 40 €.
    expect(await seen(30)).toBe(74_713n);
    await recordClientCredit(own.ctx, clientId, {
      kind: "DEPOSIT",
      amountCents: "100",
      receivedOn: "2026-09-30",
    });
    expect(await seen(2)).toBe(60_000n);
    expect(await seen(7)).toContain("il reste 600,00 € à régler, hors part contestée et votre avoir déduit");
    expect(await seen(30)).toContain("affectez-le avant d’écrire");
  });

  it("is a script for a call, a letter for a formal notice", async () => {
    const call = await show(7);
    expect(call.preview).toMatchObject({ kind: "CALL", on: "2026-11-02", contactName: "Anne Lebreton" });
    const letter = await show(30);
    if (letter.preview?.kind !== "LETTER") throw new Error("a letter");
    expect(letter.preview.on).toBe("2026-11-23");
    const words = letter.preview.notice.sections.flatMap((section) => section.paragraphs).join(" ");
    expect(words).toContain("F-2026-0418");
    expect(words).toContain("huit jours");
  });

  it("says what keeps a letter from being written", async () => {
    const clientId = await makeClient(world.ctx, {
      name: "Sans adresse",
      street: "",
      city: "",
      postcode: "",
    });
    const id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-20" });
    expect((await show(30, id)).preview).toMatchObject({ kind: "NONE" });
  });

  it("is read on an example while there is no invoice", async () => {
    const fresh = await makeCompany(clock, { name: "Toute neuve" });
    const id = (await listScenarios(fresh.ctx))[0]?.id ?? "";
    const view = await readScenario(fresh.ctx, id, { offsetDays: 15, invoiceId }, source);
    expect(view).toMatchObject({ invoice: null, invoices: [], openCount: 0 });
    if (view.preview?.kind !== "EMAIL") throw new Error("an email");
    expect(view.preview.content.claimedCents > 120_000n).toBe(true);
    expect(view.preview.to).toEqual([]);
  });
});

it("is nobody else's: an unknown id, another company's, or words", async () => {
  const other = await makeCompany(clock, { name: "Autre maison" });
  for (const id of [scenarioId, "00000000-0000-7000-8000-000000000000", "x"]) {
    await expect(readScenario(other.ctx, id, { offsetDays: 2, invoiceId: "" }, source)).rejects.toMatchObject(
      {
        code: "NOT_FOUND",
      },
    );
  }
});
