import { type LocalDate, localDate } from "@/domain/calendar";
import { Prisma } from "../generated/client";
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
  return readRows(tx, companyId, clientId, Prisma.sql`i.status = 'OPEN'`);
}

/** Something beyond the principal of an invoice `i` was written in a message, a letter or a statement. */
const CLAIMED = Prisma.sql`(
  EXISTS (SELECT 1 FROM message_invoice mi
          WHERE mi.company_id = i.company_id AND mi.invoice_id = i.id AND mi.penalty_cents + mi.indemnity_cents > 0)
  OR EXISTS (SELECT 1 FROM letter_invoice li
             WHERE li.company_id = i.company_id AND li.invoice_id = i.id AND li.penalty_cents + li.indemnity_cents > 0)
  OR EXISTS (SELECT 1 FROM statement_issue_invoice si
             WHERE si.company_id = i.company_id AND si.invoice_id = i.id AND si.penalty_cents + si.flat_fee_cents > 0))`;

/** The same, and the settled ones of which interest or the flat fee may have been asked for. */
export async function readClaimedInvoices(
  tx: Tx,
  companyId: string,
  clientId: string,
): Promise<OwedInvoiceRow[]> {
  const which = Prisma.sql`(i.status = 'OPEN' OR i.status = 'PAID' AND ${CLAIMED})`;
  return readRows(tx, companyId, clientId, which);
}

async function readRows(
  tx: Tx,
  companyId: string,
  clientId: string,
  which: Prisma.Sql,
): Promise<OwedInvoiceRow[]> {
  const rows = await tx.$queryRaw<
    (Omit<OwedInvoiceRow, "issuedOn" | "dueOn"> & { issuedOn: string; dueOn: string })[]
  >`
    SELECT i.id, i.number, i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn",
           i.total_cents AS "totalCents", i.balance_cents AS "balanceCents"
    FROM invoice i
    WHERE i.company_id = (SELECT ${companyId}::uuid) AND i.client_id = ${clientId}::uuid AND ${which}
    ORDER BY i.due_on, i.id`;
  return rows.map((row) => ({ ...row, issuedOn: localDate(row.issuedOn), dueOn: localDate(row.dueOn) }));
}
