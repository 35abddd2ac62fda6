/** Events reach the programs of a company, whatever these do. */
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";
import { openReceiver, signaturesOf, status, type WebhookReceiver } from "../support/webhookReceiver";

const database = await createTestDatabase({ WEBHOOK_PRIVATE_HOSTS: "1" });
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { makeWebhook } = await import("../support/webhooks");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { deliverWebhooks } = await import("@/usecases/parties/deliverWebhooks");
const { readWebhook } = await import("@/usecases/parties/readWebhooks");
const { pauseWebhook, renewWebhookSecret, resendWebhook, resumeWebhook, testWebhook } = await import(
  "@/usecases/parties/changeWebhook"
);
const { webhookPorts } = await import("@/context/webhooks");
const { postWebhook } = await import("@/webhooks/postWebhook");
const { sweepWebhooks } = await import("@/worker/sweepers/webhooks");
const { takeWebhooks } = await import("@/db/system/webhookQueue");
const { inCompany } = await import("@/db/inCompany");
const { RETRY_DELAYS_MS } = await import("@/domain/parties/webhook");

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = await openReceiver();
});

afterEach(async () => {
  vi.useRealTimers();
  await receiver.close();
});

const PAID = { receivedOn: "2026-11-20", amountCents: "100,00", method: "TRANSFER", reference: "VIR 1" };

/** A company whose address is told of payments. */
async function company(url = receiver.url) {
  const { ctx, clock } = await makeCompany(parisClock("2026-11-24"));
  const webhook = await makeWebhook(ctx, url, ["payment.recorded"]);
  const invoiceId = await makeInvoice(ctx, await makeClient(ctx), { dueOn: "2026-10-24" });
  const place = { companyId: ctx.companyId, endpointId: webhook.id };
  return {
    ctx,
    place,
    clock,
    ...webhook,
    invoiceId,
    pay: () => recordPayment(ctx, invoiceId, PAID),
    deliver: (timeoutMs = 10_000) => {
      const post = (order: Parameters<typeof postWebhook>[0]) => postWebhook(order, { timeoutMs });
      return deliverWebhooks(place, { ...webhookPorts(), clock, post });
    },
    shown: () => readWebhook(ctx, webhook.id),
  };
}

/** What the page shows of the last delivery. */
async function last({ shown }: Awaited<ReturnType<typeof company>>) {
  const { deliveries, now } = await shown();
  const [one] = deliveries;
  if (!one) throw new Error("nothing was told");
  return { ...one, inMs: one.nextAt === null ? null : one.nextAt - now };
}

async function accountMails(): Promise<number> {
  const rows = await asOwner(database, "SELECT 1 FROM account_mail");
  return rows.length;
}

describe("a payment of a company that has an address", () => {
  it("is posted to it, signed, as the API would show it", async () => {
    const one = await company();
    const paymentId = await one.pay();
    expect(await one.deliver()).toEqual(["delivered"]);
    const [post] = receiver.posts;
    expect(receiver.posts).toHaveLength(1);
    expect(post?.method).toBe("POST");
    expect(post?.headers["content-type"]).toBe("application/json");
    expect(post?.headers["webhook-signature"]).toBe(post && signaturesOf(post, [one.secret]));
    expect(Math.abs(Date.now() / 1000 - Number(post?.headers["webhook-timestamp"]))).toBeLessThan(300);
    expect(post?.body).toMatchObject({
      id: post?.headers["webhook-id"],
      type: "payment.recorded",
      created: "2026-11-24T09:00:00.000Z",
      company: one.ctx.companyId,
      data: {
        payment: { id: paymentId, amountCents: 10_000, receivedOn: "2026-11-20", method: "transfer" },
        invoice: { id: one.invoiceId, status: "open", balanceCents: 422_000, daysLate: 31 },
      },
    });
    expect(await one.deliver()).toEqual([]);
    expect(await last(one)).toMatchObject({ state: "DELIVERED", status: 200, attempts: 1, nextAt: null });
  });

  it("leaves at once by a worker whose clock is a little behind, and not before its time", async () => {
    const one = await company();
    await one.pay();
    const at = one.clock.now();
    one.clock.set(at - 10_000);
    expect(await one.deliver()).toEqual([]);
    vi.useFakeTimers({ toFake: ["Date"], now: at - 1_000 });
    await sweepWebhooks(new AbortController().signal);
    expect(receiver.posts).toHaveLength(1);
  });

  it("leaves by the worker, for every company", async () => {
    const here = await company();
    const there = await company();
    await here.pay();
    await there.pay();
    vi.useFakeTimers({ toFake: ["Date"], now: here.clock.now() });
    await sweepWebhooks(new AbortController().signal);
    expect(new Set(receiver.posts.map(({ body }) => body.company))).toEqual(
      new Set([here.ctx.companyId, there.ctx.companyId]),
    );
  });
});

