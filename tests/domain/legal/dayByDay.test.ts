/** The engine against a second computation that walks one day at a time. */

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { runCases } from "@/usecases/legal/computeStatements";
import { dayByDay } from "../../support/dayByDayOracle";
import { statementCase } from "../../support/statementCases";

it("agrees on 10 000 random cases, every field", () => {
  let withInterest = 0;
  let withFeePaid = 0;
  let withOverpayment = 0;
  fc.assert(
    fc.property(statementCase, (input) => {
      const expected = dayByDay(input);
      if (Number(expected.penalty_cents) > 0) withInterest += 1;
      if (Number(expected.indemnity_paid_cents) > 0) withFeePaid += 1;
      if (Number(expected.overpaid_cents) > 0) withOverpayment += 1;
      const [actual] = runCases([input]);
      // The message of a difference is worth its time only when there is one.
      if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
    }),
    { numRuns: 10_000 },
  );
  // The draw is worth something only if it reaches the corners.
  expect(withInterest).toBeGreaterThan(3_000);
  expect(withFeePaid).toBeGreaterThan(300);
  expect(withOverpayment).toBeGreaterThan(300);
});
