/** What ends with an invoice when it is settled or closed, and comes back when that is undone. */
import type { LocalDate } from "@/domain/calendar";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { revokeLinksOf } from "./answerLinks";

/** What closes an invoice. */
export interface Closing {
  invoiceId: string;
  /** The payment; the invoice itself when it is cancelled, written off, credited or edited. */
  closedById: string;
  because: "PAID" | "CLOSED";
  at: Date;
}

/** Ends the running holds, the links, the answers and the calls that speak of nothing else open; each notes why. */
export async function endWithInvoice(tx: Tx, companyId: string, closing: Closing): Promise<void> {
  const { invoiceId, closedById, because, at } = closing;
  await tx.hold.updateMany({
    where: { companyId, invoiceId, endedAt: null },
    data: { endedAt: at, endReason: because === "PAID" ? "Facture soldée." : "Facture close.", closedById },
  });
  await revokeLinksOf(tx, companyId, invoiceId, closing);
  const promise = because === "PAID" ? "KEPT" : "WITHDRAWN";
  const other = because === "PAID" ? "ACCEPTED" : "WITHDRAWN";
  await tx.$executeRaw`
    UPDATE answer a SET decided_at = ${at}, closed_by_id = ${closedById}::uuid, state = CASE
        WHEN a.state = 'BROKEN' THEN a.state
        WHEN a.kind = 'PROMISE' THEN ${promise}::answer_state
        ELSE ${other}::answer_state END
    WHERE a.company_id = (SELECT ${companyId}::uuid) AND a.state IN ('OPEN', 'BROKEN') AND a.decided_at IS NULL
      AND EXISTS (SELECT 1 FROM answer_invoice m
                  WHERE m.company_id = a.company_id AND m.answer_id = a.id AND m.invoice_id = ${invoiceId}::uuid)
      AND NOT EXISTS (
        SELECT 1 FROM answer_invoice o JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
        WHERE o.company_id = a.company_id AND o.answer_id = a.id AND i.status = 'OPEN')`;
  await tx.$executeRaw`
    UPDATE call_task c SET state = 'CANCELLED', done_at = ${at}, closed_by_id = ${closedById}::uuid
    WHERE c.company_id = (SELECT ${companyId}::uuid) AND c.state = 'OPEN'
      AND EXISTS (SELECT 1 FROM call_task_invoice m
                  WHERE m.company_id = c.company_id AND m.call_task_id = c.id AND m.invoice_id = ${invoiceId}::uuid)
      AND NOT EXISTS (
        SELECT 1 FROM call_task_invoice o JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
        WHERE o.company_id = c.company_id AND o.call_task_id = c.id AND i.status = 'OPEN')`;
}

/** Invoices that are owed again, and whose closing is undone. */
export interface Reopening {
  invoiceIds: readonly string[];
  /**
   * What ended by this, and what is contested; null: by whatever had closed these invoices. Money keeps a promise; a
   * contestation may be about the very sum that is owed again.
   */
  closedById: string | null;
}

/** Rows of `alias` that the closing had ended. */
function ended(alias: "a" | "h" | "c", { closedById }: Reopening): Prisma.Sql {
  const column = Prisma.raw(`${alias}.closed_by_id`);
  if (closedById === null) return Prisma.sql`${column} IS NOT NULL`;
  const isContested =
    alias === "c"
      ? Prisma.sql`false`
      : Prisma.sql`${Prisma.raw(alias)}.kind = 'DISPUTE' AND ${column} IS NOT NULL`;
  return Prisma.sql`(${column} = ${closedById}::uuid OR ${isContested})`;
}

