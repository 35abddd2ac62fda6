/** What the letter recalls: each invoice, what was paid, what is left, and the earlier reminders. */

import type { LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatEuros, sumCents } from "../money";
import { typeset } from "../typography";
import { contestedCents, contestedParts } from "./contestedPart";
import type { NoticeInvoiceRow } from "./formalNoticeContent";
import type { FormalNoticeInput, NoticeInvoiceFacts, PreviousContactChannel } from "./formalNoticeInput";
import { INTEREST_NAMES } from "./formalNoticeWording";
import { type ImputationLine, sumImputed } from "./imputation";
import type { InvoiceStatement } from "./invoiceClaim";
import { listed, ofDays } from "./phrases";
import { orderNote } from "./statementDetail";
import type { StatementOfClaim } from "./statementOfClaim";

/** Up to here the letter lists its invoices in a table; beyond, the detailed statement does. */
const MAX_LISTED_INVOICES = 6;
/** Up to here each payment is told with its day. */
const MAX_TOLD_PAYMENTS = 3;
/** Up to here each reminder is told with its day. */
const MAX_TOLD_CONTACTS = 6;
const MAX_NUMBERS_IN_SUBJECT = 4;

/** What the subject says after the title: which invoices. */
export function subjectDetail({ invoices }: StatementOfClaim): string {
  const [first] = invoices;
  if (invoices.length === 1 && first) {
    return typeset(`Facture n° ${first.claim.invoiceNumber} du ${formatDate(first.claim.issuedOn)}`);
  }
  if (invoices.length > MAX_NUMBERS_IN_SUBJECT) {
    return typeset(`${invoices.length} factures, énumérées ${placeOfList(invoices.length)}`);
  }
  return typeset(`Factures n° ${listed(invoices.map(({ claim }) => claim.invoiceNumber))}`);
}

function placeOfList(count: number): string {
  return count > MAX_LISTED_INVOICES ? "au décompte joint" : "ci-dessous";
}

/** The paragraphs that recall the debt. A table of {@link noticeInvoiceRows} follows for several. */
export function factParagraphs(input: FormalNoticeInput): string[] {
  const { invoices } = input.statement;
  const [first] = invoices;
  if (invoices.length === 1 && first) return [singleInvoiceSentences(first, input).join(" ")];
  const days = invoices.map(({ claim }) => claim.dueOn).sort();
  const [from, to] = [days[0], days.at(-1)];
  const which =
    invoices.length > MAX_LISTED_INVOICES && from !== undefined && to !== undefined
      ? `les ${invoices.length} factures énumérées au décompte joint, échues du ${formatDate(from)} au ${formatDate(to)},`
      : `les ${invoices.length} factures suivantes`;
  const told = `Sauf erreur de notre part, ${which} n’ont pas été entièrement réglées${despite(input)}.`;
  return [[told, ...reserveSentences(input)].join(" ")];
}

/**
 * What is contested is set aside, and kept: a demand for the rest is no waiver of it, nor of what it bears
 * (a waiver is not presumed). None when nothing is contested.
 */
function reserveSentences({ statement, author }: FormalNoticeInput): string[] {
  const aside = statement.invoices.filter((invoice) => contestedCents(invoice) > 0n);
  const [first] = aside;
  if (!first) return [];
  const whose = author.kind === "CREDITOR" ? "de nos droits" : "des droits du créancier";
  const interest = INTEREST_NAMES[first.claim.debtorKind];
  if (aside.length === 1) {
    const which = statement.invoices.length === 1 ? "" : ` de la facture ${first.claim.invoiceNumber}`;
    return [
      `La part${which} que vous contestez, soit ${formatEuros(contestedCents(first))}, n’est pas réclamée ici, sous réserve ${whose} sur cette part et sur les ${interest} qui s’y rapportent.`,
    ];
  }
  const which =
    aside.length > MAX_LISTED_INVOICES
      ? `soit ${formatEuros(sumCents(aside.map(contestedCents)))} au total, énumérées au décompte joint`
      : `soit ${contestedParts(aside)}`;
  return [
    `Les parts que vous contestez, ${which}, ne sont pas réclamées ici, sous réserve ${whose} sur ces parts et sur les ${interest} qui s’y rapportent.`,
  ];
}

/** The invoices of the letter's table, oldest due date first; none when there is one, or too many. */
export function noticeInvoiceRows({ statement, invoices }: FormalNoticeInput): NoticeInvoiceRow[] {
  const count = statement.invoices.length;
  if (count === 1 || count > MAX_LISTED_INVOICES) return [];
  return statement.invoices.map((invoice) => {
    const { claim } = invoice;
    // The contested part is left to pay: the statement below sets it aside on a line of its own.
    const balanceCents = invoice.principalDueCents + contestedCents(invoice);
    return {
      invoiceNumber: claim.invoiceNumber,
      note: orderNote(factsOf(claim.invoiceNumber, invoices)),
      issuedOn: claim.issuedOn,
      dueOn: claim.dueOn,
      totalCents: claim.totalCents,
      deductedCents: claim.totalCents - balanceCents,
      balanceCents,
    };
  });
}

