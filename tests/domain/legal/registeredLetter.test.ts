/** Numbers and states of registered letters. */

import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import {
  isFinalLetterState,
  LETTER_STATES,
  letterMilestones,
  POSTAL_STATUSES,
  postalStatus,
} from "@/domain/legal/letterLifeCycle";
import { readTrackingNumber } from "@/domain/legal/trackingNumber";

describe("a tracking number", () => {
  it.each([
    ["1A 047 877 2024 3", "1A04787720243", "DOMESTIC_LRAR"],
    ["87001429717077B", "87001429717077B", "SMARTDATA"],
    ["rk123456785fr", "RK123456785FR", "INTERNATIONAL"],
    ["ABC12345678", "ABC12345678", "OTHER"],
  ])("%s is read without a warning", (text, value, format) => {
    expect(readTrackingNumber(text)).toEqual({ value, format, warning: undefined });
  });

  it.each(["1A 047 877 2024 4", "87001429717077C", "RK123456786FR"])("%s is only warned about", (text) => {
    expect(readTrackingNumber(text)?.warning).toContain("clé de contrôle");
  });

  it.each(["", "123", "1A04787720243123", "1A0478772024-3"])("%j cannot be one", (text) => {
    expect(readTrackingNumber(text)).toBeUndefined();
  });

  it.each([
    ["RR473124829GB", true],
    ["RR473124828GB", false],
    // The two remainders that have no digit of their own: 10 is written 0, 11 is written 5.
    ["RR000000080FR", true],
    ["RR000000005FR", true],
  ])("checks international number %s: %s", (text, isRight) => {
    expect(readTrackingNumber(text)?.warning === undefined).toBe(isRight);
  });
});

describe("a letter", () => {
  it("knows the nineteen codes of the operator", () => {
    expect(POSTAL_STATUSES).toHaveLength(19);
    expect(postalStatus(" ag1 ")?.state).toBe("NOTIFIED");
    expect(postalStatus("ZZ9")).toBeUndefined();
    expect(LETTER_STATES.filter(isFinalLetterState)).toEqual(["DELIVERED", "RETURNED_TO_SENDER"]);
  });

  it("keeps the first presentation, whatever the order of the events", () => {
    const events = [
      { state: "RETURNED", on: localDate("2026-10-24") },
      { state: "NOTIFIED", on: localDate("2026-10-08") },
      { state: "OUT_FOR_DELIVERY", on: localDate("2026-10-07") },
      { state: "DEPOSITED", on: localDate("2026-10-05") },
    ] as const;
    expect(letterMilestones(events)).toEqual({
      depositedOn: "2026-10-05",
      firstPresentedOn: "2026-10-07",
      deliveredOn: undefined,
      returnedOn: "2026-10-24",
      heldUntilOn: "2026-10-23",
    });
  });

  it("was never presented when it could not be distributed", () => {
    const events = [{ state: "UNDELIVERABLE", on: localDate("2026-10-07") }] as const;
    expect(letterMilestones(events).firstPresentedOn).toBeUndefined();
  });
});
