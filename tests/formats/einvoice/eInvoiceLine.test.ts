/** What an electronic invoice gives, and why it is refused. */
import { describe, expect, it } from "vitest";
import { packFiles, unpackFiles } from "@/formats/einvoice/bundle";
import { readEInvoiceLine } from "@/formats/einvoice/eInvoiceLine";
import type { EInvoiceSeller } from "@/formats/einvoice/eInvoiceTerms";
import { statedPenalty } from "@/formats/einvoice/legalMentions";
import {
  ciiOf,
  type TestEInvoice,
  type TestParty,
  testCreditNote,
  testEInvoice,
  ublCreditNoteOf,
  ublOf,
} from "../../support/eInvoices";

const OWN: TestParty = { name: "Atelier Brisset", siren: "303265045" };
const COMPANY: EInvoiceSeller = {
  siren: "303265045",
  vatNumber: "FR40303265045",
  iban: null,
  penalty: { kind: "CONTRACT_3X_LEGAL", bps: null },
};

function lineOf(change: Partial<TestEInvoice> = {}, termDays?: number, write = ciiOf) {
  const bytes = Buffer.from(write(testEInvoice(OWN, change)));
  const options = termDays === undefined ? {} : { defaultTermDays: termDays };
  return readEInvoiceLine({ line: 1, name: "f.xml", bytes }, COMPANY, options, new Map());
}

const codes = (change: Partial<TestEInvoice>) => lineOf(change).errors.map(({ code }) => code);

describe("an invoice of the company", () => {
  it.each([
    ["its SIREN", { siren: "303265045" }],
    ["its SIRET", { siret: "30326504500028" }],
    ["its VAT number", { vatNumber: "FR 40 303 265 045" }],
  ])("is known by %s", (_, ids) => {
    for (const write of [ciiOf, ublOf]) {
      expect(lineOf({ seller: { name: "A. Brisset", ...ids } }, 30, write).errors).toEqual([]);
    }
  });

  it("is refused when another issued it, when nobody says, and when it is a purchase", () => {
    const other = { name: "Menuiserie Kervella", siren: "552100554" };
    expect(lineOf({ seller: other }).errors).toMatchObject([
      { code: "SELLER", column: "f.xml", message: expect.stringContaining("Menuiserie Kervella") },
    ]);
    expect(codes({ seller: { name: "Atelier Brisset" } })).toEqual(["SELLER"]);
    const purchase = lineOf({ seller: other, buyer: OWN }).errors[0]?.message;
    expect(purchase).toContain("achat");
    // A VAT number cannot overrule the register.
    expect(codes({ seller: { ...other, vatNumber: "FR40303265045" } })).toEqual(["SELLER"]);
  });

  it("is refused when it is nothing to claim in euros", () => {
    expect(codes({ typeCode: "393" })).toEqual(["FACTORED"]);
    expect(codes({ typeCode: "473" })).toEqual(["FACTORED"]);
    // A pro forma, a copy for the accounts, a code nobody knows, none.
    for (const typeCode of ["325", "751", "999", ""]) expect(codes({ typeCode })).toEqual(["NOT_A_CLAIM"]);
    expect(codes({ currency: "USD" })).toEqual(["CURRENCY"]);
    for (const typeCode of ["380", "386", "389", "500"]) expect(codes({ typeCode })).toEqual([]);
  });

  it("says which one it replaces", () => {
    expect(lineOf({ preceding: "F-1" }).record?.replaces).toBeUndefined();
    expect(lineOf({ typeCode: "384", preceding: "F-1" }).record?.replaces).toEqual(["F-1"]);
  });

  it("is refused when its amounts or days do not hold", () => {
    expect(codes({ total: "1200,00" })).toEqual(["AMOUNT"]);
    expect(codes({ total: "1200.005" })).toEqual(["AMOUNT"]);
    expect(codes({ total: "" })).toEqual(["EMPTY"]);
    expect(codes({ vat: "210.00" })).toEqual(["TOTALS_DISAGREE"]);
    expect(codes({ prepaid: "300.00" })).toEqual(["PAID_DISAGREES"]);
    expect(codes({ prepaid: "1300.00", due: "-100.00" })).toEqual(["PAID_DISAGREES"]);
    expect(codes({ issuedOn: "2026-02-30" })).toEqual(["DATE"]);
    expect(codes({ dueOn: "2026-08-01" })).toEqual(["DUE_BEFORE_ISSUE"]);
    expect(codes({ number: "" })).toEqual(["EMPTY"]);
    expect(codes({ buyer: { name: "" } })).toEqual(["EMPTY"]);
  });

  it("takes what was received from the amount due when nothing else says it", () => {
    expect(lineOf({ due: "900.00" }).record).toMatchObject({ totalCents: 120_000n, paidCents: 30_000n });
    expect(lineOf({ prepaid: "1200.0000", due: "0.00" }).record?.paidCents).toBe(120_000n);
  });

  it("without a due date falls due after the usual term, and is refused without one", () => {
    const line = lineOf({ dueOn: "" }, 45);
    expect(line.record).toMatchObject({ dueOn: "2026-09-17", isDueOnComputed: true });
    expect(line.notices).toMatchObject([{ code: "DUE_DATE_COMPUTED", raw: "30 jours net" }]);
    expect(codes({ dueOn: "" })).toEqual(["EMPTY"]);
  });

  it("paid before it was issued is due the day it was", () => {
    const paid = { dueOn: "2026-08-01", prepaid: "1200.00", due: "0.00" };
    expect(lineOf(paid).record).toMatchObject({ dueOn: "2026-08-03", paidCents: 120_000n });
    expect(codes({ ...paid, total: "x" })).toEqual(["AMOUNT", "DUE_BEFORE_ISSUE"]);
  });

  it("is taken once among the files", () => {
    const bytes = Buffer.from(ciiOf(testEInvoice(OWN)));
    const seen = new Map();
    const read = (line: number) => readEInvoiceLine({ line, name: `${line}.xml`, bytes }, COMPANY, {}, seen);
    expect([read(1), read(2)].map(({ errors }) => errors[0]?.code)).toEqual([undefined, "DUPLICATE_NUMBER"]);
  });
});

