/** Sentences that several sections of « Aujourd'hui » share. */

import { feminineCount } from "@/domain/countWords";
import { formatDayMonth } from "@/domain/dateText";
import { offsetLabel } from "@/domain/dunning/scenario";
import { capitalised } from "@/domain/legal/phrases";
import { NBSP } from "@/domain/money";
import type { CallItem, MessageItem } from "@/usecases/reporting/workItems";

interface SaidInvoice {
  number: string;
  daysLate: number;
  isOpen: boolean;
}

/** `F-2026-0431`, or `Deux factures`. Only those still open count. */
export function invoicesWords(invoices: readonly SaidInvoice[]): string {
  const open = invoices.filter((invoice) => invoice.isOpen);
  const [only] = open;
  return open.length === 1 && only ? only.number : `${capitalised(feminineCount(open.length))} factures`;
}

/** `F-2026-0431, F-2026-0440`: open or not. */
export function numbersWords(invoices: readonly SaidInvoice[]): string {
  return invoices.map(({ number }) => number).join(", ");
}

/** `en retard de 7 jours`: the oldest of them. Empty when none is late. */
export function lateWords(invoices: readonly SaidInvoice[]): string {
  const days = Math.max(0, ...invoices.filter((one) => one.isOpen).map((one) => one.daysLate));
  return days === 0 ? "" : `en retard de ${days}${NBSP}jour${days > 1 ? "s" : ""}`;
}

/** `F-2026-0431, en retard de 7 jours, J+7`. */
export function factsWords(invoices: readonly SaidInvoice[], offsetDays: number | null = null): string {
  const step = offsetDays === null ? "" : offsetLabel(offsetDays);
  return [invoicesWords(invoices), lateWords(invoices), step].filter((part) => part !== "").join(", ");
}

/** What a message asks for, in cents; the balance of its invoices where it asks for nothing by itself. */
export function askedCents({ claimedCents, amountCents }: MessageItem): bigint {
  return claimedCents ?? amountCents;
}

/** `F-2026-0431, en retard de 7 jours. Courriel du 18 novembre sans réponse. Demander Anne Lebreton.` */
export function callFacts(call: CallItem): string {
  const lastEmail = call.history.filter((event) => event.what === "EMAIL").at(-1);
  return [
    factsWords(call.invoices),
    lastEmail ? `Courriel du ${formatDayMonth(lastEmail.on)} sans réponse` : "",
    call.cause === "NO_EMAIL" ? "Aucune adresse électronique utilisable" : "",
    call.cause === "CALL_AGAIN" ? "À rappeler" : "",
    call.contactName ? `Demander ${call.contactName}` : "",
  ]
    .filter((part) => part !== "")
    .map((part) => `${part}.`)
    .join(" ");
}

/** The beginning of what somebody wrote. */
export function shortened(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 159).trimEnd()}…`;
}
