/** Rows that wait for a person, as the pages read them: names, amounts, words to say, what happened. */

import { readPastContacts } from "@/db/dunning/messageFacts";
import { readLeadingCallSteps } from "@/db/dunning/stepTexts";
import type { Tx } from "@/db/inCompany";
import type { readLettersToHandle } from "@/db/reporting/lettersToHandle";
import {
  type BriefInvoice,
  type readAnswerRow,
  readBriefInvoices,
  type readCallRow,
  type readMessagesToDecide,
} from "@/db/reporting/worklist";
import { readCreditShares } from "@/db/settlement/clientCredits";
import { readActorNames } from "@/db/system/journalPages";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import { daysBetween, type LocalDate } from "@/domain/calendar";
import { type CallInvoice, callClaimCents, callScript } from "@/domain/dunning/callScript";
import type { MessageKind } from "@/domain/dunning/note";
import { type LeadingStep, readyText, unknownStep, wordsOf } from "@/domain/dunning/readyTexts";
import type { EarlierContact } from "@/domain/dunning/reminderFacts";
import type { Channel, Tone } from "@/domain/dunning/scenario";
import { sumCents } from "@/domain/money";
import type { AnswerKind } from "@/domain/settlement/answer";
import { localDateAt } from "@/domain/zonedTime";
import { KEEP_AT_CARRIER } from "../dunning/staleLetter";
import { wordsMark } from "../dunning/wordsAuthors";
import type { Actor } from "../ports";
import type { PaymentMethod } from "../settlement/recordPayment";

export interface WorkInvoice extends BriefInvoice {
  daysLate: number;
}

interface WorkItem {
  id: string;
  clientId: string;
  clientName: string;
  invoices: WorkInvoice[];
  /** What is still owed on its open invoices; of a call, what it asks for. */
  amountCents: bigint;
  offsetDays: number | null;
}

export interface CallItem extends WorkItem {
  state: "OPEN" | "DONE" | "CANCELLED";
  phone: string | null;
  contactName: string;
  /** `STEP` of the scenario, or why a call took the place of an email. */
  cause: string;
  script: string;
  history: { on: LocalDate; what: "due" | EarlierContact["kind"] }[];
}

export interface LetterItem extends WorkItem {
  /** `TO_RESEND`: it went to a wrong address; `DEADLINE`: the days to pay are over. */
  state: "DRAFT" | "TO_APPROVE" | "TO_POST" | "TO_RESEND" | "DEADLINE";
  channel: Channel;
  /** Why a draft could not be drawn, or an approved letter must not be posted. */
  problem: string | null;
  /** It is approved and says what is no longer owed. */
  isStale: boolean;
  /** Last day to pay, once the letter was presented. */
  deadlineOn: LocalDate | null;
}

export interface MessageItem extends WorkItem {
  /**
   * What the message asks for: as it was written, or as it would be written today. Null for one that
   * asks for nothing by itself: a statement, a note.
   */
  claimedCents: bigint | null;
  /** `SENT`: it left, and came back. */
  state: "AWAITING_APPROVAL" | "UNCERTAIN" | "FAILED" | "SENT";
  kind: MessageKind;
  tone: Tone;
  toEmails: string[];
  /** When it was being sent, or made. */
  atMs: number;
  outcome: string | null;
  /** Tells the words a person gave it from others, see wordsMark; empty when it speaks with its step. */
  wordsMark: string;
}

export interface AnswerItem extends WorkItem {
  kind: AnswerKind;
  /** Nobody has decided it yet. */
  isWaiting: boolean;
  isBroken: boolean;
  onDate: LocalDate | null;
  saidAmountCents: bigint | null;
  method: PaymentMethod | null;
  message: string;
  saidOn: LocalDate;
  source: "LINK" | "CALL" | "CREDITOR";
  /** Last day of the suspension; null when it is over or has no end. */
  untilOn: LocalDate | null;
}

type CallRow = NonNullable<Awaited<ReturnType<typeof readCallRow>>>;
type LetterRow = Awaited<ReturnType<typeof readLettersToHandle>>[number];
type MessageRow = Awaited<ReturnType<typeof readMessagesToDecide>>[number];
type AnswerRow = NonNullable<Awaited<ReturnType<typeof readAnswerRow>>>;

