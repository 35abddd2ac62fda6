/** A letter that is approved and not posted never leaves on what is no longer owed without a person being told. */
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { asOwner, createTestDatabase } from "../../support/database";
import { drawAll, makeNotice, TRACKING } from "../../support/postedLetters";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const database = await createTestDatabase();
const { makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { approveLetter, redrawLetter } = await import("@/usecases/dunning/decideLetter");
const { entrustLetters } = await import("@/usecases/dunning/entrustLetters");
const { handOverLetters } = await import("@/usecases/dunning/handOverLetters");
const { markLettersPosted, trackingField } = await import("@/usecases/dunning/letterBatch");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { printPost } = await import("@/usecases/dunning/printLetters");
const { readLetter } = await import("@/usecases/dunning/readLetter");
const { takePostalReports } = await import("@/usecases/dunning/takePostalReports");
const { applyBankChange } = await import("@/usecases/parties/applyBankChange");
const { changeBankDetails } = await import("@/usecases/parties/changeBankDetails");
const { savePenalties } = await import("@/usecases/parties/savePenalties");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { readToday } = await import("@/usecases/reporting/readToday");
const { countFirmDecisions } = await import("@/usecases/reporting/readFirmWorklist");
const { applyClientCredit } = await import("@/usecases/settlement/applyClientCredit");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { recordPayment, recordPaymentIn } = await import("@/usecases/settlement/recordPayment");
const { recordPaymentReceived } = await import("@/usecases/settlement/recordPaymentReceived");
const { inCompany } = await import("@/db/inCompany");
const { fileCarrier } = await import("@/post/fileCarrier");
const { postPrinter } = await import("@/context/printing");
const { rates } = await import("@/context/rates");
const { partField } = await import("@/domain/settlement/allocation");
const { localDate } = await import("@/domain/calendar");

const clock = parisClock("2026-10-01");
const root = await mkdtemp(join(tmpdir(), "stale-"));
let world: World;
let made: Awaited<ReturnType<typeof makeNotice>>;
/** Another invoice of the same client, which no letter is about. */
let otherId = "";
let outFolder = "";
let inFolder = "";

afterAll(() => rm(root, { recursive: true, force: true }));

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  made = await makeNotice(world, clock, { invoice: { number: "F-77" } });
  otherId = await makeInvoice(world.ctx, made.clientId, { dueOn: "2026-12-31", totalCents: "100,00" });
  outFolder = await mkdtemp(join(root, "out-"));
  inFolder = await mkdtemp(join(root, "in-"));
});

const ports = () => ({ clock, carrier: fileCarrier({ outFolder, inFolder }), printer: postPrinter });
const approve = () => approveLetter(world.ctx, made.letterId, made.sha256);
const view = () => readLetter(world.ctx, made.letterId, rates);
const post = (more: Record<string, string> = {}) =>
  markPosted(world.ctx, made.letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING, ...more });
const todays = async () =>
  (await readToday(world.ctx, "Hélène")).letters.map(({ id, state, problem, isStale }) => ({
    id,
    state,
    problem,
    isStale,
  }));

const PAYMENT = { receivedOn: "23/11/2026", method: "TRANSFER" };
const CREDIT = { kind: "OVERPAYMENT", receivedOn: "20/11/2026", note: "" };
const CREDITED = (amount: string) =>
  `Ce client dispose d’un avoir de ${amount}\u00a0€ non affecté\u00a0: affectez-le avant d’écrire.`;
const LEFT = (amount: string) =>
  `Il ne reste que ${amount}\u00a0€ à payer sur la facture F-77, et la lettre en réclame 4\u00a0320,00\u00a0€.`;
const PAID = "La facture F-77 est réglée\u00a0: il n’y a plus rien à demander.";

const credit = (amountCents: string) =>
  recordClientCredit(world.ctx, made.clientId, { ...CREDIT, amountCents });

const TRIPLE = { penaltyKind: "CONTRACT_3X_LEGAL" };
const OTHER_ACCOUNT =
  "Vos coordonnées bancaires ont changé depuis que la lettre est écrite\u00a0: elle donne les anciennes.";
const OTHER_RULE =
  "Votre règle de pénalités a changé depuis que la lettre est écrite\u00a0: elle compte avec l’ancienne.";
const DAY_MS = 24 * 3_600_000;

async function changeAccount() {
  const proof = { proof: "password" as const, appUrl: "http://localhost:3000" };
  await changeBankDetails(world.ctx, { iban: "FR14 2004 1010 0505 0001 3M02 606" }, proof);
  expect(await applyBankChange(world.ctx.companyId, clock.now() + DAY_MS)).toBe(true);
}

