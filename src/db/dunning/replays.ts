/** The past of a company as a replay reads it, and the replays themselves. */
import { type LocalDate, localDate } from "@/domain/calendar";
import type { AwaitedDebit, ReplayClient, ReplayInvoice } from "@/domain/dunning/replay";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { Tx } from "../inCompany";

/** Clients with an invoice due in these days, by id, after `afterId`. */
export async function readReplayClientIds(
  tx: Tx,
  companyId: string,
  span: { fromOn: LocalDate; toOn: LocalDate },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ clientId: string }[]>`
    SELECT DISTINCT client_id AS "clientId" FROM invoice
    WHERE company_id = ${companyId}::uuid AND due_on BETWEEN ${span.fromOn}::date AND ${span.toOn}::date
    ORDER BY 1`;
  return rows.map((row) => row.clientId);
}

interface ClientRow {
  id: string;
  name: string;
  kind: DebtorKind;
  hasUsableEmail: boolean;
}

interface InvoiceRow {
  id: string;
  clientId: string;
  number: string;
  issuedOn: string;
  dueOn: string;
  totalCents: bigint;
  closedOn: string | null;
}

/** These clients with their invoices due in these days, what settled them, and the debits that were awaited. */
export async function readReplayClients(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
  span: { fromOn: LocalDate; toOn: LocalDate; timeZone: string },
): Promise<ReplayClient[]> {
  const ids = [...clientIds];
  const clients = await tx.$queryRaw<ClientRow[]>`
    SELECT c.id, c.name, c.kind::text AS kind,
           EXISTS (SELECT 1 FROM contact k WHERE k.company_id = c.company_id AND k.client_id = c.id
                   AND k.role <> 'COPY' AND k.email IS NOT NULL) AS "hasUsableEmail"
    FROM client c WHERE c.company_id = (SELECT ${companyId}::uuid) AND c.id = ANY(${ids}::uuid[]) ORDER BY c.id`;
  const invoices = await tx.$queryRaw<InvoiceRow[]>`
    SELECT id, client_id AS "clientId", number, issued_on::text AS "issuedOn", due_on::text AS "dueOn",
           total_cents AS "totalCents",
           CASE WHEN status IN ('CANCELLED', 'WRITTEN_OFF') THEN (closed_at AT TIME ZONE ${span.timeZone})::date::text END AS "closedOn"
    FROM invoice
    WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${ids}::uuid[])
      AND due_on BETWEEN ${span.fromOn}::date AND ${span.toOn}::date
    ORDER BY client_id, due_on, id`;
  const invoiceIds = invoices.map((invoice) => invoice.id);
  const events = await readEvents(tx, companyId, invoiceIds);
  const debits = await readAwaitedDebits(tx, companyId, invoiceIds, span.timeZone);
  const byClient = new Map<string, ReplayInvoice[]>();
  for (const { clientId, ...row } of invoices) {
    const awaited = debits.get(row.id);
    const invoice: ReplayInvoice = {
      ...row,
      ...(awaited && { debits: awaited }),
      issuedOn: localDate(row.issuedOn),
      dueOn: localDate(row.dueOn),
      closedOn: row.closedOn === null ? null : localDate(row.closedOn),
      events: events.get(row.id) ?? [],
    };
    const mine = byClient.get(clientId);
    if (mine) mine.push(invoice);
    else byClient.set(clientId, [invoice]);
  }
  return clients.map((client) => ({ ...client, invoices: byClient.get(client.id) ?? [] }));
}

