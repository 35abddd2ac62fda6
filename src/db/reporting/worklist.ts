/** What waits for a person in a company: the rows of « Aujourd'hui ». */
import type { LocalDate } from "@/domain/calendar";
import { localDate } from "@/domain/calendar";
import type { Channel } from "@/domain/dunning/scenario";
import type { Workload } from "@/domain/reporting/workload";
import { countInboundToHandle } from "../dunning/inbound";
import { readRefusedNoteIds } from "../dunning/refusedNotes";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { askedCents, isHeldWhole } from "../settlement/askedCents";
import { countCreditsToDecide, KEPT_BY_CREDIT } from "../settlement/clientCredits";
import { countDebitsToAsk } from "../settlement/directDebits";
import { readLegalDeadlines } from "./legalDeadlines";
import { countLettersToHandle } from "./lettersToHandle";

/** Rows shown in one section: beyond, the list of invoices filters better. */
const MAX_ROWS = 100;

const WITH_INVOICES = {
  client: { select: { id: true, name: true } },
  invoices: true,
} as const;

/**
 * Calls to make today: those about an invoice that is open and not suspended whole. A call waits, unseen,
 * while everything it is about is held.
 */
function callsToMake(companyId: string, today: LocalDate): Prisma.Sql {
  return Prisma.sql`
    FROM call_task c
    WHERE c.company_id = ${companyId}::uuid AND c.state = 'OPEN' AND c.due_on <= ${today}::date
      AND EXISTS (
        SELECT 1 FROM call_task_invoice m JOIN invoice i ON i.company_id = m.company_id AND i.id = m.invoice_id
        WHERE m.company_id = c.company_id AND m.call_task_id = c.id AND i.status = 'OPEN'
          AND NOT ${isHeldWhole(Prisma.sql`${today}::date`)} AND NOT ${KEPT_BY_CREDIT})`;
}

export async function readOpenCalls(tx: Tx, companyId: string, today: LocalDate) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id ${callsToMake(companyId, today)} ORDER BY c.due_on, c.id LIMIT ${MAX_ROWS}`;
  return tx.callTask.findMany({
    where: { companyId, id: { in: rows.map((row) => row.id) } },
    include: { ...WITH_INVOICES, steps: { select: { offsetDays: true } } },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
  });
}

const messagesToDecide = async (tx: Tx, companyId: string): Promise<Prisma.MessageWhereInput> => ({
  companyId,
  OR: [
    { state: { in: ["AWAITING_APPROVAL", "UNCERTAIN"] } },
    // A failure stays listed until its step is taken up again or the invoice is settled.
    {
      state: "FAILED",
      resolvedById: null,
      steps: { some: { state: "DONE", invoice: { status: "OPEN" } } },
    },
    // One asked for by hand has no step, nor has a statement; an address that was refused is listed by itself.
    {
      state: "FAILED",
      resolvedById: null,
      OR: [{ byHand: { isNot: null } }, { kind: "ACCOUNT_STATEMENT" }],
      client: { contacts: { none: { emailState: "REFUSED" } }, invoices: { some: { status: "OPEN" } } },
    },
    { id: { in: await readRefusedNoteIds(tx, companyId) } },
  ],
});

export async function readMessagesToDecide(tx: Tx, companyId: string) {
  return tx.message.findMany({
    where: await messagesToDecide(tx, companyId),
    include: {
      ...WITH_INVOICES,
      steps: { select: { offsetDays: true } },
      text: { select: { writtenAt: true } },
    },
    orderBy: [{ createdAt: "asc" }],
    take: MAX_ROWS * 5,
  });
}

const waitingAnswers = (companyId: string): Prisma.AnswerWhereInput => ({
  companyId,
  decidedAt: null,
  OR: [
    { state: "OPEN", kind: { notIn: ["PROMISE", "INSTALMENTS"] } },
    // Once other payments were proposed, it is the debtor's turn.
    { state: "OPEN", kind: "INSTALMENTS", plan: { state: "PROPOSED" } },
    { state: "BROKEN" },
  ],
});

const WITH_HOLDS = {
  invoices: true,
  holds: { where: { endedAt: null }, select: { untilOn: true }, take: 1 },
} satisfies Prisma.AnswerInclude;

export async function readWaitingAnswers(tx: Tx, companyId: string) {
  return tx.answer.findMany({
    where: waitingAnswers(companyId),
    include: WITH_HOLDS,
    orderBy: [{ createdAt: "asc" }],
    take: MAX_ROWS,
  });
}

/** One answer, whatever its state; null when it is not of this company. */
export async function readAnswerRow(tx: Tx, companyId: string, answerId: string) {
  return tx.answer.findUnique({
    where: { companyId_id: { companyId, id: answerId } },
    include: WITH_HOLDS,
  });
}

/** One call, whatever its state; null when it is not of this company. */
export async function readCallRow(tx: Tx, companyId: string, callTaskId: string) {
  return tx.callTask.findUnique({
    where: { companyId_id: { companyId, id: callTaskId } },
    include: { ...WITH_INVOICES, steps: { select: { offsetDays: true } } },
  });
}

const refusedAddresses = (companyId: string): Prisma.ContactWhereInput => ({
  companyId,
  emailState: "REFUSED",
  client: { archivedAt: null, invoices: { some: { status: "OPEN" } } },
});

/** How many decisions of each kind wait: the same rows as the lists, counted without reading them. */
export async function countWaiting(tx: Tx, companyId: string, today: LocalDate): Promise<Workload> {
  const [calls] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${callsToMake(companyId, today)}`;
  return {
    calls: calls?.count ?? 0,
    letters: await countLettersToHandle(tx, companyId, today),
    messages: await tx.message.count({ where: await messagesToDecide(tx, companyId) }),
    answers: await tx.answer.count({ where: waitingAnswers(companyId) }),
    addresses: await tx.contact.count({ where: refusedAddresses(companyId) }),
    replies: await countInboundToHandle(tx, companyId),
    deadlines: (await readLegalDeadlines(tx, [{ companyId, today }])).length,
    credits: await countCreditsToDecide(tx, companyId),
    debits: await countDebitsToAsk(tx, companyId, today),
  };
}