describe("an address that hangs", () => {
  it("keeps no other company waiting, nor another address of its own", async () => {
    const hanging = await openReceiver();
    const here = await company(hanging.url);
    await makeWebhook(here.ctx, receiver.url, ["payment.recorded"]);
    const there = await company();
    await here.pay();
    await there.pay();
    vi.useFakeTimers({ toFake: ["Date"], now: here.clock.now() });
    const held: ServerResponse[] = [];
    hanging.answerWith((response) => void held.push(response));
    const sweep = sweepWebhooks(new AbortController().signal);
    await vi.waitUntil(() => held.length === 1 && receiver.posts.length === 2, { timeout: 60_000 });
    // Nobody has given it up meanwhile.
    expect(held.map((response) => response.destroyed)).toEqual([false]);
    for (const response of held) response.end();
    await sweep;
    await hanging.close();
  });

  it("keeps nobody waiting who is told of something meanwhile", async () => {
    const hanging = await openReceiver();
    const held: ServerResponse[] = [];
    hanging.answerWith((response) => void held.push(response));
    const here = await company(hanging.url);
    const there = await company();
    await here.pay();
    vi.useFakeTimers({ toFake: ["Date"], now: here.clock.now() });
    const sweep = sweepWebhooks(new AbortController().signal);
    await vi.waitUntil(() => held.length === 1, { timeout: 60_000 });
    await there.pay();
    await vi.waitUntil(() => receiver.posts.length === 1, { timeout: 60_000 });
    // Nobody has given it up meanwhile.
    expect(held.map((response) => response.destroyed)).toEqual([false]);
    for (const response of held) response.end();
    await sweep;
    await hanging.close();
  });

  it("keeps nobody waiting, however much they are told, nor do many of its kind", async () => {
    const hanging = await openReceiver();
    const held: ServerResponse[] = [];
    hanging.answerWith((response) => void held.push(response));
    const told = await company();
    const { ctx, clock } = told;
    // More addresses that hang than there are places, each known to.
    const silent = await Promise.all(Array.from({ length: 20 }, () => company(hanging.url)));
    await asOwner(database, "UPDATE webhook_endpoint SET failing_since = now() WHERE id <> $1", [told.id]);
    await makeWebhook(ctx, hanging.url, ["payment.recorded"]);
    for (const one of silent) await one.pay();
    for (let paid = 0; paid < 9; paid += 1) await told.pay();
    vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
    const sweep = sweepWebhooks(new AbortController().signal);
    await vi.waitUntil(() => receiver.posts.length === 9, { timeout: 60_000 });
    // Nobody has given any of them up meanwhile.
    expect(held.length).toBeGreaterThan(0);
    expect(held.filter((response) => response.destroyed)).toEqual([]);
    hanging.answerWith(status(200));
    for (const response of held) response.end();
    await sweep;
    await hanging.close();
  });
});

