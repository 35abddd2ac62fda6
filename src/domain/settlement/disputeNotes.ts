/** What is written to the client once the creditor has decided a dispute: what was decided, and what is left to pay. */
import type { LocalDate } from "../calendar";
import { formatDate, formatDateEnglish } from "../dateText";
import { type NoteContent, OWN_LINK } from "../dunning/note";
import { formatEuros, formatEurosEnglish, NBSP, sumCents } from "../money";
import { aboutInEnglish, aboutInFrench, frame, type NoteSender, simplyReply } from "./answerNotes";

export type DisputeDecision =
  /** The invoices stand. */
  | { kind: "MAINTAINED" }
  | { kind: "CREDIT_NOTE"; invoiceNumber: string; creditNumber: string; amountCents: bigint }
  /** The invoice is not due, or is not asked for any more. */
  | { kind: "CANCELLED" | "WRITTEN_OFF"; invoiceNumber: string };

/** What is left to pay of one invoice of the dispute. */
export interface LeftToPay {
  number: string;
  amountCents: bigint;
  /** By when; null where a promise, a schedule or a direct debit has its own day. */
  byOn: LocalDate | null;
  /** The bank takes it: the client is asked for nothing, and would pay twice. */
  isDebited: boolean;
}

export interface DisputeDecisionFacts {
  language: "fr" | "en";
  creditor: NoteSender & { iban: string | null };
  /** Numbers of the invoices of the dispute. */
  numbers: readonly string[];
  decision: DisputeDecision;
  /** Words of whoever decided, for the client; may be empty. */
  words: string;
  left: readonly LeftToPay[];
}

/** Tells the decision, the person's own words, and what is left to pay by when. Nothing is announced beyond it. */
export function disputeDecisionNote(facts: DisputeDecisionFacts): NoteContent {
  const isEnglish = facts.language === "en";
  const said = isEnglish ? decidedInEnglish(facts) : decidedInFrench(facts);
  const owed = isEnglish ? leftInEnglish(facts) : leftInFrench(facts);
  const open = isEnglish
    ? "If something still seems wrong to you, tell us: we will look at it with you."
    : "Si un point vous paraît encore inexact, dites-le-nous, nous le regarderons avec vous.";
  return {
    ...frame(facts),
    subject: isEnglish
      ? `${aboutInEnglish(facts)}: what you disputed`
      : `${aboutInFrench(facts)}${NBSP}: votre désaccord`,
    preheader: said,
    paragraphs: [said, ...facts.words.split(/\n{2,}/), owed, facts.left.length > 0 ? open : ""].filter(
      (words) => words !== "",
    ),
    rows: rowsOf(facts),
    button: facts.left.length === 0 ? null : { label: buttonLabel(facts), url: OWN_LINK },
    footer: [facts.creditor.identity, simplyReply(facts.language)],
  };
}

function buttonLabel({ left, language }: DisputeDecisionFacts): string {
  if (left.every(({ isDebited }) => isDebited)) return language === "en" ? "Answer" : "Répondre";
  return language === "en" ? "Pay or answer" : "Payer ou répondre";
}

function decidedInFrench({ decision, numbers }: DisputeDecisionFacts): string {
  const examined = "Nous avons examiné votre désaccord";
  switch (decision.kind) {
    case "MAINTAINED":
      return `${examined}. Après vérification, nous maintenons ${numbers.length > 1 ? "ces factures" : "cette facture"}.`;
    case "CREDIT_NOTE":
      return `${examined} et établi l’avoir ${decision.creditNumber}, de ${formatEuros(decision.amountCents)}, sur la facture ${decision.invoiceNumber}.`;
    case "CANCELLED":
      return `${examined} et vous donnons raison${NBSP}: la facture ${decision.invoiceNumber} est annulée, vous n’avez plus rien à payer pour elle.`;
    case "WRITTEN_OFF":
      return `${examined}. Nous ne vous demandons plus le règlement de la facture ${decision.invoiceNumber}.`;
  }
}

