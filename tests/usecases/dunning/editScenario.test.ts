/** Scenarios written by a person: a version in service never changes, and every change is shown before it is made. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { createScenario, discardDraft, openDraft } = await import("@/usecases/dunning/editScenario");
const { moveStep, removeStep, saveStep } = await import("@/usecases/dunning/saveStep");
const { previewPublication, publishVersion } = await import("@/usecases/dunning/publishVersion");
const { chooseScenario, readScenarioChoice } = await import("@/usecases/dunning/chooseScenario");
const { addRule, raiseRule, readScenarioRules } = await import("@/usecases/dunning/scenarioRules");
const { listScenarios, readScenario } = await import("@/usecases/dunning/readScenario");
const { saveClientTags } = await import("@/usecases/parties/saveClientTags");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { inCompany } = await import("@/db/inCompany");
const { loadDunningFacts } = await import("@/db/dunning/facts");
const { readyText } = await import("@/domain/dunning/readyTexts");
const { PUBLISHED_RATES: rates } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let scenarioId = "";

/** What the form of a step sends. */
function stepForm(changes: Record<string, string> = {}): Record<string, string> {
  const text = readyText({ channel: "EMAIL", tone: "FIRM", offsetDays: 15 }, "fr", "FORMAL");
  return {
    days: "15",
    side: "AFTER",
    channel: "EMAIL",
    tone: "FIRM",
    attachInvoice: "1",
    subject_fr: text.subject,
    body_fr: text.body,
    ...changes,
  };
}

const offsets = async (wantsCurrent = false) =>
  (
    await readScenario(world.ctx, scenarioId, { offsetDays: null, invoiceId: "", wantsCurrent }, source)
  ).steps.map((step) => step.offsetDays);
const source = { rates, callerName: "Hélène Brisset" };

const scenarioOf = async (invoiceId: string) =>
  inCompany(world.ctx.companyId, async (tx) => {
    const [loaded] = await loadDunningFacts(tx, world.ctx.companyId, [invoiceId], clock.now(), false);
    return loaded?.facts.scenario;
  });

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  scenarioId = (await listScenarios(world.ctx))[0]?.id ?? "";
});

describe("a draft", () => {
  it("is a copy of the version in service, and leaves it as it is", async () => {
    await saveStep(world.ctx, scenarioId, 15, stepForm({ days: "12" }));
    await removeStep(world.ctx, scenarioId, 7);
    expect(await offsets()).toEqual([2, 12, 30]);
    expect(await offsets(true)).toEqual([2, 7, 15, 30]);
  });

  it("is given up without a trace in the version in service", async () => {
    await openDraft(world.ctx, scenarioId);
    await removeStep(world.ctx, scenarioId, 2);
    await discardDraft(world.ctx, scenarioId);
    expect(await offsets()).toEqual([2, 7, 15, 30]);
  });

  it("refuses two steps on one day, and jumps over a taken day when a step is moved", async () => {
    await expect(saveStep(world.ctx, scenarioId, null, stepForm({ days: "7" }))).rejects.toMatchObject({
      code: "SAME_DAY",
    });
    await saveStep(world.ctx, scenarioId, null, stepForm({ days: "3" }));
    expect(await moveStep(world.ctx, scenarioId, 2, 1)).toBe(4);
  });

  it("keeps a step before the due date, and any number of steps", async () => {
    await saveStep(world.ctx, scenarioId, null, stepForm({ days: "5", side: "BEFORE", tone: "FRIENDLY" }));
    for (const days of ["40", "50", "60"]) await saveStep(world.ctx, scenarioId, null, stepForm({ days }));
    expect(await offsets()).toEqual([-5, 2, 7, 15, 30, 40, 50, 60]);
  });

  it("is firm only once something is late", async () => {
    for (const when of [
      { days: "5", side: "BEFORE" },
      { days: "0", side: "AFTER" },
    ]) {
      for (const tone of ["FIRM", "FINAL"]) {
        await expect(
          saveStep(world.ctx, scenarioId, null, stepForm({ ...when, tone })),
        ).rejects.toMatchObject({ errors: [{ field: "tone", code: "TOO_FIRM" }] });
      }
    }
    await saveStep(world.ctx, scenarioId, null, stepForm({ days: "1" }));
    expect(await moveStep(world.ctx, scenarioId, 1, -1)).toBe(1);
  });
});

