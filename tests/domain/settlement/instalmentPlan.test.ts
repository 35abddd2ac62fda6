import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/calendar";
import { sumCents } from "@/domain/money";
import { monthlySchedule, planStanding } from "@/domain/settlement/instalmentPlan";

const schedules = fc
  .tuple(fc.bigInt(100n, 10_000_000n), fc.integer({ min: 2, max: 24 }), fc.integer({ min: 0, max: 3_000 }))
  .map(([total, count, day]) => ({
    total,
    schedule: monthlySchedule(total, count, addDays(localDate("2026-01-31"), day)),
  }));

describe("a schedule", () => {
  it("adds up, grows in time, and its parts differ by cents only", () => {
    fc.assert(
      fc.property(schedules, ({ total, schedule }) => {
        expect(sumCents(schedule.map((part) => part.amountCents))).toBe(total);
        const parts = schedule.map((part) => part.amountCents);
        const spread = (parts[0] ?? 0n) - (parts.at(-1) ?? 0n);
        expect(spread).toBeGreaterThanOrEqual(0n);
        expect(spread).toBeLessThan(BigInt(schedule.length));
        const days = schedule.map((part) => part.dueOn);
        expect([...new Set(days)].sort()).toEqual(days);
      }),
    );
  });

  it("keeps the day of the month where the month has it", () => {
    expect(monthlySchedule(300n, 3, localDate("2027-01-31")).map((part) => part.dueOn)).toEqual([
      "2027-01-31",
      "2027-02-28",
      "2027-03-31",
    ]);
  });

  it("breaks the day after its grace, not on its last day", () => {
    const schedule = monthlySchedule(300n, 3, localDate("2026-12-01"));
    const on = (day: string, paid: bigint) => planStanding(schedule, paid, localDate(day), 2).kind;
    expect([on("2026-12-03", 0n), on("2026-12-04", 0n)]).toEqual(["EXPECTING", "BROKEN"]);
    expect([on("2027-01-04", 199n), on("2027-01-04", 200n)]).toEqual(["BROKEN", "EXPECTING"]);
    expect(on("2027-06-01", 300n)).toBe("KEPT");
  });

  it("never breaks before its grace has passed, is kept exactly when all of it came, and more money never hurts", () => {
    const rank = { BROKEN: 0, EXPECTING: 1, KEPT: 2 } as const;
    fc.assert(
      fc.property(
        schedules,
        fc.bigInt(0n, 11_000_000n),
        fc.bigInt(0n, 1_000n),
        fc.integer({ min: -40, max: 900 }),
        fc.integer({ min: 0, max: 30 }),
        ({ total, schedule }, paid, more, after, grace) => {
          const today = addDays(schedule[0]?.dueOn ?? localDate("2026-01-01"), after);
          const standing = planStanding(schedule, paid, today, grace);
          expect(standing.kind === "KEPT").toBe(paid >= total);
          if (standing.kind === "BROKEN") expect(addDays(standing.missed.dueOn, grace) < today).toBe(true);
          if (after <= grace) expect(standing.kind).not.toBe("BROKEN");
          const richer = planStanding(schedule, paid + more, today, grace);
          expect(rank[richer.kind]).toBeGreaterThanOrEqual(rank[standing.kind]);
        },
      ),
    );
  });
});
