/** What a client answered and what was written back, as entries of a time line. */
import { toLocalDate } from "@/db/values";
import { formatDate } from "@/domain/dateText";
import {
  plainEntry,
  type TimelineEntry,
  type TimelineMark,
  type UndatedEntry,
} from "@/domain/dunning/timeline";
import { formatEuros, NBSP } from "@/domain/money";
import type { AnswerKind, AnswerSource } from "@/domain/settlement/answer";
import { METHOD_NAMES, type PaymentMethod } from "../settlement/recordPayment";

export interface AnswerRow {
  id: string;
  kind: AnswerKind;
  source: AnswerSource;
  state: string;
  onDate: Date | null;
  amountCents: bigint | null;
  method: PaymentMethod | null;
  message: string;
  contactName: string;
  contactEmail: string;
  /** The call it was said in, whose own entry quotes it. */
  callTaskId: string | null;
  createdAt: Date;
  decidedAt: Date | null;
  decisionNote: string;
  replies?: readonly { body: string; createdAt: Date }[];
  files?: readonly unknown[];
}

const BY: Record<AnswerSource, string> = {
  LINK: "Par le lien de la relance.",
  CALL: "Au téléphone.",
  CREDITOR: "Noté par vous.",
};

const MARKS: Record<AnswerKind, TimelineMark> = {
  ALREADY_PAID: "payment",
  PROMISE: "promise",
  INSTALMENTS: "promise",
  DISPUTE: "dispute",
  WRONG_RECIPIENT: "question",
  INVOICE_COPY: "invoice",
  MESSAGE: "mail",
};

type At = (instant: Date, entry: UndatedEntry) => TimelineEntry;

/** The answer, the replies to it, and the day it was not kept or not believed. */
export function answerEntries(answer: AnswerRow, at: At): TimelineEntry[] {
  const entries = [at(answer.createdAt, answerEntry(answer))];
  for (const reply of answer.replies ?? []) {
    entries.push(
      at(reply.createdAt, { ...plainEntry("mail"), title: "Vous avez répondu", quote: reply.body }),
    );
  }
  if (answer.state === "BROKEN") entries.push(brokenEntry(answer, at));
  const aside = SET_ASIDE[answer.kind];
  if (answer.state === "REJECTED" && answer.decidedAt && answer.decisionNote) {
    entries.push(
      at(answer.decidedAt, { ...plainEntry("invoice"), ...MAINTAINED, quote: answer.decisionNote }),
    );
  } else if (aside && answer.state === "REJECTED" && answer.decidedAt) {
    entries.push(at(answer.decidedAt, { ...plainEntry("broken"), ...aside }));
  }
  // Newest first, as the time line keeps what fell in one minute.
  return entries.reverse();
}

const RESUMED = "Dit par vous. Les relances ont repris.";
const MAINTAINED = { title: "Facture maintenue", detail: RESUMED };
/** A schedule that was refused says so itself; the other answers suspend for a few days only. */
const SET_ASIDE: Partial<Record<AnswerKind, { title: string; detail: string }>> = {
  ALREADY_PAID: { title: "Règlement non reçu", detail: RESUMED },
  PROMISE: { title: "Promesse écartée", detail: RESUMED },
  DISPUTE: { title: "Litige écarté", detail: RESUMED },
};

function answerEntry(answer: AnswerRow): UndatedEntry {
  const files = answer.files?.length ?? 0;
  const joined = files === 0 ? "" : files === 1 ? "Un fichier joint." : `${files}${NBSP}fichiers joints.`;
  return {
    ...plainEntry(MARKS[answer.kind]),
    title: answerTitle(answer),
    detail: [BY[answer.source], detailOf(answer), joined].filter(Boolean).join(" "),
    quote: answer.callTaskId === null ? answer.message : "",
    link: { kind: "answer", id: answer.id },
  };
}

function answerTitle(answer: AnswerRow): string {
  const amount = answer.amountCents === null ? "" : ` (${formatEuros(answer.amountCents)})`;
  switch (answer.kind) {
    case "ALREADY_PAID":
      return `Le client dit avoir payé${amount}`;
    case "PROMISE":
      return `Le client promet de régler le ${dayOf(answer)}${amount}`;
    case "INSTALMENTS":
      return "Le client demande un échéancier";
    case "DISPUTE":
      return answer.amountCents === null ? "Le client conteste" : `Le client conteste une partie${amount}`;
    case "WRONG_RECIPIENT":
      return "Le message est arrivé à la mauvaise personne";
    case "INVOICE_COPY":
      return "Le client demande la facture de nouveau";
    case "MESSAGE":
      return "Message du client";
  }
}

function detailOf(answer: AnswerRow): string {
  if (answer.kind === "ALREADY_PAID") {
    return answer.method ? `${METHOD_NAMES[answer.method]} du ${dayOf(answer)}.` : `${dayOf(answer)}.`;
  }
  if (answer.kind !== "WRONG_RECIPIENT") return "";
  const who = [answer.contactName, answer.contactEmail].filter(Boolean).join(", ");
  return who ? `À écrire plutôt à ${who}.` : "";
}

function dayOf({ onDate }: AnswerRow): string {
  return onDate ? formatDate(toLocalDate(onDate)) : "";
}

function brokenEntry(answer: AnswerRow, at: At): TimelineEntry {
  const isPlan = answer.kind === "INSTALMENTS";
  const entry: UndatedEntry = {
    ...plainEntry("broken"),
    tone: "critical",
    title: isPlan ? "Échéancier non tenu" : "Promesse non tenue",
    detail: isPlan
      ? "Un versement convenu n’est pas arrivé."
      : "Aucun règlement enregistré à la date promise.",
  };
  if (answer.onDate === null) return at(answer.createdAt, entry);
  return { ...entry, on: toLocalDate(answer.onDate), minute: null };
}
