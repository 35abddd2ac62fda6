/** Of all that is said of an invoice, what makes it wait. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { type Reason, waitingReason } from "@/domain/dunning/reason";

const reached: Reason = { code: "DAY_REACHED", offsetDays: 15, on: localDate("2026-10-20") };
const gap: Reason = {
  code: "PRESSURE_GAP",
  lastOn: localDate("2026-11-23"),
  hours: 72,
  until: localDate("2026-11-26"),
};
const credit: Reason = { code: "FREE_CREDIT", amount: "200,00 €" };
const done: Reason = { code: "EARLIER_DONE", count: 1, offsets: [2] };
const finished: Reason = { code: "SCENARIO_FINISHED", lastOffsetDays: 30 };

describe("the reason that makes an invoice wait", () => {
  it.each([
    ["the limit of contacts, not the day that has come", [reached, done, gap], gap],
    ["the credit that waits for a decision", [reached, credit], credit],
    ["what stops it, when nothing holds it", [done, finished], finished],
    ["the first one, when none makes it wait", [done, reached], done],
    ["none, without reasons", [], null],
  ] as const)("is %s", (_, reasons, expected) => {
    expect(waitingReason(reasons)).toBe(expected);
  });
});
