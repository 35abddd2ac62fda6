/** Computes worked cases written as JSON: the engine behind `npm run statement`. */
import { DomainError } from "@/domain/invariant";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import type { ClauseTest, PenaltyPolicyKind } from "@/domain/legal/penaltyPolicy";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { type LegalRates, RateNotPublishedError } from "@/domain/legal/rateTables";
import { rationalText } from "@/domain/legal/rational";
import { typeset } from "@/domain/typography";
import { parseStatementCase } from "./statementCase";

/**
 * One result a case, in the order of the file: the statement, or `{ error }` when the case is
 * malformed or must be refused. A case is the input itself or an object with an `input` key.
 *
 * @throws DomainError `STATEMENT_CASES` when the file is not a list.
 */
export function runCases(json: unknown, rates: LegalRates = PUBLISHED_RATES): unknown[] {
  if (!Array.isArray(json)) {
    throw new DomainError("STATEMENT_CASES", typeset("Une liste de cas est attendue : [{ … }, { … }]."));
  }
  return json.map((entry) => runCase(inputOf(entry), rates));
}

function inputOf(entry: unknown): unknown {
  return typeof entry === "object" && entry !== null && "input" in entry ? entry.input : entry;
}

function runCase(input: unknown, rates: LegalRates): unknown {
  try {
    const { claim, statedOn } = parseStatementCase(input);
    return resultOf(statementOfInvoice(claim, statedOn, rates));
  } catch (error) {
    // The format has its own sentence for a missing rate; every other refusal speaks French.
    if (error instanceof RateNotPublishedError) return { error: `no published rate for ${error.halfYear}` };
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  }
}

/** The statement in the vocabulary of the format: whole cents, and exact fractions as text. */
function resultOf(statement: InvoiceStatement): Record<string, unknown> {
  return {
    days_late: statement.daysLate,
    segments: statement.segments.map((segment) => ({
      from: segment.fromOn,
      to: segment.toOn,
      days: segment.days,
      balance_cents: Number(segment.balanceCents),
      rate_bp: segment.rateBps,
      exact_cents: rationalText(segment.exactCents),
      rounded_cents: Number(segment.amountCents),
    })),
    penalty_cents: Number(statement.penaltyCents),
    penalty_exact: rationalText(statement.penaltyExactCents),
    penalty_round_once_cents: Number(statement.penaltyRoundedOnceCents),
    penalty_paid_cents: Number(statement.penaltySettledCents - statement.penaltyWaivedCents),
    principal_due_cents: Number(statement.principalDueCents),
    indemnity_cents: Number(statement.flatFeeCents),
    indemnity_paid_cents: Number(statement.flatFeeSettledCents - statement.flatFeeWaivedCents),
    complementary_cents: Number(statement.complementaryCents),
    overpaid_cents: Number(statement.overpaidCents),
    total_due_cents: Number(statement.totalDueCents),
    engine_note: noteOf(statement.claim.policy.kind, statement.clauseTest),
  };
}

/** The remark of the format on how the rate was chosen. */
function noteOf(policyKind: PenaltyPolicyKind, clauseTest: ClauseTest | undefined): string {
  if (policyKind === "PUBLIC") return "rate frozen at semester of first accruing day (R2192-31)";
  if (policyKind === "B2C_LEGAL") return "column autres cas (creditor is a professional)";
  if (!clauseTest) return "";
  const { clauseRateBps, floorBps, isLawful, remedy } = clauseTest;
  if (!isLawful) {
    const outcome = remedy === "FLOOR" ? "floor 3x legal" : "max(clause, statutory)";
    return `clause ${clauseRateBps} bp < floor ${floorBps} bp -> ${outcome}`;
  }
  // A floating clause that passes carries no remark: its rate differs from one segment to the next.
  return policyKind === "CONTRACT_FIXED" ? `clause ${clauseRateBps} bp >= floor ${floorBps} bp` : "";
}