/** What may happen to the invoice of an approved letter, and what a person is told. */
const FACTS: [what: string, happen: () => Promise<unknown>, why: string][] = [
  ["a credit that covers it", () => credit("4 320,00"), CREDITED("4\u00a0320,00")],
  ["a credit that lowers it", () => credit("120,00"), CREDITED("120,00")],
  [
    "a credit put on it",
    async () =>
      applyClientCredit(world.ctx, await credit("120,00"), { [partField(made.invoiceId)]: "120,00" }),
    LEFT("4\u00a0200,00"),
  ],
  [
    "a credit put on the whole of it",
    async () =>
      applyClientCredit(world.ctx, await credit("4 320,00"), { [partField(made.invoiceId)]: "4 320,00" }),
    PAID,
  ],
  [
    "the surplus of a payment of another invoice",
    () =>
      recordPaymentReceived(
        world.ctx,
        otherId,
        { ...PAYMENT, amountCents: "130,00", surplus: "CREDIT" },
        PUBLISHED_RATES,
      ),
    CREDITED("30,00"),
  ],
  [
    "a part of it paid",
    () => recordPayment(world.ctx, made.invoiceId, { ...PAYMENT, amountCents: "120,00" }),
    LEFT("4\u00a0200,00"),
  ],
  [
    "all of it paid, and more",
    () =>
      recordPaymentReceived(
        world.ctx,
        made.invoiceId,
        { ...PAYMENT, amountCents: "4 350,00", surplus: "CREDIT" },
        PUBLISHED_RATES,
      ),
    PAID,
  ],
  [
    "a credit note",
    () =>
      addCreditNote(world.ctx, made.invoiceId, {
        number: "A-1",
        issuedOn: "23/11/2026",
        amountCents: "120,00",
        effect: "RETROACTIVE",
      }),
    LEFT("4\u00a0200,00"),
  ],
  ["another account to pay to", () => changeAccount(), OTHER_ACCOUNT],
  ["another rule of late interest", () => savePenalties(world.ctx, TRIPLE), OTHER_RULE],
];

describe("an approved letter, after", () => {
  it.each(FACTS)("%s: is neither printed, posted nor entrusted, and says why", async (_, happen, why) => {
    await approve();
    expect((await view()).staleBecause).toBeNull();
    await happen();
    expect(await view()).toMatchObject({ state: "TO_POST", isStale: true, staleBecause: why });
    expect(await todays()).toEqual([{ id: made.letterId, state: "TO_POST", problem: why, isStale: true }]);
    const ids = [made.letterId];
    await expect(printPost(world.ctx, ids, "lettres", postPrinter)).rejects.toMatchObject({
      code: "POST_EMPTY",
    });
    await expect(post()).rejects.toMatchObject({ code: "LETTER_STALE" });
    await expect(post()).rejects.toThrow(why);
    const field = trackingField(made.letterId);
    await expect(
      markLettersPosted(world.ctx, ids, { postedOn: "23/11/2026", [field]: TRACKING }),
    ).rejects.toMatchObject({ errors: [{ field, code: "LETTER_STALE" }] });
    await expect(entrustLetters(world.ctx, ids, "files")).rejects.toThrow(why);
    expect((await view()).state).toBe("TO_POST");
  });

  it("a credit: is drawn again once the credit is used, and read again before it leaves", async () => {
    await approve();
    const before = (await view()).totalCents;
    const creditId = await credit("120,00");
    await expect(redrawLetter(world.ctx, made.letterId)).rejects.toMatchObject({ code: "CLIENT_CREDITED" });
    await applyClientCredit(world.ctx, creditId, { [partField(made.invoiceId)]: "120,00" });
    await redrawLetter(world.ctx, made.letterId);
    await drawAll(world);
    const again = await view();
    expect(again).toMatchObject({ state: "TO_APPROVE", isStale: false });
    expect(before - again.totalCents).toBeGreaterThanOrEqual(12_000n);
    await expect(approve()).rejects.toMatchObject({ code: "LETTER_REDRAWN" });
    await approveLetter(world.ctx, made.letterId, again.document?.sha256 ?? "");
    await post();
    expect((await view()).state).toBe("POSTED");
  });

  it("a fact that came while it was at the post already: is noted when a person says so, and the journal too", async () => {
    await approve();
    await credit("120,00");
    await post({ hasLeft: "1" });
    expect((await view()).state).toBe("POSTED");
    const [entry] = await asOwner<{ changed: string }>(
      database,
      "SELECT data->>'changed' AS changed FROM journal_entry WHERE company_id = $1 AND action = 'letter.posted'",
      [world.ctx.companyId],
    );
    expect(entry?.changed).toBe(CREDITED("120,00"));
  });

  it("nothing at all: leaves no word of a change", async () => {
    await approve();
    await post();
    const [entry] = await asOwner<{ data: object }>(
      database,
      "SELECT data FROM journal_entry WHERE company_id = $1 AND action = 'letter.posted'",
      [world.ctx.companyId],
    );
    expect(entry?.data).toEqual({ postedOn: "2026-11-23", trackingNumber: TRACKING.replaceAll(" ", "") });
  });
});

