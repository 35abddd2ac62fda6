/** Turns the records of an invoice into the entries of its time line. */

import type { InvoiceFile } from "@/db/invoicing/invoiceFile";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { formatDate, formatDayMonth, formatMinuteOfDay } from "@/domain/dateText";
import { type HoldKind, holdOrigin } from "@/domain/dunning/facts";
import { NOTE_NAMES } from "@/domain/dunning/note";
import { holdName } from "@/domain/dunning/reason";
import { offsetLabel } from "@/domain/dunning/scenario";
import { newestFirst, placeOf, plainEntry as plain, type TimelineEntry } from "@/domain/dunning/timeline";
import { formatEuros, NBSP } from "@/domain/money";
import { apiKeyName } from "@/domain/parties/apiKey";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { rejectionName } from "@/domain/settlement/directDebit";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { OUTCOME_NAMES } from "../dunning/recordCall";
import type { WordsAuthor } from "../dunning/wordsAuthors";
import { METHOD_NAMES } from "../settlement/recordPayment";
import { answerEntries } from "./answerEntries";
import { inboundEntry } from "./inboundEntry";
import type { InvoiceRecord } from "./invoiceRecord";
import { letterEntry } from "./letterEntry";

/** Suspensions that nothing else in the time line tells. */
const TOLD_HOLDS: readonly HoldKind[] = ["MANUAL", "E_INVOICE_STATUS", "IMPORT"];

type Entry = Omit<TimelineEntry, "on" | "minute">;

/** Builds the whole time line, newest first. */
export function invoiceTimeline(record: InvoiceRecord, file: InvoiceFile, timeZone: string): TimelineEntry[] {
  const { messages, calls, letters, answers } = record;
  const at = (instant: Date, entry: Entry): TimelineEntry => ({
    ...entry,
    on: localDateAt(instant.getTime(), timeZone),
    minute: minuteOfDayAt(instant.getTime(), timeZone),
  });
  const place = (day: Date | null, { createdAt }: { createdAt: Date }) =>
    placeOf(toLocalDateOrNull(day), createdAt.getTime(), timeZone);
  return newestFirst([
    ...messages.flatMap((message) => [
      ...messageEntries(message, at, { timeZone, author: record.wordsAuthors.get(message.id) }),
      ...message.inbound.map((mail) => inboundEntry(mail, at)),
    ]),
    ...calls.map((call) => at(call.doneAt ?? call.createdAt, callEntry(call))),
    ...letters.map((letter) => letterEntry(letter, timeZone)),
    ...answers.flatMap((answer) => answerEntries(answer, at)),
    ...file.allocations.map(({ payment, amountCents, accessoryCents }) => ({
      ...place(payment.reversesId === null ? payment.receivedOn : null, payment),
      ...paymentEntry(payment, amountCents + accessoryCents, accessoryCents, record.keyNames.get(payment.id)),
    })),
    ...file.creditNotes.flatMap((credit) => creditNoteEntries(credit, place(credit.issuedOn, credit), at)),
    ...file.holds
      .filter(({ kind }) => TOLD_HOLDS.includes(kind))
      .map((hold) =>
        at(hold.createdAt, {
          ...plain("hold"),
          title: holdName({ kind: hold.kind, origin: holdOrigin(hold) }),
          detail: holdDetail(hold),
        }),
      ),
    ...file.debitRejections.map((rejection) => ({
      ...place(rejection.rejectedOn, rejection),
      ...plain("broken"),
      tone: "caution" as const,
      title: `Prélèvement rejeté${NBSP}: ${lowerFirst(rejectionName(rejection.reasonCode))}`,
      quote: rejection.note,
    })),
    on(toLocalDate(file.dueOn), { ...plain("clock"), title: "Échéance" }),
    on(toLocalDate(file.issuedOn), {
      ...plain("invoice"),
      title: "Facture émise",
      detail: issuedDetail(file, record.keyNames.get(file.id)),
    }),
  ]);
}

function on(day: LocalDate, entry: Entry): TimelineEntry {
  return { ...entry, on: day, minute: null };
}

function lowerFirst(text: string): string {
  return text.replace(/^./, (letter) => letter.toLowerCase());
}

function holdDetail(hold: { untilOn: Date | null; reason: string }): string {
  const until = hold.untilOn ? `Jusqu’au ${formatDate(toLocalDate(hold.untilOn))}.` : "";
  return [until, hold.reason].filter(Boolean).join(" ");
}

function issuedDetail(file: InvoiceFile, keyName: string | undefined): string {
  const source = keyName
    ? `Enregistrée par la ${lowerFirst(apiKeyName(keyName))}.`
    : file.importLine === null
      ? ""
      : `Importée, ligne ${file.importLine}.`;
  const mentions =
    file.mentionsPresent === true
      ? "Pénalités et indemnité bien mentionnées."
      : file.mentionsPresent === false
        ? "Pénalités et indemnité absentes de la facture."
        : "";
  return [source, mentions].filter(Boolean).join(" ");
}

function creditNoteEntries(
  { number, amountCents, cancelledAt }: InvoiceFile["creditNotes"][number],
  where: Pick<TimelineEntry, "on" | "minute">,
  at: (instant: Date, entry: Entry) => TimelineEntry,
): TimelineEntry[] {
  const amount = formatEuros(amountCents);
  const undone: Entry = { ...plain("payment"), tone: "caution", title: `Avoir ${number} annulé, ${amount}` };
  return [
    { ...where, ...plain("payment"), title: `Avoir ${number} de ${amount}` },
    ...(cancelledAt ? [at(cancelledAt, undone)] : []),
  ];
}

