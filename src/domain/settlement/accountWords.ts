/** The words of a statement of account, in French and in English. */

import type { LocalDate } from "../calendar";
import { feminineCount } from "../countWords";
import { formatDate, formatDateEnglish, formatDateNumeric, formatDateShortEnglish } from "../dateText";
import type { HoldKind } from "../dunning/facts";
import { listed, reminderWords } from "../dunning/reminderWords";
import { capitalised } from "../legal/phrases";
import { formatEuros, formatEurosEnglish, NBSP } from "../money";
import {
  type AccountCredit,
  type AccountFacts,
  type AccountInvoice,
  type AccountMovement,
  type AccountSums,
  CREDIT_NAMES,
  isAsked,
} from "./accountFacts";

export interface AccountWords {
  euros(cents: bigint): string;
  /** Short enough for a column. */
  day(on: LocalDate): string;
  subject(creditor: string, on: LocalDate): string;
  preheader(sums: AccountSums, openCount: number): string;
  greeting(contactName: string): string;
  opening(facts: AccountFacts, sums: AccountSums): string[];
  title(on: LocalDate): string;
  balance: string;
  inFavour: string;
  invoicesTitle: string;
  columns: readonly [string, string, string, string, string, string];
  total: string;
  dated(invoice: AccountInvoice): string;
  /** Why less is left than the invoice asked for: a payment, a credit note, or both. */
  reduced(invoice: AccountInvoice): string;
  late(days: number): string;
  disputed(invoice: AccountInvoice): string;
  /** Empty when the reader has nothing to know of it. */
  held(kind: HoldKind): string;
  movementsTitle(facts: Pick<AccountFacts, "sinceOn" | "isFirst">): string;
  movementColumns: readonly [string, string, string];
  movement(movement: AccountMovement): string;
  creditsTitle: string;
  credit(credit: AccountCredit): string;
  open: string;
  due: string;
  paymentTitle: string;
  button: string;
  attached: string;
  footer: string;
}

export function accountWords(language: "fr" | "en"): AccountWords {
  return language === "en" ? ENGLISH : FRENCH;
}

/** The whole, what was paid, what was credited. */
function reductionOf({ totalCents, balanceCents, creditedCents }: AccountInvoice): [bigint, bigint, bigint] {
  return [totalCents, totalCents - balanceCents - creditedCents, creditedCents];
}

const days = (count: number) => `${count}${NBSP}jour${count > 1 ? "s" : ""}`;

const FRENCH: AccountWords = {
  euros: formatEuros,
  day: formatDateNumeric,
  subject: (creditor, on) => `Relevé de compte au ${formatDate(on)}, ${creditor}`,
  preheader: ({ balanceCents, dueCents }, openCount) => {
    if (balanceCents < 0n) return `${formatEuros(-balanceCents)} en votre faveur.`;
    if (openCount === 0) return "Votre compte est à jour. Merci.";
    const late = dueCents > 0n ? `dont ${formatEuros(dueCents)} échus` : "rien n’est échu";
    return `Solde de ${formatEuros(balanceCents)}, ${late}.`;
  },
  greeting: (contactName) => (contactName ? `Bonjour ${contactName},` : "Bonjour,"),
  opening: frenchOpening,
  title: (on) => `Relevé de compte au ${formatDate(on)}`,
  balance: "Solde du compte",
  inFavour: "En votre faveur",
  invoicesTitle: "Factures en cours",
  columns: ["Facture", "Date", "Échéance", "Montant TTC", "Réglé ou déduit", "Reste dû"],
  total: "Total",
  dated: ({ issuedOn, dueOn }) => `Du ${formatDate(issuedOn)}, échéance du ${formatDate(dueOn)}`,
  reduced: (invoice) => reminderWords("fr").reducedDetail(...reductionOf(invoice)),
  late: (count) => `Échue depuis ${days(count)}`,
  disputed: ({ disputedCents, balanceCents }) =>
    disputedCents >= balanceCents ? "Contestée" : `${formatEuros(disputedCents)} contestés`,
  held: (kind) => FRENCH_HOLDS[kind] ?? "",
  movementsTitle: ({ sinceOn, isFirst }) =>
    isFirst
      ? `Règlements et avoirs depuis le ${formatDate(sinceOn)}`
      : `Règlements et avoirs depuis le relevé du ${formatDate(sinceOn)}`,
  movementColumns: ["Date", "Opération", "Montant"],
  movement: ({ kind, reference, numbers, amountCents, accessoryCents = 0n }) => {
    const on = numbers.length > 0 ? ` sur ${listed(numbers, "et")}` : "";
    switch (kind) {
      case "PAYMENT":
        if (accessoryCents === amountCents) return `Règlement des pénalités et de l’indemnité reçu${on}`;
        return accessoryCents > 0n
          ? `Règlement reçu${on}, dont ${formatEuros(accessoryCents)} de pénalités et d’indemnité`
          : `Règlement reçu${on}`;
      case "PAYMENT_UNDONE":
        return `Règlement annulé${on}`;
      case "CREDIT_NOTE":
        return `Avoir ${reference}${on}`;
      case "CREDIT_NOTE_UNDONE":
        return `Avoir ${reference} annulé${on}`;
      case "CREDIT_APPLIED":
        return `Avoir affecté${on}`;
    }
  },
  creditsTitle: "À votre crédit",
  credit: ({ kind, receivedOn }) => `${CREDIT_NAMES[kind]} du ${formatDate(receivedOn)}`,
  open: "Factures en cours",
  due: "À régler à ce jour",
  paymentTitle: "Pour vos virements",
  button: "Voir le détail ou répondre",
  attached: "Le même relevé est joint en PDF.",
  footer: `Ce message fait le point de votre compte${NBSP}; vous pouvez simplement y répondre.`,
};

