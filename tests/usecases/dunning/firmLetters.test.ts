/** Letters that a firm writes under its mandate: an accountant's, a collector's, and what each lacks. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase } from "../../support/database";
import { drawAll, makeNotice, TRACKING } from "../../support/postedLetters";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

await createTestDatabase();
const { freshSiren, makeClient, makeCompany, makeInvoice, makeUser, parisClock, silentBell } = await import(
  "../../support/world"
);
const { approveLetter, chooseLetterAuthor, redrawLetter } = await import("@/usecases/dunning/decideLetter");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { prepareLetter } = await import("@/usecases/dunning/prepareLetter");
const { readLetter } = await import("@/usecases/dunning/readLetter");
const { createFirm } = await import("@/usecases/parties/createFirm");
const { grantMandate, revokeMandate } = await import("@/usecases/parties/grantMandate");
const { readMandates } = await import("@/usecases/parties/readSettings");
const { saveFirmGuarantees, saveFirmIdentity } = await import("@/usecases/parties/saveFirm");
const { rates } = await import("@/context/rates");

const clock = parisClock("2026-10-01");
let world: World;

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
});

const view = (letterId: string) => readLetter(world.ctx, letterId, rates);
const blocking = async (letterId: string) =>
  (await view(letterId)).findings.filter(({ severity }) => severity === "block").map(({ code }) => code);

const IDENTITY = {
  name: "Recouvrement de l’Ouest",
  legalForm: "SAS",
  shareCapitalCents: "10 000",
  rcsCity: "Nantes",
  street: "9 quai de la Fosse",
  postcode: "44000",
  city: "Nantes",
};
const GUARANTEES = {
  insurerName: "Mutuelle des Quais",
  insurancePolicy: "RC-77120",
  insuredUntil: "30/11/2026",
  fundsBank: "Banque de l’Estuaire",
  declaredOn: "02/03/2020",
  declaredCourt: "Nantes",
};

async function makeFirm(kind: "ACCOUNTANT" | "COLLECTOR", partner = "Julien Morvan") {
  const userId = await makeUser(partner);
  const raw = { ...IDENTITY, kind, siren: freshSiren() };
  const { firmId, slug } = await createFirm({ userId, clock }, raw);
  return { ctx: { firmId, userId, clock, bell: silentBell }, raw, slug };
}

/** An invoice long due, which no scenario touches in these tests. */
async function lateInvoice() {
  clock.setParis("2026-10-01");
  const clientId = await makeClient(world.ctx);
  const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
  clock.setParis("2026-11-23", 10);
  return invoiceId;
}

async function prepared(invoiceId: string, channel: string, authorFirmId: string) {
  const letterId = await prepareLetter(world.ctx, invoiceId, { channel, authorFirmId });
  await drawAll(world);
  return letterId;
}

