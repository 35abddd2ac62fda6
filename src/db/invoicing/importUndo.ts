/** Takes back what an import made and nobody has built on. Nothing is deleted: invoices are cancelled. */
import type { Instant } from "@/domain/calendar";
import { IMPORTED_PAYMENT_REFERENCE } from "@/domain/invoicing/importedPayment";
import type { KeptCounts, KeptReason } from "@/domain/invoicing/keptReasons";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { jsonRows } from "../storableText";
import { newId } from "../values";
import { endImportedHolds } from "./importHolds";
import { IMPORT_UNDONE } from "./importRows";

export interface ImportedRow {
  id: string;
  /** Null when nothing has touched the invoice since its import. */
  kept: KeptReason | null;
}

/** True when this statement finds a row about the invoice `i`. */
function exists(companyId: string, from: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM ${from} AND x.company_id = ${companyId}::uuid)`;
}

/**
 * Why the invoice `i` must be kept, as SQL; NULL when nothing has touched it since its import. A credit note that came
 * with the same import goes with it, and one that another import brought and took back is as if it had never been.
 */
function keptReason(companyId: string): Prisma.Sql {
  // Credit notes speak for themselves, below.
  const journaled = (id: Prisma.Sql) =>
    exists(
      companyId,
      Prisma.sql`journal_entry x WHERE x.entity_id = ${id} AND x.action NOT LIKE 'credit_note.%'`,
    );
  const about = (table: string) =>
    exists(companyId, Prisma.sql`${Prisma.raw(table)} x WHERE x.invoice_id = i.id`);
  // A PDF that came with an import, that of the invoice or of a credit note, is no work of anyone.
  const ownDocument = exists(
    companyId,
    Prisma.sql`document x WHERE x.invoice_id = i.id AND x.import_id IS NULL`,
  );
  const credited = exists(
    companyId,
    Prisma.sql`credit_note x WHERE x.invoice_id = i.id
      AND (x.import_id IS NULL OR x.cancelled_by_id IS NOT NULL OR (x.import_id <> i.import_id AND x.cancelled_at IS NULL))`,
  );
  // A movement of the account, or the import itself, holds an invoice back: nobody has touched it for that. A debit
  // that a person announced is in the journal.
  const heldByPerson = exists(
    companyId,
    Prisma.sql`hold x WHERE x.invoice_id = i.id AND x.kind NOT IN ('BANK_LINE', 'DIRECT_DEBIT', 'IMPORT')`,
  );
  return Prisma.sql`CASE
      WHEN EXISTS (
        SELECT 1 FROM allocation a JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
        WHERE a.company_id = i.company_id AND a.invoice_id = i.id
          AND (p.reference <> ${IMPORTED_PAYMENT_REFERENCE} OR ${journaled(Prisma.sql`p.id`)})) THEN 'PAYMENT'
      WHEN EXISTS (
        SELECT 1 FROM message_invoice l JOIN message m ON m.company_id = l.company_id AND m.id = l.message_id
        WHERE l.company_id = i.company_id AND l.invoice_id = i.id
          AND m.state IN ('SENDING', 'SENT', 'FAILED', 'UNCERTAIN')) THEN 'MESSAGE'
      WHEN EXISTS (
        SELECT 1 FROM letter_invoice l JOIN letter t ON t.company_id = l.company_id AND t.id = l.letter_id
        WHERE l.company_id = i.company_id AND l.invoice_id = i.id
          AND t.state NOT IN ('DRAFT', 'TO_APPROVE', 'CANCELLED')) THEN 'LETTER'
      WHEN EXISTS (
        SELECT 1 FROM call_task_invoice l JOIN call_task c ON c.company_id = l.company_id AND c.id = l.call_task_id
        WHERE l.company_id = i.company_id AND l.invoice_id = i.id AND c.state = 'DONE') THEN 'CALL'
      WHEN ${about("answer_invoice")} THEN 'ANSWER'
      WHEN i.status NOT IN ('OPEN', 'PAID') THEN 'CLOSED'
      WHEN ${credited} OR ${heldByPerson} OR ${ownDocument} OR ${journaled(Prisma.sql`i.id`)} THEN 'EDITED'
    END`;
}

const NOT_UNDONE = Prisma.sql`NOT (i.status = 'CANCELLED' AND coalesce(i.close_reason, '') = ${IMPORT_UNDONE})`;

/**
 * How many invoices of an import nothing has touched, with how many credit notes, and how many must be kept for each
 * reason.
 */
export async function countImported(
  tx: Tx,
  companyId: string,
  importId: string,
): Promise<{ untouched: number; credits: number; kept: KeptCounts }> {
  const rows = await tx.$queryRaw<{ reason: KeptReason | null; count: number; credits: number }[]>`
    SELECT ${keptReason(companyId)} AS reason, count(*)::int AS count, sum((
        SELECT count(*) FROM credit_note n
        WHERE n.company_id = i.company_id AND n.invoice_id = i.id AND n.cancelled_at IS NULL))::int AS credits
    FROM invoice i
    WHERE i.company_id = ${companyId}::uuid AND i.import_id = ${importId}::uuid AND ${NOT_UNDONE}
    GROUP BY 1`;
  const kept: KeptCounts = {};
  for (const { reason, count } of rows) if (reason) kept[reason] = count;
  const free = rows.find(({ reason }) => reason === null);
  return { untouched: free?.count ?? 0, credits: free?.credits ?? 0, kept };
}

/** Locks the next invoices of an import, in id order, and says which must be kept and why. */
export async function lockImported(
  tx: Tx,
  companyId: string,
  importId: string,
  page: { after: string; limit: number },
): Promise<ImportedRow[]> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM invoice i
    WHERE i.company_id = ${companyId}::uuid AND i.id > ${page.after}::uuid AND i.import_id = ${importId}::uuid
      AND ${NOT_UNDONE}
    ORDER BY i.id LIMIT ${page.limit} FOR NO KEY UPDATE`;
  if (locked.length === 0) return [];
  return tx.$queryRaw<ImportedRow[]>`
    SELECT i.id, ${keptReason(companyId)} AS kept FROM invoice i
    WHERE i.company_id = ${companyId}::uuid AND i.id = ANY(${locked.map(({ id }) => id)}::uuid[])
    ORDER BY i.id`;
}