describe("an address that does not take it", () => {
  const misbehaving: [string, Parameters<WebhookReceiver["answerWith"]>[0], object][] = [
    ["answers 500", status(500), { status: 500, problem: null }],
    ["redirects", status(307, { location: "http://127.0.0.1:1/" }), { status: 307, problem: null }],
    ["says nothing", () => undefined, { status: null, problem: "timeout" }],
    ["cuts the connection", (response) => void response.destroy(), { status: null, problem: "broken" }],
  ];

  it.each(misbehaving)("%s: it is tried again under the same id", async (_, answer, shown) => {
    const one = await company();
    await one.pay();
    receiver.answerWith(answer);
    expect(await one.deliver(300)).toEqual(["again"]);
    expect(await last(one)).toMatchObject({ ...shown, state: "PENDING", attempts: 1, inMs: MINUTE_MS });
    expect((await one.shown()).failingSince).toBe(one.clock.now());
    expect(await one.deliver()).toEqual([]);
    one.clock.set(one.clock.now() + MINUTE_MS);
    receiver.answerWith(status(204));
    expect(await one.deliver()).toEqual(["delivered"]);
    const [first, second] = receiver.posts;
    expect(receiver.posts).toHaveLength(2);
    expect(second?.text).toBe(first?.text);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect((await one.shown()).failingSince).toBeNull();
  });

  it("takes it when it said so, however long the rest of its answer", async () => {
    const one = await company();
    await one.pay();
    receiver.answerWith((response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write("x".repeat(1_000)), 5);
      response.on("close", () => clearInterval(more));
    });
    expect(await one.deliver(5_000)).toEqual(["delivered"]);
    await one.pay();
    receiver.answerWith((response) => void response.writeHead(200).write("never ends"));
    expect(await one.deliver(300)).toEqual(["delivered"]);
  });

  it("is given up after the last wait, then stopped when nothing has arrived for days", async () => {
    const one = await company();
    await one.pay();
    receiver.answerWith(status(503));
    for (const inMs of RETRY_DELAYS_MS) {
      expect(await one.deliver()).toEqual(["again"]);
      expect(await last(one)).toMatchObject({ inMs });
      one.clock.set(one.clock.now() + inMs);
    }
    const mails = await accountMails();
    expect(await one.deliver()).toEqual(["given_up"]);
    expect(await one.shown()).toMatchObject({ state: "ACTIVE" });
    expect(await last(one)).toMatchObject({ state: "GIVEN_UP", status: 503, attempts: 8, nextAt: null });
    expect(await accountMails()).toBe(mails);
    one.clock.set(one.clock.now() + 10 * DAY_MS);
    await one.pay();
    for (const inMs of RETRY_DELAYS_MS) {
      await one.deliver();
      one.clock.set(one.clock.now() + inMs);
    }
    expect(await one.deliver()).toEqual(["given_up"]);
    expect(await one.shown()).toMatchObject({ state: "FAILING" });
    expect(await accountMails()).toBe(mails + 1);
    await one.pay();
    expect((await one.shown()).deliveries).toHaveLength(2);
    await resumeWebhook(one.ctx, one.id);
    expect(await one.shown()).toMatchObject({ state: "ACTIVE", failingSince: null });
    // Both that were given up leave again.
    receiver.answerWith(status(200));
    expect(await one.deliver()).toEqual(["delivered", "delivered"]);
  });

  it("is switched off by 410, and its owner told", async () => {
    const one = await company();
    const mails = await accountMails();
    await one.pay();
    await one.pay();
    receiver.answerWith(status(410));
    expect(await one.deliver()).toEqual(["gone", "gone"]);
    expect(await one.shown()).toMatchObject({ state: "GONE" });
    expect(await accountMails()).toBe(mails + 1);
    expect(await one.deliver()).toEqual([]);
  });
});

