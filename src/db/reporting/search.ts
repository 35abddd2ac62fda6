/** One search over a company: clients, invoices, letters. A few of each, the likeliest first. */
import { type LocalDate, localDate } from "@/domain/calendar";
import { contains } from "../contains";
import type { Tx } from "../inCompany";
import { clientMatches } from "../parties/clientList";

export interface FoundClient {
  id: string;
  name: string;
  siren: string | null;
  city: string | null;
  isArchived: boolean;
  openCents: bigint;
}

/** Clients by name, reference, SIREN or contact; those whose name begins with the text first. */
export async function findClients(
  tx: Tx,
  companyId: string,
  text: string,
  limit: number,
): Promise<FoundClient[]> {
  return tx.$queryRaw<FoundClient[]>`
    SELECT c.id, c.name, c.siren, c.city, c.archived_at IS NOT NULL AS "isArchived",
           coalesce((SELECT sum(balance_cents) FROM invoice i
                     WHERE i.company_id = c.company_id AND i.client_id = c.id AND i.status = 'OPEN'), 0)::bigint AS "openCents"
    FROM client c WHERE c.company_id = ${companyId}::uuid AND ${clientMatches(text)}
    ORDER BY c.archived_at IS NOT NULL, c.name ILIKE ${contains(text).slice(1)} DESC, lower(c.name), c.id LIMIT ${limit}`;
}

export interface FoundInvoice {
  id: string;
  number: string;
  clientName: string;
  dueOn: LocalDate;
  totalCents: bigint;
  balanceCents: bigint;
  status: "OPEN" | "PAID" | "CANCELLED" | "WRITTEN_OFF";
}

/**
 * Invoices by number or order reference, or by exact amount, total or left to pay. The exact number
 * comes first, then what is open. About 0.1 s over 100 000 invoices.
 */
export async function findInvoices(
  tx: Tx,
  companyId: string,
  text: string,
  amountCents: bigint | null,
  limit: number,
): Promise<FoundInvoice[]> {
  const like = contains(text);
  const cents = amountCents ?? -1n;
  const rows = await tx.$queryRaw<(Omit<FoundInvoice, "dueOn"> & { dueOn: string })[]>`
    SELECT i.id, i.number, c.name AS "clientName", i.due_on::text AS "dueOn", i.total_cents AS "totalCents",
           i.balance_cents AS "balanceCents", i.status::text AS status
    FROM invoice i JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    WHERE i.company_id = ${companyId}::uuid
      AND (i.number ILIKE ${like} OR i.order_reference ILIKE ${like} OR i.total_cents = ${cents} OR i.balance_cents = ${cents})
    ORDER BY upper(i.number) = upper(${text}) DESC, i.status = 'OPEN' DESC, i.due_on DESC, i.id LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, dueOn: localDate(row.dueOn) }));
}

export interface FoundLetter {
  id: string;
  trackingNumber: string;
  clientName: string;
  state: "DRAFT" | "TO_APPROVE" | "TO_POST" | "POSTED" | "PRESENTED" | "DELIVERED" | "RETURNED" | "CANCELLED";
  datedOn: LocalDate;
  totalCents: bigint;
}

/** Letters by tracking number, spaces aside. */
export async function findLetters(
  tx: Tx,
  companyId: string,
  text: string,
  limit: number,
): Promise<FoundLetter[]> {
  const compact = text.replace(/[\s\u00a0]/g, "");
  const rows = await tx.$queryRaw<(Omit<FoundLetter, "datedOn"> & { datedOn: string })[]>`
    SELECT l.id, l.tracking_number AS "trackingNumber", c.name AS "clientName", l.state::text AS state,
           l.dated_on::text AS "datedOn", l.total_cents AS "totalCents"
    FROM letter l JOIN client c ON c.company_id = l.company_id AND c.id = l.client_id
    WHERE l.company_id = ${companyId}::uuid AND replace(l.tracking_number, ' ', '') ILIKE ${contains(compact)}
    ORDER BY l.dated_on DESC, l.id LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, datedOn: localDate(row.datedOn) }));
}
