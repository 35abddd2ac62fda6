/** Settings of a company: what they change, what they journal, and the decisions they ask for again. */
import { beforeAll, describe, expect, it } from "vitest";
import { InputError } from "@/domain/fields";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../support/world");
const { sentMails } = await import("../support/accountMails");
const { applyBankChange } = await import("@/usecases/parties/applyBankChange");
const { saveCardPage } = await import("@/usecases/parties/saveDebtorPage");
const { changeBankDetails, stopBankChange } = await import("@/usecases/parties/changeBankDetails");
const { saveIdentity } = await import("@/usecases/parties/saveIdentity");
const { savePace } = await import("@/usecases/parties/savePace");
const { savePenalties } = await import("@/usecases/parties/savePenalties");
const { saveSending } = await import("@/usecases/parties/saveSending");
const { setSafeMode } = await import("@/usecases/parties/setSafeMode");
const { startAgain, stopEverything } = await import("@/usecases/parties/stopEverything");
const { readSettings } = await import("@/usecases/parties/readSettings");
const { createCompany } = await import("@/usecases/parties/createCompany");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { inCompany } = await import("@/db/inCompany");
const { markAllDue } = await import("@/db/dunning/markDue");

type World = Awaited<ReturnType<typeof makeCompany>>;

const clock = parisClock("2026-11-23", 17, 15);
let world: World;
let neighbour: World;

const plans = (of: World) =>
  inCompany(of.ctx.companyId, (tx) => tx.dunningPlan.findMany({ where: { companyId: of.ctx.companyId } }));

const journal = (of: World) =>
  asOwner<{ action: string; data: { changes?: Record<string, { from: unknown; to: unknown }> } }>(
    database,
    "SELECT action, data FROM journal_entry WHERE company_id = $1 ORDER BY seq",
    [of.ctx.companyId],
  );

async function fieldsRefused(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof InputError) return error.errors.map(({ field }) => field);
    throw error;
  }
  return [];
}

beforeAll(async () => {
  world = await makeCompany(clock);
  neighbour = await makeCompany(clock, { name: "Voisine" });
  for (const of of [world, neighbour]) {
    const clientId = await makeClient(of.ctx);
    await makeInvoice(of.ctx, clientId, { dueOn: "2026-12-15" });
    await makeInvoice(of.ctx, clientId, { dueOn: "2026-12-20" });
  }
});

const PACE = {
  calendarZone: "METROPOLE",
  groupByClient: "1",
  lateEntryStartsOver: "1",
  contactGapHours: "72",
  contactsPer30Days: "4",
  declarationHoldDays: "7",
  promiseGraceDays: "2",
  formalNoticeDays: "8",
  defaultTermDays: "30",
};

