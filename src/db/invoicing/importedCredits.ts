/** The credit notes of imports. Those that an import put on its own invoices follow them. */
import { IMPORTED_PAYMENT_REFERENCE } from "@/domain/invoicing/importedPayment";
import type { KeptReason } from "@/domain/invoicing/keptReasons";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

export interface ImportedCreditRow {
  id: string;
  invoiceId: string;
  number: string;
  amountCents: bigint;
  /** The invoice was settled, by this credit note or with it. */
  isSettled: boolean;
  /** Null when nothing has touched the invoice since. */
  kept: KeptReason | null;
}

/**
 * Why the credit note `c` must be kept, as SQL; NULL when nothing has touched its invoice `i` since: what was asked,
 * answered, paid or decided on the lower amount stands on it. One that another import brought and took back is as if it
 * had never been.
 */
function keptSince(companyId: string): Prisma.Sql {
  const since = (from: string, when: Prisma.Sql) =>
    Prisma.sql`EXISTS (SELECT 1 FROM ${Prisma.raw(from)} WHERE x.company_id = ${companyId}::uuid AND ${when})`;
  const linked = (link: string, table: string, key: string, when: Prisma.Sql) =>
    since(
      `${link} l JOIN ${table} x ON x.company_id = l.company_id AND x.id = l.${key}`,
      Prisma.sql`l.invoice_id = i.id AND ${when}`,
    );
  const about = (table: string, when: Prisma.Sql) =>
    since(`${table} x`, Prisma.sql`x.invoice_id = i.id AND ${when}`);
  const later = Prisma.sql`x.created_at >= c.created_at`;
  const sent = Prisma.sql`x.state IN ('SENDING', 'SENT', 'FAILED', 'UNCERTAIN') AND coalesce(x.sent_at, x.created_at) >= c.created_at`;
  const posted = Prisma.sql`x.state NOT IN ('DRAFT', 'TO_APPROVE', 'CANCELLED')
    AND (coalesce(x.approved_at, x.created_at) >= c.created_at OR x.posted_on > c.created_at::date)`;
  const heldByPerson = Prisma.sql`x.kind NOT IN ('BANK_LINE', 'IMPORT') AND ${later}`;
  const isTakenBack = Prisma.sql`x.import_id IS NOT NULL AND x.cancelled_at IS NOT NULL AND x.cancelled_by_id IS NULL`;
  const otherCredit = Prisma.sql`x.import_id IS DISTINCT FROM c.import_id AND ${later} AND NOT (${isTakenBack})`;
  // What imports record, and take back, speaks for itself above.
  const journaled = Prisma.sql`x.entity_id = i.id AND x.at >= c.created_at
    AND NOT (x.action LIKE 'credit_note.%' AND x.data ->> 'importId' IS NOT NULL)`;
  return Prisma.sql`CASE
      WHEN ${linked("allocation", "payment", "payment_id", later)} THEN 'PAYMENT'
      WHEN ${linked("message_invoice", "message", "message_id", sent)} THEN 'MESSAGE'
      WHEN ${linked("letter_invoice", "letter", "letter_id", posted)} THEN 'LETTER'
      WHEN ${linked("call_task_invoice", "call_task", "call_task_id", Prisma.sql`x.state = 'DONE' AND x.done_at >= c.created_at`)} THEN 'CALL'
      WHEN ${linked("answer_invoice", "answer", "answer_id", later)} THEN 'ANSWER'
      WHEN i.status NOT IN ('OPEN', 'PAID') THEN 'CLOSED'
      WHEN ${since("invoice x", Prisma.sql`x.replaces_id = i.id AND x.status <> 'CANCELLED'`)} THEN 'REPLACED'
      WHEN ${about("credit_note", otherCredit)} OR ${about("hold", heldByPerson)} OR ${since("journal_entry x", journaled)} THEN 'EDITED'
    END`;
}

/** The credit notes of an import that still count, on invoices of others, in the order of these invoices. */
export async function readImportedCredits(
  tx: Tx,
  companyId: string,
  importId: string,
): Promise<ImportedCreditRow[]> {
  return tx.$queryRaw<ImportedCreditRow[]>`
    SELECT c.id, c.invoice_id AS "invoiceId", c.number, c.amount_cents AS "amountCents", i.status = 'PAID' AS "isSettled",
           ${keptSince(companyId)} AS kept
    FROM credit_note c JOIN invoice i ON i.company_id = c.company_id AND i.id = c.invoice_id
    WHERE c.company_id = ${companyId}::uuid AND c.import_id = ${importId}::uuid AND c.cancelled_at IS NULL
      AND i.import_id IS DISTINCT FROM c.import_id
    ORDER BY i.id, c.id`;
}

/**
 * What files gave as settled already of these invoices when they brought them, in cents, and when they were read.
 * Invoices of which they gave nothing, or of which a person took it back, are left out.
 */
export async function readSettledBefore(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, { cents: bigint; readAt: Date }>> {
  if (invoiceIds.length === 0) return new Map();
  // A reversal bears the words of what it takes back: the two cancel out.
  const rows = await tx.$queryRaw<{ invoiceId: string; cents: bigint; readAt: Date }[]>`
    SELECT a.invoice_id AS "invoiceId", sum(a.amount_cents)::bigint AS cents, max(p.created_at) AS "readAt"
    FROM allocation a JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
    WHERE a.company_id = (SELECT ${companyId}::uuid) AND a.invoice_id = ANY(${[...invoiceIds]}::uuid[])
      AND p.reference = ${IMPORTED_PAYMENT_REFERENCE}
    GROUP BY a.invoice_id HAVING sum(a.amount_cents) > 0`;
  return new Map(rows.map(({ invoiceId, ...settled }) => [invoiceId, settled]));
}

/** Takes credit notes back: they stay readable and count no more. */
export async function cancelCredits(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await tx.creditNote.updateMany({
    where: { companyId, id: { in: [...ids] }, cancelledAt: null },
    data: { cancelledAt: at },
  });
}

export interface RecordedCredit {
  id: string;
  number: string;
  amountCents: bigint;
  invoiceId: string;
  invoiceNumber: string;
  isCancelled: boolean;
}

/** All the credit notes that an import recorded, by number. */
export async function readCreditsOfImport(
  tx: Tx,
  companyId: string,
  importId: string,
): Promise<RecordedCredit[]> {
  const rows = await tx.creditNote.findMany({
    where: { companyId, importId },
    select: {
      ...{ id: true, number: true, amountCents: true, invoiceId: true, cancelledAt: true },
      invoice: { select: { number: true } },
    },
    orderBy: [{ number: "asc" }, { id: "asc" }],
  });
  return rows.map(({ cancelledAt, invoice, ...row }) => ({
    ...row,
    invoiceNumber: invoice.number,
    isCancelled: cancelledAt !== null,
  }));
}