describe("an accountant", () => {
  it("writes only while its mandate runs: the letter names it, and its partner signs", async () => {
    const { letterId, sha256 } = await makeNotice(world, clock);
    const firm = await makeFirm("ACCOUNTANT");
    await expect(chooseLetterAuthor(world.ctx, letterId, firm.ctx.firmId)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await grantMandate(world.ctx, { firm: firm.slug, grantedOn: "10/01/2026" });
    await chooseLetterAuthor(world.ctx, letterId, firm.ctx.firmId);
    await drawAll(world);
    const letter = await view(letterId);
    expect(letter.document?.sha256).not.toBe(sha256);
    expect(letter.notice?.sections[0]?.paragraphs.join(" ")).toMatch(/mandat du 10\sjanvier\s2026/);
    expect(letter.notice?.signature[0]).toBe("Julien Morvan, expert-comptable");
    expect(letter.findings.map(({ code }) => code)).toContain("AUTHOR_FORM");
    const [mandate] = await readMandates(world.ctx);
    await revokeMandate(world.ctx, mandate?.id ?? "");
    await redrawLetter(world.ctx, letterId);
    await drawAll(world);
    const refused = await view(letterId);
    expect(refused).toMatchObject({ state: "DRAFT", notice: null });
    expect(refused.outcome).toContain("mandat");
    await chooseLetterAuthor(world.ctx, letterId, "");
    await drawAll(world);
    expect((await view(letterId)).notice?.sender).toHaveLength(1);
  });

  it("cites the day its mandate was signed, and is signed by whom the firm says", async () => {
    const { letterId } = await makeNotice(world, clock);
    const firm = await makeFirm("ACCOUNTANT");
    await saveFirmIdentity(firm.ctx, {
      ...firm.raw,
      signatoryName: "Anne Kermadec",
      signatoryTitle: "Associée",
    });
    await grantMandate(world.ctx, { firm: firm.slug, signedOn: "05/01/2026", grantedOn: "10/01/2026" });
    await chooseLetterAuthor(world.ctx, letterId, firm.ctx.firmId);
    await drawAll(world);
    const { notice, findings } = await view(letterId);
    expect(notice?.sections[0]?.paragraphs.join(" ")).toMatch(/mandat du 5\sjanvier\s2026/);
    expect(notice?.signature[0]).toBe("Anne Kermadec, associée");
    expect(notice?.footer).toMatch(
      /^Recouvrement de l’Ouest SAS, capital de 10\s000\s€, .+ RCS\sNantes\. Pour /,
    );
    expect(findings.map(({ code }) => code)).not.toContain("AUTHOR_FORM");
  });
});

describe("a collector", () => {
  it("needs the day of the written agreement before any mandate", async () => {
    const firm = await makeFirm("COLLECTOR");
    clock.setParis("2026-11-23");
    const grant = (signedOn: string) =>
      grantMandate(world.ctx, { firm: firm.slug, grantedOn: "23/11/2026", signedOn });
    await expect(grant("")).rejects.toMatchObject({ errors: [{ field: "signedOn", code: "REQUIRED" }] });
    await expect(grant("24/11/2026")).rejects.toMatchObject({
      errors: [{ field: "signedOn", code: "FUTURE" }],
    });
    await grant("20/11/2026");
    expect(await readMandates(world.ctx)).toMatchObject([{ signedOn: "2026-11-20", state: "RUNNING" }]);
  });

  it("writes nothing until the law's guarantees are told, and not after its insurance", async () => {
    const firm = await makeFirm("COLLECTOR");
    const invoiceId = await lateInvoice();
    await grantMandate(world.ctx, { firm: firm.slug, grantedOn: "01/11/2026", signedOn: "01/11/2026" });
    const letterId = await prepared(invoiceId, "LETTER", firm.ctx.firmId);
    expect(await blocking(letterId)).toEqual([
      "INSURANCE_MISSING",
      "FUNDS_ACCOUNT_MISSING",
      "DECLARATION_MISSING",
    ]);
    expect(await view(letterId)).toMatchObject({ state: "DRAFT", notice: null });
    expect((await view(letterId)).outcome).toContain("réglages du cabinet");
    await expect(
      saveFirmGuarantees(firm.ctx, { ...GUARANTEES, insuredUntil: "22/11/2026", fundsBank: "" }),
    ).rejects.toMatchObject({ errors: [{ field: "fundsBank" }] });
    await expect(
      saveFirmGuarantees(firm.ctx, { ...GUARANTEES, insuredUntil: "22/11/2026" }),
    ).rejects.toMatchObject({ errors: [{ field: "insuredUntil", code: "OVER" }] });
    await saveFirmGuarantees(firm.ctx, GUARANTEES);
    await redrawLetter(world.ctx, letterId);
    await drawAll(world);
    expect((await view(letterId)).state).toBe("TO_APPROVE");
    clock.setParis("2026-12-04", 10);
    await redrawLetter(world.ctx, letterId);
    await drawAll(world);
    expect((await view(letterId)).outcome).toMatch(/pris fin le 30\snovembre\s2026/);
  });

  it("sends the amicable letter of the law first; the next ones recall its reference and its day", async () => {
    const firm = await makeFirm("COLLECTOR");
    await saveFirmGuarantees(firm.ctx, GUARANTEES);
    const invoiceId = await lateInvoice();
    await grantMandate(world.ctx, { firm: firm.slug, grantedOn: "01/11/2026", signedOn: "01/11/2026" });
    const firstId = await prepared(invoiceId, "LETTER", firm.ctx.firmId);
    const first = await view(firstId);
    const words = first.notice?.sections.flatMap(({ paragraphs }) => paragraphs).join(" ") ?? "";
    expect(first.notice?.kind).toBe("AMICABLE_FIRST_LETTER");
    expect(words).toContain("exerce une activité de recouvrement amiable");
    expect(words).toMatch(/se compose ainsi\s: principal/);
    expect(words).toContain("juge de l’exécution");
    expect(first.notice?.footer).toMatch(/SIREN \d{3}\s\d{3}\s\d{3}\. Pour /);
    await approveLetter(world.ctx, firstId, first.document?.sha256 ?? "");
    await markPosted(world.ctx, firstId, { postedOn: "23/11/2026" });
    clock.setParis("2026-11-30", 10);
    const secondId = await prepared(invoiceId, "FORMAL_NOTICE", firm.ctx.firmId);
    const second = await view(secondId);
    expect(second.notice?.kind).toBe("FORMAL_NOTICE");
    expect(second.notice?.sections[0]?.paragraphs.join(" ")).toMatch(
      /fait suite à notre lettre réf\. .+ du 23\snovembre\s2026/,
    );
    expect(second.findings.map(({ code }) => code)).not.toContain("FIRST_LETTER");
  });

  it("whose first letter came back from a wrong address starts again with it", async () => {
    const firm = await makeFirm("COLLECTOR");
    await saveFirmGuarantees(firm.ctx, GUARANTEES);
    const invoiceId = await lateInvoice();
    await grantMandate(world.ctx, { firm: firm.slug, grantedOn: "01/11/2026", signedOn: "01/11/2026" });
    const firstId = await prepared(invoiceId, "FORMAL_NOTICE", firm.ctx.firmId);
    expect((await view(firstId)).findings.map(({ code }) => code)).toContain("FIRST_LETTER");
    await approveLetter(world.ctx, firstId, (await view(firstId)).document?.sha256 ?? "");
    await markPosted(world.ctx, firstId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
    const { followLetter } = await import("@/usecases/dunning/followLetter");
    await followLetter(world.ctx, firstId, { returnedOn: "23/11/2026", returnReason: "WRONG_ADDRESS" });
    const secondId = await prepared(invoiceId, "LETTER", firm.ctx.firmId);
    expect((await view(secondId)).notice?.kind).toBe("AMICABLE_FIRST_LETTER");
  });
});
