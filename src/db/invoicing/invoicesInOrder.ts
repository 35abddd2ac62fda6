/** Every invoice of a company, a page at a time in the order of their ids: for programs, which read all of it. */
import { type LocalDate, localDate } from "@/domain/calendar";
import type { InvoiceStatus } from "@/domain/invoicing/balance";
import type { ListedInvoice } from "@/domain/reporting/apiObjects";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { storableText } from "../storableText";

export interface InvoiceSelection {
  status: InvoiceStatus | null;
  /** Due before this day. */
  dueBefore: LocalDate | null;
  number: string | null;
  clientId: string | null;
  issuedSince: LocalDate | null;
  /** Changed at that instant or since. */
  changedSince: Date | null;
}

/** Invoices whose id comes after `afterId`; null: from the first. */
export async function readInvoicesInOrder(
  tx: Tx,
  companyId: string,
  walk: { selection: InvoiceSelection; afterId: string | null; limit: number },
): Promise<ListedInvoice[]> {
  const { selection, afterId, limit } = walk;
  const { status, dueBefore, number, clientId, issuedSince, changedSince } = selection;
  const conditions = [
    Prisma.sql`i.company_id = ${companyId}::uuid`,
    ...(afterId ? [Prisma.sql`i.id > ${afterId}::uuid`] : []),
    ...(status ? [Prisma.sql`i.status = ${status}::invoice_status`] : []),
    ...(dueBefore ? [Prisma.sql`i.due_on < ${dueBefore}::date`] : []),
    ...(number === null ? [] : [Prisma.sql`i.number = ${storableText(number)}`]),
    ...(clientId ? [Prisma.sql`i.client_id = ${clientId}::uuid`] : []),
    ...(issuedSince ? [Prisma.sql`i.issued_on >= ${issuedSince}::date`] : []),
    ...(changedSince ? [Prisma.sql`i.changed_at >= ${changedSince}`] : []),
  ];
  return readListed(tx, Prisma.sql`${Prisma.join(conditions, " AND ")} ORDER BY i.id LIMIT ${limit}`);
}

/** These invoices, by id. */
export async function readListedInvoices(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, ListedInvoice>> {
  const rows = await readListed(
    tx,
    Prisma.sql`i.company_id = (SELECT ${companyId}::uuid) AND i.id = ANY(${[...ids]}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function readListed(tx: Tx, which: Prisma.Sql): Promise<ListedInvoice[]> {
  type Row = Omit<ListedInvoice, "issuedOn" | "dueOn"> & { issuedOn: string; dueOn: string };
  const rows = await tx.$queryRaw<Row[]>`
    SELECT i.id, i.number, i.status::text AS status, i.client_id AS "clientId", c.name AS "clientName",
           i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn",
           i.total_cents AS "totalCents", i.balance_cents AS "balanceCents", i.changed_at AS "changedAt"
    FROM invoice i JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    WHERE ${which}`;
  return rows.map((row) => ({ ...row, issuedOn: localDate(row.issuedOn), dueOn: localDate(row.dueOn) }));
}
