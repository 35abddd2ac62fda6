/** Which movement pays what: what each sign is worth, and what must hold whatever is given. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LocalDate, localDate } from "@/domain/calendar";
import { sumCents } from "@/domain/money";
import { CitationIndex } from "@/domain/settlement/invoiceCitation";
import {
  type CreditLine,
  indexFacts,
  type MatchableInvoice,
  type MatchFacts,
} from "@/domain/settlement/matchFacts";
import { maySurelyPay, possibleMatches, proposeMatches } from "@/domain/settlement/matching";

const DAY = localDate("2026-10-20");

const line = (amountCents: bigint, label: string, more: Partial<CreditLine> = {}): CreditLine => ({
  id: "l1",
  bookedOn: DAY,
  amountCents,
  counterpartyName: "",
  counterpartyIban: "",
  label,
  ...more,
});
const invoice = (
  number: string,
  balanceCents: bigint,
  more: Partial<MatchableInvoice> = {},
): MatchableInvoice => ({
  id: number,
  number,
  clientId: "c1",
  issuedOn: localDate("2026-08-31"),
  dueOn: localDate("2026-09-30"),
  balanceCents,
  ...more,
});
const facts = (more: Partial<MatchFacts>): MatchFacts => ({
  lines: [],
  invoices: [],
  clients: [
    { id: "c1", name: "Conserverie Le Guen SARL", ibans: [] },
    { id: "c2", name: "Garage Pennec", ibans: ["FR1420041010050500013M02606"] },
  ],
  settled: [],
  declarations: [],
  payments: [],
  ...more,
});
const one = (more: Partial<MatchFacts>) => proposeMatches(facts(more))[0];

describe("an invoice number in a label", () => {
  it.each([
    ["F-2026-014", "FACTURE F-2026-014", true],
    ["F-2026-014", "VIR F2026014 MERCI", true],
    ["F-2026-014", "REF 2026/014", true],
    ["F-2026-014", "F 2026 14", true],
    ["F-2026-014", "F-2026-0145", false],
    ["F-2026-014", "12026014", false],
    ["FA000123", "FACTURE 123", true],
    ["FA000123", "VIREMENT 123", false],
    ["F-12", "FACT 12", true],
    ["F-12", "RUE 12", false],
    ["FA-12", "SOLDE FA12", true],
    ["2026014", "FAC N°2026014", true],
    ["sans numéro", "sans numéro", false],
    ["F26-11", "VIR DU 23/11/26 26/11/26 MERCI", false],
    ["F26-11", "FACTURE F26-11", true],
    ["F26-11", "F26/11", true],
    ["F26-11", "MOTIF 26/11", false],
    ["F-2026-11", "VIREMENT 2026-11-23", false],
    ["F-2026-11", "VIREMENT 2026-11", true],
    ["2026", "COTISATION 2026", false],
    ["2026", "FACTURE 2026", true],
    ["2027", "REF 2026/014 2027", false],
  ])("%s in « %s »: %s", (number, label, isCited) => {
    expect(new CitationIndex([[number, number]]).citedIn(label)).toEqual(isCited ? [number] : []);
  });
});

describe("a proposal", () => {
  it("is sure when it says who and exactly how much", () => {
    const invoices = [invoice("F-2026-014", 432_000n)];
    for (const found of [
      line(432_000n, "F2026014"),
      line(432_000n, "VIR", { counterpartyName: "LE GUEN CONSERVERIE" }),
      line(432_000n, "VIR SEPA CONSERVERIE LE GUEN"),
    ]) {
      expect(one({ lines: [found], invoices })).toMatchObject({ grade: "SURE", invoiceIds: ["F-2026-014"] });
    }
    const from = line(432_000n, "VIR", { counterpartyIban: "FR1420041010050500013M02606" });
    const ofPennec = [invoice("F-2026-014", 432_000n, { clientId: "c2" })];
    expect(one({ lines: [from], invoices: ofPennec })).toMatchObject({ grade: "SURE" });
  });

  it("is likely when it says only one of the two, and none when nothing speaks", () => {
    const invoices = [invoice("F-2026-014", 432_000n)];
    expect(one({ lines: [line(432_000n, "VIR RECU")], invoices })).toMatchObject({ grade: "LIKELY" });
    expect(one({ lines: [line(100_000n, "F2026014 ACOMPTE")], invoices })).toMatchObject({
      grade: "LIKELY",
      reasons: [{ code: "CITED" }, { code: "PART", cents: 100_000n, ofCents: 432_000n }],
    });
    expect(one({ lines: [line(432_001n, "VIR RECU")], invoices })).toBeUndefined();
    expect(one({ lines: [line(999_999n, "F2026014")], invoices })).toBeUndefined();
  });

  it("pays everything owed and leaves the rest to the client, never surely, and never for what is settled", () => {
    const invoices = [invoice("F-2026-014", 120_000n)];
    const by = { counterpartyName: "LE GUEN CONSERVERIE" };
    const lines = [line(125_000n, "F2026014", by)];
    const surplus = {
      grade: "LIKELY",
      surplusCents: 5_000n,
      invoiceIds: ["F-2026-014"],
      reasons: [{ code: "CITED" }, { code: "NAMED" }, { code: "SURPLUS", cents: 5_000n, ofCents: 120_000n }],
    };
    expect(one({ lines, invoices })).toMatchObject(surplus);
    expect(one({ lines: [line(240_001n, "F2026014", by)], invoices })).toBeUndefined();
    expect(one({ lines: [line(125_000n, "VIR RECU")], invoices })).toBeUndefined();
    const settled = [{ number: "F-2026-009" }];
    expect(one({ lines: [line(125_000n, "F2026009", by)], invoices, settled })).toBeUndefined();
    const more = [...invoices, invoice("F-2026-015", 10_000n)];
    expect(one({ lines, invoices: more })).toMatchObject({ surplusCents: 0n });
  });

  it("is never sure between two invoices that fit as well, of one client or of two", () => {
    const twins = [
      invoice("F-2026-014", 5000n),
      invoice("F-2026-015", 5000n, { dueOn: localDate("2026-10-30") }),
    ];
    expect(one({ lines: [line(5000n, "VIR CONSERVERIE LE GUEN")], invoices: twins })).toMatchObject({
      grade: "LIKELY",
      invoiceIds: ["F-2026-014"],
      reasons: [{ code: "NAMED" }, { code: "EXACT_BALANCE" }, { code: "SAME_AMOUNT", count: 2 }],
    });
    expect(one({ lines: [line(5000n, "LE GUEN F-2026-015")], invoices: twins })).toMatchObject({
      grade: "SURE",
      invoiceIds: ["F-2026-015"],
    });
    const apart = [invoice("F-2026-014", 5000n), invoice("F-2026-015", 5000n, { clientId: "c2" })];
    expect(one({ lines: [line(5000n, "VIR RECU")], invoices: apart })).toBeUndefined();
    const both = line(5000n, "CONSERVERIE LE GUEN POUR GARAGE PENNEC");
    expect(one({ lines: [both], invoices: apart })).toMatchObject({ grade: "LIKELY" });
  });

  it("adds several invoices up, with the interest that was asked for when it is paid too", () => {
    const invoices = [
      invoice("F-1001", 10_000n),
      invoice("F-1002", 20_000n),
      invoice("F-1003", 45_000n, { accessoriesOn: new Map([[DAY, 4_312n]]) }),
    ];
    expect(one({ lines: [line(30_000n, "VIR LE GUEN CONSERVERIE")], invoices })).toMatchObject({
      grade: "SURE",
      invoiceIds: ["F-1001", "F-1002"],
      reasons: [{ code: "NAMED" }, { code: "EXACT_SUM", count: 2 }],
    });
    expect(one({ lines: [line(49_312n, "F-1003")], invoices })).toMatchObject({
      grade: "SURE",
      invoiceIds: ["F-1003"],
      reasons: [{ code: "CITED" }, { code: "EXACT_BALANCE" }, { code: "WITH_ACCESSORIES", cents: 4_312n }],
    });
    expect(one({ lines: [line(46_000n, "F-1003")], invoices })).toMatchObject({
      grade: "LIKELY",
      reasons: [{ code: "CITED" }, { code: "SOME_ACCESSORIES", cents: 1_000n, ofCents: 4_312n }],
    });
  });

  it("believes what a client declared of the amount and the day", () => {
    const declaration = {
      answerId: "a1",
      clientId: "c1",
      invoiceIds: ["F-2026-014"],
      paidOn: localDate("2026-10-18"),
      amountCents: null,
      saidOn: DAY,
    };
    const invoices = [invoice("F-2026-014", 432_000n)];
    const lines = [line(432_000n, "VIR RECU")];
    expect(one({ lines, invoices, declarations: [declaration] })).toMatchObject({
      grade: "SURE",
      answerId: "a1",
    });
    const old = { ...declaration, paidOn: localDate("2026-09-01") };
    expect(one({ lines, invoices, declarations: [old] })).toMatchObject({ grade: "LIKELY", answerId: null });
  });

  it("is not sure when the bank names someone else", () => {
    const invoices = [invoice("F-2026-014", 5000n, { clientId: "c3" })];
    const clients = [{ id: "c3", name: "Martin", ibans: [] }];
    const named = (counterpartyName: string) => line(5000n, "TRAVAUX MARTIN", { counterpartyName });
    expect(one({ lines: [named("")], invoices, clients })).toMatchObject({ grade: "SURE" });
    expect(one({ lines: [named("M MARTIN")], invoices, clients })).toMatchObject({ grade: "SURE" });
    expect(one({ lines: [named("LEROY")], invoices, clients })).toMatchObject({ grade: "LIKELY" });
    const declarations = [
      {
        answerId: "a1",
        clientId: "c3",
        invoiceIds: ["F-2026-014"],
        paidOn: DAY,
        amountCents: null,
        saidOn: DAY,
      },
    ];
    const said = line(5000n, "VIR RECU", { counterpartyName: "LEROY" });
    expect(one({ lines: [said], invoices, clients, declarations })).toMatchObject({ grade: "LIKELY" });
    // Whoever owes nothing has a name all the same, which says more.
    const more = [...clients, { id: "c4", name: "Martin Leroy", ibans: [] }];
    expect(one({ lines: [named("MARTIN LEROY")], invoices, clients: more })).toBeUndefined();
  });

  it("is not sure when the label cites another invoice, which is settled", () => {
    const invoices = [invoice("F-2026-015", 5000n)];
    const settled = [{ number: "F-2026-014" }];
    const again = line(5000n, "CONSERVERIE LE GUEN F2026014");
    expect(one({ lines: [again], invoices, settled })).toMatchObject({
      grade: "LIKELY",
      reasons: [
        { code: "NAMED" },
        { code: "EXACT_BALANCE" },
        { code: "CITES_SETTLED", numbers: ["F-2026-014"] },
      ],
    });
    const both = line(5000n, "CONSERVERIE LE GUEN F2026014 F2026015");
    expect(one({ lines: [both], invoices, settled })).toMatchObject({ grade: "SURE" });
  });

  it("is the invoice that is cited rather than a payment recorded on another", () => {
    const recorded = { id: "p1", clientId: "c1", receivedOn: DAY, amountCents: 5000n };
    const payments = [{ ...recorded, invoiceNumbers: ["F-2026-013"] }];
    const invoices = [invoice("F-2026-014", 5000n)];
    const lines = [line(5000n, "CONSERVERIE LE GUEN F2026014")];
    expect(one({ lines, invoices, payments })).toMatchObject({
      kind: "PAYMENT",
      grade: "SURE",
      invoiceIds: ["F-2026-014"],
    });
  });

  it("is none when a label names half the town", () => {
    const clients = Array.from({ length: 11 }, (_, index) => ({
      id: `c${index}`,
      name: `Atelier${index}`,
      ibans: [],
    }));
    const invoices = clients.map(({ id }, index) => invoice(`F-2026-1${index}`, 5000n, { clientId: id }));
    const label = clients.map(({ name }) => name).join(" ");
    expect(one({ lines: [line(5000n, label)], clients, invoices })).toBeUndefined();
  });

  it("says nothing of an invoice issued later, and is not sure of one that it cites", () => {
    const invoices = [invoice("F-2026-014", 5000n, { issuedOn: localDate("2026-10-21") })];
    expect(one({ lines: [line(5000n, "VIR CONSERVERIE LE GUEN")], invoices })).toBeUndefined();
    expect(one({ lines: [line(5000n, "VIR RECU")], invoices })).toBeUndefined();
    expect(one({ lines: [line(5000n, "ACOMPTE F2026014")], invoices })).toMatchObject({ grade: "LIKELY" });
  });

  it("is a payment already recorded rather than a second one", () => {
    const payments = [
      {
        id: "p1",
        clientId: "c1",
        receivedOn: localDate("2026-10-22"),
        amountCents: 5000n,
        invoiceNumbers: ["F-2026-013"],
      },
    ];
    const named = line(5000n, "VIR CONSERVERIE LE GUEN");
    expect(one({ lines: [named], payments })).toMatchObject({
      kind: "KNOWN",
      grade: "SURE",
      paymentId: "p1",
    });
    const cited = line(5000n, "FACTURE F2026013");
    expect(one({ lines: [cited], payments })).toMatchObject({ kind: "KNOWN", grade: "SURE" });
    // Another invoice of the same amount is open: only a person knows.
    const invoices = [invoice("F-2026-014", 5000n)];
    expect(one({ lines: [named], payments, invoices })).toMatchObject({ kind: "KNOWN", grade: "LIKELY" });
  });

  it("goes to the surer movement, then to the earlier, once", () => {
    const invoices = [invoice("F-2026-014", 5000n)];
    const lines = [
      line(5000n, "F2026014", { id: "l2" }),
      line(5000n, "F2026014", { id: "l1", bookedOn: localDate("2026-10-19") }),
    ];
    expect(proposeMatches(facts({ lines, invoices }))).toMatchObject([{ lineId: "l1", grade: "SURE" }]);
  });
});

const SOME_CENTS = [1000n, 2000n, 3000n, 5000n, 6000n];
const anyInvoice = fc.record({
  clientId: fc.constantFrom("c1", "c2"),
  balanceCents: fc.constantFrom(...SOME_CENTS),
  days: fc.integer({ min: 1, max: 28 }),
});
const anyLine = fc.record({
  amountCents: fc.constantFrom(...SOME_CENTS, 8000n, 11_000n),
  words: fc.subarray(["CONSERVERIE LE GUEN", "GARAGE PENNEC", "F-2026-000", "F-2026-001", "VIR"]),
  days: fc.integer({ min: 1, max: 28 }),
});
const day = (days: number): LocalDate => localDate(`2026-10-${String(days).padStart(2, "0")}`);
const anyFacts = fc
  .record({
    invoices: fc.array(anyInvoice, { maxLength: 7 }),
    lines: fc.array(anyLine, { maxLength: 7 }),
    payments: fc.array(anyInvoice, { maxLength: 2 }),
  })
  .map(({ invoices, lines, payments }) =>
    facts({
      invoices: invoices.map(({ clientId, balanceCents, days }, index) =>
        invoice(`F-2026-00${index}`, balanceCents, { clientId, dueOn: day(days) }),
      ),
      lines: lines.map(({ amountCents, words, days }, index) =>
        line(amountCents, words.join(" "), { id: `l${index}`, bookedOn: day(days) }),
      ),
      payments: payments.map(({ clientId, balanceCents, days }, index) => ({
        id: `p${index}`,
        clientId,
        receivedOn: day(days),
        amountCents: balanceCents,
        invoiceNumbers: [],
      })),
    }),
  );

/** What one client owes and says, apart from everyone else. */
function ofClient(given: MatchFacts, clientId: string): MatchFacts {
  const theirs = <Thing extends { clientId: string }>(all: readonly Thing[]) =>
    all.filter((one) => one.clientId === clientId);
  return {
    ...given,
    invoices: theirs(given.invoices),
    declarations: theirs(given.declarations),
    clients: given.clients.filter(({ id }) => id === clientId),
  };
}