const FRENCH_HOLDS: Partial<Record<HoldKind, string>> = {
  PROMISE: "Règlement promis",
  DECLARATION: "Règlement annoncé",
  PLAN: "Échéancier convenu",
  DIRECT_DEBIT: "Réglée par prélèvement",
  BANK_LINE: "Virement en cours de vérification",
};

function frenchOpening(facts: AccountFacts, sums: AccountSums): string[] {
  const first = `Voici le point de votre compte au ${formatDate(facts.statedOn)}, avec ce que nous avons reçu depuis le ${formatDate(facts.sinceOn)}.`;
  const late = facts.invoices.filter(isAsked);
  return [
    first,
    frenchStanding(facts, sums, late.length),
    sums.disputedCents > 0n ? "Ce que vous contestez est indiqué comme tel, et attend notre réponse." : "",
  ].filter((sentence) => sentence !== "");
}

function frenchStanding({ invoices }: AccountFacts, sums: AccountSums, lateCount: number): string {
  if (invoices.length === 0) return `Rien n’est à régler${NBSP}: votre compte est à jour. Merci.`;
  if (lateCount === 0) return `Rien n’est échu à ce jour${NBSP}: ce message ne vous demande rien.`;
  if (sums.dueCents === 0n)
    return `Ce qui est à votre crédit couvre ce qui est échu${NBSP}: ce message ne vous demande rien.`;
  const [what, lines] =
    lateCount === 1
      ? ["Une facture est échue", "cette ligne pour réglée"]
      : [`${capitalised(feminineCount(lateCount))} factures sont échues`, "ces lignes pour réglées"];
  const rest = invoices.some(({ daysLate }) => daysLate === 0) ? " Le reste viendra à son échéance." : "";
  return `${what}${NBSP}: si votre virement est parti, merci, et tenez ${lines}.${rest}`;
}

