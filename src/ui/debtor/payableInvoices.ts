import type { DebtorInvoice } from "./debtorPageProps";

/** Invoices with something left that may be paid: those a collective procedure freezes are left out. */
export function payableInvoices(invoices: readonly DebtorInvoice[]): DebtorInvoice[] {
  return invoices.filter((invoice) => invoice.balanceCents > 0n && !invoice.isFrozen);
}
