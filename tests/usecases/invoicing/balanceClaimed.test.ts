/** What a statement of today claims as principal is the balance on record, whatever came in and whenever. */
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/calendar";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { plainAmount } from "@/domain/money";
import { partField } from "@/domain/settlement/allocation";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { inCompany } = await import("@/db/inCompany");
const { loadAccounts } = await import("@/db/invoicing/claims");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { applyClientCredit } = await import("@/usecases/settlement/applyClientCredit");
const { draftDeclaration } = await import("@/usecases/legal/readInsolvency");
const { openInsolvency } = await import("@/usecases/legal/openInsolvency");

const TODAY = localDate("2026-11-09");
const clock = parisClock(TODAY, 8);
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";

beforeEach(async () => {
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
});

const invoice = (raw: Record<string, string> = {}) =>
  makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00", ...raw });
const TOMORROW = addDays(TODAY, 1);

describe("a day to come", () => {
  it("is refused for a payment, a credit note of either kind and a free credit", async () => {
    const id = await invoice();
    const amountCents = "400,00";
    const refused = (field: string) => ({ errors: [{ field, code: "FUTURE" }] });
    await expect(
      recordPayment(world.ctx, id, { receivedOn: TOMORROW, amountCents, method: "TRANSFER" }),
    ).rejects.toMatchObject(refused("receivedOn"));
    for (const effect of ["RETROACTIVE", "PROSPECTIVE"]) {
      const note = { number: "A-1", issuedOn: TOMORROW, amountCents, effect };
      await expect(addCreditNote(world.ctx, id, note)).rejects.toMatchObject(refused("issuedOn"));
    }
    await expect(
      recordClientCredit(world.ctx, clientId, { kind: "DEPOSIT", receivedOn: TOMORROW, amountCents }),
    ).rejects.toMatchObject(refused("receivedOn"));
  });
});

const day = fc.integer({ min: -45, max: 2 }).map((days) => addDays(TODAY, days));
const amountCents = fc.bigInt({ min: 1n, max: 60_000n }).map(plainAmount);
const act = fc.record({
  kind: fc.constantFrom("PAYMENT", "REVERSED", "FREE_CREDIT", "RETROACTIVE", "PROSPECTIVE"),
  on: day,
  amountCents,
});

type Act = typeof act extends fc.Arbitrary<infer Drawn> ? Drawn : never;

let notes = 0;
/** Does what a person did with this invoice, as far as it is allowed. */
async function record(id: string, { kind, on, amountCents }: Act) {
  const money = { receivedOn: on, amountCents, method: "TRANSFER" };
  if (kind === "PAYMENT") await recordPayment(world.ctx, id, money);
  else if (kind === "REVERSED") await reversePayment(world.ctx, await recordPayment(world.ctx, id, money));
  else if (kind === "FREE_CREDIT") {
    const creditId = await recordClientCredit(world.ctx, clientId, { ...money, kind: "CREDIT_NOTE" });
    await applyClientCredit(world.ctx, creditId, { [partField(id)]: amountCents });
  } else {
    notes += 1;
    await addCreditNote(world.ctx, id, { number: `A-${notes}`, issuedOn: on, effect: kind, amountCents });
  }
}

describe("the statement of today", () => {
  it("claims as principal the balance on record, whatever was recorded", async () => {
    let recorded = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 4 }), async (acts) => {
        const id = await invoice({ issuedOn: "2026-09-24" });
        for (const one of acts) {
          await record(id, one).then(
            () => (recorded += 1),
            (error: unknown) => {
              if (!(error instanceof InputError || error instanceof DomainError)) throw error;
            },
          );
        }
        const account = await inCompany(world.ctx.companyId, (tx) =>
          loadAccounts(tx, world.ctx.companyId, [id]),
        );
        const { claim, balanceCents } = account.get(id) ?? expect.fail("the invoice exists");
        expect(statementOfInvoice(claim, TODAY, PUBLISHED_RATES).principalDueCents).toBe(balanceCents);
      }),
      { numRuns: 25 },
    );
    expect(recorded).toBeGreaterThan(20);
  });
});

it("a declaration of claim does not certify what a credit note corrected since the judgment", async () => {
  const id = await invoice({ issuedOn: "2026-07-24", dueOn: "2026-08-24", performedOn: "2026-07-20" });
  await openInsolvency(world.ctx, clientId, {
    kind: "LIQUIDATION",
    openedOn: "2026-09-15",
    publishedOn: "2026-09-20",
  });
  const note = { number: "A-1", issuedOn: "2026-10-10", amountCents: "400,00", effect: "RETROACTIVE" };
  await addCreditNote(world.ctx, id, note);
  const { statement } = await draftDeclaration(world.ctx, clientId, PUBLISHED_RATES);
  expect(statement.statement.principalDueCents).toBe(60_000n);
});