/** A row of the record, of whose steps only the day matters here. */
type Dated<Row> = Omit<Row, "steps" | "inbound"> & { steps: readonly { offsetDays: number }[] };
type MessageRow = Dated<InvoiceRecord["messages"][number]>;

const REMINDER_TITLES: Record<MessageRow["tone"], string> = {
  FRIENDLY: "Relance par courriel",
  FIRM: "Relance ferme par courriel",
  FINAL: "Dernière relance par courriel",
};

function messageTitle({ kind, tone }: MessageRow): string {
  return kind === "REMINDER" ? REMINDER_TITLES[tone] : NOTE_NAMES[kind];
}

/** @param author who gave it other words than those of its step, if anyone did */
export function messageEntries(
  message: MessageRow,
  at: (instant: Date, entry: Entry) => TimelineEntry,
  { timeZone, author }: { timeZone: string; author: WordsAuthor | undefined },
): TimelineEntry[] {
  const step = message.steps[0];
  const cause = message.byHand ? "Demandée à la main. " : step ? `${offsetLabel(step.offsetDays)}. ` : "";
  const label = author ? `${cause}Texte modifié par ${author.name}. ` : cause;
  const title = messageTitle(message);
  const isReadable = message.mimeSha256 !== null || message.state === "AWAITING_APPROVAL";
  const link = isReadable ? ({ kind: "message", id: message.id } as const) : null;
  const entry: Entry = { ...plain("send"), title, link };
  const visit = message.links.flatMap((one) => one.visits)[0];
  const opened = visit
    ? `Page de réponse ouverte le ${formatDayMonth(localDateAt(visit.visitedAt.getTime(), timeZone))} à ${formatMinuteOfDay(minuteOfDayAt(visit.visitedAt.getTime(), timeZone))}.`
    : "";
  switch (message.state) {
    case "SENT":
      return [
        at(message.sentAt ?? message.createdAt, {
          ...entry,
          ...(message.bouncedAt && { tone: "caution", title: `${title}, non distribuée` }),
          detail: `${label}Remise au serveur de ${message.toEmails.join(", ")}. ${opened}`.trim(),
        }),
      ];
    case "AWAITING_APPROVAL":
      return [
        at(message.createdAt, {
          ...entry,
          mark: "mail",
          title: `${title}, à approuver`,
          detail: label.trim(),
        }),
      ];
    case "UNCERTAIN":
      return [
        at(message.sendingAt ?? message.createdAt, {
          ...entry,
          mark: "question",
          tone: "caution",
          title: `${title}, envoi incertain`,
          detail: `${label}La connexion a été coupée pendant l’envoi.`,
        }),
      ];
    case "FAILED":
      return [
        at(message.sendingAt ?? message.createdAt, {
          ...entry,
          mark: "failed",
          tone: "critical",
          title: `${title}, refusée`,
          detail: `${label}${message.outcome ?? ""}`,
        }),
      ];
    case "READY":
    case "SENDING":
      return [
        at(message.createdAt, {
          ...entry,
          title: `${title}, en partance`,
          detail: `${label}${laterWords(message, timeZone)}`.trim(),
        }),
      ];
    case "CANCELLED":
      return message.mimeSha256 || message.resolvedById || message.byHand
        ? [
            at(message.createdAt, {
              ...entry,
              mark: "mail",
              title: `${title}, retirée`,
              detail: message.outcome ?? "",
            }),
          ]
        : [];
  }
}

/** An approved message that waits, so that the client does not get two together, says until when. */
function laterWords({ approvedAt, dueAt }: MessageRow, timeZone: string): string {
  if (approvedAt === null) return "";
  const day = localDateAt(dueAt.getTime(), timeZone);
  return day > localDateAt(approvedAt.getTime(), timeZone)
    ? `Partira à partir du ${formatDayMonth(day)}, pour laisser du temps au client.`
    : "";
}

export function callEntry(call: InvoiceRecord["calls"][number]): Entry {
  const step = call.steps[0];
  const label = step ? `${offsetLabel(step.offsetDays)}. ` : "";
  const phone = call.phone ? formatPhoneNumber(call.phone) : "";
  const who = [call.contactName, phone].filter(Boolean).join(", ");
  if (call.state === "OPEN") return { ...plain("phone"), title: "Appel à passer", detail: `${label}${who}` };
  if (call.state === "CANCELLED")
    return { ...plain("phone"), title: "Appel abandonné", detail: `${label}Il n’était plus utile.` };
  const outcome = call.outcome ? OUTCOME_NAMES[call.outcome].toLowerCase() : "";
  return { ...plain("phone"), title: `Appel${NBSP}: ${outcome}`, detail: `${label}${who}`, quote: call.note };
}

function paymentEntry(
  payment: InvoiceFile["allocations"][number]["payment"],
  amountCents: bigint,
  accessoryCents: bigint,
  keyName: string | undefined,
): Entry {
  const isReversal = payment.reversesId !== null;
  const accessories =
    accessoryCents === 0n ? "" : `dont ${formatEuros(accessoryCents)} de pénalités et d’indemnité`;
  const byKey = keyName ? `par la ${lowerFirst(apiKeyName(keyName))}` : "";
  return {
    ...plain("payment"),
    tone: isReversal ? "caution" : "positive",
    title: isReversal
      ? `Règlement annulé, ${formatEuros(amountCents)}`
      : `Règlement de ${formatEuros(amountCents)}`,
    detail: [METHOD_NAMES[payment.method], payment.reference, accessories, byKey].filter(Boolean).join(", "),
  };
}
