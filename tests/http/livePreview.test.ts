/** The preview that follows the form of a step, asked as the page does. */
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const signedIn = vi.hoisted(() => ({ userId: "", name: "Hélène Brisset" }));
vi.mock("@/auth/currentSession", () => ({ currentSession: async () => signedIn }));
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../support/world");
const { GET, POST } = await import("@/app/[societe]/scenarios/[id]/apercu/route");
const { RATES } = await import("@/auth/rateLimit");
const { listScenarios } = await import("@/usecases/dunning/readScenario");

const clock = parisClock("2026-11-23");
// The handler reads the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
let world: Awaited<ReturnType<typeof makeCompany>>;
let id = "";

beforeAll(async () => {
  world = await makeCompany(clock);
  id = (await listScenarios(world.ctx))[0]?.id ?? "";
  await makeInvoice(world.ctx, await makeClient(world.ctx), { number: "F-12", dueOn: "2026-10-24" });
});

beforeEach(async () => {
  signedIn.userId = world.userId;
  await asOwner(database, "DELETE FROM rate_bucket");
});

const FORM = {
  etape: "15",
  days: "15",
  side: "AFTER",
  channel: "EMAIL",
  tone: "FIRM",
  subject_fr: "Encore {{numéro}}",
  body_fr: "<b>{{bonjour}}</b>\n\n{{décompte}}\n\n{{réponses}}",
};
const OURS = { "sec-fetch-site": "same-origin" };

function ask(fields: Record<string, string>, headers: Record<string, string> = OURS, scenario = id) {
  const url = `http://localhost/${world.slug}/scenarios/${scenario}/apercu`;
  const request = new Request(url, { method: "POST", headers, body: new URLSearchParams(fields) });
  return POST(request, { params: Promise.resolve({ societe: world.slug, id: scenario }) });
}

it("answers with the message as its client would receive it, or with what is wrong and where", async () => {
  const written = () =>
    asOwner(database, "SELECT (SELECT count(*) FROM step_text), (SELECT count(*) FROM journal_entry)");
  const before = await written();
  const { errors, reading } = await (await ask(FORM)).json();
  expect(errors).toEqual({});
  expect(reading).toMatchObject({
    kind: "EMAIL",
    subject: "Encore F-12",
    day: "Au 9\u00a0novembre\u00a02026",
  });
  expect(reading.html).toContain("&lt;b&gt;Bonjour,&lt;/b&gt;");
  const wrong = await (await ask({ ...FORM, subject_fr: "{{numero de facture}} {{sol}}" })).json();
  expect(wrong.reading).toBeNull();
  expect(Object.keys(wrong.errors)).toEqual(["subject_fr"]);
  expect(await written()).toEqual(before);
});

it("is for those who may change the scenario, asked from our own pages, within measure", async () => {
  expect((await ask(FORM, {})).status).toBe(403);
  expect((await ask({ ...FORM, body_fr: "é".repeat(60_000) })).status).toBe(413);
  expect((await ask(FORM, OURS, "01990000-0000-7000-8000-000000000000")).status).toBe(404);
  await asOwner(database, "UPDATE membership SET role = 'COLLABORATOR' WHERE user_id = $1", [world.userId]);
  expect((await ask(FORM)).status).toBe(404);
  await asOwner(database, "UPDATE membership SET role = 'OWNER' WHERE user_id = $1", [world.userId]);
  signedIn.userId = await makeUser();
  expect((await ask(FORM)).status).toBe(404);
  signedIn.userId = world.userId;
  expect((await ask(FORM)).status).toBe(200);
  await asOwner(database, "UPDATE rate_bucket SET count = $1", [RATES.previewByUser.limit]);
  expect((await ask(FORM)).status).toBe(429);
});

it("gives a frame to write in, where no script runs", async () => {
  for (const step of ["15", "7"]) {
    const url = `http://localhost/${world.slug}/scenarios/${id}/apercu?etape=${step}&forme=saisie`;
    const response = await GET(new Request(url), { params: Promise.resolve({ societe: world.slug, id }) });
    expect(response.status).toBe(200);
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("sandbox allow-same-origin;");
    expect(policy).toContain("default-src 'none'");
  }
});