/** Payments that stand and credit notes, oldest first. */
async function readEvents(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, ReplayInvoice["events"][number][]>> {
  const rows = await tx.$queryRaw<{ invoiceId: string; on: string; amountCents: bigint }[]>`
    SELECT a.invoice_id AS "invoiceId", p.received_on::text AS "on", a.amount_cents AS "amountCents"
    FROM allocation a JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
    WHERE a.company_id = (SELECT ${companyId}::uuid) AND a.invoice_id = ANY(${[...invoiceIds]}::uuid[])
      AND p.reverses_id IS NULL AND a.amount_cents > 0
      AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.company_id = p.company_id AND r.reverses_id = p.id)
    UNION ALL
    SELECT invoice_id, issued_on::text, amount_cents FROM credit_note
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...invoiceIds]}::uuid[]) AND cancelled_at IS NULL
    ORDER BY 2`;
  const events = new Map<string, ReplayInvoice["events"][number][]>();
  for (const { invoiceId, on, amountCents } of rows) {
    const event = { on: localDate(on), amountCents };
    const mine = events.get(invoiceId);
    if (mine) mine.push(event);
    else events.set(invoiceId, [event]);
  }
  return events;
}

interface DebitRow {
  invoiceId: string;
  fromMs: number | null;
  untilMs: number | null;
  debitOn: string | null;
}

/**
 * When the bank was awaited for these invoices. What was noted the day the invoice came in was known
 * with it. A debit that succeeded is awaited until its payment is undone: the payment is recorded in
 * the same transaction, which lasts a few seconds.
 */
async function readAwaitedDebits(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  timeZone: string,
): Promise<Map<string, AwaitedDebit[]>> {
  const rows = await tx.$queryRaw<DebitRow[]>`
    SELECT h.invoice_id AS "invoiceId", h.debit_on::text AS "debitOn",
           CASE WHEN (h.created_at AT TIME ZONE ${timeZone})::date > (i.created_at AT TIME ZONE ${timeZone})::date
                THEN (extract(epoch FROM h.created_at) * 1000)::float8 END AS "fromMs",
           (extract(epoch FROM CASE WHEN c.id IS NULL THEN h.ended_at ELSE c.undone_at END) * 1000)::float8 AS "untilMs"
    FROM hold h
    JOIN invoice i ON i.company_id = h.company_id AND i.id = h.invoice_id
    LEFT JOIN LATERAL (
      SELECT p.id, r.created_at AS undone_at
      FROM allocation a
      JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
      LEFT JOIN payment r ON r.company_id = p.company_id AND r.reverses_id = p.id
      WHERE a.company_id = h.company_id AND a.invoice_id = h.invoice_id
        AND p.method = 'DIRECT_DEBIT' AND p.reverses_id IS NULL
        AND p.created_at BETWEEN h.ended_at AND h.ended_at + interval '1 minute'
      LIMIT 1) c ON true
    WHERE h.company_id = (SELECT ${companyId}::uuid) AND h.invoice_id = ANY(${[...invoiceIds]}::uuid[])
      AND h.kind = 'DIRECT_DEBIT'
    ORDER BY h.created_at`;
  const debits = new Map<string, AwaitedDebit[]>();
  for (const { invoiceId, fromMs, untilMs, debitOn } of rows) {
    const debit = { fromAt: fromMs, untilAt: untilMs, debitOn: debitOn === null ? null : localDate(debitOn) };
    const mine = debits.get(invoiceId);
    if (mine) mine.push(debit);
    else debits.set(invoiceId, [debit]);
  }
  return debits;
}

/**
 * Takes the oldest replay that waits, or that a dead worker left, for so long.
 *
 * @returns null when there is none (or another worker has it)
 */
export async function claimReplay(
  tx: Tx,
  companyId: string,
  now: number,
  leaseMs: number,
): Promise<{ id: string; attempts: number } | null> {
  const [row] = await tx.$queryRaw<{ id: string; attempts: number }[]>`
    UPDATE scenario_replay SET state = 'RUNNING', attempts = attempts + 1, done = 0, lease_until = ${new Date(now + leaseMs)}
    WHERE company_id = ${companyId}::uuid AND id = (
      SELECT id FROM scenario_replay
      WHERE company_id = ${companyId}::uuid
        AND (state = 'QUEUED' OR (state = 'RUNNING' AND lease_until < ${new Date(now)}))
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, attempts`;
  return row ?? null;
}
