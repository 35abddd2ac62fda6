/** A client put away that owes again: what had settled its invoice is undone, and lists show it again. */
import { beforeEach, describe, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { cancelCreditNote } = await import("@/usecases/invoicing/cancelCreditNote");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { updateInvoice } = await import("@/usecases/invoicing/saveInvoice");
const { archiveClient } = await import("@/usecases/parties/archiveClient");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");

let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

const RAW = { number: "F-1", issuedOn: "2026-10-01", dueOn: "2026-10-24", totalCents: "400,00" };
const PAID = { receivedOn: "2026-11-10", amountCents: "400,00", method: "TRANSFER" };

beforeEach(async () => {
  world = await makeCompany(parisClock("2026-11-10"));
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, RAW);
});

const state = async () =>
  (
    await asOwner(
      database,
      `SELECT c.archived_at IS NOT NULL AS away, i.status,
              (SELECT count(*)::int FROM journal_entry j WHERE j.entity_id = c.id AND j.action = 'client.unarchived') AS told
       FROM client c JOIN invoice i ON i.client_id = c.id WHERE c.id = $1`,
      [clientId],
    )
  )[0];

const SETTLED: [string, () => Promise<() => Promise<void>>][] = [
  [
    "a payment",
    async () => {
      const id = await recordPayment(world.ctx, invoiceId, PAID);
      return () => reversePayment(world.ctx, id);
    },
  ],
  [
    "a credit note",
    async () => {
      const note = { number: "A-1", issuedOn: "2026-11-10", amountCents: "400,00", effect: "RETROACTIVE" };
      const id = await addCreditNote(world.ctx, invoiceId, note);
      return () => cancelCreditNote(world.ctx, id);
    },
  ],
  [
    "a closing",
    async () => {
      await closeInvoice(world.ctx, invoiceId, { status: "WRITTEN_OFF", closeReason: "Perdue" });
      return () => reopenInvoice(world.ctx, invoiceId);
    },
  ],
  [
    "a wrong total",
    async () => {
      await recordPayment(world.ctx, invoiceId, PAID);
      return () => updateInvoice(world.ctx, invoiceId, { ...RAW, totalCents: "500,00" });
    },
  ],
];

describe("an archived client owes again", () => {
  it.each(SETTLED)("when %s that had settled its invoice is undone", async (_, settle) => {
    const undo = await settle();
    await archiveClient(world.ctx, clientId);
    await undo();
    expect(await state()).toEqual({ away: false, status: "OPEN", told: 1 });
  });

  it("or is not put away, when both happen at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { status } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
      expect(status).toBe("OPEN");
      const paymentId = await recordPayment(world.ctx, invoiceId, PAID);
      await Promise.allSettled([archiveClient(world.ctx, clientId), reversePayment(world.ctx, paymentId)]);
      expect(await state()).toMatchObject({ away: false, status: "OPEN" });
    }
  });
});