describe("a credit note of the company", () => {
  it("says what it lowers and by how much, in both syntaxes", () => {
    for (const write of [ciiOf, ublOf, ublCreditNoteOf]) {
      const credit = { ...testCreditNote(OWN), dueOn: "2026-08-01", typeCode: "261" };
      const line = lineOf(credit, undefined, write);
      expect(line).toMatchObject({ record: undefined, errors: [], notices: [] });
      expect(line.credit).toMatchObject({
        ...{ number: "AV-7", issuedOn: "2026-09-10", amountCents: 24_000n, invoiceNumbers: ["FX-2026-0042"] },
        client: { name: "Conserverie Le Guen", siren: "552100554" },
      });
    }
  });

  it("is one by its root, whatever the code under it", () => {
    const line = lineOf({ ...testCreditNote(OWN), typeCode: "380" }, undefined, ublCreditNoteOf);
    expect(line).toMatchObject({ record: undefined, errors: [], credit: { amountCents: 24_000n } });
  });

  it("may be an invoice of a negative amount, never the other way round", () => {
    const negative = { net: "-1000.00", vat: "-200.00", total: "-1200.00", prepaid: "0.00", due: "-1200.00" };
    expect(lineOf({ ...negative, preceding: "F-1" }).credit).toMatchObject({
      ...{ amountCents: 120_000n, invoiceNumbers: ["F-1"] },
    });
    expect(codes({ ...negative, due: "-1000.00" })).toEqual(["PAID_DISAGREES"]);
    expect(codes({ ...negative, typeCode: "381" })).toEqual(["AMOUNT"]);
    expect(codes({ ...negative, typeCode: "384" })).toEqual(["CREDIT_NOTE"]);
  });

  it("may bear the number of an invoice, not that of another credit note", () => {
    const seen = new Map();
    const read = (line: number, typeCode: string) => {
      const bytes = Buffer.from(ciiOf(testEInvoice(OWN, { typeCode, preceding: "F-1" })));
      return readEInvoiceLine({ line, name: "f.xml", bytes }, COMPANY, {}, seen).errors[0]?.code;
    };
    expect([read(1, "380"), read(2, "381"), read(3, "381")]).toEqual([
      undefined,
      undefined,
      "DUPLICATE_NUMBER",
    ]);
  });
});

