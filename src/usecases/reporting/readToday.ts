/** « Aujourd'hui »: what waits for a person, what leaves alone, what is held and why. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { readPastContacts } from "@/db/dunning/messageFacts";
import { inCompany, type Tx } from "@/db/inCompany";
import {
  type BriefInvoice,
  readBriefInvoices,
  readHeldInvoices,
  readLettersToHandle,
  readMessagesToDecide,
  readOpenCalls,
  readPlannedContacts,
  readRefusedAddresses,
  readTodaysMessages,
  readWaitingAnswers,
} from "@/db/reporting/worklist";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import {
  addDays,
  daysBetween,
  type LocalDate,
  localDateAt,
  minuteOfDayAt,
  nextWorkingDay,
  timeZoneOf,
} from "@/domain/calendar";
import { callScript } from "@/domain/dunning/callScript";
import { type Reason, reasonSentence } from "@/domain/dunning/reason";
import type { Channel, Tone } from "@/domain/dunning/scenario";
import { startOf } from "@/domain/dunning/sendingWindow";
import { sumCents } from "@/domain/money";
import type { CompanyCtx } from "../ports";

export interface WorkInvoice extends BriefInvoice {
  daysLate: number;
}

interface WorkItem {
  id: string;
  clientId: string;
  clientName: string;
  invoices: WorkInvoice[];
  amountCents: bigint;
  offsetDays: number | null;
}

export interface CallItem extends WorkItem {
  phone: string | null;
  contactName: string;
  cause: string;
  script: string;
  history: { on: LocalDate; what: "due" | "EMAIL" | "CALL" }[];
}

export interface LetterItem extends WorkItem {
  state: "DRAFT" | "TO_APPROVE" | "TO_POST";
  channel: Channel;
  /** Why it could not be drawn, for a draft that waits for a person. */
  problem: string | null;
}

export interface MessageItem extends WorkItem {
  state: "AWAITING_APPROVAL" | "UNCERTAIN" | "FAILED";
  kind: "REMINDER" | "CALL_CONFIRMATION" | "PAYMENT_THANKS";
  tone: Tone;
  toEmails: string[];
  /** When it was being sent, or made. */
  atMs: number;
  outcome: string | null;
}

export interface AnswerItem extends WorkItem {
  kind: "ALREADY_PAID" | "PROMISE" | "DISPUTE";
  isBroken: boolean;
  onDate: LocalDate | null;
  saidAmountCents: bigint | null;
  method: "TRANSFER" | "CHEQUE" | "CARD" | "CASH" | "DIRECT_DEBIT" | "OTHER" | null;
  message: string;
  saidOn: LocalDate;
  /** Last day of the suspension; null when it is over or has no end. */
  untilOn: LocalDate | null;
}

export interface TodayView {
  today: LocalDate;
  timeZone: string;
  calls: CallItem[];
  letters: LetterItem[];
  approvals: MessageItem[];
  declarations: AnswerItem[];
  disputes: AnswerItem[];
  brokenPromises: AnswerItem[];
  uncertain: MessageItem[];
  failed: MessageItem[];
  refusedAddresses: {
    contactId: string;
    clientId: string;
    clientName: string;
    email: string;
    refusal: string;
  }[];
  /** Decisions that wait for someone. */
  decisionCount: number;
  leavingToday: {
    clientName: string;
    minute: number;
    offsetDays: number | null;
    tone: Tone | null;
    count: number;
    amountCents: bigint;
    isGone: boolean;
  }[];
  nextDays: { on: LocalDate; emails: number; calls: number; letters: number; amountCents: bigint }[];
  held: { invoiceId: string; clientName: string; number: string; balanceCents: bigint; why: string }[];
}

const HELD_SHOWN = 12;
const DAYS_SHOWN = 5;

