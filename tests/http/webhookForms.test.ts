/** The forms of the settings of webhooks, posted to their actions as a browser does; and what they tell, beside the API. */
import { beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase } from "../support/database";

await createTestDatabase({ WEBHOOK_PRIVATE_HOSTS: "1" });
const signedIn = vi.hoisted(() => ({ userId: "", hasPassword: false, signedInAt: 0 }));
// Who is signed in, and from where the request comes: what Next reads of a request, and nothing else.
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "sec-fetch-site": "same-origin" }) }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("@/auth/currentSession", () => ({ currentSession: async () => signedIn }));
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../support/world");
const { callsBy, makeKey } = await import("../support/apiCalls");
const { toldEvents } = await import("../support/webhooks");
const actions = await import("@/app/[societe]/reglages/api/webhooks/actions");
const { newFormKey } = await import("@/app/_server/formKey");
const { IDLE } = await import("@/app/_server/formStateShape");
const { listWebhooks, readWebhook } = await import("@/usecases/parties/readWebhooks");
const { seenWebhook } = await import("@/usecases/parties/editWebhook");
const { seenField } = await import("@/usecases/seenRecord");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { inCompany } = await import("@/db/inCompany");

const clock = parisClock("2026-11-23");
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
signedIn.signedInAt = clock.now();
let world: Awaited<ReturnType<typeof makeCompany>>;

beforeAll(async () => {
  world = await makeCompany(clock);
  signedIn.userId = world.userId;
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ societe: world.slug, ...fields })) form.set(name, value);
  return form;
}

const NEW = { name: "Facturation", url: "http://127.0.0.1:9/dument", event_payment_recorded: "1" };
const digestOf = (error: unknown) => String((error as { digest?: string }).digest);

async function pressed(action: (form: FormData) => Promise<void>, fields: Record<string, string>) {
  const error = await action(formOf(fields)).catch((thrown) => thrown);
  return digestOf(error);
}

it("adds an address and shows its secret once; a second arrival of the form shows nothing", async () => {
  const form = formOf({ ...newFormKey(), ...NEW });
  expect(await actions.addEndpoint(IDLE, form)).toMatchObject({
    status: "done",
    told: { label: "Secret de signature", value: expect.stringMatching(/^whsec_/) },
  });
  const again = await actions.addEndpoint(IDLE, form);
  expect(again).toMatchObject({ status: "error", message: expect.stringContaining("déjà ajouté") });
  expect(again).not.toHaveProperty("told");
  expect(await listWebhooks(world.ctx)).toHaveLength(1);
});

it("keeps what was typed when it refuses, and says where", async () => {
  const form = formOf({ ...newFormKey(), ...NEW, name: "Autre", url: "exemple" });
  expect(await actions.addEndpoint(IDLE, form)).toMatchObject({
    status: "error",
    errors: { url: expect.stringContaining("adresse complète") },
    values: { name: "Autre", url: "exemple", event_payment_recorded: "1" },
  });
});

it("tells of an invoice and a payment what the API tells of them", async () => {
  const invoiceId = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-20" });
  await recordPayment(world.ctx, invoiceId, {
    receivedOn: "2026-11-20",
    amountCents: "12,00",
    method: "CHEQUE",
    reference: "C 7",
  });
  const calls = callsBy(await makeKey(world.ctx, "READ", "Lecture"));
  const [event] = await toldEvents(world.ctx);
  const { body } = await calls.invoices();
  expect(event.data.invoice).toEqual(body.invoices.find(({ id }: { id: string }) => id === invoiceId));
  expect(event.data.payment).toEqual((await calls.invoice(invoiceId)).body.payments[0]);
});

it("does each gesture, and comes back with what was done", async () => {
  const [{ id: webhook = "" } = {}] = await listWebhooks(world.ctx);
  expect(await pressed(actions.testEndpoint, { webhook })).toContain("fait=webhook-essaye");
  const { deliveries } = await readWebhook(world.ctx, webhook);
  expect(deliveries.map(({ type }) => type)).toEqual(["webhook.test", "payment.recorded"]);
  const evenement = deliveries[0]?.eventId ?? "";
  expect(await pressed(actions.resendDelivery, { webhook, evenement })).toContain("fait=webhook-renvoye");
  expect(await pressed(actions.pauseEndpoint, { webhook })).toContain("fait=webhook-en-pause");
  expect(await pressed(actions.testEndpoint, { webhook })).toContain("echec=");
  expect(await pressed(actions.resumeEndpoint, { webhook })).toContain("fait=webhook-repris");
  expect(await actions.renewSecret(IDLE, formOf({ ...newFormKey(), webhook }))).toMatchObject({
    status: "done",
    told: { value: expect.stringMatching(/^whsec_/) },
  });
});

