/**
 * Messages are composed without a lock: whoever pays meanwhile is not kept waiting, and what was
 * composed in vain is neither stored nor sent.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { messageWriter } = await import("@/context/sending");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { DomainError } = await import("@/domain/invariant");

const clock = parisClock("2026-11-01");
const PAYMENT = { amountCents: "1000,00", receivedOn: "2026-11-09", method: "TRANSFER" };
let world: Awaited<ReturnType<typeof makeCompany>>;

type Writer = typeof messageWriter;

/** A post office whose messages are composed by the worker's writer, after `before`. */
function postWhile(before: Writer["write"] | ((draft: Parameters<Writer["write"]>[0]) => Promise<void>)) {
  const writer: Writer = {
    async write(draft) {
      await before(draft);
      return messageWriter.write(draft);
    },
  };
  return new PostOffice(world, { writer });
}

/** The lease of a minute runs out, once, and `other` sends the message. */
function takenOverBy(other: InstanceType<typeof PostOffice>): () => Promise<void> {
  let isTaken = false;
  return async () => {
    if (isTaken) return;
    isTaken = true;
    clock.set(clock.now() + 2 * 60_000);
    expect(await other.send()).toBe(1);
  };
}

function rowsOf<Row extends Record<string, unknown>>(sql: string): Promise<Row[]> {
  return asOwner<Row>(database, sql, [world.ctx.companyId]);
}

const states = () =>
  rowsOf<{ state: string; bodies: number }>(
    `SELECT m.state::text AS state, (SELECT count(*)::int FROM message_body b WHERE b.message_id = m.id) AS bodies
     FROM message m WHERE m.company_id = $1 ORDER BY m.created_at, m.id`,
  );

beforeEach(async () => {
  clock.setParis("2026-11-01");
  world = await makeCompany(clock);
});

describe("while a message is composed", () => {
  it("a payment is recorded at once, and the message is neither stored nor sent", async () => {
    const invoiceId = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-11-06" });
    let isPaid = false;
    const post = postWhile(async () => {
      // A lock held by the worker would keep this waiting for ever.
      if (!isPaid) await recordPayment(world.ctx, invoiceId, PAYMENT);
      isPaid = true;
    });
    await post.day("2026-11-09");
    expect(isPaid).toBe(true);
    expect(post.left).toEqual([]);
    expect(await states()).toEqual([{ state: "CANCELLED", bodies: 0 }]);
  });

  it("another worker that takes it over keeps its own bytes", async () => {
    await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-11-06" });
    const other = new PostOffice(world);
    const slow = postWhile(takenOverBy(other));
    await slow.day("2026-11-09");
    expect([slow.left.length, other.left.length]).toEqual([0, 1]);
    const [kept] = await rowsOf<{ mime: Buffer }>("SELECT mime FROM message_body WHERE company_id = $1");
    expect(kept?.mime.equals(Buffer.from(other.left[0]?.mime ?? []))).toBe(true);
    expect(await states()).toEqual([{ state: "SENT", bodies: 1 }]);
  });

  it("another worker that takes it over is not undone by a refusal of the first one", async () => {
    await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-11-06" });
    const other = new PostOffice(world);
    const takeOver = takenOverBy(other);
    const slow = postWhile(async () => {
      await takeOver();
      throw new DomainError("HEADER", "L’objet ne peut pas être écrit.", "subject");
    });
    await slow.day("2026-11-09");
    expect(await states()).toEqual([{ state: "SENT", bodies: 1 }]);
  });
});
