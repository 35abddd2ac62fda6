/** The API as programs see it: the handlers themselves, entered by keys of the company. */
import { beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { createApiKey } = await import("@/usecases/parties/createApiKey");
const { GET: getInvoice } = await import("@/app/api/v1/invoices/[id]/route");

const clock = parisClock("2026-11-23");
clock.set(Date.now());
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

const ask = (key: string, path = "", init: RequestInit = {}) =>
  new Request(`http://localhost/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, ...init.headers },
  });
const of = <Params>(params: Params) => ({ params: Promise.resolve(params) });

async function makeKey(ctx: typeof world.ctx, scope: "READ" | "WRITE", name: string): Promise<string> {
  const { key } = await createApiKey(ctx, { name, scope }, "http://localhost:3000");
  return key ?? "";
}

beforeAll(async () => {
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
});

describe("a key", () => {
  it("opens an invoice of its company", async () => {
    const key = await makeKey(world.ctx, "READ", "Lecture");
    const response = await getInvoice(ask(key), of({ id: invoiceId }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      id: invoiceId,
      totalCents: 100_000,
      balanceCents: 100_000,
    });
  });
});
