/** Movements of bank accounts, and what a person made of each. */
import { type LocalDate, localDate } from "@/domain/calendar";
import type { CreditLine } from "@/domain/settlement/matchFacts";
import { contains } from "../contains";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { jsonRows } from "../storableText";

export interface NewBankLine {
  id: string;
  account: string;
  lineKey: string;
  bookedOn: LocalDate;
  valueOn: LocalDate | null;
  amountCents: bigint;
  currency: string;
  counterpartyName: string;
  counterpartyIban: string;
  label: string;
  endToEndId: string;
  isReturn: boolean;
}

/**
 * Adds the movements that no other file had brought, whoever adds the same ones at the same moment.
 *
 * @returns how many were new
 */
export async function insertBankLines(
  tx: Tx,
  companyId: string,
  from: { importId: string; at: Date },
  lines: readonly NewBankLine[],
): Promise<number> {
  // In the order of their keys: two files that share movements wait for each other, never in a circle.
  const ordered = [...lines].sort((a, b) => (a.lineKey < b.lineKey ? -1 : 1));
  return tx.$executeRaw`
    INSERT INTO bank_line (company_id, id, import_id, account, line_key, booked_on, value_on, amount_cents, currency,
      counterparty_name, counterparty_iban, label, end_to_end_id, is_return, created_at)
    SELECT ${companyId}::uuid, r.id, ${from.importId}::uuid, r.account, r."lineKey", r."bookedOn", r."valueOn",
           r."amountCents", r.currency, r."counterpartyName", r."counterpartyIban", r.label, r."endToEndId",
           r."isReturn", ${from.at}
    FROM json_to_recordset(${jsonRows(ordered)}::json) AS r(id uuid, account text, "lineKey" text, "bookedOn" date,
      "valueOn" date, "amountCents" bigint, currency text, "counterpartyName" text, "counterpartyIban" text,
      label text, "endToEndId" text, "isReturn" boolean)
    ON CONFLICT (company_id, line_key) DO NOTHING`;
}

export type BankMatchKind = "RECORDED" | "KNOWN" | "SET_ASIDE";

export interface BankMatchRow {
  id: string;
  kind: BankMatchKind;
  reason: string;
  paymentId: string | null;
  clientId: string | null;
  clientName: string | null;
  invoices: { id: string; number: string }[];
  /** What stayed the client's, maybe all of it, with its credit; null when nothing did, or it was known already. */
  creditId: string | null;
  surplusCents: bigint;
}

export interface BankLineRow {
  id: string;
  account: string;
  bookedOn: LocalDate;
  amountCents: bigint;
  currency: string;
  counterpartyName: string;
  counterpartyIban: string;
  label: string;
  isReturn: boolean;
  /**
   * A movement of this day and amount is matched, under another name of the account, or to the letter in a file where
   * the bank gave it another name: perhaps this one.
   */
  hasTwin: boolean;
  match: BankMatchRow | null;
}

type RawMatch = Omit<BankMatchRow, "surplusCents"> & { surplusCents: string };
type RawLine = Omit<BankLineRow, "bookedOn" | "match"> & { bookedOn: string; match: RawMatch | null };

export type BankLineState = "PENDING" | "MATCHED" | "ASIDE" | "ALL";

/** Euros that came in and are no return: only these may pay an invoice. */
const MAY_PAY = Prisma.sql`l.amount_cents > 0 AND l.currency = 'EUR' AND NOT l.is_return`;
const ACTIVE = Prisma.sql`m.company_id = l.company_id AND m.line_id = l.id AND m.undone_at IS NULL`;

function inState(state: BankLineState): Prisma.Sql {
  switch (state) {
    case "PENDING":
      return Prisma.sql`${MAY_PAY} AND NOT EXISTS (SELECT 1 FROM bank_match m WHERE ${ACTIVE})`;
    case "MATCHED":
      return Prisma.sql`EXISTS (SELECT 1 FROM bank_match m WHERE ${ACTIVE} AND m.kind <> 'SET_ASIDE')`;
    case "ASIDE":
      return Prisma.sql`EXISTS (SELECT 1 FROM bank_match m WHERE ${ACTIVE} AND m.kind = 'SET_ASIDE')`;
    case "ALL":
      return Prisma.sql`true`;
  }
}