/** Addresses that a server refused, of clients who still owe something. */
export async function readRefusedAddresses(tx: Tx, companyId: string) {
  return tx.contact.findMany({
    where: refusedAddresses(companyId),
    include: { client: { select: { id: true, name: true } } },
    orderBy: { id: "asc" },
    take: MAX_ROWS,
  });
}

export interface BriefInvoice {
  id: string;
  number: string;
  clientId: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  balanceCents: bigint;
  /** What its client contests and is not asked for meanwhile. */
  disputedCents: bigint;
  subject: string;
  orderReference: string | null;
  isOpen: boolean;
}

/** Numbers, due dates and balances of invoices named by other rows. */
export async function readBriefInvoices(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, BriefInvoice>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    (Omit<BriefInvoice, "dueOn" | "issuedOn"> & { dueOn: string; issuedOn: string })[]
  >`
    SELECT id, number, client_id AS "clientId", issued_on::text AS "issuedOn", due_on::text AS "dueOn",
           balance_cents AS "balanceCents", balance_cents - ${askedCents("i")} AS "disputedCents", subject, order_reference AS "orderReference", status = 'OPEN' AS "isOpen"
    FROM invoice i WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${[...ids]}::uuid[])`;
  return new Map(
    rows.map((row) => [row.id, { ...row, issuedOn: localDate(row.issuedOn), dueOn: localDate(row.dueOn) }]),
  );
}

export interface LeavingRow {
  clientId: string;
  clientName: string;
  channel: Channel;
  onDate: LocalDate;
  dueAtMs: number;
  tone: "FRIENDLY" | "FIRM" | "FINAL" | null;
  offsetDays: number | null;
  /** Invoices it speaks of. */
  invoiceIds: string[];
  balanceCents: bigint;
}

