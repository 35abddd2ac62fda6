/** Claims for tests: a late invoice between businesses that each test changes where it matters. */
import { localDate } from "@/domain/calendar";
import type { InvoiceClaim } from "@/domain/legal/invoiceClaim";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { type Claim, type StatementOfClaim, statementOfClaim } from "@/domain/legal/statementOfClaim";

export const STATED_ON = localDate("2026-11-22");

/** 1 200.00 € due on 31 August 2026: on 22 November it bears 33.84 € of interest. */
export function lateInvoice(change: Partial<InvoiceClaim> = {}): InvoiceClaim {
  return {
    invoiceNumber: "F-2026-018",
    debtorKind: "B2B",
    policy: { kind: "STATUTORY_B2B" },
    totalCents: 120_000n,
    issuedOn: localDate("2026-08-01"),
    dueOn: localDate("2026-08-31"),
    events: [],
    ...change,
  };
}

/** The same owed by a consumer, without clause nor formal notice. */
export function consumerInvoice(change: Partial<InvoiceClaim> = {}): InvoiceClaim {
  return lateInvoice({ debtorKind: "B2C", policy: { kind: "B2C_LEGAL" }, ...change });
}

/** The statement of some invoices on 22 November 2026, with the published rates. */
export function statementOf(
  invoices: readonly InvoiceClaim[],
  rest: Omit<Claim, "invoices"> = {},
): StatementOfClaim {
  return statementOfClaim({ invoices, ...rest }, STATED_ON, PUBLISHED_RATES);
}
