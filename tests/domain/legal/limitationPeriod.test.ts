/** Until when one may sue, and what does or does not start the period again. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { limitationAlert } from "@/domain/legal/limitationAlert";
import { daysToLimitation, type LimitationFacts, limitationPeriod } from "@/domain/legal/limitationPeriod";

const facts = (change: Partial<LimitationFacts> = {}): LimitationFacts => ({
  debtorKind: "B2B",
  issuedOn: localDate("2024-03-15"),
  dueOn: localDate("2024-04-30"),
  performedOn: localDate("2024-03-10"),
  ...change,
});
const lastDay = (change: Partial<LimitationFacts> = {}) => limitationPeriod(facts(change)).lastDayOn;

describe("the period", () => {
  it.each([
    ["a business: 5 years from performance", {}, "2029-03-10"],
    ["performance unknown: from the issue", { performedOn: undefined }, "2029-03-15"],
    ["a consumer: 2 years", { debtorKind: "B2C" }, "2026-03-10"],
    ["a co-ownership is no consumer: 5 years", { debtorKind: "NON_PRO" }, "2029-03-10"],
    ["carriage of goods: 1 year", { isTransportOfGoods: true }, "2025-03-10"],
    ["a public body: end of the fourth year after", { debtorKind: "PUBLIC" }, "2028-12-31"],
    [
      "a public buyer without public accountant",
      { debtorKind: "PUBLIC", hasPublicAccountant: false },
      "2029-03-10",
    ],
    ["29 February has no fifth birthday", { performedOn: localDate("2024-02-29") }, "2029-02-28"],
  ] as const)("of %s", (_, change, expected) => {
    expect(lastDay(change)).toBe(expected);
  });

  it("shows the latest day too, from the due date, and warns 12, 6, 3 and 1 months before", () => {
    const period = limitationPeriod(facts());
    expect(period.latestDayOn).toBe("2029-04-30");
    expect(period.alertsOn).toEqual(["2028-03-10", "2028-09-10", "2028-12-10", "2029-02-10"]);
    expect(daysToLimitation(period, localDate("2029-03-08"))).toBe(2);
    expect(daysToLimitation(period, localDate("2029-03-11"))).toBe(-1);
  });
});

describe("an interruption", () => {
  const on = localDate("2027-06-01");

  it.each(["ACKNOWLEDGEMENT", "PARTIAL_PAYMENT", "EXECUTION"] as const)(
    "by %s starts a full period",
    (kind) => {
      expect(lastDay({ interruptions: [{ kind, on }] })).toBe("2032-06-01");
    },
  );

  it("by a suit lasts until the end of the case", () => {
    const pending = limitationPeriod(facts({ interruptions: [{ kind: "JUDICIAL", on }] }));
    expect(pending).toMatchObject({ lastDayOn: undefined, alertsOn: [] });
    expect(daysToLimitation(pending, on)).toBeUndefined();
    const endedOn = localDate("2028-02-01");
    expect(lastDay({ interruptions: [{ kind: "JUDICIAL", on, endedOn }] })).toBe("2033-02-01");
  });

  it("never comes from a reminder, save with a public body", () => {
    const interruptions = [{ kind: "WRITTEN_CLAIM", on } as const];
    const business = limitationPeriod(facts({ interruptions }));
    expect(business.lastDayOn).toBe("2029-03-10");
    expect(business.ignored).toEqual(interruptions);
    expect(lastDay({ debtorKind: "PUBLIC", interruptions })).toBe("2031-12-31");
    expect(lastDay({ debtorKind: "B2C", interruptions })).toBe("2026-03-10");
  });

  it("comes too late after the last day", () => {
    const late = { kind: "PARTIAL_PAYMENT", on: localDate("2029-03-11") } as const;
    const period = limitationPeriod(facts({ interruptions: [late] }));
    expect(period).toMatchObject({ lastDayOn: "2029-03-10", ignored: [late], interruptions: [] });
    expect(lastDay({ interruptions: [{ ...late, on: localDate("2029-03-10") }] })).toBe("2034-03-10");
  });

  it("never shortens the period, and the order of recording does not matter", () => {
    const event = fc.record({
      kind: fc.constantFrom("ACKNOWLEDGEMENT", "PARTIAL_PAYMENT", "EXECUTION", "WRITTEN_CLAIM" as const),
      on: fc.integer({ min: 2020, max: 2034 }).map((year) => localDate(`${year}-05-05`)),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), (interruptions) => {
        const forward = lastDay({ interruptions });
        expect(lastDay({ interruptions: [...interruptions].reverse() })).toBe(forward);
        expect((forward ?? "") >= "2029-03-10").toBe(true);
      }),
    );
  });
});

describe("a suspension", () => {
  const suspension = { fromOn: localDate("2026-01-01"), toOn: localDate("2026-03-02") };

  it.each<[what: string, change: Partial<LimitationFacts>, lastDayOn: string]>([
    ["before performance", { performedOn: localDate("2026-02-10") }, "2031-03-02"],
    // The four years run from the January that follows.
    [
      "before the January of a public buyer",
      { debtorKind: "PUBLIC", performedOn: localDate("2026-01-10") },
      "2030-12-31",
    ],
    [
      "in the year of what a public buyer was sent",
      { debtorKind: "PUBLIC", interruptions: [{ kind: "WRITTEN_CLAIM", on: localDate("2026-01-01") }] },
      "2030-12-31",
    ],
    [
      "while a case keeps the period from running",
      {
        interruptions: [{ kind: "JUDICIAL", on: localDate("2025-06-01"), endedOn: localDate("2026-06-01") }],
      },
      "2031-06-01",
    ],
  ])("%s stops no time that runs", (_, change, expected) => {
    expect(lastDay({ ...change, suspensions: [suspension] })).toBe(expected);
  });

  it("adds its days", () => {
    expect(lastDay({ suspensions: [suspension] })).toBe("2029-05-09");
  });

  it("leaves six months at least", () => {
    const late = { fromOn: localDate("2029-03-01"), toOn: localDate("2029-04-01") };
    expect(lastDay({ suspensions: [late] })).toBe("2029-10-01");
  });

  it("does not count the same days twice, and changes nothing while it lasts", () => {
    expect(lastDay({ suspensions: [suspension, suspension] })).toBe("2029-05-09");
    expect(lastDay({ suspensions: [{ fromOn: suspension.fromOn }] })).toBe("2029-03-10");
  });

  describe("that still lasts after the last day", () => {
    const suspensions = [{ fromOn: localDate("2029-01-15") }];
    const before = localDate("2029-03-09");
    const after = localDate("2029-06-01");

    it("keeps the claim alive; until then the warnings go on", () => {
      const period = limitationPeriod(facts({ suspensions }));
      expect(daysToLimitation(period, before)).toBe(1);
      expect(limitationAlert(period, before)).toMatchObject({ months: 1 });
      expect(daysToLimitation(period, after)).toBeUndefined();
      expect(limitationAlert(period, after)).toBeUndefined();
      expect(period.explanation).toContain("suspendu depuis le 15");
    });

    it("lets the debtor acknowledge the debt in time", () => {
      const kind = "ACKNOWLEDGEMENT" as const;
      const period = limitationPeriod(facts({ suspensions, interruptions: [{ kind, on: after }] }));
      expect(period).toMatchObject({ ignored: [], lastDayOn: "2034-06-01" });
    });

    it("changes nothing when it began too late", () => {
      const late = [{ fromOn: localDate("2029-03-11") }];
      expect(daysToLimitation(limitationPeriod(facts({ suspensions: late })), after)).toBe(-83);
    });
  });
});
