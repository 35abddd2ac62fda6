/** The free calculator: what an address asks, what is refused, and the address that gives it back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { InputError } from "@/domain/fields";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import {
  CALCULATOR_KINDS,
  CALCULATOR_RULES,
  type Calculation,
  calculationFields,
  claimOf,
  MAX_PAYMENTS,
  readCalculation,
  typedFields,
} from "@/domain/legal/penaltyCalculation";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { formatAmount } from "@/domain/money";

const TODAY = localDate("2026-11-22");

function errorsOf(raw: Record<string, string>): Record<string, string> {
  try {
    readCalculation(raw, TODAY);
  } catch (error) {
    if (error instanceof InputError) {
      return Object.fromEntries(error.errors.map(({ field, message }) => [field, message]));
    }
    throw error;
  }
  return {};
}

const days = fc.integer({ min: 0, max: 4_000 }).map((count) => addDays(localDate("2016-01-01"), count));
const cents = fc.bigInt({ min: 1n, max: 99_999_999_999n });

/** Any calculation that the form accepts. */
const calculations: fc.Arbitrary<Calculation> = fc
  .record({
    kind: fc.constantFrom(...CALCULATOR_KINDS),
    rule: fc.constantFrom(...CALCULATOR_RULES),
    rate: fc.integer({ min: 0, max: 10_000 }),
    totalCents: cents,
    issuedOn: fc.option(days, { nil: null }),
    term: fc.integer({ min: 0, max: 120 }),
    dueOn: days,
    statedOn: days,
    noticeOn: fc.option(days, { nil: null }),
    payments: fc.array(fc.record({ after: fc.integer({ min: 0, max: 900 }), amountCents: cents }), {
      maxLength: MAX_PAYMENTS,
    }),
  })
  .map(({ rate, term, payments, ...rest }) => {
    const isBusiness = rest.kind === "professionnel";
    const allowed = isBusiness
      ? rest.rule
      : rest.kind === "public" || rest.rule !== "taux"
        ? "legale"
        : "taux";
    const dueOn = rest.issuedOn ? addDays(rest.issuedOn, term) : rest.dueOn;
    return {
      ...rest,
      dueOn,
      rule: allowed,
      rateBps: allowed === "taux" || allowed === "bce" ? rate : null,
      payments: payments.map(({ after, amountCents }) => ({
        on: addDays(rest.issuedOn ?? dueOn, after),
        amountCents,
      })),
    };
  });

describe("the address of a calculation", () => {
  it("gives the calculation back, whatever it is", () => {
    fc.assert(
      fc.property(calculations, (calculation) => {
        const query = new URLSearchParams(calculationFields(calculation)).toString();
        const raw = Object.fromEntries(new URLSearchParams(query));
        expect(readCalculation(raw, TODAY)).toEqual(calculation);
      }),
    );
  });

  it("gives it back as people type it too", () => {
    fc.assert(
      fc.property(calculations, (calculation) => {
        expect(readCalculation(typedFields(calculation), TODAY)).toEqual(calculation);
      }),
    );
  });

  it("keeps the day it was computed on, so that the amount stays the same tomorrow", () => {
    const asked = readCalculation({ montant: "1 200,00", echeance: "31/08/2026" }, TODAY);
    const raw = Object.fromEntries(calculationFields(asked));
    const later = readCalculation(raw, addDays(TODAY, 100));
    expect(later.statedOn).toBe(TODAY);
  });
});

describe("what is asked", () => {
  it("is computed by the legal engine", () => {
    const asked = readCalculation({ montant: "1 200,00", echeance: "31/08/2026" }, TODAY);
    const statement = statementOfInvoice(claimOf(asked), asked.statedOn, PUBLISHED_RATES);
    expect(formatAmount(statement.totalDueCents)).toBe("1\u00a0273,84");
    expect(statement.daysLate).toBe(83);
  });

  it("counts payments, in the order of their dates", () => {
    const asked = readCalculation(
      { montant: "1000", echeance: "2026-07-01", verse2: "400", "verse2-le": "01/08/2026" },
      TODAY,
    );
    const statement = statementOfInvoice(claimOf(asked), asked.statedOn, PUBLISHED_RATES);
    expect(statement.principalDueCents).toBe(60_000n);
  });

  it("owes no flat fee to whoever claims on a consumer", () => {
    const raw = {
      qui: "consommateur",
      regle: "taux",
      pourcentage: "8",
      montant: "1000",
      echeance: "2026-07-01",
    };
    const asked = readCalculation(raw, TODAY);
    const statement = statementOfInvoice(claimOf(asked), asked.statedOn, PUBLISHED_RATES);
    expect(statement.flatFeeCents).toBe(0n);
    expect(statement.penaltyCents).toBeGreaterThan(0n);
  });
});

describe("what is wrong", () => {
  it("is said all at once, each thing beside its field", () => {
    const errors = errorsOf({ montant: "12x", echeance: "31/11/2026", regle: "taux", verse1: "100" });
    expect(Object.keys(errors).sort()).toEqual(["echeance", "montant", "pourcentage", "verse1-le"]);
    expect(errors.echeance).toContain("30/11/2026");
  });

  it.each([
    [{ emise: "2026-09-01", echeance: "2026-08-01" }, "echeance"],
    [{ echeance: "2026-08-01", qui: "public", regle: "triple" }, "regle"],
    [{ echeance: "2026-08-01", qui: "consommateur", regle: "bce", pourcentage: "5" }, "regle"],
    [{ echeance: "2026-08-01", qui: "quelqu’un" }, "qui"],
    [{ echeance: "2026-08-01", emise: "2026-07-01", verse3: "10", "verse3-le": "2026-06-01" }, "verse3-le"],
  ] as const)("%o is refused beside %s", (fields, field) => {
    expect(Object.keys(errorsOf({ montant: "100", ...fields }))).toEqual([field]);
  });

  it("never throws anything else, whatever comes in an address", () => {
    const names = fc.constantFrom(
      "qui",
      "regle",
      "montant",
      "emise",
      "echeance",
      "arrete",
      "pourcentage",
      "verse1",
      "verse1-le",
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ maxLength: 30 })), (raw) => {
        errorsOf(raw);
      }),
    );
  });

  it("refuses a thirteenth payment line by not reading it", () => {
    const asked = readCalculation(
      { montant: "100", echeance: "2026-08-01", verse13: "50", "verse13-le": formatDateNumeric(TODAY) },
      TODAY,
    );
    expect(asked.payments).toEqual([]);
  });
});
