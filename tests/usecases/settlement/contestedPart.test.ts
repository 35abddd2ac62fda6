/** A part that is contested among several invoices: it belongs to one of them, and only it waits. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { readAnswer } = await import("@/usecases/settlement/readAnswer");
const { readAnswerPage } = await import("@/usecases/settlement/readAnswerPage");
const { acceptDispute } = await import("@/usecases/settlement/closeDispute");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-20");
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let ids: string[] = [];
let held: Awaited<ReturnType<typeof makeLink>>;

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  const clientId = await makeClient(world.ctx);
  const make = (number: string, totalCents: string) =>
    makeInvoice(world.ctx, clientId, { number, dueOn: "2026-10-26", totalCents });
  ids = [await make("F-1", "1 000,00"), await make("F-2", "500,00")];
  // Long enough before the first reminder not to delay it.
  held = await makeLink(world, clientId, ids);
  clock.setParis("2026-10-26");
});

const contest = (amountCents: string, facture = "") =>
  answerByLink(
    held.link,
    "desaccord",
    { message: "Il manque une table.", reason: "QUANTITY", amountCents, facture },
    ports,
    "203.0.113.0/24",
  );

const holds = () =>
  asOwner<{ number: string; part: string | null }>(
    database,
    `SELECT i.number, h.part_cents::text AS part FROM hold h JOIN invoice i ON i.id = h.invoice_id
     WHERE h.company_id = $1 AND h.ended_at IS NULL ORDER BY 1, 2`,
    [world.ctx.companyId],
  );
const answers = () =>
  asOwner<{ id: string; amount: string | null }>(
    database,
    "SELECT id, amount_cents::text AS amount FROM answer WHERE company_id = $1 ORDER BY created_at, id",
    [world.ctx.companyId],
  );
/** What the next reminder to leave asks for. */
async function nextReminder(): Promise<bigint> {
  await post.day("2026-10-28");
  await post.send();
  const rows = await asOwner<{ cents: string }>(
    database,
    "SELECT claimed_cents::text AS cents FROM message WHERE company_id = $1 AND kind = 'REMINDER' AND id <> $2",
    [world.ctx.companyId, held.messageId],
  );
  expect(rows).toHaveLength(1);
  return BigInt(rows[0]?.cents ?? -1);
}

describe("an amount contested", () => {
  it("over several invoices is asked which one it is about, and nothing is suspended meanwhile", async () => {
    await expect(contest("300,00")).rejects.toMatchObject({ errors: [{ field: "facture", code: "WHICH" }] });
    await expect(contest("1 200,00")).rejects.toMatchObject({
      errors: [{ field: "amountCents", code: "ABOVE_EACH" }],
    });
    expect(await answers()).toEqual([]);
    expect(await holds()).toEqual([]);
    expect(await nextReminder()).toBe(150_000n);
  });

  it("of one of them sets that part aside: the reminder asks for the rest, the other invoice included", async () => {
    await contest("300,00", "F-1");
    expect(await holds()).toEqual([{ number: "F-1", part: "30000" }]);
    expect((await readAnswerPage(held.link, clock, PUBLISHED_RATES)).disputedCents).toBe(30_000n);
    const [, other] = await Promise.all(ids.map((id) => readInvoice(world.ctx, id, PUBLISHED_RATES)));
    expect(other?.holds).toEqual([]);
    expect(await nextReminder()).toBe(120_000n);
  });

  it("of several, one answer each, is what each of them says, settled one by one", async () => {
    await contest("300,00", "F-1");
    await contest("100,00", "F-2");
    expect(await holds()).toEqual([
      { number: "F-1", part: "30000" },
      { number: "F-2", part: "10000" },
    ]);
    const [first] = await answers();
    const view = await readAnswer(world.ctx, first?.id ?? "");
    expect(view).toMatchObject({ saidAmountCents: 30_000n, invoices: [{ number: "F-1" }] });
    await acceptDispute(world.ctx, view.id, {
      remedy: "CREDIT_NOTE",
      number: "A-1",
      issuedOn: "2026-10-26",
      amountCents: "300,00",
      effect: "RETROACTIVE",
    });
    expect(await holds()).toEqual([{ number: "F-2", part: "10000" }]);
    expect(await nextReminder()).toBe(110_000n);
  });

  it("is not in what « j’ai payé » is proposed for, unless the client said how much", async () => {
    await contest("300,00", "F-1");
    const say = async (amountCents: string) => {
      const paid = { onDate: "2026-10-26", method: "TRANSFER", amountCents };
      await answerByLink(held.link, "paye", paid, ports, "203.0.113.0/24");
      return (await readAnswer(world.ctx, (await answers()).at(-1)?.id ?? "")).likelyPaidCents;
    };
    expect(await say("")).toBe(120_000n);
    expect(await say("1 500,00")).toBe(150_000n);
  });

  it("that is all of it suspends everything, and bears no amount", async () => {
    await contest("1 500,00");
    expect(await holds()).toEqual([
      { number: "F-1", part: null },
      { number: "F-2", part: null },
    ]);
    expect(await answers()).toMatchObject([{ amount: null }]);
    // Said again by leaving the amount out, it is the same answer.
    expect(await contest("")).toMatchObject({ isNew: false });
    const [receipt] = await asOwner<{ content: { paragraphs: string[] } }>(
      database,
      "SELECT content FROM message WHERE company_id = $1 AND kind = 'ANSWER_RECEIPT'",
      [world.ctx.companyId],
    );
    expect(receipt?.content.paragraphs[0]).toContain("Vous contestez ce qui vous est demandé.");
  });
});