function factsOf(
  invoiceNumber: string,
  invoices: readonly NoticeInvoiceFacts[],
): NoticeInvoiceFacts | undefined {
  return invoices.find((known) => known.invoiceNumber === invoiceNumber);
}

function singleInvoiceSentences(invoice: InvoiceStatement, input: FormalNoticeInput): string[] {
  const { claim, imputations } = invoice;
  const note = orderNote(factsOf(claim.invoiceNumber, input.invoices));
  const bracket = note === "" ? "" : ` (${note})`;
  return [
    `La facture n° ${claim.invoiceNumber} du ${formatDate(claim.issuedOn)}, de ${formatEuros(claim.totalCents)} TTC${bracket}, était payable le ${formatDate(claim.dueOn)}.`,
    ...creditNoteSentences(imputations.filter(({ event }) => event.kind === "CREDIT_NOTE")),
    ...paymentSentences(
      imputations.filter(({ event }) => event.kind === "PAYMENT"),
      INTEREST_NAMES[claim.debtorKind],
    ),
    balanceSentence(invoice.principalDueCents + contestedCents(invoice), claim.totalCents, despite(input)),
    ...reserveSentences(input),
  ];
}

function balanceSentence(principalDueCents: bigint, totalCents: bigint, despiteText: string): string {
  if (principalDueCents === 0n) {
    return `Elle a été réglée après son échéance, et les sommes ci-dessous restent dues${despiteText}.`;
  }
  if (principalDueCents === totalCents) return `Sauf erreur de notre part, elle reste impayée${despiteText}.`;
  return `Sauf erreur de notre part, le solde de ${formatEuros(principalDueCents)} reste impayé${despiteText}.`;
}

function creditNoteSentences(lines: readonly ImputationLine[]): string[] {
  const [first] = lines;
  if (!first) return [];
  const sum = formatEuros(sumCents(lines.map(({ event }) => event.amountCents)));
  return lines.length === 1
    ? [`Un avoir de ${sum} du ${formatDate(first.event.on)} en a été déduit.`]
    : [`${lines.length} avoirs, soit ${sum} au total, en ont été déduits.`];
}

function paymentSentences(lines: readonly ImputationLine[], interest: string): string[] {
  if (lines.length === 0) return [];
  const part = accessoryPart(lines, interest);
  if (lines.length > MAX_TOLD_PAYMENTS) {
    const sum = formatEuros(sumCents(lines.map(({ event }) => event.amountCents)));
    return [`Vous avez fait ${lines.length} règlements, soit ${sum} au total${part}.`];
  }
  const told = lines.map(({ event }) => `${formatEuros(event.amountCents)} le ${formatDate(event.on)}`);
  return [`Vous avez réglé ${listed(told)}${part}.`];
}

/** What the payments settled beside the principal. */
function accessoryPart(lines: readonly ImputationLine[], interest: string): string {
  const penaltyCents = sumImputed(lines, "toPenaltyCents");
  const feeCents = sumImputed(lines, "toFlatFeeCents");
  const parts = [
    penaltyCents === 0n ? "" : `${formatEuros(penaltyCents)} sur les ${interest}`,
    feeCents === 0n ? "" : `${formatEuros(feeCents)} sur l’indemnité forfaitaire`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `, dont ${listed(parts)}`;
}

const CONTACT_NAMES: Record<PreviousContactChannel, readonly [one: string, several: string]> = {
  EMAIL: ["notre courriel", "nos courriels"],
  CALL: ["notre appel", "nos appels"],
  LETTER: ["notre lettre", "nos lettres"],
  REGISTERED_LETTER: ["notre lettre recommandée", "nos lettres recommandées"],
};

/** ` malgré nos courriels des 26 octobre et 9 novembre 2026 et notre appel du 2 novembre 2026`. */
function despite({ previousContacts }: FormalNoticeInput): string {
  const contacts = [...previousContacts].sort((a, b) => (a.on < b.on ? -1 : 1));
  const [first, last] = [contacts[0], contacts.at(-1)];
  if (first === undefined || last === undefined) return "";
  if (contacts.length > MAX_TOLD_CONTACTS) {
    const period = `du ${formatDate(first.on)} au ${formatDate(last.on)}`;
    return ` malgré nos ${contacts.length} relances ${period}, énumérées au décompte joint`;
  }
  const daysByChannel = new Map<PreviousContactChannel, LocalDate[]>();
  for (const { channel, on } of contacts) {
    daysByChannel.set(channel, [...(daysByChannel.get(channel) ?? []), on]);
  }
  const groups = [...daysByChannel].map(([channel, days]) => {
    const isSeveral = new Set(days).size > 1;
    return `${CONTACT_NAMES[channel][isSeveral ? 1 : 0]} ${ofDays(days)}`;
  });
  return ` malgré ${listed(groups)}`;
}
