/** The page of a reminder by hand: to whom, with which words, when, what it moves, and the message itself. */
import { insertMessages } from "@/db/dunning/contacts";
import {
  insertHandReminder,
  readLastContact,
  readWaitingHandReminder,
  type WaitingHandReminder,
} from "@/db/dunning/handReminders";
import { inCompany, type Tx } from "@/db/inCompany";
import { undone } from "@/db/undone";
import { newId } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import { withoutAnswerLinks, withoutLinks } from "@/domain/dunning/deadLinks";
import { type HandStop, handStopSentence, nextAfterHand } from "@/domain/dunning/handReminder";
import { type NextStep, nextStep } from "@/domain/dunning/nextStep";
import { reasonSentence } from "@/domain/dunning/reason";
import { callee } from "@/domain/dunning/recipients";
import { offsetLabel, stepName, type Tone } from "@/domain/dunning/scenario";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import type { CompanyCtx, MessageReader } from "../ports";
import { type ComingStep, comingStep } from "./comingStep";
import { draftHandReminder, type HandDraft, type HandInvoice, type HandTarget } from "./draftHandReminder";
import { type MessagePreview, previewMessage } from "./previewMessage";
import { isNoticeNext } from "./sendHandReminder";

/** A moment as people read it. */
export interface Moment {
  on: LocalDate;
  minute: number;
}

export interface HandReminderView {
  client: { id: string; name: string };
  today: LocalDate;
  invoices: {
    id: string;
    number: string;
    dueOn: LocalDate;
    balanceCents: bigint;
    /** Why it is left out, in sentences; empty: the message speaks of it. */
    stops: { code: HandStop["code"]; holdKind: string | null; sentence: string }[];
  }[];
  recipients: { to: string[]; cc: string[] };
  /** For a client without an address: whom to call. */
  callee: { name: string; phone: string | null };
  hasRefusedAddress: boolean;
  templates: { stepId: string; label: string; scenarioName: string }[];
  template: { stepId: string; tone: Tone } | null;
  lastContact: { kind: "EMAIL" | "CALL" | "LETTER"; on: LocalDate } | null;
  /** The next step of the scenario as it stands, and after this message; null: none. */
  next: ComingStep | null;
  nextAfter: ComingStep | null;
  leaves: (Moment & { isLater: boolean }) | null;
  /** The pressure limit is reached: the sentence. */
  pressure: string | null;
  /** One asked for already, that has not left. */
  waiting: (Pick<WaitingHandReminder, "id" | "state"> & { leaves: Moment }) | null;
  /** The message as it will be; null when there is nothing to send. */
  parts: MessagePreview | null;
  seen: string;
}

/**
 * Reads the page. Nothing is written, and no answer link is opened.
 *
 * @throws DomainError NOT_FOUND
 */
export async function readHandReminder(
  ctx: CompanyCtx,
  target: HandTarget,
  stepId: string,
  reader: MessageReader,
): Promise<HandReminderView> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    const draft = await draftHandReminder(tx, companyId, { target, stepId, now }, false);
    const { timing, timeZone, template, people } = draft;
    const client = await tx.client.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: draft.clientId } },
      select: { id: true, name: true },
    });
    const ids = draft.invoices.map((invoice) => invoice.id);
    const waiting = await readWaitingHandReminder(tx, companyId, ids);
    const parts = await previewDraft(tx, companyId, draft, reader, now);
    const moment = (at: Instant): Moment => ({
      on: localDateAt(at, timeZone),
      minute: minuteOfDayAt(at, timeZone),
    });
    return {
      client,
      today: draft.today,
      invoices: draft.invoices.map(invoiceView),
      recipients: draft.recipients,
      callee: callee(people),
      hasRefusedAddress: people.some(({ emailState }) => emailState === "REFUSED"),
      templates: draft.templates.map(({ step, scenarioName }) => ({
        stepId: step.id,
        label: `${stepName(step)}, ${offsetLabel(step.offsetDays)}`,
        scenarioName,
      })),
      template: template && { stepId: template.step.id, tone: template.step.tone },
      lastContact: await readLastContact(tx, companyId, draft.clientId, timeZone),
      next: stepOf(draft, (invoice) => nextStep(invoice.loaded.facts, now)),
      nextAfter: timing && stepOf(draft, ({ loaded }) => nextAfterHand(loaded.facts, timing.leavesAt)),
      leaves: timing && { ...moment(timing.leavesAt), isLater: timing.isLater },
      pressure: timing?.pressure ? reasonSentence(timing.pressure) : null,
      waiting: waiting && {
        id: waiting.id,
        state: waiting.state,
        leaves: moment(waiting.dueAt.getTime()),
      },
      parts: parts && { ...parts, html: withoutLinks(parts.html), text: withoutAnswerLinks(parts.text) },
      seen: draft.seen,
    };
  });
}

function invoiceView({ id, number, dueOn, balanceCents, stops }: HandInvoice) {
  return {
    id,
    number,
    dueOn,
    balanceCents,
    stops: stops.map((stop) => ({
      code: stop.code,
      holdKind: stop.code === "HELD" ? stop.kind : null,
      sentence: handStopSentence(stop),
    })),
  };
}

/** The first step to come over the invoices of the message, or over all when it speaks of none. */
function stepOf(
  { invoices, spoken, today }: HandDraft,
  decide: (invoice: HandInvoice) => NextStep,
): ComingStep | null {
  return comingStep((spoken.length > 0 ? spoken : invoices).map(decide), today);
}

/**
 * The message itself, as of the day it leaves: its rows are put in place, read by the code that
 * writes messages, and taken back.
 */
async function previewDraft(
  tx: Tx,
  companyId: string,
  draft: HandDraft,
  reader: MessageReader,
  now: Instant,
): Promise<MessagePreview | null> {
  const { template, timing, spoken, recipients } = draft;
  if (!template || !timing || recipients.to.length === 0) return null;
  const at = new Date(now);
  const message = {
    id: newId(),
    clientId: draft.clientId,
    tone: template.step.tone,
    state: "READY" as const,
    // Of nothing that may leave: the real one, made at this very moment, is not waited for.
    contentKey: newId(),
    toEmails: recipients.to,
    ccEmails: recipients.cc,
    claimedCents: 0n,
    dueAt: at,
    invoices: spoken.map(({ id, balanceCents, loaded }) => ({
      invoiceId: id,
      invoiceVersion: loaded.invoiceVersion,
      balanceCents,
    })),
  };
  const reminder = {
    messageId: message.id,
    stepId: template.step.id,
    noticeIsNext: isNoticeNext(draft),
    urgency: null,
    createdById: null,
  };
  return undone(tx, async () => {
    await insertMessages(tx, companyId, [message], at);
    await insertHandReminder(tx, companyId, reminder, at);
    const outgoing = {
      ...message,
      kind: "REMINDER" as const,
      content: null,
      approvedAt: null,
      datedAt: null,
      fromEmail: null,
      settledEmails: [],
      attempts: 0,
      invoices: [],
      isCurrent: true,
    };
    return previewMessage(tx, companyId, outgoing, reader, { at: timing.leavesAt, zone: draft.timeZone });
  });
}
