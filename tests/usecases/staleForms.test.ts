/** Two people at one form: what one has saved is never undone by the page the other had opened before. */
import { beforeEach, describe, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../support/world");
const { seenField: fieldAt } = await import("@/usecases/seenRecord");
const { updateInvoice } = await import("@/usecases/invoicing/saveInvoice");
const { editedInvoice } = await import("@/usecases/invoicing/seenInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readClientForm } = await import("@/usecases/parties/clientForm");
const { updateClient } = await import("@/usecases/parties/saveClient");
const { readClientTags, saveClientTags, seenTags } = await import("@/usecases/parties/saveClientTags");
const { previewPublication, publishVersion } = await import("@/usecases/dunning/publishVersion");
const { openDraft, saveScenario } = await import("@/usecases/dunning/editScenario");
const { readScenario } = await import("@/usecases/dunning/readScenario");
const { editedStep, seenScenario } = await import("@/usecases/dunning/seenScenario");
const { moveStep, saveStep } = await import("@/usecases/dunning/saveStep");
const { saveDebitMandate, seenMandate } = await import("@/usecases/settlement/expectDebit");
const { readDebitMandate } = await import("@/usecases/settlement/readDebit");
const { readSettings } = await import("@/usecases/parties/readSettings");
const { seenBank, seenSettings } = await import("@/usecases/parties/seenSettings");
const { savePace } = await import("@/usecases/parties/savePace");
const { changeBankDetails } = await import("@/usecases/parties/changeBankDetails");

const clock = parisClock("2026-11-23");
const seenField = (record: Parameters<typeof fieldAt>[0]) => fieldAt(record, clock.now());
let world: Awaited<ReturnType<typeof makeCompany>>;
/** Anne, at the same company. */
let anne: typeof world.ctx;
let clientId = "";

beforeEach(async () => {
  world = await makeCompany(clock);
  anne = { ...world.ctx, actor: { kind: "user", userId: await makeUser("Anne Morel"), firmId: null } };
  clientId = await makeClient(world.ctx);
});

const refused = (work: Promise<unknown>) =>
  work.then(
    () => "accepted",
    (error) => error,
  );

describe("an invoice", () => {
  const TYPED = {
    number: "X-1",
    subject: "a",
    issuedOn: "2026-09-24",
    dueOn: "2026-10-24",
    totalCents: "1 000,00",
  };
  let id = "";
  const opened = async () => seenField(editedInvoice(await readInvoice(world.ctx, id, PUBLISHED_RATES)));
  const stored = async () =>
    (await asOwner(database, "SELECT due_on::text, subject FROM invoice WHERE id = $1", [id]))[0];

  beforeEach(async () => {
    id = await makeInvoice(world.ctx, clientId, TYPED);
  });

  it("keeps the due date that someone else has just corrected; the refusal says who and what", async () => {
    const page = await opened();
    await updateInvoice(anne, id, { ...TYPED, ...page, dueOn: "2026-12-31" });
    const error = await refused(updateInvoice(world.ctx, id, { ...TYPED, ...page, subject: "b" }));
    expect(error).toMatchObject({
      code: "STALE_FORM",
      message: expect.stringMatching(/^Anne Morel a modifié cette facture .*l’échéance \(31\/12\/2026\)\./),
    });
    expect(await stored()).toEqual({ due_on: "2026-12-31", subject: "a" });
    // Sent again, it is a decision: the person has read what changed.
    await updateInvoice(world.ctx, id, { ...TYPED, ...error.renewed, subject: "b" });
    expect(await stored()).toEqual({ due_on: "2026-10-24", subject: "b" });
  });

  it("is saved as before when nobody else has changed it", async () => {
    await updateInvoice(world.ctx, id, { ...TYPED, ...(await opened()), subject: "b" });
    await updateInvoice(world.ctx, id, { ...TYPED, ...(await opened()), subject: "c" });
    expect(await stored()).toMatchObject({ subject: "c" });
  });
});

describe("a client", () => {
  const typed = async () => (await readClientForm(world.ctx, clientId)).values;
  const opened = async () => seenField((await readClientForm(world.ctx, clientId)).seen);

  it("keeps « ne jamais relancer », and its contacts", async () => {
    const page = { ...(await typed()), ...(await opened()) };
    await updateClient(anne, clientId, { ...page, dunningOptOut: "1", contactEmail: "autre@leguen.example" });
    const error = await refused(updateClient(world.ctx, clientId, { ...page, note: "le matin" }));
    expect(error).toMatchObject({
      code: "STALE_FORM",
      message: expect.stringMatching(
        /^Anne Morel a modifié ce client .*«.ne jamais relancer.» \(oui\), les contacts\./,
      ),
    });
    expect(await typed()).toMatchObject({
      dunningOptOut: "1",
      note: "",
      contactEmail: "autre@leguen.example",
    });
  });

  it("does not accuse whoever changed it before the page was made", async () => {
    await updateClient(anne, clientId, { ...(await typed()), note: "le matin" });
    clock.setParis("2026-11-24");
    const page = { ...(await typed()), ...(await opened()) };
    await asOwner(database, "UPDATE client SET note = 'le soir' WHERE id = $1", [clientId]);
    expect(await refused(updateClient(world.ctx, clientId, page))).toMatchObject({
      message: expect.stringMatching(/^Quelqu’un a modifié ce client/),
    });
    clock.setParis("2026-11-23");
  });

  it("keeps the words put on it", async () => {
    const page = seenField(seenTags(clientId, await readClientTags(world.ctx, clientId)).record);
    await saveClientTags(anne, clientId, { ...page, tags: "fragile" });
    expect(await refused(saveClientTags(world.ctx, clientId, { ...page, tags: "export" }))).toMatchObject({
      message: expect.stringContaining("les étiquettes (fragile)"),
    });
  });
});

it("a direct debit is not taken back by a page opened before it was noted", async () => {
  const page = seenField(seenMandate(clientId, await readDebitMandate(world.ctx, clientId)).record);
  await saveDebitMandate(anne, clientId, { ...page, isDebited: "1", reference: "RUM-1" });
  expect(await refused(saveDebitMandate(world.ctx, clientId, { ...page, reference: "" }))).toMatchObject({
    message: expect.stringMatching(
      /^Anne Morel .*le prélèvement \(oui\), la référence du mandat \(RUM-1\)\./,
    ),
  });
});

describe("a scenario", () => {
  let id = "";
  const view = (offsetDays: number | null = null) =>
    readScenario(
      world.ctx,
      id,
      { offsetDays, invoiceId: "" },
      { rates: PUBLISHED_RATES, callerName: "Hélène" },
    );
  const offsets = async () => (await view()).steps.map((step) => step.offsetDays);
  const openedStep = async (offsetDays: number) => {
    const { step } = await view(offsetDays);
    return step ? seenField(editedStep(step)) : {};
  };
  const FIRM = { days: "15", side: "AFTER", channel: "EMAIL", tone: "FIRM" };

  beforeEach(async () => {
    const [row] = await asOwner<{ id: string }>(database, "SELECT id FROM scenario WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    id = row?.id ?? "";
    await openDraft(world.ctx, id);
  });

  it("goes in service as it was previewed, or not at all", async () => {
    const page = seenField((await previewPublication(world.ctx, id)).seen);
    await saveStep(anne, id, 30, { days: "3", side: "AFTER", channel: "EMAIL", tone: "FINAL" });
    expect(await refused(publishVersion(world.ctx, id, page))).toMatchObject({ code: "DRAFT_MOVED" });
    expect((await view()).draft).not.toBeNull();
    await publishVersion(world.ctx, id, seenField((await previewPublication(world.ctx, id)).seen));
    expect((await view()).draft).toBeNull();
  });

  it("does not double a step that someone else has moved", async () => {
    const page = await openedStep(15);
    const before = await offsets();
    await moveStep(anne, id, 15, 1);
    expect(await refused(saveStep(world.ctx, id, 15, { ...FIRM, ...page }))).toMatchObject({
      code: "STEP_MOVED",
    });
    expect(await refused(moveStep(world.ctx, id, 15, 1))).toMatchObject({ code: "STEP_MOVED" });
    expect(await offsets()).toEqual(before.map((days) => (days === 15 ? 16 : days)));
  });

  it("does not take back what someone else has changed of a step", async () => {
    const page = await openedStep(15);
    await saveStep(anne, id, 15, { ...FIRM, ...page, needsApproval: "1" });
    const error = await refused(saveStep(world.ctx, id, 15, { ...FIRM, ...page }));
    expect(error).toMatchObject({ code: "STALE_FORM" });
    expect(await saveStep(world.ctx, id, 15, { ...FIRM, ...error.renewed })).toBe(15);
  });

  it("keeps its new name", async () => {
    const { name, form } = await view();
    const page = { ...seenField(seenScenario(id, name, form).record), name, addressForm: form };
    await saveScenario(anne, id, { ...page, name: "Doux" });
    expect(await refused(saveScenario(world.ctx, id, { ...page, addressForm: "FRIENDLY" }))).toMatchObject({
      message: expect.stringContaining("le nom («\u00a0Doux\u00a0»)"),
    });
  });
});

describe("settings", () => {
  it("keep what someone else has just set; those of another form do not count", async () => {
    const settings = await readSettings(world.ctx);
    const page = seenField(seenSettings("pace", world.ctx.companyId, settings).record);
    const typed = {
      calendarZone: settings.zone,
      ...Object.fromEntries(
        (
          [
            "contactGapHours",
            "contactsPer30Days",
            "declarationHoldDays",
            "promiseGraceDays",
            "formalNoticeDays",
            "defaultTermDays",
          ] as const
        ).map((field) => [field, String(settings[field])]),
      ),
    };
    await changeBankDetails(
      anne,
      { iban: "", bic: "" },
      { proof: "password", appUrl: "https://dument.test" },
    );
    await savePace(anne, { ...typed, ...page, contactGapHours: "120" });
    expect(await refused(savePace(world.ctx, { ...typed, ...page, formalNoticeDays: "15" }))).toMatchObject({
      message: expect.stringMatching(/^Anne Morel a modifié ces réglages .*le délai entre deux contacts\./),
    });
    expect(await readSettings(world.ctx)).toMatchObject({ contactGapHours: 120, formalNoticeDays: 8 });
  });

  it("keep a new bank account that waits its day", async () => {
    const how = { proof: "password", appUrl: "https://dument.test" } as const;
    const settings = await readSettings(world.ctx);
    const page = seenField(seenBank(world.ctx.companyId, settings, settings.waitingBank).record);
    await changeBankDetails(anne, { ...page, iban: "FR76 3000 4000 0312 3456 7890 143", bic: "" }, how);
    const former = { iban: settings.iban ?? "", bic: settings.bic ?? "" };
    expect(await refused(changeBankDetails(world.ctx, { ...page, ...former }, how))).toMatchObject({
      code: "STALE_FORM",
      message: expect.not.stringContaining("3000 4000"),
    });
  });
});
