/** The bell: the same behaviour on PostgreSQL and on Redis, rung and heard by the programs' own role. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase } from "../support/database";

const database = await createTestDatabase({ LOG_LEVEL: "fatal" });

/** A database of Redis for this file: other files may empty theirs at any time. */
const redisUrl = () => {
  const given = process.env.TEST_REDIS_URL;
  if (!given) throw new Error("TEST_REDIS_URL is not set: run the tests with npm test");
  return new URL("/3", given).toString();
};

const BACKENDS = [
  { name: "PostgreSQL", env: () => ({ DATABASE_URL: database.url, REDIS_URL: "" }) },
  { name: "Redis", env: () => ({ DATABASE_URL: database.url, REDIS_URL: redisUrl() }) },
];

const WAIT = { timeout: 20_000, interval: 50 };

describe.each(BACKENDS)("the bell on $name", ({ env }) => {
  const open: { close(): Promise<void> }[] = [];

  /** The queue as a process that starts now would see it. */
  async function start() {
    Object.assign(process.env, env());
    vi.resetModules();
    const { createRinger, listen } = await import("@/queue/backend");
    const ringer = createRinger();
    open.push(ringer);
    return {
      ringer,
      listen(handle: Parameters<typeof listen>[0]) {
        const listener = listen(handle);
        open.push(listener);
        return listener;
      },
    };
  }

  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  }, 30_000);

  it("is heard, ring after ring, with the company it names", async () => {
    const { ringer, listen } = await start();
    const heard: [string, string | undefined][] = [];
    listen(async (name, companyId) => void heard.push([name, companyId]));
    await ringer.ring("dunning", {});
    await vi.waitFor(() => expect(heard).toEqual([["dunning", undefined]]), WAIT);
    const companyId = "0190c6a4-7a5e-7c3a-8d1f-3a9c5b2e4f60";
    await ringer.ring("mail", { companyId });
    await vi.waitFor(() => expect(heard.at(-1)).toEqual(["mail", companyId]), WAIT);
  });

  it("waits for a worker that is not there yet", async () => {
    const { ringer, listen } = await start();
    await vi.waitFor(async () => expect(await ringer.isReady()).toBe(true), WAIT);
    await ringer.ring("letters", {});
    const heard: string[] = [];
    listen(async (name) => void heard.push(name));
    await vi.waitFor(() => expect(heard).toEqual(["letters"]), WAIT);
  });

  it("goes on after a handler that failed, and does not ring again for it", async () => {
    const { ringer, listen } = await start();
    const heard: string[] = [];
    listen(async (name) => {
      heard.push(name);
      if (name === "imports") throw new Error("this one fails");
    });
    await ringer.ring("imports", {});
    await vi.waitFor(() => expect(heard).toEqual(["imports"]), WAIT);
    await ringer.ring("dunning", {});
    await vi.waitFor(() => expect(heard).toEqual(["imports", "dunning"]), WAIT);
  });

  it("is shared: of two workers, one hears each ring", async () => {
    const { ringer, listen } = await start();
    const heard: string[] = [];
    listen(async (name) => void heard.push(name));
    listen(async (name) => void heard.push(name));
    for (let ring = 0; ring < 6; ring += 1) await ringer.ring("mail", {});
    await ringer.ring("dunning", {});
    await vi.waitFor(() => expect(heard).toHaveLength(7), WAIT);
    expect(heard.filter((name) => name === "dunning")).toHaveLength(1);
  });

  it("rings for what programs of a company are told, once it is committed, and for nothing else", async () => {
    const { listen } = await start();
    const { closeStores } = await import("@/context/stores");
    open.push({ close: closeStores });
    const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
    const { makeWebhook } = await import("../support/webhooks");
    const { recordPaymentIn, readPayment } = await import("@/usecases/settlement/recordPayment");
    const { inCompany } = await import("@/db/inCompany");
    const heard: [string, string | undefined][] = [];
    listen(async (name, companyId) => void heard.push([name, companyId]));
    const { ctx } = await makeCompany(parisClock("2026-11-24"));
    const invoiceId = await makeInvoice(ctx, await makeClient(ctx), { dueOn: "2026-10-24" });
    const input = readPayment({ receivedOn: "2026-11-20", amountCents: "1,00", method: "TRANSFER" });
    const pay = (fail = false) =>
      inCompany(ctx.companyId, async (tx) => {
        await recordPaymentIn(tx, ctx, [invoiceId], input, null);
        if (fail) throw new Error("undone");
      });
    await pay();
    await makeWebhook(ctx, "https://outil.example/", ["payment.recorded"]);
    await expect(pay(true)).rejects.toThrow("undone");
    await pay();
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), WAIT);
    const { bell } = await import("@/context/bell");
    await bell.ring("mail", {});
    await vi.waitFor(() => expect(heard.at(-1)).toEqual(["mail", undefined]), WAIT);
    expect(heard).toEqual([
      ["webhooks", ctx.companyId],
      ["mail", undefined],
    ]);
  });

  it("passes over a ring of another version, and a payload that makes no sense", async () => {
    const { ringer, listen } = await start();
    const heard: string[] = [];
    const { BELLS } = await import("@/queue/contracts");
    const unknown: Record<string, unknown> = BELLS;
    unknown.tomorrow = BELLS.mail;
    await ringer.ring("tomorrow" as "mail", {});
    delete unknown.tomorrow;
    listen(async (name) => void heard.push(name));
    await ringer.ring("mail", {});
    await vi.waitFor(() => expect(heard).toEqual(["mail"]), WAIT);
    await expect(ringer.ring("mail", { companyId: "not an id" })).resolves.toBeUndefined();
    await ringer.ring("dunning", {});
    await vi.waitFor(() => expect(heard).toEqual(["mail", "dunning"]), WAIT);
  });
});

describe("a queue that is away", () => {
  it.each([
    {
      name: "PostgreSQL",
      env: { DATABASE_APP_URL: "postgresql://dument_app@127.0.0.1:9/none", REDIS_URL: "" },
    },
    { name: "Redis", env: { REDIS_URL: "redis://127.0.0.1:9" } },
  ])("on $name: a ring costs nothing but latency, and it is said to be down", async ({ env }) => {
    const before = { ...process.env };
    Object.assign(process.env, { DATABASE_URL: database.url }, env);
    vi.resetModules();
    const { createRinger } = await import("@/queue/backend");
    const ringer = createRinger();
    await expect(ringer.ring("dunning", {})).resolves.toBeUndefined();
    expect(await ringer.isReady()).toBe(false);
    await ringer.close();
    delete process.env.DATABASE_APP_URL;
    Object.assign(process.env, before);
    vi.resetModules();
  });
});