/**
 * Cancels locked invoices: their imported payments are reversed, their credit notes of the same import too, the steps
 * decided for them are forgotten, calls about them alone dropped. The caller ends with `decideAgain`.
 *
 * @returns how many credit notes went with them
 */
export async function cancelImported(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  now: Instant,
): Promise<{ credits: number }> {
  if (invoiceIds.length === 0) return { credits: 0 };
  const ids = [...invoiceIds];
  const at = new Date(now);
  await reversePayments(tx, companyId, ids, at);
  const credits = await tx.$executeRaw`
    UPDATE credit_note SET cancelled_at = ${at}
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[]) AND cancelled_at IS NULL`;
  await endImportedHolds(tx, companyId, ids, at);
  await tx.$executeRaw`
    UPDATE invoice SET status = 'CANCELLED', close_reason = ${IMPORT_UNDONE}, closed_at = ${at}, balance_cents = total_cents
    WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE dunning_step SET state = 'CANCELLED'
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[]) AND state <> 'CANCELLED'`;
  await tx.$executeRaw`
    UPDATE call_task c SET state = 'CANCELLED', done_at = ${at}
    WHERE c.company_id = (SELECT ${companyId}::uuid) AND c.state = 'OPEN'
      AND c.id IN (SELECT m.call_task_id FROM call_task_invoice m
                   WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.invoice_id = ANY(${ids}::uuid[]))
      AND NOT EXISTS (
        SELECT 1 FROM call_task_invoice o JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
        WHERE o.company_id = c.company_id AND o.call_task_id = c.id AND i.status = 'OPEN')`;
  return { credits };
}

async function reversePayments(tx: Tx, companyId: string, ids: string[], at: Date): Promise<void> {
  const payments = await tx.$queryRaw<{ paymentId: string; invoiceId: string; amountCents: bigint }[]>`
    SELECT a.payment_id AS "paymentId", a.invoice_id AS "invoiceId", a.amount_cents AS "amountCents"
    FROM allocation a JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
    WHERE a.company_id = (SELECT ${companyId}::uuid) AND a.invoice_id = ANY(${ids}::uuid[]) AND p.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.company_id = p.company_id AND r.reverses_id = p.id)`;
  if (payments.length === 0) return;
  const rows = jsonRows(payments.map((payment) => ({ ...payment, id: newId() })));
  await tx.$executeRaw`
    INSERT INTO payment (company_id, id, client_id, received_on, amount_cents, method, reference, reverses_id, created_by_id, created_at)
    SELECT p.company_id, r.id, p.client_id, p.received_on, -p.amount_cents, p.method, p.reference, p.id, p.created_by_id, ${at}
    FROM json_to_recordset(${rows}::json) AS r(id uuid, "paymentId" uuid)
    JOIN payment p ON p.company_id = (SELECT ${companyId}::uuid) AND p.id = r."paymentId"`;
  await tx.$executeRaw`
    INSERT INTO allocation (company_id, payment_id, invoice_id, amount_cents)
    SELECT ${companyId}::uuid, r.id, r."invoiceId", -r."amountCents"
    FROM json_to_recordset(${rows}::json) AS r(id uuid, "invoiceId" uuid, "amountCents" bigint)`;
}

/** Notes that a person wants it undone: the worker takes it from there. */
export async function askUndo(
  tx: Tx,
  companyId: string,
  importId: string,
  asked: { by: string; at: Instant },
): Promise<void> {
  await tx.invoiceImport.update({
    where: { companyId_id: { companyId, id: importId } },
    data: { undoAskedAt: new Date(asked.at), undoAskedBy: asked.by, undoneCount: 0, undoneCreditCount: 0 },
    select: { id: true },
  });
}

/** Counts invoices, or credit notes, just taken back. */
export async function countUndone(
  tx: Tx,
  companyId: string,
  importId: string,
  undone: { invoices: number; credits: number },
): Promise<void> {
  await tx.invoiceImport.update({
    where: { companyId_id: { companyId, id: importId } },
    data: { undoneCount: { increment: undone.invoices }, undoneCreditCount: { increment: undone.credits } },
    select: { id: true },
  });
}

/** Notes that an import is undone, and what was kept. */
export async function endUndo(
  tx: Tx,
  companyId: string,
  importId: string,
  kept: KeptCounts,
  now: Instant,
): Promise<void> {
  await tx.invoiceImport.update({
    where: { companyId_id: { companyId, id: importId } },
    data: { undoneAt: new Date(now), keptReasons: kept },
    select: { id: true },
  });
}