describe("a text", () => {
  const save = (changes: Record<string, string>) => saveStep(world.ctx, scenarioId, 15, stepForm(changes));

  it("with an unknown variable is refused, with the nearest one proposed", async () => {
    const body = stepForm().body_fr?.replace("{{rappel}}", "{{rapel}}") ?? "";
    await expect(save({ body_fr: body })).rejects.toMatchObject({
      errors: [{ field: "body_fr", code: "VARIABLE", message: expect.stringContaining("{{rappel}}") }],
    });
  });

  it("without the amounts or the ways to answer is refused", async () => {
    const body = stepForm().body_fr?.replace("{{réponses}}", "") ?? "";
    await expect(save({ body_fr: body })).rejects.toMatchObject({
      errors: [{ field: "body_fr", code: "BLOCK" }],
    });
  });

  it("left as it was proposed follows the tone; once changed it is the step's own", async () => {
    await save({ tone: "FRIENDLY" });
    const view = await readScenario(world.ctx, scenarioId, { offsetDays: 15, invoiceId: "" }, source);
    expect(view.step?.texts).toEqual({});
    const body = stepForm().body_fr?.replace("Merci de régler", "Nous vous prions de régler") ?? "";
    await save({ body_fr: body });
    const changed = await readScenario(world.ctx, scenarioId, { offsetDays: 15, invoiceId: "" }, source);
    if (changed.preview?.kind !== "EMAIL") throw new Error("an email");
    expect(changed.preview.content.ask).toContain("Nous vous prions de régler cette somme");
  });

  it("in a language the form does not show is kept", async () => {
    const { subject, body } = readyText({ channel: "EMAIL", tone: "FIRM", offsetDays: 15 }, "en", "FORMAL");
    await save({ subject_en: subject, body_en: body.replace("Please pay", "Kindly pay") });
    await save({ subject_fr: "{{titre}}, à régler" });
    const view = await readScenario(
      world.ctx,
      scenarioId,
      { offsetDays: 15, invoiceId: "", language: "en" },
      source,
    );
    if (view.preview?.kind !== "EMAIL") throw new Error("an email");
    expect(view.preview.content.ask).toContain("Kindly pay");
    expect(view.step?.texts.fr?.subject).toBe("{{titre}}, à régler");
  });
});

describe("putting a version in service", () => {
  let invoiceId = "";

  beforeAll(() => clock.setParis("2026-10-01"));
  beforeEach(async () => {
    invoiceId = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-24" });
  });

  it("says what changes for each invoice before, and does exactly that", async () => {
    await saveStep(world.ctx, scenarioId, 2, stepForm({ days: "4", tone: "FRIENDLY" }));
    const view = await previewPublication(world.ctx, scenarioId);
    expect(view).toMatchObject({ invoiceCount: 1, draft: 2, current: 1, runningCount: 0 });
    expect(view.changes).toMatchObject([
      {
        invoiceId,
        before: { words: "J+2, courriel simple", on: "2026-10-26" },
        after: { words: "J+4, courriel simple", on: "2026-10-28" },
      },
    ]);
    await publishVersion(world.ctx, scenarioId, {});
    await runDueSteps(world.ctx.companyId, clock.now());
    const [plan] = await asOwner<{ on: string }>(
      database,
      `SELECT on_date::text AS "on" FROM dunning_plan WHERE invoice_id = $1`,
      [invoiceId],
    );
    expect(plan?.on).toBe("2026-10-28");
  });

  it("lets the invoices already reminded finish with the version they began with", async () => {
    clock.setParis("2026-10-26", 17, 15);
    await runDueSteps(world.ctx.companyId, clock.now());
    const later = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-11-24" });
    await removeStep(world.ctx, scenarioId, 7);
    expect(await previewPublication(world.ctx, scenarioId)).toMatchObject({ runningCount: 1 });
    await publishVersion(world.ctx, scenarioId, { keepRunning: "1" });
    expect((await scenarioOf(invoiceId))?.number).toBe(1);
    expect((await scenarioOf(later))?.number).toBe(2);
  });

  it("makes it immutable: the program itself can no longer touch its steps", async () => {
    const [line] = await listScenarios(world.ctx);
    const stepId = line?.steps[0]?.id ?? "";
    const { companyId } = world.ctx;
    for (const touch of [
      () =>
        inCompany(companyId, (tx) =>
          tx.scenarioStep.delete({ where: { companyId_id: { companyId, id: stepId } } }),
        ),
      () =>
        inCompany(companyId, (tx) =>
          tx.scenarioStep.update({
            where: { companyId_id: { companyId, id: stepId } },
            data: { offsetDays: 3 },
          }),
        ),
      () =>
        inCompany(companyId, (tx) =>
          tx.stepText.create({ data: { companyId, stepId, language: "fr", subject: "x", body: "y" } }),
        ),
    ]) {
      await expect(touch()).rejects.toThrow(/does not change/);
    }
  });
});