/** Contacts planned between two days, gathered by client as they will be. */
export async function readPlannedContacts(
  tx: Tx,
  companyId: string,
  from: LocalDate,
  to: LocalDate,
): Promise<LeavingRow[]> {
  const rows = await tx.$queryRaw<(Omit<LeavingRow, "onDate"> & { onDate: string })[]>`
    SELECT p.client_id AS "clientId", c.name AS "clientName", p.channel::text AS channel, p.on_date::text AS "onDate",
           (extract(epoch FROM min(p.due_at)) * 1000)::float8 AS "dueAtMs", max(s.tone)::text AS tone,
           max(s.offset_days)::int AS "offsetDays", array_agg(p.invoice_id) AS "invoiceIds",
           sum(i.balance_cents)::bigint AS "balanceCents"
    FROM dunning_plan p
    JOIN client c ON c.company_id = p.company_id AND c.id = p.client_id
    JOIN invoice i ON i.company_id = p.company_id AND i.id = p.invoice_id
    LEFT JOIN scenario_step s ON s.company_id = p.company_id AND s.id = p.step_id
    WHERE p.company_id = ${companyId}::uuid AND p.kind = 'WAIT' AND p.channel IS NOT NULL
      AND p.on_date BETWEEN ${from}::date AND ${to}::date
    GROUP BY 1, 2, 3, 4 ORDER BY "dueAtMs", "clientName"`;
  return rows.map((row) => ({ ...row, onDate: localDate(row.onDate) }));
}

export interface GoneRow {
  id: string;
  kind: "REMINDER" | "ACCOUNT_STATEMENT";
  clientId: string;
  clientName: string;
  state: string;
  tone: "FRIENDLY" | "FIRM" | "FINAL";
  offsetDays: number | null;
  atMs: number;
  /** Invoices it speaks of. */
  invoiceIds: string[];
  claimedCents: bigint;
  /** Its words exist, and what they claim. */
  isWritten: boolean;
  /** How many there are, listed or not. */
  total: number;
}

/** Reminders and statements of the day that left or are leaving, in the order of their minute. */
export async function readTodaysMessages(
  tx: Tx,
  companyId: string,
  since: Date,
  limit: number,
): Promise<GoneRow[]> {
  return tx.$queryRaw<GoneRow[]>`
    SELECT m.id, m.kind::text AS kind, m.client_id AS "clientId", c.name AS "clientName", m.state::text AS state, m.tone::text AS tone,
           (SELECT max(d.offset_days) FROM dunning_step d WHERE d.company_id = m.company_id AND d.message_id = m.id)::int AS "offsetDays",
           (extract(epoch FROM coalesce(m.sent_at, m.due_at)) * 1000)::float8 AS "atMs",
           ARRAY(SELECT mi.invoice_id FROM message_invoice mi WHERE mi.company_id = m.company_id AND mi.message_id = m.id) AS "invoiceIds",
           m.claimed_cents AS "claimedCents", m.mime_sha256 IS NOT NULL AS "isWritten",
           count(*) OVER ()::int AS total
    FROM message m JOIN client c ON c.company_id = m.company_id AND c.id = m.client_id
    WHERE m.company_id = ${companyId}::uuid AND m.kind IN ('REMINDER', 'ACCOUNT_STATEMENT')
      AND (m.state IN ('READY', 'SENDING') OR (m.state = 'SENT' AND m.sent_at >= ${since}))
    ORDER BY "atMs" LIMIT ${limit}`;
}

export interface HeldRow {
  clientName: string;
  invoiceId: string;
  number: string;
  balanceCents: bigint;
  reasons: unknown;
}

/** Invoices past due that nothing will remind for now, largest first. */
export async function readHeldInvoices(
  tx: Tx,
  companyId: string,
  today: LocalDate,
  limit: number,
): Promise<HeldRow[]> {
  return tx.$queryRaw<HeldRow[]>`
    SELECT c.name AS "clientName", i.id AS "invoiceId", i.number, i.balance_cents AS "balanceCents", p.reasons
    FROM dunning_plan p
    JOIN invoice i ON i.company_id = p.company_id AND i.id = p.invoice_id
    JOIN client c ON c.company_id = p.company_id AND c.id = p.client_id
    WHERE p.company_id = ${companyId}::uuid AND i.status = 'OPEN' AND i.due_on < ${today}::date
      AND (p.reasons @> '[{"code":"HELD"}]' OR p.reasons @> '[{"code":"FREE_CREDIT"}]' OR p.reasons @> '[{"code":"PRESSURE_GAP"}]'
           OR p.reasons @> '[{"code":"PRESSURE_COUNT"}]' OR p.kind = 'STOP')
    ORDER BY i.balance_cents DESC LIMIT ${limit}`;
}
