/** A real worker whose timer is far away: what is told leaves all the same, whoever recorded it. */
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase } from "../support/database";
import { addDueInvoices } from "../support/dueInvoices";
import { Behind, killWorkers, startWorker, tuesdayMorning, until } from "../support/fleet";
import { type SmtpSink, startSmtpSink } from "../support/smtpSink";
import { openReceiver, type WebhookReceiver } from "../support/webhookReceiver";

vi.setConfig({ testTimeout: 180_000 });

const database = await createTestDatabase({ WEBHOOK_PRIVATE_HOSTS: "1" });
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { makeWebhook } = await import("../support/webhooks");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { bell } = await import("@/context/bell");

let behind: Behind;
let sink: SmtpSink;
let receiver: WebhookReceiver;

beforeAll(async () => {
  behind = await Behind.open(database.url);
  sink = await startSmtpSink({ isDurable: false });
  receiver = await openReceiver();
});

afterEach(killWorkers);

afterAll(async () => {
  await receiver.close();
  await sink.close();
  await behind.close();
});

it("a payment that a person records, then a reminder that the worker sends", async () => {
  const { ctx } = await makeCompany(parisClock("2026-11-24"));
  await makeWebhook(ctx, receiver.url, ["payment.recorded", "reminder.sent"]);
  const invoiceId = await makeInvoice(ctx, await makeClient(ctx), { dueOn: "2026-12-24" });
  await behind.setClock(tuesdayMorning());
  const worker = await startWorker({ databaseUrl: database.url, smtpPort: sink.port, tickSeconds: 300 });
  await until("the worker has looked once", async () => {
    const beats = await behind.rows("SELECT 1 FROM heartbeat WHERE name LIKE 'worker:%'");
    return beats.length > 0;
  });
  const paid = { receivedOn: "2026-11-20", amountCents: "1,00", method: "TRANSFER" };
  await recordPayment(ctx, invoiceId, paid);
  await until("the payment is told", async () => receiver.posts.length === 1);
  const due = { count: 1, dueOn: "2026-11-20", now: tuesdayMorning() };
  await addDueInvoices(behind, ctx.companyId, due);
  await bell.ring("dunning", {});
  await until("the reminder is told", async () => receiver.posts.length === 2);
  expect(receiver.posts.map(({ body }) => body.type)).toEqual(["payment.recorded", "reminder.sent"]);
  worker.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
});