it("a step set aside for one that was withdrawn comes back (missed day = reminder lost for ever)", async () => {
  clock.setParis("2026-11-17", 14);
  const id = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-24" });
  await runDueSteps(world.ctx.companyId, clock.now());
  await recordPayment(world.ctx, id, { receivedOn: "17/11/2026", amountCents: "100", method: "TRANSFER" });
  const steps = await asOwner<{ state: string }>(
    database,
    "SELECT DISTINCT state::text FROM dunning_step WHERE invoice_id = $1",
    [id],
  );
  expect(steps).toEqual([{ state: "CANCELLED" }]);
});

describe("which scenario an invoice follows (a different schedule per client type)", () => {
  it("is the first rule that fits, after what was chosen by hand", async () => {
    const gentle = await createScenario(world.ctx, { name: "Doux", addressForm: "FORMAL", model: "doux" });
    const strict = await createScenario(world.ctx, { name: "Ferme", addressForm: "FORMAL", model: "ferme" });
    const invoice = async (client: Record<string, string>, totalCents: string) =>
      makeInvoice(world.ctx, await makeClient(world.ctx, client), { dueOn: "2026-10-24", totalCents });
    await addRule(world.ctx, { scenarioId: strict, minTotalCents: "10 000" });
    await addRule(world.ctx, { scenarioId: gentle, clientKind: "PUBLIC" });
    const large = await invoice({ kind: "PUBLIC" }, "12 000");
    const small = await invoice({ kind: "PUBLIC" }, "500");
    const other = await invoice({}, "500");
    const byHand = await invoice({ kind: "PUBLIC", scenarioId }, "500");
    expect((await scenarioOf(large))?.name).toBe("Ferme");
    expect((await scenarioOf(small))?.name).toBe("Doux");
    expect((await scenarioOf(other))?.scenarioId).toBe(scenarioId);
    expect((await scenarioOf(byHand))?.scenarioId).toBe(scenarioId);

    const { rules } = await readScenarioRules(world.ctx);
    await raiseRule(world.ctx, rules[1]?.id ?? "");
    expect((await scenarioOf(large))?.name).toBe("Doux");

    const counted = new Map((await listScenarios(world.ctx)).map((line) => [line.name, line.openCount]));
    expect([counted.get("Doux"), counted.get("Ferme"), counted.get("Professionnels")]).toEqual([2, 0, 2]);
  });

  it("may depend on a word put on the client", async () => {
    const gentle = await createScenario(world.ctx, { name: "Doux", addressForm: "FORMAL", model: "doux" });
    await addRule(world.ctx, { scenarioId: gentle, tag: "à ménager" });
    const clientId = await makeClient(world.ctx);
    const id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
    expect((await scenarioOf(id))?.name).toBe("Professionnels");
    await saveClientTags(world.ctx, clientId, { tags: "export, à ménager" });
    expect((await scenarioOf(id))?.name).toBe("Doux");
  });

  it("may be chosen for one invoice, knowing what comes next with each", async () => {
    const strict = await createScenario(world.ctx, { name: "Ferme", addressForm: "FORMAL", model: "ferme" });
    const id = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-24" });
    const { options } = await readScenarioChoice(world.ctx, id);
    const option = options.find(({ name }) => name === "Ferme");
    expect(option?.next).toEqual({ words: "J+1, courriel simple", on: "2026-10-26" });
    await chooseScenario(world.ctx, [id], option?.versionId ?? "");
    expect((await scenarioOf(id))?.scenarioId).toBe(strict);
    await chooseScenario(world.ctx, [id], null);
    expect((await scenarioOf(id))?.scenarioId).toBe(scenarioId);
  });
});