/** These invoices, and those that an answer ended with them speaks of as well: what it suspends comes back on all. */
export async function readEndedWith(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT o.invoice_id AS id FROM answer_invoice m
    JOIN answer a ON a.company_id = m.company_id AND a.id = m.answer_id AND a.closed_by_id IS NOT NULL
    JOIN answer_invoice o ON o.company_id = m.company_id AND o.answer_id = m.answer_id
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.invoice_id = ANY(${[...invoiceIds]}::uuid[])`;
  return [...new Set([...invoiceIds, ...rows.map(({ id }) => id)])];
}

/** Answers wait again as they did. @returns their ids */
export async function restoreAnswers(tx: Tx, companyId: string, reopening: Reopening): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE answer a SET decided_at = NULL, closed_by_id = NULL,
           state = CASE WHEN a.state = 'BROKEN' THEN a.state ELSE 'OPEN' END
    WHERE a.company_id = (SELECT ${companyId}::uuid) AND ${ended("a", reopening)}
      AND EXISTS (SELECT 1 FROM answer_invoice m
                  WHERE m.company_id = a.company_id AND m.answer_id = a.id AND m.invoice_id = ANY(${[...reopening.invoiceIds]}::uuid[]))
    RETURNING a.id`;
  return rows.map((row) => row.id);
}

