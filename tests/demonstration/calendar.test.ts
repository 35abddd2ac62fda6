/** The demonstration is as rich whichever day it opens: its steps fall on the days its data asks for. */
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/calendar";
import { passesLuhn } from "@/domain/parties/siren";
import { isWorkingDay, workingDayOnOrAfter } from "@/domain/workingDays";
import { instantOf, localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { openingInstant } from "../../prisma/seed/openingInstant";
import { datedInvoices } from "../../prisma/seed/recordCompany";
import { FIRM, SCENARIOS } from "../../prisma/seed/scenarios";
import { dueOnOf, reached, workingDayAgo } from "../../prisma/seed/script";

const PARIS = "Europe/Paris";
const days = Array.from({ length: 400 }, (_, index) => addDays(localDate("2026-11-01"), index));

describe("the opening", () => {
  it("is now during working hours", () => {
    const now = instantOf(localDate("2026-11-18"), 14 * 60 + 3, PARIS);
    expect(openingInstant(now)).toBe(now);
  });

  it.each([
    ["a Sunday", "2026-11-22", 6 * 60, "2026-11-23"],
    ["an evening", "2026-11-18", 20 * 60, "2026-11-19"],
    ["an early morning", "2026-11-18", 7 * 60, "2026-11-18"],
    ["a Friday evening", "2026-11-20", 18 * 60, "2026-11-23"],
    ["a public holiday", "2026-11-11", 10 * 60, "2026-11-12"],
  ])("is the next morning of work on %s", (_, day, minute, expected) => {
    const opening = openingInstant(instantOf(localDate(day), minute, PARIS));
    expect(localDateAt(opening, PARIS)).toBe(expected);
    expect(minuteOfDayAt(opening, PARIS)).toBe(9 * 60 + 45);
  });

  it("never lies in the past", () => {
    for (const day of days) {
      for (const minute of [0, 539, 540, 600, 1049, 1050, 1439]) {
        const now = instantOf(day, minute, PARIS);
        expect(openingInstant(now)).toBeGreaterThanOrEqual(now);
      }
    }
  });
});

describe("due dates", () => {
  const openings = days.filter((day) => isWorkingDay(day, "METROPOLE"));

  it("make a step fall on the working day asked for, every day of a year", () => {
    for (const opening of openings) {
      for (const step of [2, 7, 15, 30] as const) {
        for (const ago of [-1, 0, 1, 5]) {
          const dueOn = dueOnOf(reached(step, ago), opening, "METROPOLE");
          const stepOn = workingDayOnOrAfter(addDays(dueOn, step), "METROPOLE");
          expect(stepOn).toBe(workingDayAgo(opening, ago, "METROPOLE"));
        }
      }
    }
  });

  it("never number two invoices alike", () => {
    for (const opening of openings) {
      for (const script of SCENARIOS) {
        const numbers = datedInvoices(script, opening).map((invoice) => invoice.number);
        expect(new Set(numbers).size).toBe(numbers.length);
      }
    }
  });
});

describe("the people of the demonstration", () => {
  const clients = SCENARIOS.flatMap((script) => script.clients);

  it("have numbers that could be theirs and mailboxes that are nobody's", () => {
    const sirens = [
      FIRM.siren,
      ...SCENARIOS.map((script) => script.identity.siren ?? ""),
      ...clients.flatMap(({ siren }) => siren ?? []),
    ];
    expect(sirens.filter((siren) => !/^\d{9}$/.test(siren) || !passesLuhn(siren))).toEqual([]);
    expect(new Set(sirens).size).toBe(sirens.length);
    const emails = [
      ...clients.map(({ email }) => email),
      ...SCENARIOS.flatMap((script) => [script.owner.email, script.identity.email ?? ""]),
    ];
    expect(emails.filter((email) => !email.endsWith(".example"))).toEqual([]);
  });

  it("answer telephones of the ranges kept for fiction", () => {
    const fictitious =
      /^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d$|^\+44 117 496 0\d{3}$/;
    const phones = [
      ...clients.map(({ phone }) => phone),
      ...SCENARIOS.map((script) => script.identity.phone ?? ""),
    ];
    expect(phones.filter((phone) => !fictitious.test(phone))).toEqual([]);
  });
});
