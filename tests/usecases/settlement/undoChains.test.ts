/** Gestures undone, in whatever order, leave everything as if they had never been. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { formatAmount, minCents } from "@/domain/money";
import { asOwner, createTestDatabase } from "../../support/database";

vi.setConfig({ testTimeout: 300_000 });

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { camtFile } = await import("../../support/bankFiles");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { acceptPlan } = await import("@/usecases/settlement/decidePlan");
const { confirmDeclaration, rejectAnswer } = await import("@/usecases/settlement/decideAnswer");
const { acceptDispute, maintainInvoice } = await import("@/usecases/settlement/closeDispute");
const { reopenAnswer } = await import("@/usecases/settlement/reopenAnswer");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { recordClientPayment } = await import("@/usecases/settlement/recordClientPayment");
const { recordPaymentReceived } = await import("@/usecases/settlement/recordPaymentReceived");
const { applyClientCredit, refundClientCredit, undoRefund } = await import(
  "@/usecases/settlement/applyClientCredit"
);
const { importBankFile } = await import("@/usecases/settlement/importBankFile");
const { matchByHand, undoMatch } = await import("@/usecases/settlement/matchByHand");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { cancelCreditNote } = await import("@/usecases/invoicing/cancelCreditNote");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");

const clock = parisClock("2026-10-20");
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };

const SAID = {
  "a part contested": [
    "desaccord",
    { message: "Trop", reason: "PRICE", amountCents: "300,00", facture: "F-1" },
  ],
  "all contested": ["desaccord", { message: "Rien ne marche", reason: "QUALITY" }],
  promise: ["date", { onDate: "2026-11-20" }],
  paid: ["paye", { onDate: "2026-10-26", method: "TRANSFER" }],
  schedule: ["echeancier", { count: "3", firstOn: "2026-11-10", signerName: "Anne", acknowledged: "1" }],
} as const;

const GESTURES = [
  "pay some",
  "pay all",
  "pay both",
  "pay too much",
  "match a transfer",
  "use the surplus",
  "pay the surplus back",
  "credit some",
  "credit all",
  "cancel",
  "write off",
  "accept by credit",
  "accept by cancelling",
  "maintain",
  "set aside",
  "confirm",
] as const;
type Gesture = (typeof GESTURES)[number];

async function scene() {
  clock.setParis("2026-10-20");
  const world = await makeCompany(clock);
  const { ctx } = world;
  const clientId = await makeClient(ctx);
  const make = (number: string, totalCents: string) =>
    makeInvoice(ctx, clientId, { number, dueOn: "2026-10-24", totalCents });
  const ids = [await make("F-1", "1 000,00"), await make("F-2", "500,00")];
  const held = await makeLink(world, clientId, ids);
  clock.setParis("2026-10-26", 8);
  return { ctx, clientId, ids, held };
}
type Scene = Awaited<ReturnType<typeof scene>>;

async function snapshot({ ctx, ids }: Scene) {
  const rows = (sql: string) => asOwner(database, sql, [ctx.companyId]);
  const next = [];
  for (const id of ids) {
    const { kind, on, reasons } = (await readInvoice(ctx, id, PUBLISHED_RATES)).next;
    next.push({
      kind,
      on,
      reasons: reasons.map(({ code }) => code).filter((code) => code === "HELD" || code === "PART_DISPUTED"),
    });
  }
  return {
    next,
    invoices: await rows(
      "SELECT number, status::text, balance_cents::text, close_reason, closed_at, closing_answer_id FROM invoice WHERE company_id = $1 ORDER BY number",
    ),
    holds: await rows(
      `SELECT i.number, h.kind::text, h.part_cents::text, h.until_on::text, h.closed_by_id FROM hold h JOIN invoice i ON i.id = h.invoice_id
       WHERE h.company_id = $1 AND h.ended_at IS NULL ORDER BY 1, 2, 3`,
    ),
    answers: await rows(
      "SELECT kind::text, state::text, decided_at, decision_note, closed_by_id, decision_message_id FROM answer WHERE company_id = $1 ORDER BY created_at",
    ),
    plans: await rows("SELECT state::text, closed_at FROM instalment_plan WHERE company_id = $1"),
    links: await rows("SELECT revoked_at, closed_by_id FROM answer_link WHERE company_id = $1 ORDER BY id"),
    surplus: await rows(
      "SELECT rest_cents::text FROM client_credit WHERE company_id = $1 AND cancelled_at IS NULL",
    ),
    transfers: await rows(
      `SELECT l.amount_cents::text FROM bank_line l WHERE l.company_id = $1 AND EXISTS
         (SELECT 1 FROM bank_match m WHERE m.company_id = l.company_id AND m.line_id = l.id AND m.undone_at IS NULL)`,
    ),
    ready: await rows(
      "SELECT kind::text FROM message WHERE company_id = $1 AND state = 'READY' AND kind = 'DISPUTE_DECISION'",
    ),
  };
}

async function answerOf(companyId: string): Promise<string> {
  const sql = "SELECT id FROM answer WHERE company_id = $1";
  return (await asOwner<{ id: string }>(database, sql, [companyId]))[0]?.id ?? "";
}

const FREE_CREDIT =
  "SELECT id FROM client_credit WHERE company_id = $1 AND cancelled_at IS NULL AND rest_cents > 0 ORDER BY created_at DESC, id DESC LIMIT 1";

let serial = 0;
/** Does it, and says how it is undone. */
async function act(
  gesture: Gesture,
  on: number,
  { ctx, clientId, ids }: Scene,
): Promise<() => Promise<unknown>> {
  serial += 1;
  const [mine] = await asOwner<{ ids: string[] }>(
    database,
    "SELECT array_agg(m.invoice_id::text) AS ids FROM answer_invoice m WHERE m.company_id = $1",
    [ctx.companyId],
  );
  const isAccepted = gesture.startsWith("accept") && mine?.ids.length === 1;
  const id = (isAccepted ? mine?.ids[0] : ids[on]) ?? "";
  const { balanceCents } = await readInvoice(ctx, id, PUBLISHED_RATES);
  const part = balanceCents / 2n;
  const received = { receivedOn: "2026-10-26", method: "TRANSFER" };
  const note = (cents: bigint) => ({
    number: `A-${serial}`,
    issuedOn: "2026-10-26",
    amountCents: formatAmount(cents),
    effect: "RETROACTIVE",
  });
  const answerId = await answerOf(ctx.companyId);
  const standing = async (sql: string) =>
    (await asOwner<{ id: string }>(database, sql, [ctx.companyId]))[0]?.id ?? "";
  const credited = async () => {
    const creditId = await standing(
      `SELECT id FROM credit_note WHERE company_id = $1 AND number = 'A-${serial}'`,
    );
    return () => cancelCreditNote(ctx, creditId);
  };
  const paid = (paymentId: string) => () => reversePayment(ctx, paymentId);
  switch (gesture) {
    case "pay some":
      return paid(await recordPayment(ctx, id, { ...received, amountCents: formatAmount(part) }));
    case "pay all":
      return paid(await recordPayment(ctx, id, { ...received, amountCents: formatAmount(balanceCents) }));
    case "pay both":
      return paid(
        await recordClientPayment(ctx, clientId, { ...received, amountCents: "700,00" }, PUBLISHED_RATES),
      );
    case "pay too much": {
      const amountCents = formatAmount(balanceCents + 20_000n);
      const raw = { ...received, amountCents, surplus: "CREDIT" };
      return paid((await recordPaymentReceived(ctx, id, raw, PUBLISHED_RATES)).paymentId);
    }
    case "match a transfer": {
      const bytes = camtFile([{ on: "2026-10-26", amount: `1${600 + serial}.00`, name: "INCONNU" }]);
      await importBankFile(ctx, { name: "a.xml", bytes }, PUBLISHED_RATES);
      const lineId = await standing(
        "SELECT id FROM bank_line WHERE company_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
      );
      await matchByHand(ctx, lineId, clientId, { surplus: "CREDIT" }, PUBLISHED_RATES);
      return () => undoMatch(ctx, lineId);
    }
    case "use the surplus": {
      const creditId = await standing(FREE_CREDIT);
      await applyClientCredit(ctx, creditId, { [`part-${id}`]: formatAmount(minCents(part, 10_000n)) });
      const paymentId = await standing(
        "SELECT payment_id AS id FROM credit_use WHERE company_id = $1 AND undone_at IS NULL AND payment_id IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1",
      );
      return paid(paymentId);
    }
    case "pay the surplus back": {
      const creditId = await standing(FREE_CREDIT);
      await refundClientCredit(ctx, creditId, { amountCents: "30,00", refundedOn: "2026-10-26" });
      const useId = await standing(
        "SELECT id FROM credit_use WHERE company_id = $1 AND undone_at IS NULL AND kind = 'REFUND' ORDER BY created_at DESC, id DESC LIMIT 1",
      );
      return () => undoRefund(ctx, useId);
    }
    case "credit some":
      await addCreditNote(ctx, id, note(part));
      return credited();
    case "credit all":
      await addCreditNote(ctx, id, note(balanceCents));
      return credited();
    case "cancel":
    case "write off":
      await closeInvoice(ctx, id, {
        status: gesture === "cancel" ? "CANCELLED" : "WRITTEN_OFF",
        closeReason: "Doublon",
      });
      return () => reopenInvoice(ctx, id);
    case "accept by credit":
      await acceptDispute(ctx, answerId, {
        remedy: "CREDIT_NOTE",
        invoiceId: id,
        ...note(part),
        ...(serial % 2 === 0 && { tell: "1" }),
      });
      return credited();
    case "accept by cancelling":
      await acceptDispute(ctx, answerId, { remedy: "CANCELLED", invoiceId: id });
      return () => reopenInvoice(ctx, id);
    case "maintain":
      await maintainInvoice(ctx, answerId, { note: "Non", ...(serial % 2 === 0 && { tell: "1" }) });
      return () => reopenAnswer(ctx, answerId);
    case "set aside":
      await rejectAnswer(ctx, answerId);
      return () => reopenAnswer(ctx, answerId);
    case "confirm":
      await confirmDeclaration(
        ctx,
        answerId,
        { ...received, amountCents: formatAmount(part) },
        PUBLISHED_RATES,
      );
      return async () =>
        reversePayment(
          ctx,
          await standing(
            "SELECT id FROM payment WHERE company_id = $1 AND answer_id IS NOT NULL AND reverses_id IS NULL",
          ),
        );
  }
}

