/** « Aujourd'hui »: what waits for a person, what leaves alone, what is held and why. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { readInboundToHandle } from "@/db/dunning/inbound";
import { type LostMessage, readLostAtAddresses } from "@/db/dunning/lostAtAddresses";
import { inCompany, type Tx } from "@/db/inCompany";
import { readLettersToHandle } from "@/db/reporting/lettersToHandle";
import {
  countWaiting,
  readHeldInvoices,
  readMessagesToDecide,
  readOpenCalls,
  readRefusedAddresses,
  readWaitingAnswers,
} from "@/db/reporting/worklist";
import { readCreditsToDecide } from "@/db/settlement/clientCredits";
import { type DebitToAsk, readDebitsToAsk } from "@/db/settlement/directDebits";
import type { LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import type { MessageKind } from "@/domain/dunning/note";
import { type Reason, reasonSentence, waitingReason } from "@/domain/dunning/reason";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import type { LegalRates } from "@/domain/legal/rateTables";
import { decisionCount, type Workload } from "@/domain/reporting/workload";
import { localDateAt } from "@/domain/zonedTime";
import { readClaimedSums } from "../dunning/claimedSums";
import { inboundItem } from "../dunning/handleInbound";
import { whyLettersStale } from "../dunning/staleLetter";
import type { Actor, CompanyCtx } from "../ports";
import { type Leaving, readLeaving } from "./readLeaving";
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
  /** Refused, or come back. */
  failed: MessageItem[];
  /** Replies to read and messages sent back, with what they speak of. */
  inbound: ReturnType<typeof inboundItem>[];
  refusedAddresses: {
    contactId: string;
    clientId: string;
    clientName: string;
    email: string;
    refusal: string;
    /** The last message that did not arrive there; null when all did. `answerId`: the schedule it speaks of. */
    lost: { messageId: string; kind: MessageKind; on: LocalDate; answerId: string | null } | null;
  }[];
  /** Direct debits of which nothing was said for too long. */
  debits: DebitToAsk[];
  /** Clients whose free credit keeps their reminders until someone decides. */
  credits: { clientId: string; clientName: string; restCents: bigint; openCents: bigint }[];
}

export interface TodayView extends WorkLists, Leaving {
  today: LocalDate;
  timeZone: string;
  safeMode: boolean;
  isPaused: boolean;
  /** The company has no invoice at all: it has just begun. */
  isNew: boolean;
  /** How much waits, also beyond the rows that are listed. */
  workload: Workload;
  held: { invoiceId: string; clientName: string; number: string; balanceCents: bigint; why: string }[];
}

const HELD_SHOWN = 12;
const DEBITS_SHOWN = 50;

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
    const lists = await readLists(tx, companyId, { today, timeZone, callerName, actor: ctx.actor }, rates);
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
      ...(await readLeaving(tx, companyId, facts, { rates, today })),
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
  who: { today: LocalDate; timeZone: string; callerName: string; actor: Actor },
  rates: LegalRates,
): Promise<WorkLists> {
  const calls = await readOpenCalls(tx, companyId, who.today);
  const letters = await readLettersToHandle(tx, companyId, who.today);
  const messages = await readMessagesToDecide(tx, companyId);
  const answers = await readWaitingAnswers(tx, companyId);
  const refused = await readRefusedAddresses(tx, companyId);
  const lostAt = await readLostAtAddresses(
    tx,
    companyId,
    refused.map(({ clientId }) => clientId),
  );
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
    failed: messageItems.filter((message) => message.state === "FAILED" || message.state === "SENT"),
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
      lost: lostOf(lostAt.get(row.id), who.timeZone),
    })),
    debits: await readDebitsToAsk(tx, companyId, who.today, DEBITS_SHOWN),
    credits: await readCreditsToDecide(tx, companyId, DEBITS_SHOWN),
  };
}

function lostOf(lost: LostMessage | undefined, timeZone: string) {
  if (!lost) return null;
  const { messageId, kind, at, answerId } = lost;
  return { messageId, kind, answerId, on: localDateAt(at.getTime(), timeZone) };
}

function isRequest({ kind, isBroken }: AnswerItem): boolean {
  return !isBroken && kind !== "ALREADY_PAID" && kind !== "DISPUTE" && kind !== "PROMISE";
}

/** How many decisions wait, for the number beside « Aujourd'hui » and the firm's table. */
export async function countDecisions(tx: Tx, companyId: string, today: LocalDate): Promise<number> {
  return decisionCount(await countWaiting(tx, companyId, today));
}