const COLUMNS = Prisma.sql`
  l.id, l.account, l.booked_on::text AS "bookedOn", l.amount_cents AS "amountCents", l.currency,
  l.counterparty_name AS "counterpartyName", l.counterparty_iban AS "counterpartyIban", l.label,
  l.is_return AS "isReturn",
  EXISTS (SELECT 1 FROM bank_line t JOIN bank_match tm ON tm.company_id = t.company_id AND tm.line_id = t.id
          WHERE t.company_id = l.company_id AND t.booked_on = l.booked_on AND t.amount_cents = l.amount_cents
            AND (t.account <> l.account OR t.import_id <> l.import_id AND t.label = l.label
                 AND t.counterparty_name = l.counterparty_name) AND t.id <> l.id AND tm.undone_at IS NULL AND tm.kind <> 'SET_ASIDE') AS "hasTwin",
  (SELECT jsonb_build_object('id', m.id, 'kind', m.kind, 'reason', m.reason, 'paymentId', m.payment_id,
     'clientId', c.id, 'clientName', c.name, 'creditId', k.id, 'surplusCents', coalesce(k.amount_cents, 0)::text, 'invoices', (
       SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number) ORDER BY i.due_on, i.id), '[]')
       FROM allocation a JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
       WHERE a.company_id = m.company_id AND a.payment_id = m.payment_id))
   FROM bank_match m LEFT JOIN payment p ON p.company_id = m.company_id AND p.id = m.payment_id
   LEFT JOIN client_credit k ON k.company_id = m.company_id AND (k.surplus_of_id = m.payment_id OR k.id = m.credit_id)
        AND k.cancelled_at IS NULL AND m.kind = 'RECORDED'
   LEFT JOIN client c ON c.company_id = m.company_id AND c.id = coalesce(p.client_id, k.client_id) WHERE ${ACTIVE}) AS match`;

export interface BankLineCursor {
  bookedOn: LocalDate;
  id: string;
  direction: "after" | "before";
}

export interface BankLineFilter {
  state: BankLineState;
  /** Part of a name or of a label. */
  search: string;
}

/** One page, newest first. */
export async function readBankLines(
  tx: Tx,
  companyId: string,
  query: { filter: BankLineFilter; cursor: BankLineCursor | null; limit: number },
): Promise<BankLineRow[]> {
  const { filter, cursor, limit } = query;
  const isBackward = cursor?.direction === "before";
  const sign = isBackward ? Prisma.sql`>` : Prisma.sql`<`;
  const key = cursor
    ? Prisma.sql`AND (l.booked_on, l.id) ${sign} (${cursor.bookedOn}::date, ${cursor.id}::uuid)`
    : Prisma.empty;
  const like = contains(filter.search);
  const search = filter.search
    ? Prisma.sql`AND (l.counterparty_name ILIKE ${like} OR l.label ILIKE ${like})`
    : Prisma.empty;
  const order = isBackward ? Prisma.sql`l.booked_on, l.id` : Prisma.sql`l.booked_on DESC, l.id DESC`;
  const rows = await tx.$queryRaw<RawLine[]>`
    SELECT ${COLUMNS} FROM bank_line l
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND ${inState(filter.state)} ${key} ${search}
    ORDER BY ${order} LIMIT ${limit}`;
  const page = rows.map(lineOf);
  return isBackward ? page.reverse() : page;
}

/** The newest movements that nobody has looked at and that may pay an invoice. */
export async function readPendingLines(tx: Tx, companyId: string, limit: number): Promise<BankLineRow[]> {
  return readBankLines(tx, companyId, { filter: { state: "PENDING", search: "" }, cursor: null, limit });
}