const ENGLISH: AccountWords = {
  euros: formatEurosEnglish,
  day: formatDateShortEnglish,
  subject: (creditor, on) => `Statement of account on ${formatDateEnglish(on)}, ${creditor}`,
  preheader: ({ balanceCents, dueCents }, openCount) => {
    if (balanceCents < 0n) return `${formatEurosEnglish(-balanceCents)} in your favour.`;
    if (openCount === 0) return "Your account is settled. Thank you.";
    const late = dueCents > 0n ? `of which ${formatEurosEnglish(dueCents)} past due` : "nothing is past due";
    return `Balance of ${formatEurosEnglish(balanceCents)}, ${late}.`;
  },
  greeting: (contactName) => (contactName ? `Hello ${contactName},` : "Hello,"),
  opening: englishOpening,
  title: (on) => `Statement of account on ${formatDateEnglish(on)}`,
  balance: "Balance of the account",
  inFavour: "In your favour",
  invoicesTitle: "Open invoices",
  columns: ["Invoice", "Date", "Due date", "Total incl. VAT", "Paid or credited", "Outstanding"],
  total: "Total",
  dated: ({ issuedOn, dueOn }) => `Of ${formatDateEnglish(issuedOn)}, due date ${formatDateEnglish(dueOn)}`,
  reduced: (invoice) => reminderWords("en").reducedDetail(...reductionOf(invoice)),
  late: (count) => `Past due for ${count} day${count > 1 ? "s" : ""}`,
  disputed: ({ disputedCents, balanceCents }) =>
    disputedCents >= balanceCents ? "Disputed" : `${formatEurosEnglish(disputedCents)} disputed`,
  held: (kind) => ENGLISH_HOLDS[kind] ?? "",
  movementsTitle: ({ sinceOn, isFirst }) =>
    isFirst
      ? `Payments and credit notes since ${formatDateEnglish(sinceOn)}`
      : `Payments and credit notes since the statement of ${formatDateEnglish(sinceOn)}`,
  movementColumns: ["Date", "Entry", "Amount"],
  movement: ({ kind, reference, numbers, amountCents, accessoryCents = 0n }) => {
    const on = numbers.length > 0 ? ` for ${listed(numbers, "and")}` : "";
    switch (kind) {
      case "PAYMENT":
        if (accessoryCents === amountCents) return `Payment of late interest and fee received${on}`;
        return accessoryCents > 0n
          ? `Payment received${on}, of which ${formatEurosEnglish(accessoryCents)} of late interest and fee`
          : `Payment received${on}`;
      case "PAYMENT_UNDONE":
        return `Payment reversed${on}`;
      case "CREDIT_NOTE":
        return `Credit note ${reference}${on}`;
      case "CREDIT_NOTE_UNDONE":
        return `Credit note ${reference} cancelled${on}`;
      case "CREDIT_APPLIED":
        return `Credit used${on}`;
    }
  },
  creditsTitle: "To your credit",
  credit: ({ kind, receivedOn }) => `${ENGLISH_CREDITS[kind]} of ${formatDateEnglish(receivedOn)}`,
  open: "Open invoices",
  due: "To pay today",
  paymentTitle: "For your transfers",
  button: "See the details or reply",
  attached: "The same statement is attached as a PDF.",
  footer: "This message tells where your account stands; you can simply reply to it.",
};

const ENGLISH_HOLDS: Partial<Record<HoldKind, string>> = {
  PROMISE: "Payment promised",
  DECLARATION: "Payment announced",
  PLAN: "Instalments agreed",
  DIRECT_DEBIT: "Paid by direct debit",
  BANK_LINE: "Transfer being checked",
};

const ENGLISH_CREDITS = {
  OVERPAYMENT: "Overpayment",
  DEPOSIT: "Deposit",
  CREDIT_NOTE: "Commercial credit",
} as const;

function englishOpening(facts: AccountFacts, sums: AccountSums): string[] {
  const first = `Here is where your account stands on ${formatDateEnglish(facts.statedOn)}, with what we have received since ${formatDateEnglish(facts.sinceOn)}.`;
  const late = facts.invoices.filter(isAsked);
  return [
    first,
    englishStanding(facts, sums, late.length),
    sums.disputedCents > 0n ? "What you dispute is shown as such, and awaits our reply." : "",
  ].filter((sentence) => sentence !== "");
}

function englishStanding({ invoices }: AccountFacts, sums: AccountSums, lateCount: number): string {
  if (invoices.length === 0) return "Nothing is to be paid: your account is settled. Thank you.";
  if (lateCount === 0) return "Nothing is past due: this message asks nothing of you.";
  if (sums.dueCents === 0n)
    return "What stands to your credit covers what is past due: this message asks nothing of you.";
  const [what, lines] =
    lateCount === 1
      ? ["One invoice is past due", "that line"]
      : [`${lateCount} invoices are past due`, "those lines"];
  const rest = invoices.some(({ daysLate }) => daysLate === 0) ? " The rest will come in its time." : "";
  return `${what}: if your transfer has left, thank you, and take ${lines} as paid.${rest}`;
}
