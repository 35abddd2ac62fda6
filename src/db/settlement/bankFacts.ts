/** What proposals of matches are made from: open invoices, their clients, what was said and what was recorded. */
import { type LocalDate, localDate } from "@/domain/calendar";
import type {
  MatchableClient,
  MatchableInvoice,
  MatchFacts,
  RecordedPayment,
  SettledInvoice,
  WaitingDeclaration,
} from "@/domain/settlement/matchFacts";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { surplusCents } from "./surplusCents";
import { isUnlinked } from "./unlinkedPayment";

/** More open invoices than this are matched by hand: proposals look at the ones due last. */
const MOST_INVOICES = 20_000;
/** Clients whose names are compared; those who owe something come first. */
const MOST_CLIENTS = 20_000;
/** Payments recorded this long before or after a movement may be it. */
const AROUND_DAYS = 10;

/** The span of the movements looked at, and their amounts. */
export interface MovementSpan {
  from: LocalDate;
  to: LocalDate;
  amounts: readonly bigint[];
}

/** The clients of some invoices. */
export async function readClientIdsOf(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<string[]> {
  const owed = await tx.invoice.findMany({
    where: { companyId, id: { in: [...invoiceIds] } },
    select: { clientId: true },
    distinct: ["clientId"],
  });
  return owed.map(({ clientId }) => clientId);
}

/** What some clients owe and say, apart from everyone else. */
export async function readFactsOfClients(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
): Promise<Omit<MatchFacts, "lines">> {
  const ids = [...clientIds];
  const invoices = await readInvoices(tx, companyId, Prisma.sql`AND client_id = ANY(${ids}::uuid[])`);
  const clients = await readClients(tx, companyId, ids, Prisma.sql`AND c.id = ANY(${ids}::uuid[])`);
  const declarations = await readDeclarations(tx, companyId);
  const theirs = declarations.filter(({ clientId }) => ids.includes(clientId));
  return { invoices, clients, declarations: theirs, settled: [], payments: [] };
}

/** The same, with what is settled that these movements may cite, and what was recorded that they may be. */
export async function readFactsAround(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
  movements: { span: MovementSpan; texts: readonly string[] },
): Promise<Omit<MatchFacts, "lines">> {
  const { span, texts } = movements;
  const facts = await readFactsOfClients(tx, companyId, clientIds);
  const settled = await readSettled(tx, companyId, span, texts);
  const payments = await readPayments(tx, companyId, span);
  return { ...facts, settled, payments };
}

/** Reads everything but the movements themselves. */
export async function readMatchFacts(
  tx: Tx,
  companyId: string,
  span: MovementSpan,
): Promise<Omit<MatchFacts, "lines">> {
  const invoices = await readInvoices(tx, companyId);
  const payments = await readPayments(tx, companyId, span);
  const declarations = await readDeclarations(tx, companyId);
  const clientIds = new Set([...invoices, ...payments].map(({ clientId }) => clientId));
  const settled = await readSettled(tx, companyId, span);
  const clients = await readClients(tx, companyId, [...clientIds]);
  return { invoices, settled, payments, declarations, clients };
}

async function readInvoices(tx: Tx, companyId: string, only = Prisma.empty): Promise<MatchableInvoice[]> {
  const rows = await tx.$queryRaw<
    (Omit<MatchableInvoice, "dueOn" | "issuedOn"> & { dueOn: string; issuedOn: string })[]
  >`
    SELECT id, number, client_id AS "clientId", issued_on::text AS "issuedOn", due_on::text AS "dueOn", balance_cents AS "balanceCents"
    FROM invoice WHERE company_id = (SELECT ${companyId}::uuid) AND status = 'OPEN' AND balance_cents > 0 ${only}
    ORDER BY due_on DESC, id LIMIT ${MOST_INVOICES}`;
  return rows.map((row) => ({ ...row, issuedOn: localDate(row.issuedOn), dueOn: localDate(row.dueOn) }));
}

/**
 * Invoices paid already that a movement of these days may speak of.
 *
 * @param texts leaves out those whose number none of these texts can cite: the last digits of a number that is cited
 *   are among those of the text, whatever the bank made of the rest
 */
async function readSettled(
  tx: Tx,
  companyId: string,
  { to }: MovementSpan,
  texts?: readonly string[],
): Promise<SettledInvoice[]> {
  const digits = texts?.map((text) => text.replace(/\D/g, "")).filter((text) => text !== "");
  if (digits?.length === 0) return [];
  const only = digits
    ? Prisma.sql`WHERE strpos(${digits.join(" ")}, ltrim(substring(number FROM '([0-9]+)[^0-9]*$'), '0')) > 0`
    : Prisma.empty;
  return tx.$queryRaw<SettledInvoice[]>`
    SELECT number FROM (
      SELECT number FROM invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND status = 'PAID' AND issued_on <= ${to}::date
      ORDER BY due_on DESC, id LIMIT ${MOST_INVOICES}) settled ${only}`;
}

async function readClients(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
  only = Prisma.empty,
): Promise<MatchableClient[]> {
  return tx.$queryRaw<MatchableClient[]>`
    WITH paid AS (
      SELECT coalesce(p.client_id, k.client_id) AS client_id, array_agg(DISTINCT l.counterparty_iban) AS ibans
      FROM bank_match m JOIN bank_line l ON l.company_id = m.company_id AND l.id = m.line_id
      LEFT JOIN payment p ON p.company_id = m.company_id AND p.id = m.payment_id
      LEFT JOIN client_credit k ON k.company_id = m.company_id AND k.id = m.credit_id
      WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.undone_at IS NULL AND l.counterparty_iban <> ''
      GROUP BY 1)
    SELECT c.id, c.name, coalesce(paid.ibans, '{}') AS ibans
    FROM client c LEFT JOIN paid ON paid.client_id = c.id
    WHERE c.company_id = (SELECT ${companyId}::uuid) ${only}
    ORDER BY c.id = ANY(${[...ids]}::uuid[]) DESC, c.id LIMIT ${MOST_CLIENTS}`;
}

async function readDeclarations(tx: Tx, companyId: string): Promise<WaitingDeclaration[]> {
  const rows = await tx.answer.findMany({
    where: { companyId, state: "OPEN", kind: "ALREADY_PAID", decidedAt: null },
    select: { id: true, clientId: true, onDate: true, amountCents: true, createdAt: true, invoices: true },
    orderBy: { id: "asc" },
  });
  const day = (date: Date) => localDate(date.toISOString().slice(0, 10));
  return rows.map((row) => ({
    answerId: row.id,
    clientId: row.clientId,
    invoiceIds: row.invoices.map(({ invoiceId }) => invoiceId),
    paidOn: row.onDate && day(row.onDate),
    amountCents: row.amountCents,
    saidOn: day(row.createdAt),
  }));
}

/** Payments of these amounts, around these days, that no movement is linked to and nobody has undone. */
async function readPayments(tx: Tx, companyId: string, span: MovementSpan): Promise<RecordedPayment[]> {
  const rows = await tx.$queryRaw<(Omit<RecordedPayment, "receivedOn"> & { receivedOn: string })[]>`
    SELECT p.id, p.client_id AS "clientId", p.received_on::text AS "receivedOn",
           p.amount_cents + ${surplusCents("p")} AS "amountCents",
           ARRAY(SELECT i.number FROM allocation a JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                 WHERE a.company_id = p.company_id AND a.payment_id = p.id ORDER BY i.due_on, i.id) AS "invoiceNumbers"
    FROM payment p
    WHERE p.company_id = (SELECT ${companyId}::uuid) AND ${isUnlinked("p")}
      AND p.received_on BETWEEN ${span.from}::date - ${AROUND_DAYS}::int AND ${span.to}::date + ${AROUND_DAYS}::int
      AND p.amount_cents + ${surplusCents("p")} = ANY(${span.amounts.map(String)}::bigint[])`;
  return rows.map((row) => ({ ...row, receivedOn: localDate(row.receivedOn) }));
}
