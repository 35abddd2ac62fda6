/** « Aujourd'hui »: what waits for a person, what leaves alone, what is held and why. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { readInboundToHandle } from "@/db/dunning/inbound";
import { inCompany, type Tx } from "@/db/inCompany";
import { readLettersToHandle } from "@/db/reporting/lettersToHandle";
import {
  countWaiting,
  readHeldInvoices,
  readMessagesToDecide,
  readOpenCalls,
  readPlannedContacts,
  readRefusedAddresses,
  readTodaysMessages,
  readWaitingAnswers,
} from "@/db/reporting/worklist";
import { readCreditsToDecide } from "@/db/settlement/clientCredits";
import { type DebitToAsk, readDebitsToAsk } from "@/db/settlement/directDebits";
import { addDays, type LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import type { CompanyFacts } from "@/domain/dunning/facts";
import { type Reason, reasonSentence, waitingReason } from "@/domain/dunning/reason";
import type { Channel, Tone } from "@/domain/dunning/scenario";
import { startOf } from "@/domain/dunning/sendingWindow";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import type { LegalRates } from "@/domain/legal/rateTables";
import { sumCents } from "@/domain/money";
import { decisionCount, type Workload } from "@/domain/reporting/workload";
import { nextWorkingDay } from "@/domain/workingDays";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { readClaimedSums } from "../dunning/claimedSums";
import { inboundItem } from "../dunning/handleInbound";
import { whyLettersStale } from "../dunning/staleLetter";
import type { CompanyCtx } from "../ports";
import {
  type AnswerItem,
  answerItem,
  type CallItem,
  callItem,
  type LetterItem,
  letterItem,
  type MessageItem,
  messageItem,
  readSurroundings,
} from "./workItems";

interface WorkLists {
  calls: CallItem[];
  letters: LetterItem[];
  approvals: MessageItem[];
  declarations: AnswerItem[];
  disputes: AnswerItem[];
  /** Schedules, other contacts, invoices and messages that clients ask or send. */
  requests: AnswerItem[];
  brokenPromises: AnswerItem[];
  uncertain: MessageItem[];
  failed: MessageItem[];
  /** Replies to read and messages sent back, with what they speak of. */
  inbound: ReturnType<typeof inboundItem>[];
  refusedAddresses: {
    contactId: string;
    clientId: string;
    clientName: string;
    email: string;
    refusal: string;
  }[];
  /** Direct debits of which nothing was said for too long. */
  debits: DebitToAsk[];
  /** Clients whose free credit keeps their reminders until someone decides. */
  credits: { clientId: string; clientName: string; restCents: bigint; openCents: bigint }[];
}

export interface LeavingItem {
  /** Null for a contact that is planned and not made yet. */
  messageId: string | null;
  isStatement: boolean;
  clientId: string | null;
  clientName: string;
  minute: number;
  offsetDays: number | null;
  tone: Tone | null;
  /** Invoices gathered in it. */
  count: number;
  amountCents: bigint;
  isGone: boolean;
}

export interface TodayView extends WorkLists {
  today: LocalDate;
  timeZone: string;
  safeMode: boolean;
  isPaused: boolean;
  /** The company has no invoice at all: it has just begun. */
  isNew: boolean;
  /** How much waits, also beyond the rows that are listed. */
  workload: Workload;
  leavingToday: LeavingItem[];
  nextDays: { on: LocalDate; emails: number; calls: number; letters: number; amountCents: bigint }[];
  held: { invoiceId: string; clientName: string; number: string; balanceCents: bigint; why: string }[];
}

const HELD_SHOWN = 12;
const DEBITS_SHOWN = 50;
const DAYS_SHOWN = 5;
/** Calendar days that hold that many working days, with the longest run of holidays. */
const DAYS_AHEAD = 14;

/**
 * Reads the whole page.
 *
 * @param callerName the person who will make the calls
 * @param rates the tables in force: what firm reminders claim is computed with them
 */
export async function readToday(
  ctx: CompanyCtx,
  callerName: string,
  rates: LegalRates = PUBLISHED_RATES,
): Promise<TodayView> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const facts = await readCompanyFacts(tx, companyId);
    const timeZone = timeZoneOf(facts.zone);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const lists = await readLists(tx, companyId, { today, timeZone, callerName }, rates);
    const planned = await readPlannedContacts(tx, companyId, today, addDays(today, DAYS_AHEAD));
    const held = await readHeldInvoices(tx, companyId, today, HELD_SHOWN);
    const anyInvoice = await tx.invoice.findFirst({ where: { companyId }, select: { id: true } });
    return {
      today,
      timeZone,
      safeMode: facts.safeMode,
      isPaused: facts.paused,
      isNew: anyInvoice === null,
      ...lists,
      workload: await countWaiting(tx, companyId, today),
      leavingToday: await leavingOf(tx, companyId, facts, today, planned),
      nextDays: nextDaysOf(planned, today, facts),
      held: held.map(({ reasons, ...row }) => {
        const reason = waitingReason((reasons ?? []) as Reason[]);
        return { ...row, why: reason ? reasonSentence(reason) : "" };
      }),
    };
  });
}

