import { type LocalDate, localDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";

export interface OwedInvoiceRow {
  id: string;
  number: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  balanceCents: bigint;
}

/** Open invoices of a client, oldest due date first. */
export async function readOwedInvoices(
  tx: Tx,
  companyId: string,
  clientId: string,
): Promise<OwedInvoiceRow[]> {
  const rows = await tx.$queryRaw<
    (Omit<OwedInvoiceRow, "issuedOn" | "dueOn"> & { issuedOn: string; dueOn: string })[]
  >`
    SELECT id, number, issued_on::text AS "issuedOn", due_on::text AS "dueOn", total_cents AS "totalCents",
           balance_cents AS "balanceCents"
    FROM invoice
    WHERE company_id = ${companyId}::uuid AND client_id = ${clientId}::uuid AND status = 'OPEN'
    ORDER BY due_on, id`;
  return rows.map((row) => ({ ...row, issuedOn: localDate(row.issuedOn), dueOn: localDate(row.dueOn) }));
}
