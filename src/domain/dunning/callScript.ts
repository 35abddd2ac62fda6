/** What to say on the phone: short, exact, polite, with the figures filled in. */
import { daysBetween, type LocalDate } from "../calendar";
import { formatDate, formatDateEnglish, formatDayMonthSeen } from "../dateText";
import { formatEuros, formatEurosEnglish, NBSP, sumCents } from "../money";
import { lessCredit } from "../settlement/clientCredit";
import { afterDe, typeset } from "../typography";
import { listed } from "./reminderWords";
import type { AddressForm } from "./scenario";
import { isNamedAfter } from "./signatureOf";
import { fillText, type StepText, type TextValues } from "./textTemplate";

export interface CallScriptFacts {
  text: StepText;
  language: "fr" | "en";
  form: AddressForm;
  today: LocalDate;
  callerName: string;
  /** Firm the caller belongs to, when it calls for the company under a mandate. */
  callerFirm?: string | null;
  companyName: string;
  clientName: string;
  contactName: string;
  /** By growing due date. */
  invoices: readonly CallInvoice[];
}

export interface CallInvoice {
  number: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  balanceCents: bigint;
  /** Parts that are not asked for: contested, or covered by a free credit of the client. None when absent. */
  disputedCents?: bigint;
  creditCents?: bigint;
  subject: string;
  orderReference: string | null;
}

/** The sentences of the call, as a person says them, in quotation marks. Empty when nothing is owed. */
export function callScript(facts: CallScriptFacts): string {
  if (facts.invoices.length === 0) return "";
  const values = facts.language === "en" ? english(facts) : french(facts);
  const body = namedOnce(facts);
  if (facts.language === "en") return `“${fillText(body, values)}”`;
  return `«${NBSP}${fillText(typeset(body), values)}${NBSP}»`;
}

/** The text, without « , de Camille Rousseau Conseil » after Camille Rousseau: the name is said once. */
function namedOnce({ text, callerName, callerFirm, companyName }: CallScriptFacts): string {
  return !callerFirm && isNamedAfter(companyName, callerName)
    ? text.body.replace("{{appelant}}, {{de société}}", "{{société}}")
    : text.body;
}

/** « d’Atelier Brisset », or « du cabinet Morvan et associés, pour Atelier Brisset ». */
function callingFor({ callerFirm, companyName }: CallScriptFacts): string {
  if (!callerFirm) return afterDe(companyName);
  return `du cabinet ${callerFirm.replace(/^cabinet\s+/i, "")}, pour ${companyName}`;
}

function common(facts: CallScriptFacts, date: (on: LocalDate) => string): TextValues {
  const [oldest] = facts.invoices;
  return {
    appelant: facts.callerName,
    société: facts.companyName,
    client: facts.clientName,
    contact: facts.contactName,
    "jours de retard": oldest ? String(Math.max(0, daysBetween(oldest.dueOn, facts.today))) : "",
    "date d’émission": oldest ? date(oldest.issuedOn) : "",
    échéance: oldest ? date(oldest.dueOn) : "",
    commande: facts.invoices.flatMap((invoice) => invoice.orderReference ?? []).join(", "),
    objet: facts.invoices
      .map((invoice) => invoice.subject)
      .filter(Boolean)
      .join(", "),
  };
}

/** What a call asks for, in cents: what is left, less what is contested and what a credit covers. */
export function callClaimCents(invoices: readonly CallInvoice[]): bigint {
  const unpaid = invoices.map(({ balanceCents, disputedCents = 0n }) => balanceCents - disputedCents);
  return lessCredit(sumCents(unpaid), sumCents(invoices.map(({ creditCents = 0n }) => creditCents)));
}

function isDisputed({ disputedCents = 0n }: CallInvoice): boolean {
  return disputedCents > 0n;
}

function isCredited({ creditCents = 0n }: CallInvoice): boolean {
  return creditCents > 0n;
}

function french(facts: CallScriptFacts): TextValues {
  const { invoices, form, today } = facts;
  const total = formatEuros(callClaimCents(invoices));
  const [first] = invoices;
  const isOne = invoices.length === 1;
  const due = first ? formatDayMonthSeen(first.dueOn, today) : "";
  const isAhead = first !== undefined && first.dueOn >= today;
  const [yours, your] = form === "FRIENDLY" ? ["tes", "ton"] : ["vos", "votre"];
  const less = listed(
    [
      ...(invoices.some(isDisputed) ? ["hors part contestée"] : []),
      ...(invoices.some(isCredited) ? [`${your} avoir déduit`] : []),
    ],
    "et",
  );
  const rest = less !== "";
  const blocked = `bien dans ${yours} règlements, ou quelque chose`;
  return {
    ...common(facts, formatDate),
    bonjour: "bonjour",
    numéro: listed(
      invoices.map((invoice) => invoice.number),
      "et",
    ),
    solde: total,
    "de société": callingFor(facts),
    motif: isOne
      ? rest
        ? `la facture ${first?.number}, ${isAhead ? "qui arrive" : "arrivée"} à échéance le ${due}, sur laquelle il reste ${total} à régler, ${less}`
        : `la facture ${first?.number} de ${total}, ${isAhead ? "qui arrive" : "arrivée"} à échéance le ${due}`
      : `${invoices.length}${NBSP}factures, ${total} en tout${rest ? `, ${less}` : ""}, dont la plus ancienne ${isAhead ? "arrive" : "était"} à échéance le ${due}`,
    question: rest
      ? `Cette somme est-elle ${blocked} la bloque-t-il${NBSP}?`
      : isOne
        ? `Est-elle ${blocked} la bloque-t-il${NBSP}?`
        : `Sont-elles ${blocked} les bloque-t-il${NBSP}?`,
  };
}

function english(facts: CallScriptFacts): TextValues {
  const { invoices } = facts;
  const total = formatEurosEnglish(callClaimCents(invoices));
  const [first] = invoices;
  const isOne = invoices.length === 1;
  const due = first ? formatDateEnglish(first.dueOn) : "";
  const less = listed(
    [
      ...(invoices.some(isDisputed) ? ["leaving the disputed part aside"] : []),
      ...(invoices.some(isCredited) ? ["your credit deducted"] : []),
    ],
    "and",
  );
  const rest = less !== "";
  return {
    ...common(facts, formatDateEnglish),
    bonjour: "hello",
    numéro: listed(
      invoices.map((invoice) => invoice.number),
      "and",
    ),
    solde: total,
    "de société": facts.callerFirm
      ? `from ${facts.callerFirm}, on behalf of ${facts.companyName}`
      : `from ${facts.companyName}`,
    motif: isOne
      ? rest
        ? `invoice ${first?.number}, due on ${due}, on which ${total} is left to pay, ${less}`
        : `invoice ${first?.number} for ${total}, due on ${due}`
      : `${invoices.length} invoices, ${total} in all${rest ? `, ${less}` : ""}, the oldest due on ${due}`,
    question:
      isOne || rest
        ? `Is ${rest ? "this sum" : "it"} in your next payments, or is something holding it back?`
        : "Are they in your next payments, or is something holding them back?",
  };
}