/** Those of these movements that nobody has looked at and that may pay an invoice. */
export async function readPendingAmong(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<BankLineRow[]> {
  const rows = await tx.$queryRaw<RawLine[]>`
    SELECT ${COLUMNS} FROM bank_line l
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND l.id = ANY(${[...ids]}::uuid[]) AND ${inState("PENDING")}`;
  return rows.map(lineOf);
}

/**
 * Of the movements of {@link readPendingLines}, those that came once one of these invoices was issued, and are no
 * less than the smallest of them: as little as tells what they may pay.
 */
export async function readCreditsFor(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  limit: number,
): Promise<CreditLine[]> {
  const rows = await tx.$queryRaw<(Omit<CreditLine, "bookedOn"> & { bookedOn: string })[]>`
    WITH owed AS MATERIALIZED (
      SELECT min(issued_on) AS issued_on, min(balance_cents) AS balance_cents FROM invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${[...invoiceIds]}::uuid[]))
    SELECT l.id, l.booked_on::text AS "bookedOn", l.amount_cents AS "amountCents",
           l.counterparty_name AS "counterpartyName", l.counterparty_iban AS "counterpartyIban", l.label
    FROM bank_line l
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND ${inState("PENDING")}
      AND l.booked_on >= (SELECT issued_on FROM owed) AND l.amount_cents >= (SELECT balance_cents FROM owed)
    ORDER BY l.booked_on DESC, l.id DESC LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, bookedOn: localDate(row.bookedOn) }));
}

/** One movement; null when it is not of this company. */
export async function readBankLine(tx: Tx, companyId: string, id: string): Promise<BankLineRow | null> {
  const [row] = await tx.$queryRaw<RawLine[]>`
    SELECT ${COLUMNS} FROM bank_line l WHERE l.company_id = ${companyId}::uuid AND l.id = ${id}::uuid`;
  return row ? lineOf(row) : null;
}

function lineOf({ bookedOn, match, ...row }: RawLine): BankLineRow {
  return {
    ...row,
    amountCents: BigInt(row.amountCents),
    bookedOn: localDate(bookedOn),
    match: match && { ...match, surplusCents: BigInt(match.surplusCents) },
  };
}

/** Locks movements in the order of their ids: two people who decide about one take turns. */
export async function lockBankLines(tx: Tx, companyId: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM bank_line WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${[...ids]}::uuid[])
    ORDER BY id FOR UPDATE`;
}

/** How many movements wait for someone, and how many there are. */
export async function countBankLines(tx: Tx, companyId: string): Promise<{ pending: number; all: number }> {
  const [row] = await tx.$queryRaw<{ pending: number; all: number }[]>`
    SELECT (SELECT count(*)::int FROM bank_line l WHERE l.company_id = (SELECT ${companyId}::uuid) AND ${inState("PENDING")}) AS pending,
           (SELECT count(*)::int FROM bank_line l WHERE l.company_id = (SELECT ${companyId}::uuid)) AS "all"`;
  return row ?? { pending: 0, all: 0 };
}

export interface CompanyTransfers {
  companyId: string;
  /** Movements that wait for someone. */
  count: number;
  /** Open invoices that they hold back. */
  heldCount: number;
}

/** What waits in each of these companies; those without a movement that waits are left out. */
export async function countTransfersByCompany(
  tx: Tx,
  companyIds: readonly string[],
): Promise<CompanyTransfers[]> {
  const ids = [...companyIds];
  return tx.$queryRaw<CompanyTransfers[]>`
    WITH waiting AS (
      SELECT l.company_id, count(*)::int AS count FROM bank_line l
      WHERE l.company_id = ANY(${ids}::uuid[]) AND ${inState("PENDING")} GROUP BY l.company_id)
    SELECT w.company_id AS "companyId", w.count, (
      SELECT count(DISTINCT h.invoice_id)::int FROM hold h JOIN invoice i ON i.company_id = h.company_id AND i.id = h.invoice_id
      WHERE h.company_id = w.company_id AND h.kind = 'BANK_LINE' AND h.ended_at IS NULL AND i.status = 'OPEN')
      AS "heldCount"
    FROM waiting w`;
}