describe("the buyer", () => {
  const kindOf = (buyer: TestParty) => lineOf({ buyer }).record?.client.kind;

  it("is a business by its register, a public body by a SIREN in 1 or 2, and asked otherwise", () => {
    expect(kindOf({ name: "A", siren: "552100554" })).toBe("B2B");
    expect(kindOf({ name: "Mairie", siret: "21750001600019" })).toBe("PUBLIC");
    expect(kindOf({ name: "Bäckerei", vatNumber: "DE136695976" })).toBe("B2B");
    expect(kindOf({ name: "Anne Lebreton" })).toBeUndefined();
  });

  it("goes without the details that are wrong, and it is said", () => {
    const line = lineOf({ buyer: { name: "A", siren: "303265046", email: "pas une adresse" } });
    expect(line.record?.client).toMatchObject({ name: "A", siren: undefined, email: undefined });
    expect(line.notices.map(({ code }) => code).sort()).toEqual(["EMAIL", "SIREN"]);
  });
});

describe("the legal mentions", () => {
  it("are there when both are, and unknown otherwise", () => {
    expect(lineOf().record?.mentionsPresent).toBe(true);
    expect(
      lineOf({ notes: { PMD: "Pénalités : trois fois le taux d’intérêt légal." } }).record?.mentionsPresent,
    ).toBeUndefined();
    expect(lineOf({ notes: {} }).record?.mentionsPresent).toBeUndefined();
  });

  it.each([
    [
      "Pénalités de retard : 3 fois le taux d'intérêt légal en vigueur.",
      { kind: "CONTRACT_3X_LEGAL", bps: null },
    ],
    ["taux de la BCE majoré de 10 points", { kind: "CONTRACT_ECB_PLUS", bps: 1_000 }],
    [
      "taux de refinancement de la Banque centrale européenne, majoré de dix points de pourcentage",
      { kind: "CONTRACT_ECB_PLUS", bps: 1_000 },
    ],
    ["Pénalités : 12,5 % par an", { kind: "CONTRACT_FIXED", bps: 1_250 }],
    ["Pénalités : 1,5 % par mois", undefined],
    ["12 % par an, ou 15 % par an au-delà de 60 jours", undefined],
    ["trois fois le taux d'intérêt légal, au minimum 10 % par an", undefined],
    ["une fois et demie le taux d'intérêt légal", undefined],
    ["selon nos conditions générales", undefined],
  ])("« %s »", (text, expected) => {
    expect(statedPenalty(text)).toEqual(expected);
  });
});

describe("what the invoice asks otherwise than the settings", () => {
  const said = (change: Partial<TestEInvoice>, company = COMPANY) => {
    const bytes = Buffer.from(ciiOf(testEInvoice(OWN, change)));
    const line = readEInvoiceLine({ line: 1, name: "f.xml", bytes }, company, {}, new Map());
    return line.notices.map(({ code }) => code);
  };
  const other: EInvoiceSeller = { ...COMPANY, penalty: { kind: "STATUTORY_B2B", bps: null } };

  it("is said of the penalties of a business, and of no one else", () => {
    expect(said({})).toEqual([]);
    expect(said({}, other)).toEqual(["PENALTY"]);
    expect(said({ notes: { PMD: "selon nos conditions" } })).toEqual(["PENALTY"]);
    expect(said({ notes: { PMD: "taux de la BCE majoré de 10 points" } }, other)).toEqual([]);
    expect(said({ buyer: { name: "Mairie", siret: "21750001600019" } }, other)).toEqual([]);
  });

  it("is said of the account", () => {
    const company = { ...COMPANY, iban: "FR7630006000011234567890189" };
    expect(said({ iban: "FR76 3000 6000 0112 3456 7890 189" }, company)).toEqual([]);
    expect(said({ iban: "FR7612345678901234567890123" }, company)).toEqual(["IBAN"]);
  });
});

describe("several files as one", () => {
  it("come back in their order, and the same ones give the same bytes", () => {
    const files = Array.from({ length: 12 }, (_, at) => ({
      name: "é/a.xml".slice(at % 2),
      bytes: Buffer.from(`${at}`),
    }));
    expect(packFiles(files)).toEqual(packFiles(files));
    expect(
      unpackFiles(packFiles(files)).map(({ line, name, bytes }) => [
        line,
        name,
        Buffer.from(bytes).toString(),
      ]),
    ).toEqual(files.map(({ name }, at) => [at + 1, name, `${at}`]));
  });
});
