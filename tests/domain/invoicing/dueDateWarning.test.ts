/** Due dates beyond the longest legal term: a warning, and no false alarm. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { dueDateWarning } from "@/domain/invoicing/dueDateWarning";
import type { DebtorKind } from "@/domain/legal/debtorKind";

const warningOf = (
  clientKind: DebtorKind,
  issuedOn: string,
  dueOn: string,
  { performedOn, receivedOn }: { performedOn?: string; receivedOn?: string } = {},
) =>
  dueDateWarning({
    clientKind,
    issuedOn: localDate(issuedOn),
    dueOn: localDate(dueOn),
    performedOn: performedOn === undefined ? null : localDate(performedOn),
    requestReceivedOn: receivedOn === undefined ? null : localDate(receivedOn),
  });

describe("the due date of an invoice", () => {
  it.each([
    ["B2B", "2026-09-01", "2026-10-31", "60 days"],
    ["B2B", "2026-09-02", "2026-10-31", "45 days then the end of the month"],
    ["B2C", "2026-01-01", "2026-12-31", "a consumer's contract is free"],
    ["PUBLIC", "2026-09-01", "2026-10-01", "30 days"],
  ] as const)("%s, %s to %s is lawful: %s", (kind, issuedOn, dueOn, _why) => {
    expect(warningOf(kind, issuedOn, dueOn)).toBeUndefined();
  });

  it("warns a business beyond 60 days, with the date and the article", () => {
    const warning = warningOf("B2B", "2026-09-01", "2026-11-01");
    expect(warning).toContain("31\u00a0octobre\u00a02026");
    expect(warning).toContain("L.\u00a0441-10");
  });

  it("warns beyond 45 days to the end of a month", () => {
    expect(warningOf("B2B", "2026-09-01", "2026-11-30")).toContain("45 jours fin de mois");
  });

  it("counts the days of a public buyer from the work, or its receipt of the request, when later", () => {
    expect(warningOf("PUBLIC", "2026-09-01", "2026-10-15")).toContain("30 jours");
    expect(warningOf("PUBLIC", "2026-09-01", "2026-10-15", { performedOn: "2026-09-20" })).toBeUndefined();
    expect(warningOf("PUBLIC", "2026-09-01", "2026-10-15", { receivedOn: "2026-09-20" })).toBeUndefined();
  });
});
