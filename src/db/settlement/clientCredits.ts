/** Credits of clients that belong to no invoice, and what was done with them. */
import { type LocalDate, localDate } from "@/domain/calendar";
import { groupBy } from "@/domain/groupBy";
import type { FreeCreditNote } from "@/domain/invoicing/referredInvoice";
import type { ClientCreditKind } from "@/domain/settlement/accountFacts";
import {
  type CreditAccount,
  type CreditUse,
  creditShares,
  type FreeCreditFact,
  restOf,
} from "@/domain/settlement/clientCredit";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { askedCents } from "./askedCents";

/** What is left to each of these clients; those with nothing are absent. */
export async function readFreeCreditFacts(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
): Promise<Map<string, FreeCreditFact>> {
  const rows = await tx.$queryRaw<(FreeCreditFact & { clientId: string })[]>`
    SELECT client_id AS "clientId", sum(rest_cents)::bigint AS "restCents",
           bool_or(dun_anyway_at IS NULL) AS "isUndecided"
    FROM client_credit
    WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${[...clientIds]}::uuid[])
      AND rest_cents > 0 AND cancelled_at IS NULL
    GROUP BY client_id`;
  return new Map(rows.map(({ clientId, ...fact }) => [clientId, fact]));
}

/**
 * What of the free credits of these clients is deducted from each of their open invoices: the same in
 * every message, on every page and in the words of a call.
 */
export async function readCreditShares(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
): Promise<Map<string, bigint>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; clientId: string; restCents: bigint; askedCents: bigint }[]>`
    WITH k AS MATERIALIZED (
      SELECT client_id, sum(rest_cents)::bigint AS rest_cents FROM client_credit
      WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${[...clientIds]}::uuid[])
        AND rest_cents > 0 AND cancelled_at IS NULL
      GROUP BY client_id)
    SELECT i.id, i.client_id AS "clientId", k.rest_cents AS "restCents", ${askedCents("i")} AS "askedCents"
    FROM k JOIN invoice i ON i.company_id = (SELECT ${companyId}::uuid) AND i.client_id = k.client_id
    WHERE i.status = 'OPEN' ORDER BY i.due_on, i.id`;
  const byClient = groupBy(rows, (row) => row.clientId);
  return new Map([...byClient.values()].flatMap((mine) => [...creditShares(mine, mine[0]?.restCents ?? 0n)]));
}

/**
 * True for an invoice `i` that a free credit of its client keeps from being asked for: until a person
 * decides, or where the share of this invoice covers it, see {@link readCreditShares}.
 */
export const KEPT_BY_CREDIT = Prisma.sql`coalesce((
  SELECT bool_or(k.dun_anyway_at IS NULL) OR sum(k.rest_cents) >= (
    SELECT sum(${askedCents("e")}) FROM invoice e
    WHERE e.company_id = i.company_id AND e.client_id = i.client_id AND e.status = 'OPEN'
      AND (e.due_on, e.id) <= (i.due_on, i.id))
  FROM client_credit k
  WHERE k.company_id = i.company_id AND k.client_id = i.client_id
    AND k.rest_cents > 0 AND k.cancelled_at IS NULL
  HAVING count(*) > 0), false)`;

export interface CreditRow {
  id: string;
  clientId: string;
  kind: ClientCreditKind;
  receivedOn: LocalDate;
  amountCents: bigint;
  restCents: bigint;
  note: string;
  isDunAnyway: boolean;
  isCancelled: boolean;
  uses: CreditUseRow[];
}

export interface CreditUseRow extends CreditUse {
  usedOn: LocalDate;
  paymentId: string | null;
  invoice: { id: string; number: string } | null;
}

/** Every credit of a client, the newest first, with its uses in order. */
export async function readClientCredits(tx: Tx, companyId: string, clientId: string): Promise<CreditRow[]> {
  const rows = await tx.clientCredit.findMany({
    where: { companyId, clientId },
    include: {
      uses: {
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        include: {
          payment: {
            select: { allocations: { select: { invoice: { select: { id: true, number: true } } } } },
          },
        },
      },
    },
    orderBy: [{ receivedOn: "desc" }, { id: "desc" }],
    take: 100,
  });
  return rows.map(({ uses, dunAnywayAt, cancelledAt, receivedOn, ...row }) => ({
    id: row.id,
    clientId: row.clientId,
    kind: row.kind,
    receivedOn: dayOf(receivedOn),
    amountCents: row.amountCents,
    restCents: row.restCents,
    note: row.note,
    isDunAnyway: dunAnywayAt !== null,
    isCancelled: cancelledAt !== null,
    uses: uses.map((use) => ({
      id: use.id,
      kind: use.kind,
      amountCents: use.amountCents,
      isUndone: use.undoneAt !== null,
      usedOn: dayOf(use.usedOn),
      paymentId: use.paymentId,
      invoice: use.payment?.allocations[0]?.invoice ?? null,
    })),
  }));
}