/** What the items of one reading share. */
export interface Surroundings {
  today: LocalDate;
  timeZone: string;
  /** The person who will make the calls. */
  callerName: string;
  /** Their firm, when they call under a mandate. */
  callerFirm: string | null;
  companyName: string;
  invoices: ReadonlyMap<string, BriefInvoice>;
  clientNames: ReadonlyMap<string, string>;
  languages: ReadonlyMap<string, "fr" | "en">;
  contacts: Awaited<ReturnType<typeof readPastContacts>>;
  /** What of a client's free credit is deducted from each invoice. */
  credits: ReadonlyMap<string, bigint>;
  /** Steps whose words the calls speak. */
  callSteps: ReadonlyMap<string, LeadingStep>;
}

interface AnyRow {
  id: string;
  clientId: string;
  invoices: { invoiceId: string }[];
  steps?: { offsetDays: number }[];
}

/** Reads, in a handful of queries, what these rows need to be read by a person. */
export async function readSurroundings(
  tx: Tx,
  companyId: string,
  rows: readonly AnyRow[],
  { actor, ...who }: { today: LocalDate; timeZone: string; callerName: string; actor: Actor },
): Promise<Surroundings> {
  const company = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { legalName: true, tradeName: true },
  });
  const clients = await tx.client.findMany({
    where: { companyId, id: { in: [...new Set(rows.map((row) => row.clientId))] } },
    select: { id: true, name: true, language: true },
  });
  const ids = [...new Set(rows.flatMap((row) => row.invoices.map((invoice) => invoice.invoiceId)))];
  return {
    ...who,
    callerFirm: await readCallerFirm(tx, actor),
    companyName: company.tradeName ?? company.legalName,
    invoices: await readBriefInvoices(tx, companyId, ids),
    credits: await readCreditShares(
      tx,
      companyId,
      clients.map((client) => client.id),
    ),
    clientNames: new Map(clients.map((client) => [client.id, client.name])),
    languages: new Map(clients.map((client) => [client.id, client.language === "en" ? "en" : "fr"])),
    callSteps: await readLeadingCallSteps(
      tx,
      companyId,
      rows.map((row) => row.id),
    ),
    contacts: ids.length === 0 ? [] : await readPastContacts(tx, companyId, ids, who.timeZone),
  };
}

async function readCallerFirm(tx: Tx, actor: Actor): Promise<string | null> {
  const firmId = actor.kind === "user" ? actor.firmId : null;
  if (firmId === null) return null;
  return (await readActorNames(tx, [], [firmId])).firms.get(firmId) ?? null;
}

