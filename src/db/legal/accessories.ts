/** What was asked for, and what was given up, on the interest and flat fee of invoices. */
import { type LocalDate, localDate } from "@/domain/calendar";
import type { AccessoryDemand } from "@/domain/legal/accessoryLedger";
import type { Tx } from "../inCompany";
import { toLocalDate } from "../values";

/** What a demand was made in, to open it. */
export type DemandSource = "MESSAGE" | "LETTER" | "STATEMENT";

export interface DemandRow extends AccessoryDemand {
  invoiceId: string;
  source: DemandSource;
  /** Id of the message, of the letter, or of the statement's document. */
  sourceId: string;
}

/** Documents that left and asked for something beyond the principal, oldest first. */
export async function readDemands(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  timeZone: string,
): Promise<DemandRow[]> {
  if (invoiceIds.length === 0) return [];
  const ids = [...invoiceIds];
  const rows = await tx.$queryRaw<(Omit<DemandRow, "on"> & { on: string })[]>`
    SELECT mi.invoice_id AS "invoiceId", 'MESSAGE' AS source, m.id AS "sourceId",
           (m.sent_at AT TIME ZONE ${timeZone})::date::text AS "on",
           mi.penalty_cents AS "penaltyCents", mi.indemnity_cents AS "flatFeeCents"
    FROM message_invoice mi JOIN message m ON m.company_id = mi.company_id AND m.id = mi.message_id
    WHERE mi.company_id = (SELECT ${companyId}::uuid) AND mi.invoice_id = ANY(${ids}::uuid[])
      AND m.kind = 'REMINDER' AND m.state = 'SENT' AND m.bounced_at IS NULL
      AND mi.penalty_cents + mi.indemnity_cents > 0
    UNION ALL
    SELECT li.invoice_id, 'LETTER', l.id, l.posted_on::text, li.penalty_cents, li.indemnity_cents
    FROM letter_invoice li JOIN letter l ON l.company_id = li.company_id AND l.id = li.letter_id
    WHERE li.company_id = (SELECT ${companyId}::uuid) AND li.invoice_id = ANY(${ids}::uuid[])
      AND l.posted_on IS NOT NULL AND l.state <> 'CANCELLED'
      AND l.return_reason IS DISTINCT FROM 'WRONG_ADDRESS' AND li.penalty_cents + li.indemnity_cents > 0
    UNION ALL
    SELECT si.invoice_id, 'STATEMENT', s.document_id, s.issued_on::text, si.penalty_cents, si.flat_fee_cents
    FROM statement_issue_invoice si
    JOIN statement_issue s ON s.company_id = si.company_id AND s.id = si.statement_id
    WHERE si.company_id = (SELECT ${companyId}::uuid) AND si.invoice_id = ANY(${ids}::uuid[])
      AND si.penalty_cents + si.flat_fee_cents > 0
    ORDER BY "on", "sourceId"`;
  return rows.map((row) => ({ ...row, on: localDate(row.on) }));
}

export interface WaiverRow {
  id: string;
  invoiceId: string;
  on: LocalDate;
  penaltyCents: bigint;
  flatFeeCents: bigint;
  reason: string;
}

/** Gestures that stand, newest first. */
export async function readWaivers(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<WaiverRow[]> {
  const rows = await tx.penaltyWaiver.findMany({
    where: { companyId, invoiceId: { in: [...invoiceIds] }, withdrawnAt: null },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ id, invoiceId, waivedOn, penaltyCents, flatFeeCents, reason }) => ({
    id,
    invoiceId,
    on: toLocalDate(waivedOn),
    penaltyCents,
    flatFeeCents,
    reason,
  }));
}

/** Invoices of a client that a statement of this day may speak of, the oldest due date first. */
export async function readStatedInvoiceIds(
  tx: Tx,
  companyId: string,
  clientId: string,
  on: LocalDate,
  limit: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM invoice
    WHERE company_id = ${companyId}::uuid AND client_id = ${clientId}::uuid AND due_on < ${on}::date
      AND status IN ('OPEN', 'PAID')
    ORDER BY (status = 'OPEN') DESC, due_on DESC, id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}
