/** What a client says of several invoices at once: each is decided again when that ends, and keeps what still stands. */
import { beforeEach, describe, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { camtFile } from "../../support/bankFiles";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { confirmDeclaration } = await import("@/usecases/settlement/decideAnswer");
const { confirmMatch } = await import("@/usecases/settlement/confirmMatch");
const { importBankFile } = await import("@/usecases/settlement/importBankFile");
const { setLineAside } = await import("@/usecases/settlement/matchByHand");
const { listBankLines, readBankQuery } = await import("@/usecases/settlement/listBankLines");
const { withdrawStatement } = await import("@/usecases/settlement/withdrawStatement");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { reviewPlans } = await import("@/usecases/dunning/reviewPlans");

const clock = parisClock("2026-10-20");
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let ids: [string, string];
type Word = Parameters<typeof answerByLink>[1];

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  const make = (number: string, totalCents: string) =>
    makeInvoice(world.ctx, clientId, { number, totalCents, dueOn: "2026-10-22" });
  ids = [await make("F-1", "100,00"), await make("F-2", "200,00")];
});

/** By the link of a message about these invoices, on the 26th. */
async function say(about: readonly string[], word: Word, raw: Record<string, string>): Promise<void> {
  clock.setParis("2026-10-20");
  const { link } = await makeLink(world, clientId, about);
  await reviewPlans(world.ctx.companyId, ids, clock.now());
  clock.setParis("2026-10-26");
  await answerByLink(link, word, raw, ports, "203.0.113.0/24");
}

const PAID = { onDate: "2026-10-26", method: "TRANSFER" };
const answers = () =>
  asOwner<{ id: string; state: string }>(
    database,
    `SELECT a.id, a.kind::text, a.state::text, (
       SELECT array_agg(i.number ORDER BY i.number) FROM hold h JOIN invoice i ON i.id = h.invoice_id
       WHERE h.answer_id = a.id AND h.ended_at IS NULL) AS held
     FROM answer a WHERE a.company_id = $1 ORDER BY a.created_at, a.id`,
    [world.ctx.companyId],
  );
const held = () =>
  asOwner(
    database,
    "SELECT i.number FROM hold h JOIN invoice i ON i.id = h.invoice_id WHERE h.company_id = $1 AND h.ended_at IS NULL",
    [world.ctx.companyId],
  );
/** What is stored of these decisions and is not what the facts say. */
const drift = () => reviewPlans(world.ctx.companyId, ids, clock.now());
const take = (...movements: Parameters<typeof camtFile>[0]) =>
  importBankFile(world.ctx, { name: "a.xml", bytes: camtFile(movements) }, PUBLISHED_RATES);
const onlyLine = async () => {
  const [line] = (await listBankLines(world.ctx, readBankQuery({}), PUBLISHED_RATES)).lines;
  if (!line) throw new Error("no movement is listed");
  return line;
};

describe("« j’ai payé » about two invoices, when one was paid", () => {
  it("lets the other one be reminded on its day, confirmed by a person", async () => {
    await say(ids, "paye", PAID);
    const [said] = await answers();
    const money = { receivedOn: "2026-10-26", method: "TRANSFER", amountCents: "100,00" };
    await confirmDeclaration(world.ctx, said?.id ?? "", money, PUBLISHED_RATES);
    expect(await answers()).toMatchObject([{ state: "ACCEPTED", held: null }]);
    expect(await drift()).toEqual([]);
  });

  it("lets the other one be reminded on its day, confirmed by a transfer", async () => {
    await say(ids, "paye", { ...PAID, amountCents: "100,00" });
    await take({ on: "2026-10-26", amount: "100.00", name: "CONSERVERIE LE GUEN", label: "VIR F-1" });
    const { id, proposal } = await onlyLine();
    await confirmMatch(world.ctx, id, proposal?.seen ?? "", PUBLISHED_RATES);
    expect(await answers()).toMatchObject([{ state: "ACCEPTED", held: null }]);
    expect(await drift()).toEqual([]);
  });
});

describe("a later answer about one of two invoices", () => {
  it.each([
    ["« j’ai payé »", "paye", PAID],
    ["a promise", "date", { onDate: "2026-11-10" }],
  ] as const)("leaves %s said of the other one", async (_, word, raw) => {
    await say(ids, word, { ...raw });
    await say([ids[0]], "date", { onDate: "2026-11-20" });
    expect(await answers()).toMatchObject([
      { state: "OPEN", held: ["F-2"] },
      { kind: "PROMISE", state: "OPEN", held: ["F-1"] },
    ]);
    expect(await drift()).toEqual([]);
    await say([ids[1]], "date", { onDate: "2026-11-20" });
    expect((await answers()).map(({ state }) => state)).toEqual(["WITHDRAWN", "OPEN", "OPEN"]);
  });

  it("ends a schedule that was proposed for both, and the other one is decided again", async () => {
    await say(ids, "echeancier", { count: "2", firstOn: "2026-11-10", signerName: "A", acknowledged: "1" });
    await say([ids[0]], "date", { onDate: "2026-11-20" });
    expect(await answers()).toMatchObject([
      { kind: "INSTALMENTS", state: "WITHDRAWN", held: null },
      { kind: "PROMISE", state: "OPEN", held: ["F-1"] },
    ]);
    expect(await drift()).toEqual([]);
  });
});

describe("an invoice closed while a transfer held it back, then opened again", () => {
  const TRANSFER = { on: "2026-10-20", amount: "100.00", name: "CONSERVERIE LE GUEN", label: "VIR F-1" };
  const cancel = () => closeInvoice(world.ctx, ids[0], { status: "CANCELLED", closeReason: "Doublon" });

  it("is held again while nobody has looked at the transfer", async () => {
    expect(await take(TRANSFER)).toMatchObject({ heldCount: 1 });
    await cancel();
    await reopenInvoice(world.ctx, ids[0]);
    expect(await held()).toEqual([{ number: "F-1" }]);
  });

  it("is held no more once someone has looked", async () => {
    await take(TRANSFER);
    await cancel();
    await setLineAside(world.ctx, (await onlyLine()).id, { reason: "Autre chose" });
    await reopenInvoice(world.ctx, ids[0]);
    expect(await held()).toEqual([]);
  });

  it("is held no more once the statement is withdrawn", async () => {
    const { importId } = await take(TRANSFER);
    await cancel();
    await withdrawStatement(world.ctx, importId);
    await reopenInvoice(world.ctx, ids[0]);
    expect(await held()).toEqual([]);
  });
});