function itemOf(row: AnyRow, around: Surroundings): WorkItem {
  const invoices = row.invoices
    .flatMap(({ invoiceId }) => around.invoices.get(invoiceId) ?? [])
    .map((invoice) => ({ ...invoice, daysLate: Math.max(0, daysBetween(invoice.dueOn, around.today)) }))
    .sort((a, b) => (a.dueOn === b.dueOn ? (a.number < b.number ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1));
  const offsets = (row.steps ?? []).map((step) => step.offsetDays);
  return {
    id: row.id,
    clientId: row.clientId,
    clientName: around.clientNames.get(row.clientId) ?? "",
    invoices,
    amountCents: sumCents(invoices.filter((invoice) => invoice.isOpen).map((one) => one.balanceCents)),
    offsetDays: offsets.length === 0 ? null : Math.max(...offsets),
  };
}

export function callItem(row: CallRow, around: Surroundings): CallItem {
  const item = itemOf(row, around);
  // What is contested whole is not spoken of, nor is the contested part of the others.
  const asked = item.invoices
    .filter((invoice) => invoice.isOpen && invoice.disputedCents < invoice.balanceCents)
    .map((invoice) => ({ ...invoice, creditCents: around.credits.get(invoice.id) ?? 0n }));
  const ids = new Set(item.invoices.map((invoice) => invoice.id));
  return {
    ...item,
    amountCents: callClaimCents(asked),
    state: row.state,
    phone: row.phone,
    contactName: row.contactName,
    cause: row.cause,
    script: scriptOf(row, item.clientName, asked, around),
    history: callHistory(
      item.invoices,
      around.contacts.filter((contact) => ids.has(contact.invoiceId)),
    ),
  };
}

function scriptOf(
  row: CallRow,
  clientName: string,
  invoices: readonly CallInvoice[],
  around: Surroundings,
): string {
  const step = around.callSteps.get(row.id) ?? { ...unknownStep("FRIENDLY"), channel: "CALL" as const };
  const language = around.languages.get(row.clientId) ?? "fr";
  const text =
    step.channel === "CALL"
      ? wordsOf(step, language)
      : readyText({ ...step, channel: "CALL" }, language, step.form);
  const { contactName } = row;
  return callScript({ ...around, text, language, form: step.form, clientName, contactName, invoices });
}

/** @param whyStale what an approved letter says that is no longer owed, by letter */
export function letterItem(
  row: LetterRow,
  around: Surroundings,
  whyStale: ReadonlyMap<string, string>,
): LetterItem {
  return {
    ...itemOf(row, around),
    ...(row.postedOn === null && { amountCents: row.totalCents }),
    state: letterWorkState(row),
    channel: row.channel,
    problem: row.postedOn === null ? problemOf(row, whyStale.get(row.id)) : null,
    isStale: whyStale.has(row.id),
    deadlineOn: toLocalDateOrNull(row.deadlineOn),
  };
}

function problemOf({ outcome, dispatch }: LetterRow, why: string | undefined): string | null {
  if (why === undefined) return outcome;
  const isAtCarrier = dispatch !== null && dispatch.handedAt !== null && dispatch.refusedAt === null;
  return isAtCarrier ? `${why} ${KEEP_AT_CARRIER}` : why;
}

function letterWorkState({ state, returnReason }: LetterRow): LetterItem["state"] {
  if (state === "DRAFT" || state === "TO_APPROVE" || state === "TO_POST") return state;
  return returnReason === "WRONG_ADDRESS" ? "TO_RESEND" : "DEADLINE";
}

/** A reminder asks for what is due, the announcement of an instalment for that instalment. */
function isAsking({ kind }: MessageRow): boolean {
  return kind === "REMINDER" || kind === "INSTALMENT_NOTICE";
}

/** @param claimed what messages that are not written yet would ask for, by message */
export function messageItem(
  row: MessageRow,
  around: Surroundings,
  claimed: ReadonlyMap<string, bigint>,
): MessageItem {
  return {
    ...itemOf(row, around),
    claimedCents: isAsking(row) ? (claimed.get(row.id) ?? row.claimedCents) : null,
    state: row.state as MessageItem["state"],
    kind: row.kind,
    tone: row.tone,
    toEmails: row.toEmails,
    atMs: (row.sendingAt ?? row.createdAt).getTime(),
    outcome: row.outcome,
    wordsMark: wordsMark(row.text && { at: row.text.writtenAt.getTime() }),
  };
}

export function answerItem(row: AnswerRow, around: Surroundings): AnswerItem {
  return {
    ...itemOf(row, around),
    kind: row.kind,
    isWaiting: row.decidedAt === null && (row.state === "OPEN" || row.state === "BROKEN"),
    isBroken: row.state === "BROKEN",
    onDate: toLocalDateOrNull(row.onDate),
    saidAmountCents: row.amountCents,
    method: row.method,
    message: row.message,
    saidOn: localDateAt(row.createdAt.getTime(), around.timeZone),
    source: row.source,
    untilOn: row.holds[0]?.untilOn ? toLocalDate(row.holds[0].untilOn) : null,
  };
}

function callHistory(
  invoices: readonly WorkInvoice[],
  contacts: readonly EarlierContact[],
): CallItem["history"] {
  const [oldest] = invoices;
  const due = oldest ? [{ on: oldest.dueOn, what: "due" as const }] : [];
  const past = new Map(contacts.map(({ kind, on }) => [`${kind}${on}`, { on, what: kind }]));
  return [...due, ...past.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}