describe("a worker that dies after it posted", () => {
  it("lets it leave again under the same id, and writes nothing once its lease is over", async () => {
    const one = await company();
    await one.pay();
    const now = one.clock.now();
    const lease = { token: "01a20000-0000-7000-8000-00000000dead", until: now + MINUTE_MS, now };
    const { companyId, endpointId } = one.place;
    const [taken] = await inCompany(companyId, (tx) => takeWebhooks(tx, companyId, endpointId, lease));
    expect(await one.deliver()).toEqual([]);
    one.clock.set(now + MINUTE_MS + 1);
    expect(await one.deliver()).toEqual(["delivered"]);
    expect(receiver.posts[0]?.headers["webhook-id"]).toBe(taken?.eventId);
    expect(await last(one)).toMatchObject({ state: "DELIVERED", attempts: 2 });
  });

  it("does not overwrite what another has recorded since", async () => {
    const one = await company();
    await one.pay();
    const slow = {
      ...webhookPorts(),
      clock: one.clock,
      async post() {
        one.clock.set(one.clock.now() + 2 * MINUTE_MS);
        expect(await one.deliver()).toEqual(["delivered"]);
        return { status: 500 };
      },
    };
    expect(await deliverWebhooks(one.place, slow)).toEqual(["lost"]);
    expect(await last(one)).toMatchObject({ state: "DELIVERED", status: 200 });
    expect((await one.shown()).failingSince).toBeNull();
  });
});

describe("a person", () => {
  it("tries an address, and sends again what had arrived", async () => {
    const one = await company();
    await testWebhook(one.ctx, one.id);
    expect(await one.deliver()).toEqual(["delivered"]);
    expect(receiver.posts[0]?.body).toMatchObject({ type: "webhook.test", data: {} });
    const { eventId } = await last(one);
    await resendWebhook(one.ctx, one.id, eventId);
    expect(await one.deliver()).toEqual(["delivered"]);
    expect(receiver.posts.map(({ body }) => body.id)).toEqual([eventId, eventId]);
  });

  it("renews the secret: both sign for a day, then the new one alone", async () => {
    const one = await company();
    const { secret } = await renewWebhookSecret(one.ctx, one.id);
    await one.pay();
    await one.deliver();
    one.clock.set(one.clock.now() + DAY_MS);
    await one.pay();
    await one.deliver();
    const [during, after] = receiver.posts;
    const renewed = secret ?? "";
    expect(during?.headers["webhook-signature"]).toBe(during && signaturesOf(during, [renewed, one.secret]));
    expect(after?.headers["webhook-signature"]).toBe(after && signaturesOf(after, [renewed]));
  });

  it("pauses it: what waited leaves when it is resumed, what happened meanwhile does not", async () => {
    const one = await company();
    await one.pay();
    await pauseWebhook(one.ctx, one.id);
    await one.pay();
    expect(await one.deliver()).toEqual([]);
    await expect(testWebhook(one.ctx, one.id)).rejects.toMatchObject({ code: "WEBHOOK_STOPPED" });
    await resumeWebhook(one.ctx, one.id);
    expect(await one.deliver()).toEqual(["delivered"]);
    expect(await one.deliver()).toEqual([]);
  });
});

describe("the page of an address", () => {
  it("shows what was given up, however much has arrived since", async () => {
    const one = await company();
    for (let told = 0; told < 51; told += 1) await testWebhook(one.ctx, one.id);
    await asOwner(
      database,
      `UPDATE webhook_delivery SET state = 'GIVEN_UP'
       WHERE event_id = (SELECT event_id FROM webhook_delivery WHERE endpoint_id = $1 ORDER BY event_id LIMIT 1)`,
      [one.id],
    );
    const { deliveries } = await one.shown();
    expect(deliveries).toHaveLength(50);
    expect(deliveries.at(-1)).toMatchObject({ state: "GIVEN_UP" });
  });
});

describe("an address on this network", () => {
  it("is refused at every post, once its name is looked up, and nothing is sent", async () => {
    const { publicLookup } = await import("@/mail/publicAddress");
    const one = await company(receiver.url.replace("127.0.0.1", "localhost"));
    await one.pay();
    const post = (order: Parameters<typeof postWebhook>[0]) =>
      postWebhook(order, { lookup: publicLookup(), timeoutMs: 5_000 });
    expect(await deliverWebhooks(one.place, { ...webhookPorts(), clock: one.clock, post })).toEqual([
      "again",
    ]);
    expect(await last(one)).toMatchObject({ problem: "private_address" });
    expect(receiver.posts).toEqual([]);
  });
});
