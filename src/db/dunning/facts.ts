/** Loads everything `nextStep` depends on, for many invoices of one company in a handful of queries. */

import { type Instant, type LocalDate, localDate } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import {
  type CompanyFacts,
  type DunningFacts,
  type HoldFact,
  type HoldKind,
  holdOrigin,
  type InFlightFact,
  type InvoiceFacts,
  type StepFact,
} from "@/domain/dunning/facts";
import type { Channel } from "@/domain/dunning/scenario";
import { groupBy } from "@/domain/groupBy";
import { invariant } from "@/domain/invariant";
import { localDateAt } from "@/domain/zonedTime";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { readCreditShares } from "../settlement/clientCredits";
import { type LoadedClient, readClientFacts } from "./clientFacts";
import type { RecipientRow } from "./contacts";
import { readEverHandReminded } from "./handReminders";
import { type ChoosingInvoice, chooseVersions, readScenarios } from "./scenarios";

/** A decision batch: more would make one transaction too long. */
export const MAX_FACTS = 1_000;

/** What a decision reads of the invoice itself. */
export interface InvoiceRow {
  id: string;
  clientId: string;
  status: InvoiceFacts["status"];
  dueOn: string;
  totalCents: bigint;
  balanceCents: bigint;
  version: number;
  dunningOptOut: boolean;
  createdAt: Date;
}

/** The columns of an {@link InvoiceRow}, of a table called `i`. */
export const INVOICE_ROW = Prisma.sql`
  i.id, i.client_id AS "clientId", i.status::text AS status, i.due_on::text AS "dueOn", i.total_cents AS "totalCents",
  i.balance_cents AS "balanceCents", i.version, i.dunning_opt_out AS "dunningOptOut", i.created_at AS "createdAt"`;

/** Facts of an invoice and the version of the row they were read at. */
export interface LoadedFacts {
  facts: DunningFacts;
  invoiceVersion: number;
  /** Contacts of its client, in the order the company put them. */
  people: readonly RecipientRow[];
}

/**
 * Reads the facts of these invoices. Invoices that do not exist in the company are left out.
 *
 * @param lock locks the invoice rows, in id order, so that no payment, dispute or
 *   other decision can slip between this reading and the end of the transaction
 */
export async function loadDunningFacts(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  now: Instant,
  lock: boolean,
): Promise<LoadedFacts[]> {
  invariant(invoiceIds.length <= MAX_FACTS, "too many invoices in one decision batch");
  if (invoiceIds.length === 0) return [];
  if (lock) await lockInvoices(tx, companyId, invoiceIds);
  return loadFactsOf(tx, companyId, await readInvoices(tx, companyId, invoiceIds), now);
}

/** The facts of invoices whose rows are read already: with their locks, where a decision is recorded. */
export async function loadFactsOf(
  tx: Tx,
  companyId: string,
  invoices: readonly InvoiceRow[],
  now: Instant,
): Promise<LoadedFacts[]> {
  if (invoices.length === 0) return [];
  const ids = invoices.map((invoice) => invoice.id);
  const clientIds = [...new Set(invoices.map((invoice) => invoice.clientId))];
  // One connection, one query at a time: a transaction cannot run them side by side.
  const clients = await readClientFacts(tx, companyId, clientIds, now);
  const company = await readCompanyFacts(tx, companyId);
  const chosen = await chooseVersions(
    tx,
    companyId,
    invoices.flatMap((row) => choosing(row, clients)),
    await readScenarios(tx, companyId),
    localDateAt(now, timeZoneOf(company.zone)),
  );
  const history = await readHistory(tx, companyId, ids);
  const holds = await readHolds(tx, companyId, ids);
  const inFlight = await readInFlight(tx, companyId, ids);
  const credited = clientIds.filter((id) => clients.get(id)?.facts.freeCredit);
  const shares = await readCreditShares(tx, companyId, credited);
  const entered = await readLateEntries(tx, companyId, { invoices, history, company });
  return invoices.map((row) => {
    const client = clients.get(row.clientId);
    invariant(client, "an invoice has its client");
    return {
      invoiceVersion: row.version,
      people: client.people,
      facts: {
        invoice: {
          id: row.id,
          status: row.status,
          dueOn: localDate(row.dueOn),
          balanceCents: row.balanceCents,
          dunningOptOut: row.dunningOptOut,
          ...entered.get(row.id),
          ...(client.facts.freeCredit && { creditShareCents: shares.get(row.id) ?? 0n }),
        },
        client: client.facts,
        company,
        scenario: chosen.get(row.id)?.version ?? null,
        history: history.get(row.id) ?? [],
        holds: holds.get(row.id) ?? [],
        inFlight: inFlight.get(row.id) ?? null,
      },
    };
  });
}