/** What the gesture gives; null when it is refused here. */
async function tried<Result>(gesture: () => Promise<Result>): Promise<Result | null> {
  try {
    return await gesture();
  } catch (error) {
    if (!(error instanceof DomainError || error instanceof InputError)) throw error;
    return null;
  }
}
let log: string[] = [];

/** What is said, then gestures: on which invoice, and in which order they are undone. */
type Chain = [keyof typeof SAID, [Gesture, number, number][]];

const PROVEN: Chain[] = [
  [
    "paid",
    [
      ["write off", 1, 1],
      ["set aside", 1, 2],
    ],
  ],
  [
    "paid",
    [
      ["confirm", 0, 1],
      ["cancel", 0, 2],
    ],
  ],
  [
    "paid",
    [
      ["confirm", 0, 1],
      ["cancel", 0, 2],
      ["cancel", 1, 3],
    ],
  ],
  [
    "all contested",
    [
      ["maintain", 0, 1],
      ["pay all", 1, 2],
    ],
  ],
  [
    "all contested",
    [
      ["credit all", 1, 1],
      ["pay all", 0, 2],
    ],
  ],
  [
    "all contested",
    [
      ["accept by credit", 0, 1],
      ["write off", 1, 2],
    ],
  ],
  [
    "a part contested",
    [
      ["pay too much", 0, 1],
      ["use the surplus", 1, 2],
      ["pay the surplus back", 1, 3],
      ["pay all", 1, 4],
    ],
  ],
  [
    "schedule",
    [
      ["match a transfer", 0, 1],
      ["maintain", 0, 2],
    ],
  ],
];