/** Reads the whole page. `callerName` is the person who will make the calls. */
export async function readToday(ctx: CompanyCtx, callerName: string): Promise<TodayView> {
  return inCompany(ctx.companyId, async (tx) => {
    const facts = await readCompanyFacts(tx, ctx.companyId);
    const timeZone = timeZoneOf(facts.zone);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const company = await tx.company.findUniqueOrThrow({
      where: { id: ctx.companyId },
      select: { legalName: true, tradeName: true },
    });
    const rows = await readRows(tx, ctx.companyId, today);
    const invoices = await readBriefInvoices(tx, ctx.companyId, invoiceIdsOf(rows));
    const items = await itemsOf(tx, ctx.companyId, rows, {
      invoices,
      today,
      timeZone,
      callerName,
      companyName: company.tradeName ?? company.legalName,
    });
    const lastDay = addDays(today, 14);
    const planned = await readPlannedContacts(tx, ctx.companyId, today, lastDay);
    const gone = await readTodaysMessages(tx, ctx.companyId, new Date(startOf(today, facts)));
    const held = await readHeldInvoices(tx, ctx.companyId, today, HELD_SHOWN);
    const leaving = planned.filter((row) => row.onDate === today && row.channel === "EMAIL");
    return {
      today,
      timeZone,
      ...items,
      decisionCount: Object.values(items).reduce((sum, list) => sum + list.length, 0),
      leavingToday: [
        ...gone.map((row) => ({
          clientName: row.clientName,
          minute: minuteOfDayAt(row.atMs, timeZone),
          offsetDays: row.offsetDays,
          tone: row.tone,
          count: row.count,
          amountCents: row.claimedCents,
          isGone: row.state === "SENT",
        })),
        ...(facts.safeMode ? [] : leaving).map((row) => ({
          clientName: row.clientName,
          minute: minuteOfDayAt(row.dueAtMs, timeZone),
          offsetDays: row.offsetDays,
          tone: row.tone,
          count: row.count,
          amountCents: row.balanceCents,
          isGone: false,
        })),
      ],
      nextDays: nextDays(planned, today, facts.zone),
      held: held.map((row) => ({
        ...row,
        why: ((row.reasons ?? []) as Reason[]).map(reasonSentence)[0] ?? "",
      })),
    };
  });
}

function nextDays(
  planned: Awaited<ReturnType<typeof readPlannedContacts>>,
  today: LocalDate,
  zone: Parameters<typeof nextWorkingDay>[1],
): TodayView["nextDays"] {
  const days: TodayView["nextDays"] = [];
  let day = nextWorkingDay(today, zone);
  for (let count = 0; count < DAYS_SHOWN; count += 1) {
    const rows = planned.filter((row) => row.onDate === day);
    const number = (test: (channel: Channel) => boolean) => rows.filter((row) => test(row.channel)).length;
    if (rows.length > 0) {
      days.push({
        on: day,
        emails: number((channel) => channel === "EMAIL"),
        calls: number((channel) => channel === "CALL"),
        letters: number((channel) => channel === "LETTER" || channel === "FORMAL_NOTICE"),
        amountCents: sumCents(rows.map((row) => row.balanceCents)),
      });
    }
    day = nextWorkingDay(day, zone);
  }
  return days;
}

async function readRows(tx: Tx, companyId: string, today: LocalDate) {
  return {
    calls: await readOpenCalls(tx, companyId, today),
    letters: await readLettersToHandle(tx, companyId),
    messages: await readMessagesToDecide(tx, companyId),
    answers: await readWaitingAnswers(tx, companyId),
    refused: await readRefusedAddresses(tx, companyId),
  };
}

type Rows = Awaited<ReturnType<typeof readRows>>;

function invoiceIdsOf(rows: Rows): string[] {
  const lists = [...rows.calls, ...rows.letters, ...rows.messages, ...rows.answers];
  return [...new Set(lists.flatMap((row) => row.invoices.map((invoice) => invoice.invoiceId)))];
}

interface Surroundings {
  invoices: ReadonlyMap<string, BriefInvoice>;
  today: LocalDate;
  timeZone: string;
  callerName: string;
  companyName: string;
}

