/**
 * A payment recorded at a random moment around the sending of a reminder. Once the payment is
 * committed, no reminder is committed to a server: the order of commits is read from PostgreSQL.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import { createTestDatabase } from "../support/database";
import { addDueInvoices } from "../support/dueInvoices";
import { Behind, seeded, tuesdayMorning } from "../support/fleet";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { mailPorts } = await import("@/context/sending");

const ROUNDS = process.env.FAULTS === "full" ? 1_000 : 60;
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

let behind: Behind;
let world: Awaited<ReturnType<typeof makeCompany>>;
const clock = parisClock("2026-11-24", 10);

beforeAll(async () => {
  behind = await Behind.open(database.url);
  world = await makeCompany(clock);
  // Writes down the transaction that commits each message to a server.
  await behind.rows(`
    CREATE TABLE committed_sending (message_id uuid, transaction_id xid8 DEFAULT pg_current_xact_id());
    GRANT INSERT ON committed_sending TO dument_app;
    CREATE FUNCTION note_sending() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO committed_sending (message_id) VALUES (NEW.id); RETURN NEW; END $$;
    CREATE TRIGGER note_sending AFTER UPDATE OF state ON message FOR EACH ROW
      WHEN (NEW.state = 'SENDING') EXECUTE FUNCTION note_sending()`);
});

afterAll(() => behind.close());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a payment and a reminder at the same moment", () => {
  it(
    `never a reminder after the payment's commit, over ${ROUNDS} rounds`,
    async () => {
      console.log(`paymentRace seed ${SEED}`);
      const random = seeded(SEED);
      const outcomes = { paidFirst: 0, sentFirst: 0 };
      // How long the payer waits follows the machine: who came first waits longer the next time.
      let lagMs = 60;
      for (let round = 0; round < ROUNDS; round += 1) {
        const delivered: number[] = [];
        const mailer = {
          async deliver(): Promise<DeliveryOutcome> {
            delivered.push(Date.now());
            await pause(random() * 4);
            return { kind: "accepted", response: "250 Ok", rejected: [] };
          },
        };
        const [invoiceId = ""] = await addDueInvoices(behind, world.ctx.companyId, {
          count: 1,
          dueOn: "2026-11-20",
          now: tuesdayMorning(),
        });
        clock.set(tuesdayMorning());
        const ports = { ...mailPorts(mailer), clock };
        const worker = (async () => {
          await pause(random() * 40);
          await runDueSteps(world.ctx.companyId, clock.now());
          await sendMessages(world.ctx.companyId, ports);
        })();
        const payer = (async () => {
          await pause(random() * 2 * lagMs);
          const [row] = await behind.rows<{ total: string }>(
            "SELECT total_cents AS total FROM invoice WHERE id = $1",
            [invoiceId],
          );
          await recordPayment(world.ctx, invoiceId, {
            receivedOn: "24/11/2026",
            amountCents: (Number(row?.total) / 100).toFixed(2),
            method: "TRANSFER",
          });
          return Date.now();
        })();
        await Promise.all([worker, payer]);
        const order = await orderOfCommits(invoiceId);
        if (order.sendingAt === null) {
          expect(delivered).toHaveLength(0);
          outcomes.paidFirst += 1;
          lagMs = Math.min(5_000, lagMs * 1.3);
        } else {
          expect(order.sendingAt <= order.paidAt, `round ${round}, seed ${SEED}: reminded after paying`).toBe(
            true,
          );
          expect(delivered).toHaveLength(1);
          outcomes.sentFirst += 1;
          lagMs = Math.max(4, lagMs / 1.3);
        }
      }
      console.log(`paid first ${outcomes.paidFirst}, reminder first ${outcomes.sentFirst}`);
      // A race that always falls on one side tests nothing.
      expect(Math.min(outcomes.paidFirst, outcomes.sentFirst)).toBeGreaterThan(0);
    },
    ROUNDS * 2_000,
  );
});

/** Commit instants of the payment and of the message's commitment, microseconds; null when it never was. */
async function orderOfCommits(invoiceId: string): Promise<{ paidAt: number; sendingAt: number | null }> {
  const [row] = await behind.rows<{ paid: number; sending: number | null }>(
    `SELECT (SELECT extract(epoch FROM pg_xact_commit_timestamp(p.xmin)) * 1e6
             FROM payment p JOIN allocation a ON a.payment_id = p.id WHERE a.invoice_id = $1)::float8 AS paid,
            (SELECT extract(epoch FROM pg_xact_commit_timestamp(c.transaction_id::xid)) * 1e6
             FROM committed_sending c JOIN message_invoice mi ON mi.message_id = c.message_id
             WHERE mi.invoice_id = $1)::float8 AS sending`,
    [invoiceId],
  );
  return { paidAt: row?.paid ?? 0, sendingAt: row?.sending ?? null };
}