describe("gestures", () => {
  it("undone in any order are as if they had never been", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(SAID) as (keyof typeof SAID)[])),
        fc.array(
          fc.tuple(
            fc.constantFrom(...GESTURES),
            fc.integer({ min: 0, max: 1 }),
            fc.integer({ min: 0, max: 99 }),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        async (said, gestures) => {
          log = [said];
          const here = await scene();
          const [word, raw] = SAID[said];
          await answerByLink(here.held.link, word, { ...raw }, ports, "203.0.113.0/24");
          if (said === "schedule") {
            await acceptPlan(here.ctx, await answerOf(here.ctx.companyId));
          }
          const before = await snapshot(here);
          const undos: { rank: number; name: string; undo: () => Promise<unknown> }[] = [];
          for (const [gesture, on, rank] of gestures) {
            clock.setParis("2026-10-26", 8, (serial % 50) + 1);
            log.push(`${gesture} F-${on + 1}`);
            const undo = await tried(() => act(gesture, on, here));
            if (undo) undos.push({ rank, name: `${gesture} F-${on + 1}`, undo });
          }
          let left = undos.sort((a, b) => a.rank - b.rank);
          for (let round = 0; left.length > 0 && round < 6; round += 1) {
            const still = [];
            for (const one of left) {
              log.push(`undo ${one.name}`);
              const done = await tried(() => one.undo().then(() => true));
              if (!done) still.push(one);
            }
            left = still;
          }
          const after = await snapshot(here);
          expect({ after, left: left.map(({ name }) => name) }, log.join(" | ")).toEqual({
            after: before,
            left: [],
          });
        },
      ),
      { numRuns: 10, examples: PROVEN },
    );
  });
});
