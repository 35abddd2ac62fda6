/** Invoices paid by direct debit: what waits for the bank, and what a person must be asked about. */
import { type LocalDate, localDate } from "@/domain/calendar";
import { DEBIT_ASK_DAYS } from "@/domain/settlement/directDebit";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { fromLocalDate, newId } from "../values";

export interface NewDebit {
  invoiceId: string;
  /** Reference of the mandate; may be empty. */
  reference: string;
  /** Null: the due date. */
  debitOn: LocalDate | null;
}

/** Suspends these invoices until the bank has spoken; one that waits already is left as it is. */
export async function insertDebits(
  tx: Tx,
  companyId: string,
  debits: readonly NewDebit[],
  by: { userId: string | null; today: LocalDate; now: Date },
): Promise<void> {
  await tx.hold.createMany({
    data: debits.map(({ invoiceId, reference, debitOn }) => ({
      companyId,
      id: newId(),
      invoiceId,
      kind: "DIRECT_DEBIT" as const,
      reason: reference,
      debitOn: debitOn && fromLocalDate(debitOn),
      startedOn: fromLocalDate(by.today),
      createdById: by.userId,
      createdAt: by.now,
    })),
    skipDuplicates: true,
  });
}

/** Ends the wait for the bank of these invoices. @returns how many waited */
export async function endDebits(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  end: { at: Date; reason: string },
): Promise<number> {
  const { count } = await tx.hold.updateMany({
    where: { companyId, invoiceId: { in: [...invoiceIds] }, kind: "DIRECT_DEBIT", endedAt: null },
    data: { endedAt: end.at, endReason: end.reason },
  });
  return count;
}

/** Open invoices of this client that wait for the bank. */
export async function readDebitedInvoiceIds(tx: Tx, companyId: string, clientId: string): Promise<string[]> {
  const rows = await tx.hold.findMany({
    where: { companyId, kind: "DIRECT_DEBIT", endedAt: null, invoice: { clientId, status: "OPEN" } },
    select: { invoiceId: true },
    orderBy: { invoiceId: "asc" },
  });
  return rows.map((row) => row.invoiceId);
}

/** Open invoices of this client whose debit was rejected: they are reminded like any other. */
export async function readRejectedInvoiceIds(tx: Tx, companyId: string, clientId: string): Promise<string[]> {
  const rows = await tx.debitRejection.findMany({
    where: { companyId, invoice: { clientId, status: "OPEN" } },
    select: { invoiceId: true },
    distinct: ["invoiceId"],
  });
  return rows.map((row) => row.invoiceId);
}

export interface DebitToAsk {
  invoiceId: string;
  number: string;
  clientId: string;
  clientName: string;
  debitOn: LocalDate;
  balanceCents: bigint;
}

function silentDebits(companyId: string, today: LocalDate): Prisma.Sql {
  return Prisma.sql`
    FROM hold h
    JOIN invoice i ON i.company_id = h.company_id AND i.id = h.invoice_id
    JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    WHERE h.company_id = ${companyId}::uuid AND h.kind = 'DIRECT_DEBIT' AND h.ended_at IS NULL AND i.status = 'OPEN'
      AND coalesce(h.debit_on, i.due_on) <= ${today}::date - ${DEBIT_ASK_DAYS}::int`;
}

/** Debits of which nothing was said for too long, the oldest first. */
export async function readDebitsToAsk(
  tx: Tx,
  companyId: string,
  today: LocalDate,
  limit: number,
): Promise<DebitToAsk[]> {
  const rows = await tx.$queryRaw<(Omit<DebitToAsk, "debitOn"> & { debitOn: string })[]>`
    SELECT i.id AS "invoiceId", i.number, c.id AS "clientId", c.name AS "clientName", i.balance_cents AS "balanceCents",
           coalesce(h.debit_on, i.due_on)::text AS "debitOn"
    ${silentDebits(companyId, today)} ORDER BY "debitOn", i.id LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, debitOn: localDate(row.debitOn) }));
}

/** How many debits nothing was said of for too long. */
export async function countDebitsToAsk(tx: Tx, companyId: string, today: LocalDate): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${silentDebits(companyId, today)}`;
  return row?.count ?? 0;
}
