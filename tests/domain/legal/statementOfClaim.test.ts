/** Several invoices in one claim: sums, shared costs, order. */

import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { consumerInvoice, lateInvoice, statementOf } from "../../support/claims";
import { refusal } from "../../support/refusal";

const first = lateInvoice({ invoiceNumber: "F-1", dueOn: localDate("2026-08-31") });
const second = lateInvoice({ invoiceNumber: "F-2", dueOn: localDate("2026-09-30"), totalCents: 90_000n });

describe("a claim", () => {
  it("sums its invoices: 40 € for each", () => {
    const statement = statementOf([second, first]);
    expect(statement).toMatchObject({
      principalDueCents: 210_000n,
      penaltyCents: 3384n + 1620n,
      flatFeeCents: 8000n,
      totalDueCents: 210_000n + 5004n + 8000n,
      dailyCents: 41n + 31n,
    });
  });

  it("puts the oldest due date first, then the number", () => {
    const twin = { ...first, invoiceNumber: "F-0" };
    const numbers = statementOf([second, first, twin]).invoices.map(({ claim }) => claim.invoiceNumber);
    expect(numbers).toEqual(["F-0", "F-1", "F-2"]);
  });

  it("refuses to be empty", () => {
    expect(refusal(() => statementOf([])).code).toBe("CLAIM_EMPTY");
  });
});

describe("costs of the whole claim", () => {
  it("are owed above the flat fees of its invoices", () => {
    const statement = statementOf([first, second], { sharedRecoveryCostsCents: 30_000n });
    expect(statement.complementaryCents).toBe(22_000n);
    expect(statement.totalDueCents).toBe(210_000n + 5004n + 8000n + 22_000n);
  });

  it("use only the flat fees that costs of one invoice have left", () => {
    const costly = { ...first, recoveryCostsCents: 10_000n };
    const statement = statementOf([costly, second], { sharedRecoveryCostsCents: 30_000n });
    expect(statement.complementaryCents).toBe(6000n + 26_000n);
  });

  it("are nothing when the fees cover them", () => {
    expect(statementOf([first, second], { sharedRecoveryCostsCents: 8000n }).complementaryCents).toBe(0n);
  });

  it("are never asked of a consumer", () => {
    const statement = statementOf([consumerInvoice()], { sharedRecoveryCostsCents: 30_000n });
    expect(statement).toMatchObject({ complementaryCents: 0n, flatFeeCents: 0n, totalDueCents: 120_000n });
  });
});