async function itemsOf(tx: Tx, companyId: string, rows: Rows, around: Surroundings) {
  const clientNames = await namesOf(tx, companyId, rows);
  const contacts = await readPastContacts(
    tx,
    companyId,
    rows.calls.flatMap((call) => call.invoices.map((invoice) => invoice.invoiceId)),
    around.timeZone,
  );
  const item = (row: {
    id: string;
    clientId: string;
    invoices: { invoiceId: string }[];
    steps?: { offsetDays: number }[];
  }): WorkItem => {
    const invoices = row.invoices
      .flatMap(({ invoiceId }) => around.invoices.get(invoiceId) ?? [])
      .map((invoice) => ({ ...invoice, daysLate: Math.max(0, daysBetween(invoice.dueOn, around.today)) }))
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
    return {
      id: row.id,
      clientId: row.clientId,
      clientName: clientNames.get(row.clientId) ?? "",
      invoices,
      amountCents: sumCents(invoices.map((invoice) => invoice.balanceCents)),
      offsetDays:
        row.steps?.reduce<number | null>(
          (most, step) => Math.max(most ?? step.offsetDays, step.offsetDays),
          null,
        ) ?? null,
    };
  };
  const messages = rows.messages.map(
    (row): MessageItem => ({
      ...item(row),
      state: row.state as MessageItem["state"],
      kind: row.kind,
      tone: row.tone,
      toEmails: row.toEmails,
      atMs: (row.sendingAt ?? row.createdAt).getTime(),
      outcome: row.outcome,
    }),
  );
  const answers = rows.answers.map(
    (row): AnswerItem => ({
      ...item(row),
      kind: row.kind,
      isBroken: row.state === "BROKEN",
      onDate: toLocalDateOrNull(row.onDate),
      saidAmountCents: row.amountCents,
      method: row.method,
      message: row.message,
      saidOn: localDateAt(row.createdAt.getTime(), around.timeZone),
      untilOn: row.holds[0]?.untilOn ? toLocalDate(row.holds[0].untilOn) : null,
    }),
  );
  return {
    calls: rows.calls.map((row): CallItem => {
      const base = item(row);
      const ids = new Set(base.invoices.map((invoice) => invoice.id));
      return {
        ...base,
        phone: row.phone,
        contactName: row.contactName,
        cause: row.cause,
        script: callScript({
          callerName: around.callerName,
          companyName: around.companyName,
          invoices: base.invoices,
        }),
        history: callHistory(
          base.invoices,
          contacts.filter((contact) => ids.has(contact.invoiceId)),
        ),
      };
    }),
    letters: rows.letters.map(
      (row): LetterItem => ({
        ...item(row),
        amountCents: row.totalCents,
        state: row.state as LetterItem["state"],
        channel: row.channel,
        problem: row.outcome,
      }),
    ),
    approvals: messages.filter((message) => message.state === "AWAITING_APPROVAL"),
    declarations: answers.filter((answer) => answer.kind === "ALREADY_PAID"),
    disputes: answers.filter((answer) => answer.kind === "DISPUTE"),
    brokenPromises: answers.filter((answer) => answer.kind === "PROMISE" && answer.isBroken),
    uncertain: messages.filter((message) => message.state === "UNCERTAIN"),
    failed: messages.filter((message) => message.state === "FAILED"),
    refusedAddresses: rows.refused.map((row) => ({
      contactId: row.id,
      clientId: row.clientId,
      clientName: row.client.name,
      email: row.email ?? "",
      refusal: row.refusal ?? "",
    })),
  };
}

function callHistory(
  invoices: readonly WorkInvoice[],
  contacts: readonly { kind: "EMAIL" | "CALL"; on: LocalDate }[],
): CallItem["history"] {
  const [oldest] = invoices;
  const due = oldest ? [{ on: oldest.dueOn, what: "due" as const }] : [];
  const seen = new Set<string>();
  const past = contacts.flatMap(({ kind, on }) => {
    if (seen.has(`${kind}${on}`)) return [];
    seen.add(`${kind}${on}`);
    return [{ on, what: kind }];
  });
  return [...due, ...past].sort((a, b) => (a.on < b.on ? -1 : 1));
}

async function namesOf(tx: Tx, companyId: string, rows: Rows): Promise<Map<string, string>> {
  const ids = [...rows.calls, ...rows.letters, ...rows.messages, ...rows.answers].map((row) => row.clientId);
  const clients = await tx.client.findMany({
    where: { companyId, id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(clients.map((client) => [client.id, client.name]));
}

/** How many decisions wait, for the number beside « Aujourd'hui » and the firm's table. */
export async function countDecisions(tx: Tx, companyId: string, today: LocalDate): Promise<number> {
  const rows = await readRows(tx, companyId, today);
  return (
    rows.calls.length + rows.letters.length + rows.messages.length + rows.answers.length + rows.refused.length
  );
}
