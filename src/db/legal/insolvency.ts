/** Collective procedures opened against clients, and what they stop. */
import type { LocalDate } from "@/domain/calendar";
import { COUNTING_ON_PAYMENT, type MessageKind } from "@/domain/dunning/note";
import type { Insolvency } from "@/domain/legal/insolvency";
import type { Tx } from "../inCompany";
import { toLocalDate, toLocalDateOrNull } from "../values";

/** A procedure as it was recorded. */
export interface StoredInsolvency extends Insolvency {
  id: string;
  clientId: string;
  courtName: string;
  officerName: string;
  officerAddress: string;
  isCreditorOverseas: boolean;
  privilege: string;
  declaredOn: LocalDate | null;
  declaredBy: string;
  /** It is over: when that was recorded, and how it ended. Null while it runs. */
  endedAt: Date | null;
  endReason: string;
}

type InsolvencyRow = NonNullable<Awaited<ReturnType<Tx["insolvency"]["findFirst"]>>>;

function storedOf(row: InsolvencyRow): StoredInsolvency {
  return {
    id: row.id,
    clientId: row.clientId,
    kind: row.kind,
    openedOn: toLocalDate(row.openedOn),
    publishedOn: toLocalDateOrNull(row.publishedOn) ?? undefined,
    courtName: row.courtName,
    officerName: row.officerName,
    officerAddress: row.officerAddress,
    isCreditorOverseas: row.isCreditorOverseas,
    privilege: row.privilege,
    declaredOn: toLocalDateOrNull(row.declaredOn),
    declaredBy: row.declaredBy,
    endedAt: row.endedAt,
    endReason: row.endReason,
  };
}

/** The procedure that runs against a client; null when there is none. */
export async function readInsolvency(
  tx: Tx,
  companyId: string,
  clientId: string,
): Promise<StoredInsolvency | null> {
  const row = await tx.insolvency.findFirst({ where: { companyId, clientId, endedAt: null } });
  return row && storedOf(row);
}

/** The last procedure of a client that is over: what it froze stays frozen. Null when there is none. */
export async function readClosedInsolvency(
  tx: Tx,
  companyId: string,
  clientId: string,
): Promise<StoredInsolvency | null> {
  const row = await tx.insolvency.findFirst({
    where: { companyId, clientId, endCause: "CLOSURE" },
    orderBy: { endedAt: "desc" },
  });
  return row && storedOf(row);
}

/** Procedures that run and whose claim is not declared yet, with the name of the client. */
export async function readUndeclared(
  tx: Tx,
  companyId: string,
): Promise<(StoredInsolvency & { clientName: string })[]> {
  const rows = await tx.insolvency.findMany({
    where: { companyId, endedAt: null, declaredOn: null },
    include: { client: { select: { name: true } } },
    orderBy: [{ publishedOn: { sort: "asc", nulls: "last" } }, { id: "asc" }],
    take: 100,
  });
  return rows.map((row) => ({ ...storedOf(row), clientName: row.client.name }));
}

