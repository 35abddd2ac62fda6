/** Due dates from terms, and the longest term the law allows. */

import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import {
  dueDate,
  legalMaximum,
  PAYMENT_SECTORS,
  type PaymentTerms,
  paymentTermsWarning,
} from "@/domain/invoicing/paymentTerms";
import { refusal } from "../../support/refusal";

const issuedOn = localDate("2026-01-15");
const due = (terms: PaymentTerms, issued = "2026-01-15") =>
  dueDate(terms, { issuedOn: localDate(issued) }, "GENERAL");
const endOfMonth = (days: number, method: "A" | "B", thenDayOfMonth?: number): PaymentTerms => ({
  kind: "END_OF_MONTH",
  days,
  method,
  thenDayOfMonth,
});

describe("a due date", () => {
  it.each([
    ["30 jours", { kind: "DAYS", days: 30 }, "2026-02-14"],
    ["60 jours", { kind: "DAYS", days: 60 }, "2026-03-16"],
    ["45 jours fin de mois, jours puis fin de mois", endOfMonth(45, "A"), "2026-03-31"],
    ["45 jours fin de mois, fin de mois puis jours", endOfMonth(45, "B"), "2026-03-17"],
    ["30 jours fin de mois", endOfMonth(30, "A"), "2026-02-28"],
    ["30 jours fin de mois le 10", endOfMonth(30, "A", 10), "2026-03-10"],
    ["fin de mois le 31, mois court", endOfMonth(0, "A", 31), "2026-02-28"],
    ["30 jours, fin de mois d’abord, le 10", endOfMonth(30, "B", 10), "2026-03-10"],
    ["comptant", { kind: "AT_ONCE" }, "2026-01-15"],
  ] as const)("of « %s »", (_, terms, expected) => {
    expect(due(terms)).toBe(expected);
  });

  it("passes 29 February in a leap year", () => {
    expect(due({ kind: "DAYS", days: 30 }, "2024-01-30")).toBe("2024-02-29");
  });

  it("without agreement is 30 days after the work, not after the invoice", () => {
    const dates = { issuedOn, performedOn: localDate("2026-01-05") };
    expect(dueDate({ kind: "NOTHING_AGREED" }, dates, "GENERAL")).toBe("2026-02-04");
    expect(dueDate({ kind: "NOTHING_AGREED" }, dates, "CONSUMER")).toBe("2026-01-15");
    expect(dueDate({ kind: "DAYS_AFTER_DELIVERY", days: 20 }, dates, "GENERAL")).toBe("2026-01-25");
  });

  it("of a public buyer counts from the request, or from the work if later", () => {
    const received = { issuedOn, requestReceivedOn: localDate("2026-01-20") };
    const nothing = { kind: "NOTHING_AGREED" } as const;
    expect(dueDate(nothing, received, "PUBLIC_GENERAL")).toBe("2026-02-19");
    expect(dueDate(nothing, { ...received, performedOn: localDate("2026-02-01") }, "PUBLIC_HEALTH")).toBe(
      "2026-03-23",
    );
    expect(dueDate(nothing, received, "PUBLIC_COMPANY")).toBe("2026-03-21");
  });

  it.each([
    { kind: "DAYS", days: -1 },
    { kind: "DAYS", days: 1.5 },
    { kind: "DAYS", days: 400 },
    endOfMonth(30, "A", 32),
    endOfMonth(30, "A", 0),
  ] as PaymentTerms[])("is refused for %j", (terms) => {
    expect(refusal(() => due(terms)).code).toBe("PAYMENT_TERMS");
  });
});

describe("the legal maximum", () => {
  const dates = { issuedOn, performedOn: localDate("2026-01-08") };

  it.each([
    ["GENERAL", "2026-03-16"],
    ["PERIODIC_INVOICE", "2026-03-01"],
    ["TRANSPORT", "2026-02-14"],
    ["PERISHABLE_FOOD", "2026-02-07"],
    ["PERISHABLE_FOOD_PERIODIC", "2026-02-09"],
    ["LIVE_CATTLE_FRESH_MEAT", "2026-01-28"],
    ["ALCOHOL", "2026-03-02"],
    ["WINE", "2026-03-31"],
    ["EXPORT_OUTSIDE_EU", "2026-04-15"],
    ["PUBLIC_GENERAL", "2026-02-14"],
    ["SEASONAL", undefined],
    ["CONSUMER", undefined],
  ] as const)("of %s", (sector, expected) => {
    expect(legalMaximum(sector, dates)?.latestOn).toBe(expected);
  });

  it("reaches 45 days end of month only when the contract counts so", () => {
    expect(legalMaximum("GENERAL", dates, endOfMonth(45, "A"))?.latestOn).toBe("2026-03-31");
    expect(legalMaximum("GENERAL", dates, { kind: "DAYS", days: 75 })?.latestOn).toBe("2026-03-16");
  });
});

describe("the warning", () => {
  it("comes the day after the maximum, and names article and day", () => {
    expect(paymentTermsWarning(localDate("2026-03-16"), "GENERAL", { issuedOn })).toBeUndefined();
    const warning = paymentTermsWarning(localDate("2026-03-17"), "GENERAL", { issuedOn });
    expect(warning).toContain("16\u00a0mars\u00a02026");
    expect(warning).toContain("L.\u00a0441-10");
  });

  it("always asks to check a seasonal trade, and leaves consumers to their contract", () => {
    expect(paymentTermsWarning(issuedOn, "SEASONAL", { issuedOn })).toContain("saisonnier");
    expect(paymentTermsWarning(localDate("2027-01-01"), "CONSUMER", { issuedOn })).toBeUndefined();
  });

  it("never comes for the due date the law itself gives", () => {
    for (const sector of PAYMENT_SECTORS.filter((sector) => sector !== "SEASONAL")) {
      const dates = { issuedOn, performedOn: issuedOn };
      const dueOn = dueDate({ kind: "NOTHING_AGREED" }, dates, sector);
      expect(paymentTermsWarning(dueOn, sector, dates)).toBeUndefined();
    }
  });
});
