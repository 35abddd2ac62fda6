/** When a monthly statement is due: examples on the calendar of 2026. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import {
  dueMonth,
  isAddressed,
  nextStatement,
  type StatementSchedule,
  statementDay,
} from "@/domain/settlement/statementSchedule";

const schedule = (change: Partial<StatementSchedule> = {}): StatementSchedule => ({
  isOn: true,
  dayOfMonth: 10,
  forEveryone: true,
  tags: [],
  onlyOpen: true,
  onlyQuiet: true,
  sinceOn: localDate("2026-10-15"),
  ...change,
});
const due = (today: string, change: Partial<StatementSchedule> = {}) =>
  dueMonth(schedule(change), localDate(today), "METROPOLE");

describe("the month that is due", () => {
  it("is none before the first day that follows the turning on, nor while it is off", () => {
    expect(due("2026-10-15")).toBeNull();
    expect(due("2026-11-09")).toBeNull();
    expect(due("2026-11-10")).toBe("2026-11-01");
    expect(due("2026-11-10", { isOn: false })).toBeNull();
    // Turned on that very day: the next one.
    expect(due("2026-11-10", { sinceOn: localDate("2026-11-10") })).toBeNull();
  });

  it("is the latest alone after an outage of months", () => {
    expect(due("2027-02-20")).toBe("2027-02-01");
    expect(due("2027-02-03")).toBe("2027-01-01");
  });

  it("has its day on the last of a short month, rolled to the next working day", () => {
    expect(statementDay(localDate("2026-02-01"), 31, "METROPOLE")).toBe("2026-03-02");
    expect(statementDay(localDate("2026-11-01"), 1, "METROPOLE")).toBe("2026-11-02");
    expect(nextStatement(schedule({ dayOfMonth: 31 }), localDate("2026-10-31"), "METROPOLE")).toEqual({
      monthOn: "2026-10-01",
      on: "2026-11-02",
    });
  });
});

it("a person's word about a client wins over the rule, either way", () => {
  const tagged = { forEveryone: false, tags: ["a"] };
  expect(isAddressed(tagged, { tags: ["a"], choice: null })).toBe(true);
  expect(isAddressed(tagged, { tags: ["b"], choice: null })).toBe(false);
  expect(isAddressed(tagged, { tags: ["a"], choice: false })).toBe(false);
  expect(isAddressed(tagged, { tags: [], choice: true })).toBe(true);
  expect(isAddressed({ forEveryone: true, tags: [] }, { tags: [], choice: false })).toBe(false);
});