/** Ids of the open invoices of a client, oldest first, locked by the caller where it matters. */
export async function readOpenInvoiceIds(tx: Tx, companyId: string, clientId: string): Promise<string[]> {
  const rows = await tx.invoice.findMany({
    where: { companyId, clientId, status: "OPEN" },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => row.id);
}

/** Suspends those of these invoices that a running procedure freezes, and releases the others. */
export async function suspendFrozenInvoices(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`SELECT suspend_frozen_invoices(${companyId}::uuid, ${[...invoiceIds]}::uuid[])`;
}

/** Invoices of a client that a procedure suspends. */
export async function readFrozenInvoiceIds(tx: Tx, companyId: string, clientId: string): Promise<string[]> {
  const rows = await tx.hold.findMany({
    where: { companyId, kind: "INSOLVENCY", endedAt: null, invoice: { clientId } },
    select: { invoiceId: true },
    orderBy: { invoiceId: "asc" },
  });
  return rows.map((row) => row.invoiceId);
}

/** Those of these invoices that a procedure suspends. */
export async function readFrozenAmong(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.hold.findMany({
    where: { companyId, kind: "INSOLVENCY", endedAt: null, invoiceId: { in: [...invoiceIds] } },
    select: { invoiceId: true },
  });
  return new Set(rows.map((row) => row.invoiceId));
}

/** Of these messages, those that count on the payment of an invoice that a procedure suspends. */
export async function readFrozenNotes(
  tx: Tx,
  companyId: string,
  messages: readonly { id: string; kind: MessageKind }[],
): Promise<string[]> {
  const ids = messages.filter(({ kind }) => COUNTING_ON_PAYMENT.includes(kind)).map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT mi.message_id AS id FROM message_invoice mi
    JOIN hold h ON h.company_id = (SELECT ${companyId}::uuid) AND h.invoice_id = mi.invoice_id
      AND h.kind = 'INSOLVENCY' AND h.ended_at IS NULL
    WHERE mi.company_id = (SELECT ${companyId}::uuid) AND mi.message_id = ANY(${ids}::uuid[])`;
  return rows.map((row) => row.id);
}

/**
 * Takes back what was about to leave for these invoices beyond what a change of facts withdraws:
 * letters approved and not posted yet, calls to make, words that count on a payment.
 *
 * @returns how many of each
 */
export async function withdrawEverything(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<{ letters: number; calls: number }> {
  const ids = [...invoiceIds];
  await tx.$executeRaw`
    UPDATE message m SET state = 'CANCELLED', outcome = 'Une procédure collective a été ouverte.',
           lease_token = NULL, lease_until = NULL
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.kind::text = ANY(${[...COUNTING_ON_PAYMENT]}::text[])
      AND m.state IN ('AWAITING_APPROVAL', 'READY')
      AND EXISTS (SELECT 1 FROM message_invoice mi
                  WHERE mi.company_id = m.company_id AND mi.message_id = m.id AND mi.invoice_id = ANY(${ids}::uuid[]))`;
  const letters = await tx.$queryRaw<{ id: string }[]>`
    UPDATE letter l SET state = 'CANCELLED', outcome = 'Une procédure collective a été ouverte.'
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND l.state IN ('DRAFT', 'TO_APPROVE', 'TO_POST')
      AND EXISTS (SELECT 1 FROM letter_invoice li
                  WHERE li.company_id = l.company_id AND li.letter_id = l.id AND li.invoice_id = ANY(${ids}::uuid[]))
    RETURNING l.id`;
  const calls = await tx.$queryRaw<{ id: string }[]>`
    UPDATE call_task c SET state = 'CANCELLED'
    WHERE c.company_id = ${companyId}::uuid AND c.state = 'OPEN'
      AND EXISTS (SELECT 1 FROM call_task_invoice ci WHERE ci.company_id = c.company_id AND ci.call_task_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM call_task_invoice ci
                      WHERE ci.company_id = c.company_id AND ci.call_task_id = c.id AND ci.invoice_id <> ALL(${ids}::uuid[]))
    RETURNING c.id`;
  await tx.$executeRaw`
    UPDATE dunning_step SET state = 'CANCELLED'
    WHERE company_id = (SELECT ${companyId}::uuid) AND state = 'DONE'
      AND (letter_id = ANY(${letters.map((row) => row.id)}::uuid[])
           OR call_task_id = ANY(${calls.map((row) => row.id)}::uuid[]))`;
  // Nothing follows the end of a formal notice any more: the claim is declared instead.
  await tx.$executeRaw`
    UPDATE letter l SET followed_up_at = now()
    WHERE l.company_id = ${companyId}::uuid AND l.followed_up_at IS NULL AND l.posted_on IS NOT NULL
      AND EXISTS (SELECT 1 FROM letter_invoice li WHERE li.company_id = l.company_id AND li.letter_id = l.id)
      AND NOT EXISTS (SELECT 1 FROM letter_invoice li
                      WHERE li.company_id = l.company_id AND li.letter_id = l.id AND li.invoice_id <> ALL(${ids}::uuid[]))`;
  return { letters: letters.length, calls: calls.length };
}
