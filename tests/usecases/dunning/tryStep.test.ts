/** A step read while it is typed: the words of the form on a real invoice, and nothing kept. */
import { beforeAll, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { listScenarios, readScenario } = await import("@/usecases/dunning/readScenario");
const { createScenario, openDraft } = await import("@/usecases/dunning/editScenario");
const { tryStep } = await import("@/usecases/dunning/tryStep");
const { PUBLISHED_RATES: rates } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-11-23");
const source = { rates, callerName: "Hélène Brisset" };
const BODY = "{{bonjour}}\n\nUn mot sur {{factures}}.\n\n{{décompte}}\n\n{{réponses}}";
let world: Awaited<ReturnType<typeof makeCompany>>;
let scenarioId = "";
let invoiceId = "";

beforeAll(async () => {
  world = await makeCompany(clock);
  scenarioId = (await listScenarios(world.ctx))[0]?.id ?? "";
  const clientId = await makeClient(world.ctx, { name: "Conserverie Le Guen" });
  invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-12", dueOn: "2026-10-24" });
  await openDraft(world.ctx, scenarioId);
});

const attempt = (raw: Record<string, string>, offsetDays: number | null = 15) =>
  tryStep(world.ctx, scenarioId, { offsetDays, invoiceId }, raw, source);
const form = (changes: Record<string, string> = {}) => ({
  days: "15",
  side: "AFTER",
  channel: "EMAIL",
  tone: "FIRM",
  subject_fr: "Encore {{numéro}}",
  body_fr: BODY,
  ...changes,
});

it("reads the words that are typed on the invoice that was chosen, and keeps nothing", async () => {
  const rows = () =>
    asOwner(
      database,
      "SELECT s.*, t.body FROM scenario_step s LEFT JOIN step_text t ON t.step_id = s.id ORDER BY s.id",
    );
  const before = await rows();
  const { preview, errors, invoice } = await attempt(form());
  expect(errors).toEqual([]);
  expect(invoice?.id).toBe(invoiceId);
  if (preview?.kind !== "EMAIL") throw new Error("an email");
  expect(preview.content.subject).toBe("Encore F-12");
  expect(preview.content.opening).toContain("Un mot sur la facture F-12");
  expect(await rows()).toEqual(before);
});

it("names every variable that is unknown, each with the nearest, and the other faults of the words", async () => {
  const { preview, errors } = await attempt(form({ body_fr: `{{factrues}} {{soldee}}\n\n${BODY}` }));
  expect(preview).toBeNull();
  expect(errors.map(({ field }) => field)).toEqual(["body_fr"]);
  expect(errors[0]?.message).toContain("{{factrues}} n’existe pas. Peut-être {{factures}}");
  expect(errors[0]?.message).toContain("{{soldee}} n’existe pas. Peut-être {{solde}}");
  const long = await attempt(form({ subject_fr: "x".repeat(151) }));
  expect(long.errors).toMatchObject([{ field: "subject_fr", code: "TOO_LONG" }]);
  const empty = await attempt(form({ subject_fr: "" }));
  expect(empty.errors).toMatchObject([{ field: "subject_fr", code: "REQUIRED" }]);
});

it("follows the day and the tone, and waits for what cannot be read yet", async () => {
  const later = await attempt(form({ days: "40", tone: "FRIENDLY", subject_fr: "{{retard}}" }));
  expect(later.preview?.on).toBe("2026-12-03");
  const halfTyped = await attempt(form({ days: "" }));
  expect(halfTyped.errors).toEqual([]);
  expect(halfTyped.preview?.on).toBe("2026-11-09");
});

it("reads a step that is not added yet, and what is said when the channel changes", async () => {
  expect((await attempt({}, null)).preview).toMatchObject({ kind: "EMAIL", on: "2026-11-30" });
  const opened = await readScenario(world.ctx, scenarioId, { offsetDays: 15, invoiceId }, source);
  if (opened.preview?.kind !== "EMAIL") throw new Error("an email");
  const { readyText } = await import("@/domain/dunning/readyTexts");
  const ready = readyText({ channel: "EMAIL", tone: "FIRM", offsetDays: 15 }, "fr", "FORMAL");
  const called = await attempt(form({ channel: "CALL", subject_fr: ready.subject, body_fr: ready.body }));
  expect(called).toMatchObject({ errors: [], preview: { kind: "CALL" } });
});

it("lends the invoices of other scenarios to one that nobody follows", async () => {
  const id = await createScenario(world.ctx, {
    name: "Grands comptes",
    model: "doux",
    addressForm: "FORMAL",
  });
  const query = { offsetDays: null, invoiceId: "" };
  const view = await readScenario(world.ctx, id, query, source);
  expect(view).toMatchObject({ areOfOthers: true, invoice: { id: invoiceId } });
  expect((await readScenario(world.ctx, scenarioId, query, source)).areOfOthers).toBe(false);
});

it("reads nothing of another company: its scenario does not exist, its invoice is not offered", async () => {
  const other = await makeCompany(clock, { name: "Ailleurs" });
  const query = { offsetDays: 15, invoiceId };
  await expect(tryStep(other.ctx, scenarioId, query, form(), source)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const own = (await listScenarios(other.ctx))[0]?.id ?? "";
  const { preview, invoice } = await tryStep(other.ctx, own, query, form(), source);
  expect(invoice).toBeNull();
  expect(preview?.kind === "EMAIL" && preview.content.subject).toBe("Encore F-0001");
});