/**
 * When invoices were entered, for those it was after their due date; whether a person has had them reminded,
 * where nothing else was done.
 */
async function readLateEntries(
  tx: Tx,
  companyId: string,
  {
    invoices,
    history,
    company,
  }: { invoices: readonly InvoiceRow[]; history: ReadonlyMap<string, unknown>; company: CompanyFacts },
): Promise<Map<string, Pick<InvoiceFacts, "enteredOn" | "isRemindedByHand">>> {
  if (!company.lateEntryStartsOver) return new Map();
  const zone = timeZoneOf(company.zone);
  const late = invoices
    .map(({ id, dueOn, createdAt }) => ({ id, dueOn, enteredOn: localDateAt(createdAt.getTime(), zone) }))
    .filter(({ dueOn, enteredOn }) => enteredOn > dueOn);
  const untouched = late.map(({ id }) => id).filter((id) => !history.has(id));
  const byHand = untouched.length === 0 ? new Set() : await readEverHandReminded(tx, companyId, untouched);
  return new Map(late.map(({ id, enteredOn }) => [id, { enteredOn, isRemindedByHand: byHand.has(id) }]));
}

function choosing(row: InvoiceRow, clients: ReadonlyMap<string, LoadedClient>): ChoosingInvoice[] {
  const client = clients.get(row.clientId);
  if (!client) return [];
  const { id, clientId, totalCents } = row;
  return [{ id, clientId, totalCents, clientKind: client.facts.kind, clientScenarioId: client.scenarioId }];
}