function decidedInEnglish({ decision, numbers }: DisputeDecisionFacts): string {
  const examined = "We have looked into what you disputed";
  switch (decision.kind) {
    case "MAINTAINED":
      return `${examined}. Having checked, we maintain ${numbers.length > 1 ? "these invoices" : "this invoice"}.`;
    case "CREDIT_NOTE":
      return `${examined} and issued credit note ${decision.creditNumber}, of ${formatEurosEnglish(decision.amountCents)}, on invoice ${decision.invoiceNumber}.`;
    case "CANCELLED":
      return `${examined} and agree with you: invoice ${decision.invoiceNumber} is cancelled, you owe nothing more for it.`;
    case "WRITTEN_OFF":
      return `${examined}. We no longer ask you to pay invoice ${decision.invoiceNumber}.`;
  }
}

/** Said of the credit note only: the other decisions say so themselves. */
function leftInFrench({ left, decision, numbers }: DisputeDecisionFacts): string {
  const [first] = left;
  if (!first) {
    if (decision.kind !== "CREDIT_NOTE") return "";
    return numbers.length > 1
      ? "Il ne reste rien à payer sur ces factures."
      : "Il ne reste rien à payer sur cette facture.";
  }
  if (left.length > 1) return `Il reste ${formatEuros(totalOf(left))} à régler${NBSP}:`;
  if (first.isDebited) {
    return `Il reste ${formatEuros(first.amountCents)} sur la facture ${first.number}, qui seront prélevés comme convenu${NBSP}: vous n’avez rien à faire.`;
  }
  return `Il reste ${formatEuros(first.amountCents)} à régler sur la facture ${first.number}${byFrench(first)}.`;
}

function leftInEnglish({ left, decision, numbers }: DisputeDecisionFacts): string {
  const [first] = left;
  if (!first) {
    if (decision.kind !== "CREDIT_NOTE") return "";
    return `Nothing is left to pay on ${numbers.length > 1 ? "these invoices" : "this invoice"}.`;
  }
  if (left.length > 1) return `${formatEurosEnglish(totalOf(left))} is left to pay:`;
  if (first.isDebited) {
    return `${formatEurosEnglish(first.amountCents)} is left on invoice ${first.number} and will be taken by direct debit as agreed: you have nothing to do.`;
  }
  return `${formatEurosEnglish(first.amountCents)} is left to pay on invoice ${first.number}${byEnglish(first)}.`;
}

const totalOf = (left: readonly LeftToPay[]) => sumCents(left.map(({ amountCents }) => amountCents));
const byFrench = ({ byOn, isDebited }: LeftToPay) =>
  isDebited ? ", par prélèvement" : byOn === null ? "" : `, d’ici au ${formatDate(byOn)}`;
const byEnglish = ({ byOn, isDebited }: LeftToPay) =>
  isDebited ? ", by direct debit" : byOn === null ? "" : `, by ${formatDateEnglish(byOn)}`;

function rowsOf({ left, creditor, language }: DisputeDecisionFacts): NoteContent["rows"] {
  if (left.length === 0) return [];
  const isEnglish = language === "en";
  const several = left.length < 2 ? [] : left;
  const byTransfer = left.filter(({ isDebited }) => !isDebited);
  return [
    ...several.map((one) => ({
      label: one.number,
      value: isEnglish
        ? `${formatEurosEnglish(one.amountCents)}${byEnglish(one)}`
        : `${formatEuros(one.amountCents)}${byFrench(one)}`,
    })),
    ...(creditor.iban && byTransfer.length > 0
      ? [
          { label: "IBAN", value: creditor.iban },
          {
            label: isEnglish ? "Reference" : "Référence",
            value: byTransfer.map(({ number }) => number).join(", "),
          },
        ]
      : []),
  ];
}