describe("whatever is given", () => {
  it("gives no movement, invoice or payment twice, and never more than is owed", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const proposals = proposeMatches(given);
        const all = [
          proposals.map(({ lineId }) => lineId),
          proposals.flatMap(({ invoiceIds }) => invoiceIds),
          proposals.flatMap(({ paymentId }) => paymentId ?? []),
        ];
        for (const ids of all) expect(new Set(ids).size).toBe(ids.length);
        for (const { lineId, clientId, invoiceIds, kind, surplusCents, grade } of proposals) {
          const amountCents = given.lines.find(({ id }) => id === lineId)?.amountCents ?? 0n;
          const chosen = given.invoices.filter(({ id }) => invoiceIds.includes(id));
          expect(chosen.every((one) => one.clientId === clientId)).toBe(true);
          if (kind === "PAYMENT") {
            const paid = sumCents(chosen.map(({ balanceCents }) => balanceCents)) + surplusCents;
            expect(paid).toBeGreaterThanOrEqual(amountCents);
            if (surplusCents > 0n) expect({ grade, paid }).toEqual({ grade: "LIKELY", paid: amountCents });
          }
        }
      }),
    );
  });

  it("is sure of an invoice only where a look at its client alone had said that it may be", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        for (const { grade, clientId, invoiceIds } of proposeMatches(given)) {
          if (grade !== "SURE") continue;
          const own = { ...ofClient(given, clientId), settled: [], payments: [] };
          for (const id of invoiceIds) expect(maySurelyPay(own, [id])).toBe(true);
        }
      }),
    );
  });

  it("proposes nothing that the facts of its client, what is settled and what is recorded do not allow", () => {
    const paidToo = anyFacts.map((given) => ({
      ...given,
      settled: [{ number: "F-2026-005" }],
      invoices: given.invoices.filter(({ number }) => number !== "F-2026-005"),
    }));
    fc.assert(
      fc.property(paidToo, (given) => {
        for (const { grade: _, reasons: __, ...said } of proposeMatches(given)) {
          const own = indexFacts(ofClient(given, said.clientId));
          const asked = given.lines.find(({ id }) => id === said.lineId);
          expect(asked && possibleMatches(asked, own)).toContainEqual(expect.objectContaining(said));
        }
      }),
    );
  });

  it("does not depend on the order in which it is given", () => {
    const shuffled = anyFacts.chain((given) =>
      fc
        .record({
          lines: fc.shuffledSubarray([...given.lines], { minLength: given.lines.length }),
          invoices: fc.shuffledSubarray([...given.invoices], { minLength: given.invoices.length }),
          payments: fc.shuffledSubarray([...given.payments], { minLength: given.payments.length }),
          clients: fc.shuffledSubarray([...given.clients], { minLength: given.clients.length }),
        })
        .map((again) => [given, { ...given, ...again }] as const),
    );
    const byLine = (given: MatchFacts) =>
      [...proposeMatches(given)].sort((a, b) => (a.lineId < b.lineId ? -1 : 1));
    fc.assert(
      fc.property(shuffled, ([given, again]) => {
        expect(byLine(again)).toEqual(byLine(given));
      }),
    );
  });

  it("is sure of an exact amount only, and of one that no other set of the client makes unless it is cited", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        for (const { lineId, grade, kind, clientId, invoiceIds, reasons } of proposeMatches(given)) {
          if (grade !== "SURE" || kind === "KNOWN") continue;
          const amountCents = given.lines.find(({ id }) => id === lineId)?.amountCents ?? 0n;
          const own = given.invoices.filter((one) => one.clientId === clientId);
          const chosen = own.filter(({ id }) => invoiceIds.includes(id));
          expect(sumCents(chosen.map(({ balanceCents }) => balanceCents))).toBe(amountCents);
          const twins = own.filter(({ balanceCents }) => balanceCents === amountCents).length;
          const isCited = reasons.some(({ code }) => code === "CITED");
          if (!isCited && chosen.length === 1) expect(twins).toBe(1);
        }
      }),
    );
  });
});
