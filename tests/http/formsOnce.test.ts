/** A form of a company, posted twice to its action as a browser without script does: one work, one end. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const signedIn = vi.hoisted(() => ({ userId: "" }));
// Who is signed in, and from where the request comes: what Next reads of a request, and nothing else.
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "sec-fetch-site": "same-origin" }) }));
// A cache of pages that there is none of here.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("@/auth/currentSession", () => ({ currentSession: async () => signedIn }));
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { savePayment } = await import("@/app/[societe]/factures/[id]/actions");
const { newFormKey } = await import("@/app/_server/formKey");
const { IDLE } = await import("@/app/_server/formStateShape");

const clock = parisClock("2026-11-23");
clock.set(Date.now());
let slug = "";
let invoiceId = "";

beforeAll(async () => {
  const world = await makeCompany(clock);
  slug = world.slug;
  signedIn.userId = world.userId;
  const clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
});

/** What the browser is told: where to go, or what the form says. */
async function posted(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  try {
    return await savePayment(IDLE, form);
  } catch (error) {
    return { location: String((error as { digest?: string }).digest).split(";")[2] };
  }
}

const payments = () =>
  asOwner(database, "SELECT amount_cents::int AS cents FROM payment ORDER BY created_at");

it("records one payment, and leads both to the same place", async () => {
  const fields = {
    societe: slug,
    facture: invoiceId,
    ...newFormKey(),
    receivedOn: "2026-11-20",
    amountCents: "500,00",
    method: "TRANSFER",
    reference: "VIR 123",
  };
  const ends = await Promise.all([posted(fields), posted(fields)]);
  const location = `/${slug}/factures/${invoiceId}?fait=reglement`;
  expect(ends).toEqual([{ location }, { location }]);
  expect(await posted(fields)).toEqual({ location });
  expect(await payments()).toEqual([{ cents: 50_000 }]);
});

it("asks before another payment leaves the same form, and takes it at the next press", async () => {
  const fields = {
    societe: slug,
    facture: invoiceId,
    cle: randomUUID(),
    receivedOn: "2026-11-20",
    method: "TRANSFER",
    amountCents: "100,00",
  };
  await posted(fields);
  const asked = await posted({ ...fields, amountCents: "50,00" });
  expect(asked).toMatchObject({ status: "error", message: expect.stringContaining("une opération de plus") });
  expect(await payments()).toHaveLength(2);
  await posted("values" in asked ? asked.values : {});
  expect(await payments()).toEqual([{ cents: 50_000 }, { cents: 10_000 }, { cents: 5_000 }]);
});