function dayOf(date: Date): LocalDate {
  return localDate(date.toISOString().slice(0, 10));
}

export interface LockedCredit {
  id: string;
  clientId: string;
  kind: ClientCreditKind;
  receivedOn: LocalDate;
  account: CreditAccount;
}

/**
 * Locks a credit and reads it with its uses: nobody else spends it before the end of the transaction.
 * Lock its client's invoices first. Null when it is not of this company.
 */
export async function lockCredit(tx: Tx, companyId: string, creditId: string): Promise<LockedCredit | null> {
  const [row] = await tx.$queryRaw<
    {
      clientId: string;
      kind: ClientCreditKind;
      receivedOn: string;
      amountCents: bigint;
      isCancelled: boolean;
    }[]
  >`
    SELECT client_id AS "clientId", kind::text AS kind, received_on::text AS "receivedOn",
           amount_cents AS "amountCents", cancelled_at IS NOT NULL AS "isCancelled"
    FROM client_credit WHERE company_id = ${companyId}::uuid AND id = ${creditId}::uuid FOR UPDATE`;
  if (!row) return null;
  const uses = await tx.creditUse.findMany({
    where: { companyId, creditId },
    select: { id: true, kind: true, amountCents: true, undoneAt: true },
    orderBy: { id: "asc" },
  });
  const { amountCents, isCancelled, receivedOn, ...rest } = row;
  return {
    ...rest,
    id: creditId,
    receivedOn: localDate(receivedOn),
    account: {
      amountCents,
      isCancelled,
      uses: uses.map(({ undoneAt, ...use }) => ({ ...use, isUndone: undoneAt !== null })),
    },
  };
}

/** Writes what is left of a locked credit. The database refuses less than nothing and more than it was. */
export async function saveCreditRest(
  tx: Tx,
  companyId: string,
  creditId: string,
  account: CreditAccount,
): Promise<void> {
  await tx.clientCredit.update({
    where: { companyId_id: { companyId, id: creditId } },
    data: { restCents: restOf(account) },
  });
}

/** Clients who have a credit that no person has decided about, and something to pay: largest first. */
export async function readCreditsToDecide(
  tx: Tx,
  companyId: string,
  limit: number,
): Promise<{ clientId: string; clientName: string; restCents: bigint; openCents: bigint }[]> {
  return tx.$queryRaw`
    SELECT k.client_id AS "clientId", c.name AS "clientName", sum(k.rest_cents)::bigint AS "restCents",
           (SELECT sum(i.balance_cents) FROM invoice i
            WHERE i.company_id = c.company_id AND i.client_id = c.id AND i.status = 'OPEN')::bigint AS "openCents"
    FROM client_credit k JOIN client c ON c.company_id = k.company_id AND c.id = k.client_id
    WHERE k.company_id = ${companyId}::uuid AND k.rest_cents > 0 AND k.cancelled_at IS NULL
      AND EXISTS (SELECT 1 FROM invoice i
                  WHERE i.company_id = c.company_id AND i.client_id = c.id AND i.status = 'OPEN')
    GROUP BY k.client_id, c.company_id, c.id, c.name
    HAVING bool_or(k.dun_anyway_at IS NULL)
    ORDER BY 3 DESC LIMIT ${limit}`;
}

/** How many clients are in {@link readCreditsToDecide}. */
export async function countCreditsToDecide(tx: Tx, companyId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT k.client_id)::int AS count FROM client_credit k
    WHERE k.company_id = ${companyId}::uuid AND k.rest_cents > 0 AND k.cancelled_at IS NULL
      AND k.dun_anyway_at IS NULL
      AND EXISTS (SELECT 1 FROM invoice i
                  WHERE i.company_id = k.company_id AND i.client_id = k.client_id AND i.status = 'OPEN')`;
  return row?.count ?? 0;
}

/** The credit notes of these amounts that a person recorded as credits of a client, used or not. */
export async function readFreeCreditNotes(
  tx: Tx,
  companyId: string,
  amounts: readonly bigint[],
): Promise<FreeCreditNote[]> {
  const rows = await tx.$queryRaw<(Omit<FreeCreditNote, "client"> & FreeCreditNote["client"])[]>`
    SELECT f.received_on::text AS "receivedOn", f.amount_cents AS "amountCents", f.note, c.reference, c.siren, c.name_key AS "nameKey"
    FROM client_credit f JOIN client c ON c.company_id = f.company_id AND c.id = f.client_id
    WHERE f.company_id = (SELECT ${companyId}::uuid) AND f.kind = 'CREDIT_NOTE' AND f.cancelled_at IS NULL
      AND f.amount_cents = ANY(${[...amounts]}::bigint[])`;
  return rows.map(({ reference, siren, nameKey, ...credit }) => ({
    ...credit,
    client: { reference, siren, nameKey },
  }));
}