/** Schedules that only the closing had made kept run again. @returns ids of their answers */
export async function restorePlans(
  tx: Tx,
  companyId: string,
  reopening: Reopening,
  now: Date,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE instalment_plan p SET state = 'RUNNING', closed_at = NULL, look_at = ${now}
    WHERE p.company_id = (SELECT ${companyId}::uuid) AND p.state = 'KEPT'
      AND EXISTS (SELECT 1 FROM hold h
                  WHERE h.company_id = p.company_id AND h.answer_id = p.answer_id
                    AND h.invoice_id = ANY(${[...reopening.invoiceIds]}::uuid[]) AND ${ended("h", reopening)})
    RETURNING p.answer_id AS id`;
  return rows.map((row) => row.id);
}

/**
 * Holds run again until their last day, when what had opened them still stands: its answer waits, its
 * schedule runs or its decision gave these days, its message was not read, nobody has looked at its movement. That of an
 * insolvency is the procedure's own business, and is not among them. Call it after the answers and the schedules.
 *
 * One whose answer was decided meanwhile keeps its note, for {@link reopenHolds}.
 *
 * @param answerIds answers that wait again: what they suspend on other invoices that are owed comes back too
 */
export async function restoreHolds(
  tx: Tx,
  companyId: string,
  reopening: Reopening & { answerIds: readonly string[] },
  today: LocalDate,
): Promise<void> {
  const ids = [...reopening.invoiceIds];
  const concerned = Prisma.sql`(h.invoice_id = ANY(${ids}::uuid[]) AND ${ended("h", reopening)}
      OR h.answer_id = ANY(${[...reopening.answerIds]}::uuid[]) AND h.closed_by_id IS NOT NULL
         AND EXISTS (SELECT 1 FROM invoice i WHERE i.company_id = h.company_id AND i.id = h.invoice_id AND i.status = 'OPEN'))`;
  await tx.$executeRaw`
    UPDATE hold h SET ended_at = NULL, end_reason = NULL
    WHERE h.company_id = (SELECT ${companyId}::uuid) AND ${concerned}
      AND h.kind <> 'INSOLVENCY' AND (h.until_on IS NULL OR h.until_on >= ${today}::date)
      AND (h.answer_id IS NULL
        OR EXISTS (SELECT 1 FROM answer a WHERE a.company_id = h.company_id AND a.id = h.answer_id
                   AND CASE WHEN h.kind = 'MANUAL' THEN a.decision_message_id IS NOT NULL ELSE a.state = 'OPEN' END)
        OR EXISTS (SELECT 1 FROM instalment_plan p
                   WHERE p.company_id = h.company_id AND p.answer_id = h.answer_id AND p.state = 'RUNNING'))
      AND (h.inbound_mail_id IS NULL
        OR EXISTS (SELECT 1 FROM inbound_mail b
                   WHERE b.company_id = h.company_id AND b.id = h.inbound_mail_id AND b.handled_at IS NULL))
      AND (h.kind <> 'BANK_LINE' OR h.bank_line_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM bank_match m
        WHERE m.company_id = h.company_id AND m.line_id = h.bank_line_id AND m.undone_at IS NULL))`;
  await tx.$executeRaw`
    UPDATE hold h SET closed_by_id = NULL
    WHERE h.company_id = (SELECT ${companyId}::uuid) AND ${concerned}
      AND (h.ended_at IS NULL OR h.kind = 'MANUAL' OR NOT EXISTS (
        SELECT 1 FROM answer a WHERE a.company_id = h.company_id AND a.id = h.answer_id AND a.decided_at IS NOT NULL))`;
}

/**
 * A decision is undone: what it had ended on invoices that are owed runs again, and so does what an invoice closed
 * and opened again meanwhile had ended. On one that is closed now, it ends with the closing instead.
 *
 * @param endedAt when the answer was decided
 * @returns true when something waits again
 */
export async function reopenHolds(
  tx: Tx,
  companyId: string,
  { id, endedAt }: { id: string; endedAt: Date },
  today: LocalDate,
): Promise<boolean> {
  const lasts = Prisma.sql`h.company_id = (SELECT ${companyId}::uuid) AND h.answer_id = ${id}::uuid AND h.kind <> 'MANUAL'
      AND (h.until_on IS NULL OR h.until_on >= ${today}::date)
      AND (h.ended_at = ${endedAt} OR h.closed_by_id IS NOT NULL)`;
  const count = await tx.$executeRaw`
    UPDATE hold h SET ended_at = NULL, end_reason = NULL, closed_by_id = NULL
    FROM invoice i
    WHERE ${lasts} AND i.company_id = h.company_id AND i.id = h.invoice_id AND i.status = 'OPEN'`;
  await tx.$executeRaw`
    UPDATE hold h SET closed_by_id = h.invoice_id
    FROM invoice i
    WHERE ${lasts} AND h.closed_by_id IS NULL AND i.company_id = h.company_id AND i.id = h.invoice_id AND i.status <> 'OPEN'`;
  return count > 0;
}

/** Of these answers, promises that suspend nothing any more: their day has passed meanwhile. */
export async function breakPastPromises(
  tx: Tx,
  companyId: string,
  answerIds: readonly string[],
): Promise<void> {
  await tx.answer.updateMany({
    where: {
      companyId,
      id: { in: [...answerIds] },
      kind: "PROMISE",
      state: "OPEN",
      holds: { none: { endedAt: null } },
    },
    data: { state: "BROKEN" },
  });
}

/** Pages of answers open again, whichever of their invoices had closed last. */
export async function restoreLinks(tx: Tx, companyId: string, reopening: Reopening): Promise<void> {
  const ids = [...reopening.invoiceIds];
  await tx.$executeRaw`
    UPDATE answer_link l SET revoked_at = NULL, closed_by_id = NULL
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND l.closed_by_id IS NOT NULL
      AND (EXISTS (SELECT 1 FROM message_invoice mi
                   WHERE mi.company_id = l.company_id AND mi.message_id = l.message_id AND mi.invoice_id = ANY(${ids}::uuid[]))
        OR EXISTS (SELECT 1 FROM debtor_settings s JOIN invoice i ON i.company_id = s.company_id
                   WHERE s.company_id = l.company_id AND s.is_space_open AND i.client_id = l.client_id
                     AND i.id = ANY(${ids}::uuid[])))`;
}

/** Calls are to be made again, except about what an insolvency freezes. */
export async function restoreCalls(tx: Tx, companyId: string, reopening: Reopening): Promise<void> {
  await tx.$executeRaw`
    UPDATE call_task c SET state = 'OPEN', done_at = NULL, closed_by_id = NULL
    WHERE c.company_id = (SELECT ${companyId}::uuid) AND c.state = 'CANCELLED' AND ${ended("c", reopening)}
      AND EXISTS (SELECT 1 FROM call_task_invoice m
                  WHERE m.company_id = c.company_id AND m.call_task_id = c.id AND m.invoice_id = ANY(${[...reopening.invoiceIds]}::uuid[]))
      AND NOT EXISTS (SELECT 1 FROM call_task_invoice m JOIN hold h ON h.company_id = m.company_id AND h.invoice_id = m.invoice_id
                      WHERE m.company_id = c.company_id AND m.call_task_id = c.id
                        AND h.kind = 'INSOLVENCY' AND h.ended_at IS NULL)`;
}