describe("a letter that waits to be read", () => {
  it("is withdrawn by a credit that covers it, and none is drawn again", async () => {
    await credit("4 320,00");
    expect((await view()).state).toBe("CANCELLED");
    await expect(approve()).rejects.toMatchObject({ code: "LETTER_MOVED" });
    expect(await todays()).toEqual([]);
  });
});

describe("a letter that waits to be read, after", () => {
  it.each([
    ["another account to pay to", () => changeAccount()],
    ["another rule of late interest", () => savePenalties(world.ctx, TRIPLE)],
  ])("%s: is drawn again, and read again", async (_, happen) => {
    const before = (await view()).document?.sha256;
    await happen();
    await expect(approve()).rejects.toMatchObject({ code: "LETTER_MOVED" });
    await drawAll(world);
    const again = await view();
    expect(again).toMatchObject({ state: "TO_APPROVE", isStale: false });
    expect(again.document?.sha256).not.toBe(before);
  });

  it("another rule: stays as it is when it writes to a consumer, whom no rule of the company binds", async () => {
    clock.setParis("2026-10-01");
    made = await makeNotice(world, clock, { client: { kind: "B2C", name: "Marie Le Goff", siren: "" } });
    await approve();
    await savePenalties(world.ctx, TRIPLE);
    expect((await view()).staleBecause).toBeNull();
  });
});

/** Waits until a statement of this database is kept waiting by the lock of another. */
async function untilSomeoneWaits(): Promise<void> {
  const waiting = () =>
    asOwner(
      database,
      "SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database OR l.database IS NULL WHERE NOT l.granted",
    );
  while ((await waiting()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("a payment that is being recorded while the letter is noted as posted", () => {
  it("is waited for, and the letter is refused", async () => {
    await approve();
    let posting: Promise<unknown> = Promise.resolve();
    await inCompany(world.ctx.companyId, async (tx) => {
      const payment = {
        receivedOn: localDate("2026-11-23"),
        amountCents: 432_000n,
        method: "TRANSFER" as const,
        reference: "",
      };
      await recordPaymentIn(tx, world.ctx, [made.invoiceId], payment, null);
      posting = post().catch((error: unknown) => error);
      await untilSomeoneWaits();
    });
    expect(await posting).toMatchObject({ code: "LETTER_STALE" });
    expect((await view()).state).toBe("TO_POST");
  });
});

describe("a letter entrusted to a carrier", () => {
  it("goes back to a person with the reason, when a credit comes before it is handed over", async () => {
    await approve();
    await entrustLetters(world.ctx, [made.letterId], "files");
    await credit("4 320,00");
    await handOverLetters(world.ctx.companyId, ports());
    expect(await readdir(outFolder)).toEqual([]);
    expect((await view()).dispatch?.refusal).toContain(CREDITED("4\u00a0320,00"));
    expect((await todays()).map(({ id }) => id)).toEqual([made.letterId]);
  });

  it("is shown to a person as long as the carrier can still keep it", async () => {
    const seen = () => countFirmDecisions([world.ctx.companyId], clock.now());
    await approve();
    await entrustLetters(world.ctx, [made.letterId], "files");
    await handOverLetters(world.ctx.companyId, ports());
    expect([await todays(), await seen()]).toEqual([[], 0]);
    await recordPayment(world.ctx, made.invoiceId, { ...PAYMENT, amountCents: "4 320,00" });
    const problem = `${PAID} Elle est chez votre prestataire\u00a0: demandez-lui de ne pas la poster.`;
    expect(await todays()).toEqual([{ id: made.letterId, state: "TO_POST", problem, isStale: true }]);
    expect((await readToday(world.ctx, "Hélène")).workload.letters).toBe(1);
    expect(await seen()).toBe(1);
    const report = { company: world.ctx.companyId, letter: made.letterId, status: "PC1", on: "2026-11-23" };
    const path = join(inFolder, "depot.json");
    await writeFile(path, JSON.stringify([{ ...report, trackingNumber: "1A04787720243" }]));
    await utimes(path, 0, 0);
    expect(await takePostalReports(ports())).toMatchObject({ taken: 1 });
    expect((await view()).state).toBe("POSTED");
    expect([await todays(), await seen()]).toEqual([[], 0]);
  });
});