it("changes what an address is told, unless someone else has since", async () => {
  const [{ id: webhook = "" } = {}] = await listWebhooks(world.ctx);
  const opened = seenField(seenWebhook(await readWebhook(world.ctx, webhook)).record, clock.now());
  const edited = { webhook, ...opened, name: "Compta", event_invoice_settled: "1" };
  const done = await actions.saveEndpoint(IDLE, formOf(edited)).catch((thrown) => thrown);
  expect(digestOf(done)).toContain("fait=webhook-modifie");
  expect(await readWebhook(world.ctx, webhook)).toMatchObject({
    name: "Compta",
    events: ["invoice.settled"],
  });
  expect(await actions.saveEndpoint(IDLE, formOf(edited))).toMatchObject({
    status: "error",
    message: expect.stringContaining("après l’ouverture de cette page\u00a0: le nom, ce qui lui est dit"),
  });
  expect(await actions.saveEndpoint(IDLE, formOf({ webhook, name: "Compta" }))).toMatchObject({
    errors: { event_payment_recorded: "Cochez au moins un évènement." },
  });
});

it("tries an address ten times a minute at most, and so sends it events again, and says so", async () => {
  const { testEndpoint, resendDelivery } = actions;
  await actions.addEndpoint(IDLE, formOf({ ...newFormKey(), ...NEW, name: "Essayé" }));
  const webhook = (await listWebhooks(world.ctx)).find(({ name }) => name === "Essayé")?.id ?? "";
  for (let tried = 0; tried < 10; tried += 1)
    expect(await pressed(testEndpoint, { webhook })).toContain("fait=webhook-essaye");
  expect(await pressed(testEndpoint, { webhook })).toContain("echec=essais-rapproches");
  const { deliveries } = await readWebhook(world.ctx, webhook);
  expect(deliveries).toHaveLength(10);
  for (const { eventId: evenement } of deliveries)
    expect(await pressed(resendDelivery, { webhook, evenement })).toContain("fait=webhook-renvoye");
  const evenement = deliveries[0]?.eventId ?? "";
  expect(await pressed(resendDelivery, { webhook, evenement })).toContain("echec=essais-rapproches");
  expect(await pressed(actions.removeEndpoint, { webhook })).toContain("fait=webhook-retire");
});

it("asks who one is first, and is not there for those who own nothing, nor for another company", async () => {
  const [{ id: webhook = "" } = {}] = await listWebhooks(world.ctx);
  const add = () => formOf({ ...newFormKey(), ...NEW, name: "Encore" });
  signedIn.signedInAt = Date.now() - 3_600_000;
  for (const state of [
    await actions.addEndpoint(IDLE, add()),
    await actions.renewSecret(IDLE, formOf({ ...newFormKey(), webhook })),
  ]) {
    expect(state).toMatchObject({ status: "error", message: expect.stringContaining("reconnectez-vous") });
  }
  signedIn.signedInAt = Date.now();
  const userId = await makeUser("Paul Abgrall");
  await inCompany(world.ctx.companyId, (tx) =>
    tx.membership.create({
      data: { companyId: world.ctx.companyId, userId, role: "MANAGER", createdAt: new Date() },
    }),
  );
  const buttons = [
    actions.testEndpoint,
    actions.pauseEndpoint,
    actions.resumeEndpoint,
    actions.removeEndpoint,
    actions.resendDelivery,
  ];
  const save = () =>
    actions.saveEndpoint(IDLE, formOf({ webhook, name: "Pris", event_invoice_settled: "1" }));
  signedIn.userId = userId;
  for (const button of buttons) {
    expect(await pressed(button, { webhook })).toBe("NEXT_HTTP_ERROR_FALLBACK;404");
  }
  expect(digestOf(await save().catch((thrown) => thrown))).toBe("NEXT_HTTP_ERROR_FALLBACK;404");
  const other = await makeCompany(clock);
  signedIn.userId = other.userId;
  for (const button of buttons) {
    expect(await pressed(button, { societe: other.slug, webhook })).toBe("NEXT_HTTP_ERROR_FALLBACK;404");
  }
  signedIn.userId = world.userId;
  expect(await listWebhooks(world.ctx)).toHaveLength(1);
  expect(await pressed(actions.removeEndpoint, { webhook })).toContain("fait=webhook-retire");
  expect(await listWebhooks(world.ctx)).toEqual([]);
});
