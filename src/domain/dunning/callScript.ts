/** What to say on the phone: short, exact, polite, with the figures filled in. */
import { daysBetween, type LocalDate } from "../calendar";
import { formatDate, formatDateEnglish, formatDayMonth } from "../dateText";
import { formatEuros, formatEurosEnglish, NBSP, sumCents } from "../money";
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

function french(facts: CallScriptFacts): TextValues {
  const { invoices, form } = facts;
  const total = formatEuros(sumCents(invoices.map((invoice) => invoice.balanceCents)));
  const [first] = invoices;
  const isOne = invoices.length === 1;
  const due = first ? formatDayMonth(first.dueOn) : "";
  const yours = form === "FRIENDLY" ? "tes" : "vos";
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
      ? `la facture ${first?.number} de ${total}, arrivée à échéance le ${due}`
      : `${invoices.length}${NBSP}factures, ${total} en tout, dont la plus ancienne était à échéance le ${due}`,
    question: isOne
      ? `Est-elle bien dans ${yours} règlements, ou quelque chose la bloque-t-il${NBSP}?`
      : `Sont-elles bien dans ${yours} règlements, ou quelque chose les bloque-t-il${NBSP}?`,
  };
}

function english(facts: CallScriptFacts): TextValues {
  const { invoices } = facts;
  const total = formatEurosEnglish(sumCents(invoices.map((invoice) => invoice.balanceCents)));
  const [first] = invoices;
  const isOne = invoices.length === 1;
  const due = first ? formatDateEnglish(first.dueOn) : "";
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
      ? `invoice ${first?.number} for ${total}, due on ${due}`
      : `${invoices.length} invoices, ${total} in all, the oldest due on ${due}`,
    question: isOne
      ? "Is it in your next payments, or is something holding it back?"
      : "Are they in your next payments, or is something holding them back?",
  };
}