async function readLists(
  tx: Tx,
  companyId: string,
  who: { today: LocalDate; timeZone: string; callerName: string },
  rates: LegalRates,
): Promise<WorkLists> {
  const calls = await readOpenCalls(tx, companyId, who.today);
  const letters = await readLettersToHandle(tx, companyId, who.today);
  const messages = await readMessagesToDecide(tx, companyId);
  const answers = await readWaitingAnswers(tx, companyId);
  const refused = await readRefusedAddresses(tx, companyId);
  const inbound = await readInboundToHandle(tx, companyId);
  const approved = letters.filter((letter) => letter.state === "TO_POST").map((letter) => letter.id);
  const whyStale = await whyLettersStale(tx, companyId, approved);
  const around = await readSurroundings(tx, companyId, [...calls, ...letters, ...messages, ...answers], who);
  const unwritten = messages.filter((message) => message.state === "AWAITING_APPROVAL");
  const claimed = await readClaimedSums(tx, companyId, unwritten, { rates, today: who.today });
  const messageItems = messages.map((row) => messageItem(row, around, claimed));
  const answerItems = answers.map((row) => answerItem(row, around));
  return {
    calls: calls.map((row) => callItem(row, around)),
    letters: letters.map((row) => letterItem(row, around, whyStale)),
    approvals: messageItems.filter((message) => message.state === "AWAITING_APPROVAL"),
    uncertain: messageItems.filter((message) => message.state === "UNCERTAIN"),
    failed: messageItems.filter((message) => message.state === "FAILED"),
    declarations: answerItems.filter((answer) => answer.kind === "ALREADY_PAID"),
    disputes: answerItems.filter((answer) => answer.kind === "DISPUTE"),
    requests: answerItems.filter((answer) => isRequest(answer)),
    brokenPromises: answerItems.filter((answer) => answer.isBroken),
    inbound: inbound.map((row) => inboundItem(row, who.timeZone)),
    refusedAddresses: refused.map((row) => ({
      contactId: row.id,
      clientId: row.clientId,
      clientName: row.client.name,
      email: row.email ?? "",
      refusal: row.refusal ?? "",
    })),
    debits: await readDebitsToAsk(tx, companyId, who.today, DEBITS_SHOWN),
    credits: await readCreditsToDecide(tx, companyId, DEBITS_SHOWN),
  };
}

function isRequest({ kind, isBroken }: AnswerItem): boolean {
  return !isBroken && kind !== "ALREADY_PAID" && kind !== "DISPUTE" && kind !== "PROMISE";
}

type Planned = Awaited<ReturnType<typeof readPlannedContacts>>;

/** What left today, what is leaving, then what will: nothing leaves alone in safe mode or under a pause. */
async function leavingOf(
  tx: Tx,
  companyId: string,
  facts: CompanyFacts,
  today: LocalDate,
  planned: Planned,
): Promise<LeavingItem[]> {
  const timeZone = timeZoneOf(facts.zone);
  const gone = await readTodaysMessages(tx, companyId, new Date(startOf(today, facts)));
  const waits = facts.safeMode || facts.paused;
  const later = waits ? [] : planned.filter((row) => row.onDate === today && row.channel === "EMAIL");
  return [
    ...gone.map((row) => ({
      messageId: row.id,
      isStatement: row.kind === "ACCOUNT_STATEMENT",
      clientId: null,
      clientName: row.clientName,
      minute: minuteOfDayAt(row.atMs, timeZone),
      offsetDays: row.offsetDays,
      tone: row.tone,
      count: row.count,
      amountCents: row.claimedCents,
      isGone: row.state === "SENT",
    })),
    ...later.map((row) => ({
      messageId: null,
      isStatement: false,
      clientId: row.clientId,
      clientName: row.clientName,
      minute: minuteOfDayAt(row.dueAtMs, timeZone),
      offsetDays: row.offsetDays,
      tone: row.tone,
      count: row.count,
      amountCents: row.balanceCents,
      isGone: false,
    })),
  ];
}

function nextDaysOf(planned: Planned, today: LocalDate, facts: CompanyFacts): TodayView["nextDays"] {
  const days: TodayView["nextDays"] = [];
  let day = nextWorkingDay(today, facts.zone);
  for (let count = 0; count < DAYS_SHOWN; count += 1) {
    const on = day;
    const rows = planned.filter((row) => row.onDate === on);
    const number = (...channels: Channel[]) => rows.filter((row) => channels.includes(row.channel)).length;
    if (rows.length > 0) {
      days.push({
        on,
        emails: number("EMAIL"),
        calls: number("CALL"),
        letters: number("LETTER", "FORMAL_NOTICE"),
        amountCents: sumCents(rows.map((row) => row.balanceCents)),
      });
    }
    day = nextWorkingDay(day, facts.zone);
  }
  return days;
}

/** How many decisions wait, for the number beside « Aujourd'hui » and the firm's table. */
export async function countDecisions(tx: Tx, companyId: string, today: LocalDate): Promise<number> {
  return decisionCount(await countWaiting(tx, companyId, today));
}