describe("a change that decisions depend on", () => {
  it("makes every decision of the company due, and of no other", async () => {
    const before = await plans(neighbour);
    expect(await savePace(world.ctx, { ...PACE, contactGapHours: "48" })).toBe(true);
    const due = (await plans(world)).map(({ dueAt }) => dueAt?.getTime());
    expect(due).toEqual([clock.now(), clock.now()]);
    expect(await plans(neighbour)).toEqual(before);
  });

  it("is decided again by the worker, on the new settings", async () => {
    await savePace(world.ctx, { ...PACE, calendarZone: "REUNION" });
    await runDueSteps(world.ctx.companyId, clock.now());
    const slots = (await plans(world)).map(({ dueAt }) => dueAt?.toISOString().slice(11, 13));
    // Nine o'clock on La Réunion is five o'clock UTC: no slot of the metropolitan morning remains.
    expect(slots.every((hour) => hour !== undefined && hour >= "05" && hour < "14")).toBe(true);
    await savePace(world.ctx, PACE);
    await runDueSteps(world.ctx.companyId, clock.now());
  });

  it("says what changed, from what to what, and nothing when all is already so", async () => {
    const before = (await journal(world)).length;
    expect(await savePace(world.ctx, PACE)).toBe(false);
    expect((await journal(world)).length).toBe(before);
    await savePace(world.ctx, { ...PACE, promiseGraceDays: "5" });
    const last = (await journal(world)).at(-1);
    expect(last?.action).toBe("company.pace_changed");
    expect(last?.data.changes).toEqual({ promiseGraceDays: { from: 2, to: 5 } });
  });

  it("waits for a decision being made on the former settings, instead of being overwritten by it", async () => {
    const { companyId } = world.ctx;
    const ids = (await plans(world)).map(({ invoiceId }) => invoiceId);
    const far = new Date("2027-06-01T00:00:00Z");
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let locked = () => {};
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const worker = inCompany(companyId, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM invoice WHERE company_id = ${companyId}::uuid ORDER BY id FOR NO KEY UPDATE`;
      locked();
      await held;
      await tx.dunningPlan.updateMany({ where: { companyId, invoiceId: { in: ids } }, data: { dueAt: far } });
    });
    await isLocked;
    const change = inCompany(companyId, (tx) => markAllDue(tx, companyId, clock.now()));
    release();
    await Promise.all([worker, change]);
    expect((await plans(world)).map(({ dueAt }) => dueAt?.getTime())).toEqual([clock.now(), clock.now()]);
  });
});

describe("the two switches", () => {
  it("stop everything and start again, once each", async () => {
    expect(await stopEverything(world.ctx)).toBe(true);
    expect(await stopEverything(world.ctx)).toBe(false);
    await runDueSteps(world.ctx.companyId, clock.now());
    const stopped = await plans(world);
    expect(stopped.every(({ reasons }) => JSON.stringify(reasons).includes("COMPANY_PAUSED"))).toBe(true);
    expect(await startAgain(world.ctx)).toBe(true);
    expect(await startAgain(world.ctx)).toBe(false);
    await runDueSteps(world.ctx.companyId, clock.now());
    const running = await plans(world);
    expect(
      running.every(({ kind, reasons }) => kind === "WAIT" && !JSON.stringify(reasons).includes("PAUSED")),
    ).toBe(true);
    const actions = (await journal(world)).map(({ action }) => action);
    expect(actions.filter((action) => action === "company.paused")).toHaveLength(1);
    expect(actions.filter((action) => action === "company.resumed")).toHaveLength(1);
  });

  it("ask for an approval from now on when safe mode is on", async () => {
    expect(await setSafeMode(world.ctx, true)).toBe(true);
    await runDueSteps(world.ctx.companyId, clock.now());
    expect(JSON.stringify((await plans(world)).map(({ reasons }) => reasons))).toContain("SAFE_MODE");
    expect(await setSafeMode(world.ctx, false)).toBe(true);
  });
});

describe("what a person types", () => {
  it("is refused field by field", async () => {
    expect(
      await fieldsRefused(savePace(world.ctx, { ...PACE, contactGapHours: "2", calendarZone: "MARS" })),
    ).toEqual(["calendarZone", "contactGapHours"]);
    expect(
      await fieldsRefused(
        saveSending(world.ctx, {
          signatoryName: "",
          replyToEmail: "x",
          windowOpensAt: "540",
          windowClosesAt: "1050",
        }),
      ),
    ).toEqual(["signatoryName", "replyToEmail"]);
    expect(await fieldsRefused(saveIdentity(world.ctx, { siren: "123" }))).toContain("siren");
  });

  it("keeps an hour of sending at least", async () => {
    const raw = {
      signatoryName: "Hélène",
      replyToEmail: "a@b.example",
      windowOpensAt: "600",
      windowClosesAt: "630",
    };
    expect(await fieldsRefused(saveSending(world.ctx, raw))).toEqual(["windowClosesAt"]);
  });

  it("gives the VAT number from the SIREN when it is left out", async () => {
    const settings = await readSettings(world.ctx);
    const raw = {
      siren: settings.siren,
      legalName: "Atelier Brisset",
      legalForm: "SAS",
      street: "14 rue des Olivettes",
      postcode: "44000",
      city: "Nantes",
      email: "helene@atelier-brisset.example",
    };
    await saveIdentity(world.ctx, raw);
    expect((await readSettings(world.ctx)).vatNumber).toMatch(new RegExp(`^FR\\d{2}${settings.siren}$`));
    // CGI, art. 293 B: nothing is deduced for who charges no VAT, even beside a number left in the form.
    const vatNumber = (await readSettings(world.ctx)).vatNumber ?? "";
    await saveIdentity(world.ctx, { ...raw, vatNumber, chargesNoVat: "1" });
    expect((await readSettings(world.ctx)).vatNumber).toBeNull();
    await saveIdentity(world.ctx, raw);
    expect((await readSettings(world.ctx)).vatNumber).not.toBeNull();
  });

  it("needs a number for the rules that have one", async () => {
    expect(await fieldsRefused(savePenalties(world.ctx, { penaltyKind: "CONTRACT_FIXED" }))).toEqual([
      "penaltyRate",
    ]);
    expect(await fieldsRefused(savePenalties(world.ctx, { penaltyKind: "PUBLIC" }))).toEqual(["penaltyKind"]);
    await savePenalties(world.ctx, { penaltyKind: "CONTRACT_FIXED", penaltyRate: "12,5 %" });
    expect((await readSettings(world.ctx)).policy).toEqual({ kind: "CONTRACT_FIXED", rateBps: 1250 });
    await savePenalties(world.ctx, { penaltyKind: "CONTRACT_3X_LEGAL", penaltyRate: "12,5" });
    expect((await readSettings(world.ctx)).policy).toEqual({ kind: "CONTRACT_3X_LEGAL" });
  });
});

describe("bank details", () => {
  const proof = { proof: "password" as const, appUrl: "http://localhost:3000" };
  const CURRENT = "FR7630006000011234567890189";
  const OTHER = "FR14 2004 1010 0505 0001 3M02 606";
  const DAY_MS = 24 * 3_600_000;
  const shownIban = async () => (await readSettings(world.ctx)).iban;

  it("are journaled masked, with how the person proved who they are", async () => {
    expect(await changeBankDetails(world.ctx, { iban: OTHER }, proof)).toBe("WAITING");
    const last = (await journal(world)).at(-1);
    expect(last?.action).toBe("company.bank_asked");
    const text = JSON.stringify(last?.data);
    expect(text).toContain('"proof":"password"');
    expect(text).not.toContain("20041010050500013M02606");
    expect(last?.data.changes?.iban?.to).toContain("606");
  });

  it("appear a day after they were announced, not a moment earlier, and once", async () => {
    const asked = clock.now();
    expect(await shownIban()).toBe(CURRENT);
    expect(await applyBankChange(world.ctx.companyId, asked + DAY_MS - 1)).toBe(false);
    expect(await shownIban()).toBe(CURRENT);
    const applied = await Promise.all(
      Array.from({ length: 5 }, () => applyBankChange(world.ctx.companyId, asked + DAY_MS)),
    );
    expect(applied.filter(Boolean)).toHaveLength(1);
    expect(await shownIban()).toBe("FR1420041010050500013M02606");
    expect((await readSettings(world.ctx)).waitingBank).toBeNull();
  });

  it("may be stopped while they wait, and a second change replaces the first", async () => {
    expect(await changeBankDetails(world.ctx, { iban: CURRENT }, proof)).toBe("WAITING");
    expect(await stopBankChange(world.ctx)).toBe(true);
    expect(await stopBankChange(world.ctx)).toBe(false);
    expect(await applyBankChange(world.ctx.companyId, clock.now() + 2 * DAY_MS)).toBe(false);
    await changeBankDetails(world.ctx, { iban: "DE89 3704 0044 0532 0130 00" }, proof);
    await changeBankDetails(world.ctx, { iban: CURRENT }, proof);
    expect(await applyBankChange(world.ctx.companyId, clock.now() + DAY_MS)).toBe(true);
    expect(await shownIban()).toBe(CURRENT);
  });

  it("of a company that has none and has written to nobody count at once, as does their removal", async () => {
    const fresh = await makeCompany(clock, { name: "Neuve" });
    expect(await changeBankDetails(fresh.ctx, { iban: "" }, proof)).toBe("APPLIED");
    expect(await changeBankDetails(fresh.ctx, { iban: OTHER }, proof)).toBe("APPLIED");
    expect((await readSettings(fresh.ctx)).iban).toBe("FR1420041010050500013M02606");
  });

  it("are told to every owner, with the hour from which clients read them", async () => {
    const userId = await makeUser("Deuxième propriétaire");
    await inCompany(world.ctx.companyId, (tx) =>
      tx.membership.create({
        data: { companyId: world.ctx.companyId, userId, role: "OWNER", createdAt: new Date() },
      }),
    );
    const before = (await sentMails(database)).length;
    await changeBankDetails(world.ctx, { iban: OTHER }, proof);
    const mails = (await sentMails(database)).slice(before);
    expect(mails.map(({ to }) => to).sort()).toEqual(
      [`${userId}@people.example`, `${world.userId}@people.example`].sort(),
    );
    expect(JSON.stringify(mails)).not.toContain("20041010050500013M02606");
    expect(JSON.stringify(mails)).toMatch(/24.novembre.2026 à 17.h.15/);
  });

  it("are told, as is the page of cards, to no address that nobody has confirmed: it may be a stranger’s", async () => {
    const fresh = await makeCompany(clock, { name: "Votre compte est bloqué" });
    const confirm = (at: Date | null) =>
      asOwner(database, "UPDATE user_account SET email_verified_at = $1 WHERE id = $2", [at, fresh.userId]);
    const told = async () =>
      (await sentMails(database)).filter(({ to }) => to === `${fresh.userId}@people.example`).length;
    await confirm(null);
    await changeBankDetails(fresh.ctx, { iban: "" }, proof);
    await saveCardPage(fresh.ctx, { cardPaymentUrl: "https://cartes.example/payer" }, proof.appUrl);
    expect(await told()).toBe(0);
    await confirm(new Date());
    await changeBankDetails(fresh.ctx, { iban: OTHER }, proof);
    await saveCardPage(fresh.ctx, { cardPaymentUrl: "" }, proof.appUrl);
    expect(await told()).toBe(2);
  });

  it("are not told again when nothing changed", async () => {
    const before = (await sentMails(database)).length;
    expect(await changeBankDetails(world.ctx, { iban: OTHER }, proof)).toBe("UNCHANGED");
    expect((await sentMails(database)).length).toBe(before);
  });

  it("are refused when wrong, or when the BIC stands alone", async () => {
    expect(
      await fieldsRefused(changeBankDetails(world.ctx, { iban: "FR76 3000 6000 0112 3456 7890 188" }, proof)),
    ).toEqual(["iban"]);
    expect(await fieldsRefused(changeBankDetails(world.ctx, { bic: "AGRIFRPP" }, proof))).toEqual(["iban"]);
  });
});

describe("a new company", () => {
  const raw = {
    legalName: "Calculateur",
    legalForm: "EI",
    street: "1 rue",
    postcode: "97410",
    city: "Saint-Pierre",
    email: "a@b.example",
    signatoryName: "Paul",
  };

  it("never takes an address of ours, keeps its own calendar, and begins in safe mode", async () => {
    const { freshSiren } = await import("../support/world");
    const userId = await makeUser();
    const { companyId, slug } = await createCompany({ userId, clock }, { ...raw, siren: freshSiren() });
    expect(slug).toBe("societe-calculateur");
    const ctx = { ...world.ctx, companyId, actor: { kind: "user" as const, userId, firmId: null } };
    expect(await readSettings(ctx)).toMatchObject({
      zone: "REUNION",
      safeMode: true,
      replyToEmail: "a@b.example",
    });
  });

  it("is not made twice by the same person", async () => {
    const { freshSiren } = await import("../support/world");
    const userId = await makeUser();
    const siren = freshSiren();
    await createCompany({ userId, clock }, { ...raw, siren });
    expect(await fieldsRefused(createCompany({ userId, clock }, { ...raw, siren }))).toEqual(["siren"]);
    await createCompany({ userId: await makeUser(), clock }, { ...raw, siren });
  });
});