/** Locks invoice rows in id order: every writer uses this order, so two of them never wait in a circle. */
export async function lockInvoices(tx: Tx, companyId: string, invoiceIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM invoice
    WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${[...invoiceIds]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
}

async function readInvoices(tx: Tx, companyId: string, ids: readonly string[]): Promise<InvoiceRow[]> {
  return tx.$queryRaw<InvoiceRow[]>`
    SELECT ${INVOICE_ROW} FROM invoice i
    WHERE i.company_id = (SELECT ${companyId}::uuid) AND i.id = ANY(${[...ids]}::uuid[])
    ORDER BY i.id`;
}

/** Settings of the company that decisions depend on. */
export async function readCompanyFacts(tx: Tx, companyId: string): Promise<CompanyFacts> {
  const row = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
  return {
    zone: row.calendarZone as CalendarZone,
    windowOpensAt: row.windowOpensAt,
    windowClosesAt: row.windowClosesAt,
    safeMode: row.safeMode,
    paused: row.pausedAt !== null,
    contactGapHours: row.contactGapHours,
    contactsPer30Days: row.contactsPer30Days,
    lateEntryStartsOver: row.lateEntryStartsOver,
  };
}

interface HistoryRow extends Omit<StepFact, "executedOn" | "unmadeCall" | "isSetAside"> {
  invoiceId: string;
  isSetAside: boolean;
  callState: "OPEN" | "DONE" | "CANCELLED" | null;
  executedOn: string;
}

async function readHistory(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, StepFact[]>> {
  const rows = await tx.$queryRaw<HistoryRow[]>`
    SELECT invoice_id AS "invoiceId", step_id AS "stepId", offset_days AS "offsetDays",
           channel::text AS channel, state::text AS state, executed_on::text AS "executedOn",
           state = 'SUPERSEDED' AND (message_id IS NOT NULL OR letter_id IS NOT NULL) AS "isSetAside",
           CASE WHEN call_task_id IS NOT NULL THEN (
             SELECT c.state::text FROM call_task c WHERE c.company_id = d.company_id AND c.id = d.call_task_id
           ) END AS "callState"
    FROM dunning_step d
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...ids]}::uuid[]) AND state <> 'CANCELLED'`;
  return groupBy(
    rows,
    (row) => row.invoiceId,
    ({ invoiceId: _, callState, isSetAside, ...step }) => ({
      ...step,
      executedOn: localDate(step.executedOn),
      ...(isSetAside && { isSetAside }),
      ...(callState !== null && callState !== "DONE" && { unmadeCall: callState }),
    }),
  );
}

interface HoldRow {
  invoiceId: string;
  kind: HoldKind;
  startedOn: string;
  untilOn: string | null;
  endedMs: number | null;
  reason: string;
  partCents: bigint | null;
  debitOn: string | null;
  answerId: string | null;
  createdById: string | null;
}

async function readHolds(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, HoldFact[]>> {
  const rows = await tx.$queryRaw<HoldRow[]>`
    SELECT invoice_id AS "invoiceId", kind::text AS kind, started_on::text AS "startedOn",
           until_on::text AS "untilOn", (extract(epoch FROM ended_at) * 1000)::float8 AS "endedMs", reason,
           part_cents AS "partCents", debit_on::text AS "debitOn", answer_id AS "answerId", created_by_id AS "createdById"
    FROM hold
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...ids]}::uuid[])
    ORDER BY created_at, id`;
  return groupBy(
    rows,
    (row) => row.invoiceId,
    (row): HoldFact => ({
      kind: row.kind,
      origin: holdOrigin(row),
      startedOn: localDate(row.startedOn),
      untilOn: row.untilOn as LocalDate | null,
      endedAt: row.endedMs,
      reason: row.reason,
      partCents: row.partCents,
      debitOn: row.debitOn as LocalDate | null,
    }),
  );
}

interface InFlightRow {
  invoiceId: string;
  channel: Channel;
  state: InFlightFact["state"];
}

async function readInFlight(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, InFlightFact>> {
  const rows = await tx.$queryRaw<InFlightRow[]>`
    WITH mi AS MATERIALIZED (
      SELECT invoice_id, message_id FROM message_invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...ids]}::uuid[])
    ), m AS MATERIALIZED (
      SELECT id, state FROM message
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY (ARRAY(SELECT message_id FROM mi))
        AND kind = 'REMINDER' AND state IN ('AWAITING_APPROVAL', 'READY', 'SENDING', 'UNCERTAIN')
    ), li AS MATERIALIZED (
      SELECT invoice_id, letter_id FROM letter_invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...ids]}::uuid[])
    ), l AS MATERIALIZED (
      SELECT id, channel, state FROM letter
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY (ARRAY(SELECT letter_id FROM li))
        AND state IN ('DRAFT', 'TO_APPROVE', 'TO_POST')
    )
    SELECT mi.invoice_id AS "invoiceId", 'EMAIL' AS channel,
           CASE m.state WHEN 'AWAITING_APPROVAL' THEN 'AWAITING_APPROVAL' WHEN 'UNCERTAIN' THEN 'UNCERTAIN'
                        ELSE 'LEAVING' END AS state
    FROM mi JOIN m ON m.id = mi.message_id
    UNION ALL
    SELECT li.invoice_id, l.channel::text, CASE WHEN l.state = 'TO_POST' THEN 'TO_POST' ELSE 'AWAITING_APPROVAL' END
    FROM li JOIN l ON l.id = li.letter_id`;
  return new Map(rows.map((row) => [row.invoiceId, { channel: row.channel, state: row.state }]));
}
