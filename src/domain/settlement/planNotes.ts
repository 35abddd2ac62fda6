/** What is written to the debtor about a schedule: answered, agreed, coming, ended. */
import { formatDate, formatDateEnglish } from "../dateText";
import { type NoteContent, OWN_LINK } from "../dunning/note";
import { formatEuros, formatEurosEnglish, NBSP } from "../money";
import { aboutInEnglish, aboutInFrench, frame, type NoteSender, simplyReply } from "./answerNotes";
import type { Instalment } from "./instalmentPlan";

interface PlanNoteFacts {
  language: "fr" | "en";
  creditor: NoteSender & { iban: string | null };
  numbers: readonly string[];
}

type Row = { label: string; value: string };

/** The creditor says no, with their reason. */
export function planRefusedNote(facts: PlanNoteFacts & { note: string }): NoteContent {
  const isEnglish = facts.language === "en";
  const said = isEnglish
    ? "We cannot accept the instalments that you asked for."
    : "Nous ne pouvons pas accepter l’échéancier que vous demandez.";
  return {
    ...envelope(facts, isEnglish ? "your request for instalments" : "votre demande d’échéancier"),
    preheader: said,
    paragraphs: [said, ...(facts.note ? [facts.note] : [])],
    button: answerButton(facts.language),
  };
}

/** The creditor proposes other payments; the link accepts them. */
export function planCounterNote(
  facts: PlanNoteFacts & { note: string; schedule: readonly Instalment[] },
): NoteContent {
  const isEnglish = facts.language === "en";
  const said = isEnglish
    ? "We propose these payments instead. If they suit you, accept them with the button below."
    : `Nous vous proposons plutôt ces versements. S’ils vous conviennent, acceptez-les par le bouton ci-dessous.`;
  return {
    ...envelope(facts, isEnglish ? "instalments proposed" : "versements proposés"),
    preheader: said,
    paragraphs: [said, ...(facts.note ? [facts.note] : [])],
    rows: scheduleRows(facts.schedule, isEnglish),
    button: { label: isEnglish ? "Accept or answer" : "Accepter ou répondre", url: OWN_LINK },
  };
}

/** The agreement, attached, to both sides in one message. */
export function planAgreedNote(facts: PlanNoteFacts & { schedule: readonly Instalment[] }): NoteContent {
  const isEnglish = facts.language === "en";
  const said = isEnglish
    ? "The instalments are agreed. You will find the agreement attached, with the acknowledgment of debt. Reminders are paused while it is kept."
    : "L’échéancier est convenu. Vous trouverez l’accord ci-joint, avec la reconnaissance de dette. Les relances sont suspendues tant qu’il est tenu.";
  return {
    ...envelope(facts, isEnglish ? "instalments agreed" : "échéancier convenu"),
    preheader: said,
    paragraphs: [said],
    rows: [...scheduleRows(facts.schedule, isEnglish), ...accountRows(facts)],
    button: null,
  };
}

/** A few days before an instalment. */
export function instalmentComingNote(
  facts: PlanNoteFacts & { next: Instalment; missingCents: bigint },
): NoteContent {
  const isEnglish = facts.language === "en";
  const said = isEnglish
    ? `As agreed, ${formatEurosEnglish(facts.missingCents)} are expected on ${formatDateEnglish(facts.next.dueOn)}. Thank you.`
    : `Comme convenu, ${formatEuros(facts.missingCents)} sont attendus le ${formatDate(facts.next.dueOn)}. Merci.`;
  return {
    ...envelope(facts, isEnglish ? "next instalment" : "prochain versement"),
    preheader: said,
    paragraphs: [
      said,
      isEnglish
        ? "If it has already left, there is nothing to do."
        : "S’il est déjà parti, il n’y a rien à faire.",
    ],
    rows: accountRows(facts),
    button: answerButton(facts.language),
  };
}

function envelope(facts: PlanNoteFacts, about: string) {
  const isEnglish = facts.language === "en";
  return {
    ...frame(facts),
    subject: isEnglish ? `${aboutInEnglish(facts)}: ${about}` : `${aboutInFrench(facts)}${NBSP}: ${about}`,
    footer: [facts.creditor.identity, simplyReply(facts.language)],
  };
}

function answerButton(language: "fr" | "en") {
  return { label: language === "en" ? "Pay or answer" : "Payer ou répondre", url: OWN_LINK };
}

function scheduleRows(schedule: readonly Instalment[], isEnglish: boolean): Row[] {
  return schedule.map(({ dueOn, amountCents }) => ({
    label: isEnglish ? formatDateEnglish(dueOn) : formatDate(dueOn),
    value: isEnglish ? formatEurosEnglish(amountCents) : formatEuros(amountCents),
  }));
}

function accountRows({ creditor, numbers, language }: PlanNoteFacts): Row[] {
  if (!creditor.iban) return [];
  return [
    { label: "IBAN", value: creditor.iban },
    { label: language === "en" ? "Reference" : "Référence", value: numbers.join(", ") },
  ];
}
