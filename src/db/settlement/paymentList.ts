/** Payments received, newest first, one page at a time by key. A payment that was undone stays, marked. */
import { type LocalDate, localDate } from "@/domain/calendar";
import { sumCents } from "@/domain/money";
import { contains, containsWord } from "../contains";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { surplusCents } from "./surplusCents";

export interface PaymentFilter {
  /** Days of reception, bounds included. */
  from: LocalDate | null;
  to: LocalDate | null;
  /** Part of a client's name, an invoice number or a reference. */
  search: string;
  clientId: string | null;
}

export interface PaymentCursor {
  receivedOn: LocalDate;
  id: string;
  direction: "after" | "before";
}

export interface PaymentRow {
  id: string;
  clientId: string;
  clientName: string;
  receivedOn: LocalDate;
  amountCents: bigint;
  method: "TRANSFER" | "CHEQUE" | "CARD" | "CASH" | "DIRECT_DEBIT" | "OTHER" | "CREDIT";
  reference: string;
  isReversed: boolean;
  /** It answers « j'ai payé », confirmed. */
  isDeclared: boolean;
  invoices: { id: string; number: string; amountCents: bigint }[];
  /** Of the amount, what paid interest and flat fees. */
  accessoryCents: bigint;
  /** Beside the amount, what came with it and is a credit of the client, taken back with it. */
  surplusCents: bigint;
}

type Row = Omit<PaymentRow, "receivedOn" | "invoices"> & {
  receivedOn: string;
  invoices: { id: string; number: string; cents: string }[];
};

function conditions(companyId: string, { from, to, search, clientId }: PaymentFilter): Prisma.Sql {
  const all = [Prisma.sql`p.company_id = ${companyId}::uuid AND p.reverses_id IS NULL`];
  if (from) all.push(Prisma.sql`p.received_on >= ${from}::date`);
  if (to) all.push(Prisma.sql`p.received_on <= ${to}::date`);
  if (clientId) all.push(Prisma.sql`p.client_id = ${clientId}::uuid`);
  if (search !== "") {
    const like = contains(search);
    all.push(Prisma.sql`(p.reference ILIKE ${like}
      OR p.client_id IN (SELECT id FROM client WHERE company_id = ${companyId}::uuid AND ${containsWord(Prisma.sql`name`, search)})
      OR p.id IN (SELECT a.payment_id FROM allocation a JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                  WHERE a.company_id = ${companyId}::uuid AND i.number ILIKE ${like}))`);
  }
  return Prisma.join(all, " AND ");
}

const REVERSED = Prisma.sql`EXISTS (SELECT 1 FROM payment r WHERE r.company_id = p.company_id AND r.reverses_id = p.id)`;

/** One page, newest first. */
export async function readPaymentPage(
  tx: Tx,
  companyId: string,
  query: { filter: PaymentFilter; cursor: PaymentCursor | null; limit: number },
): Promise<PaymentRow[]> {
  const { filter, cursor, limit } = query;
  const isBackward = cursor?.direction === "before";
  const sign = isBackward ? Prisma.sql`>` : Prisma.sql`<`;
  const key = cursor
    ? Prisma.sql`AND (p.received_on, p.id) ${sign} (${cursor.receivedOn}::date, ${cursor.id}::uuid)`
    : Prisma.empty;
  const order = isBackward ? Prisma.sql`p.received_on, p.id` : Prisma.sql`p.received_on DESC, p.id DESC`;
  const rows = await tx.$queryRaw<Row[]>`
    WITH page AS (
      SELECT p.* FROM payment p WHERE ${conditions(companyId, filter)} ${key} ORDER BY ${order} LIMIT ${limit})
    SELECT p.id, p.client_id AS "clientId", c.name AS "clientName", p.received_on::text AS "receivedOn",
           p.amount_cents AS "amountCents", p.method::text AS method, p.reference, ${REVERSED} AS "isReversed",
           p.answer_id IS NOT NULL AS "isDeclared",
           (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'cents', (a.amount_cents + a.accessory_cents)::text)
                                      ORDER BY i.due_on, i.id), '[]')
            FROM allocation a JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
            WHERE a.company_id = p.company_id AND a.payment_id = p.id) AS invoices,
           (SELECT coalesce(sum(a.accessory_cents), 0)::bigint FROM allocation a
            WHERE a.company_id = p.company_id AND a.payment_id = p.id) AS "accessoryCents",
           ${surplusCents("p")} AS "surplusCents"
    FROM page p JOIN client c ON c.company_id = p.company_id AND c.id = p.client_id
    ORDER BY ${order}`;
  const page = rows.map(paymentRow);
  return isBackward ? page.reverse() : page;
}

/** One payment; null when it is not of this company, or is itself a reversal. */
export async function readPayment(tx: Tx, companyId: string, id: string): Promise<PaymentRow | null> {
  const cursor = await tx.payment.findUnique({
    where: { companyId_id: { companyId, id }, reversesId: null },
    include: {
      client: { select: { name: true } },
      surplus: { select: { amountCents: true, cancelledAt: true } },
      allocations: { include: { invoice: { select: { id: true, number: true } } } },
    },
  });
  if (!cursor) return null;
  const reversal = await tx.payment.findUnique({
    where: { companyId_reversesId: { companyId, reversesId: id } },
    select: { id: true },
  });
  return {
    id,
    clientId: cursor.clientId,
    clientName: cursor.client.name,
    receivedOn: localDate(cursor.receivedOn.toISOString().slice(0, 10)),
    amountCents: cursor.amountCents,
    method: cursor.method,
    reference: cursor.reference,
    isReversed: reversal !== null,
    isDeclared: cursor.answerId !== null,
    invoices: cursor.allocations.map(({ invoice, amountCents, accessoryCents }) => ({
      ...invoice,
      amountCents: amountCents + accessoryCents,
    })),
    accessoryCents: sumCents(cursor.allocations.map((allocation) => allocation.accessoryCents)),
    surplusCents: cursor.surplus?.cancelledAt === null ? cursor.surplus.amountCents : 0n,
  };
}

function paymentRow({ receivedOn, invoices, ...row }: Row): PaymentRow {
  return {
    ...row,
    receivedOn: localDate(receivedOn),
    invoices: invoices.map(({ cents, ...invoice }) => ({ ...invoice, amountCents: BigInt(cents) })),
  };
}

/** What was received between two days, payments undone left out. */
export async function sumPayments(
  tx: Tx,
  companyId: string,
  filter: PaymentFilter,
): Promise<{ count: number; totalCents: bigint }> {
  const [row] = await tx.$queryRaw<{ count: number; totalCents: bigint }[]>`
    SELECT count(*)::int AS count, coalesce(sum(p.amount_cents), 0)::bigint AS "totalCents"
    FROM payment p WHERE ${conditions(companyId, filter)} AND p.method <> 'CREDIT' AND NOT ${REVERSED}`;
  return row ?? { count: 0, totalCents: 0n };
}

/** Declarations « j'ai payé » that wait for someone to look at the account. */
export async function countDeclarations(tx: Tx, companyId: string): Promise<number> {
  return tx.answer.count({ where: { companyId, state: "OPEN", kind: "ALREADY_PAID", decidedAt: null } });
}
