/** The preview that follows the words of one reminder, asked as the page does. */
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const signedIn = vi.hoisted(() => ({ userId: "", name: "Hélène Brisset" }));
vi.mock("@/auth/currentSession", () => ({ currentSession: async () => signedIn }));
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../support/world");
const { GET, POST } = await import("@/app/[societe]/messages/[id]/texte/apercu/route");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { listApprovals } = await import("@/usecases/dunning/listApprovals");
const { approveMessages } = await import("@/usecases/dunning/decideMessages");
const { readMessage } = await import("@/usecases/dunning/readMessage");
const { saveMessageWords } = await import("@/usecases/dunning/messageWords");
const { messageReader } = await import("@/context/messageReader");

const clock = parisClock("2026-10-22", 11);
// The handler reads the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
let world: Awaited<ReturnType<typeof makeCompany>>;
let id = "";

beforeAll(async () => {
  world = await makeCompany(clock, { safeMode: true });
  await makeInvoice(world.ctx, await makeClient(world.ctx), { number: "F-12", dueOn: "2026-10-20" });
  await runDueSteps(world.ctx.companyId, clock.now());
  id = (await listApprovals(world.ctx))[0]?.id ?? "";
});

beforeEach(async () => {
  signedIn.userId = world.userId;
  await asOwner(database, "DELETE FROM rate_bucket");
});

const WORDS = {
  subject: "{{titre}}, suite à notre échange",
  body: "<b>Bonjour Anne</b>, il reste {{solde}}.\n\n{{décompte}}\n\n{{réponses}}\n\n{{signature}}",
};
const OURS = { "sec-fetch-site": "same-origin" };
const params = () => Promise.resolve({ societe: world.slug, id });
const address = () => `http://localhost/${world.slug}/messages/${id}/texte/apercu`;
const ask = (fields: Record<string, string>, headers: Record<string, string> = OURS) =>
  POST(new Request(address(), { method: "POST", headers, body: new URLSearchParams(fields) }), {
    params: params(),
  });

it("answers with the message as it would leave with these words, keeps nothing, and says what is wrong", async () => {
  const written = () =>
    asOwner(database, "SELECT (SELECT count(*) FROM message_text), (SELECT count(*) FROM journal_entry)");
  const before = await written();
  const { errors, reading } = await (await ask(WORDS)).json();
  expect(errors).toEqual({});
  expect(reading).toMatchObject({
    kind: "EMAIL",
    subject: "Facture F-12, suite à notre échange",
    day: "Au 22\u00a0octobre\u00a02026",
  });
  expect(reading.html).toContain("&lt;b&gt;Bonjour Anne&lt;/b&gt;, il reste 4\u00a0320,00\u00a0€.");
  expect(reading.html).not.toMatch(/href="http/);
  const wrong = await (await ask({ ...WORDS, body: "Bonjour {{prenom}}" })).json();
  expect(wrong).toMatchObject({ reading: null, errors: { body: expect.any(String) } });
  expect((await (await ask({ ...WORDS, body: "" })).json()).errors.body).toContain("Écrivez le texte");
  expect(await written()).toEqual(before);
});

it("shows what saving the same words makes of the message", async () => {
  const { reading } = await (await ask(WORDS)).json();
  await saveMessageWords(world.ctx, id, WORDS);
  const { parts } = await readMessage(world.ctx, id, messageReader());
  expect(reading.subject).toBe(parts?.subject);
  const framed = await (await GET(new Request(address()), { params: params() })).text();
  expect(reading.html).toBe(framed);
});

it("gives a frame to write in, where no script runs", async () => {
  const policy = (await GET(new Request(address()), { params: params() })).headers.get(
    "content-security-policy",
  );
  expect(policy).toContain("sandbox allow-same-origin;");
  expect(policy).toContain("default-src 'none'");
});

it("is for those who approve, asked from our own pages, while the message waits", async () => {
  expect((await ask(WORDS, {})).status).toBe(403);
  expect((await ask({ ...WORDS, body: "é".repeat(60_000) })).status).toBe(413);
  signedIn.userId = await makeUser();
  expect((await ask(WORDS)).status).toBe(404);
  expect((await GET(new Request(address()), { params: params() })).status).toBe(404);
  signedIn.userId = world.userId;
  await approveMessages(world.ctx, [id]);
  expect((await ask(WORDS)).status).toBe(404);
});
