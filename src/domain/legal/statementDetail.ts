/**
 * The detailed statement: what a court clerk reads to redo every sum. Accounts (invoices, credit
 * notes, payments), interest line by line, the origin of each rate, and the earlier reminders.
 */

import type { LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { DomainError, invariant } from "../invariant";
import { formatEuros, sumCents } from "../money";
import { formatSiren } from "../parties/siren";
import { typeset } from "../typography";
import { contestedCents } from "./contestedPart";
import type { NoticeInvoiceFacts, PreviousContact, PreviousContactChannel } from "./formalNoticeInput";
import { INTEREST_NAMES } from "./formalNoticeWording";
import type { AccountEvent, ImputationLine } from "./imputation";
import type { InvoiceStatement } from "./invoiceClaim";
import type { PenaltySegment } from "./latePenalty";
import { capitalised } from "./phrases";
import { interestFormula, type RateOrigin, rateOrigins } from "./rateOrigins";
import type { StatementOfClaim } from "./statementOfClaim";

/** One movement of an account: an invoice, or what lowers it. */
export interface AccountEntry {
  readonly label: string;
  /** Order, delivery, or on what a payment was imputed; empty when there is nothing to say. */
  readonly note: string;
  readonly on: LocalDate;
  readonly dueOn?: LocalDate;
  readonly debitCents?: bigint;
  readonly creditCents?: bigint;
  /** Principal of the invoice left after the movement. */
  readonly balanceCents: bigint;
}

/** The interest of one invoice. */
export interface InterestGroup {
  readonly invoiceNumber: string;
  readonly segments: readonly PenaltySegment[];
  readonly totalCents: bigint;
}

/** What one invoice brings to the total. */
export interface InvoiceSummary {
  readonly invoiceNumber: string;
  readonly dueOn: LocalDate;
  readonly principalCents: bigint;
  /** Interest left, payments on interest deducted. */
  readonly interestCents: bigint;
  /** Flat fee and complementary compensation left. */
  readonly feeCents: bigint;
  readonly totalCents: bigint;
}

export interface ContactEntry {
  readonly on: LocalDate;
  readonly channel: string;
  readonly outcome: string;
}

export interface StatementDetail {
  readonly title: string;
  readonly parties: string;
  readonly statedOn: LocalDate;
  readonly entries: readonly AccountEntry[];
  readonly principalDueCents: bigint;
  /** Contested parts that the entries set aside: the principal due is without them. */
  readonly contestedCents: bigint;
  /** « Pénalités de retard », « Intérêts moratoires »… */
  readonly interestTitle: string;
  readonly interest: readonly InterestGroup[];
  /** Paid on interest, to deduct from the lines above. */
  readonly interestPaidCents: bigint;
  /** Given up by the creditor, to deduct as well. */
  readonly interestWaivedCents: bigint;
  readonly interestDueCents: bigint;
  /** How interest is computed; empty when there is none. */
  readonly rule: string;
  readonly rates: readonly RateOrigin[];
  /** By invoice; empty when there is only one. */
  readonly summary: readonly InvoiceSummary[];
  /** Proven costs that belong to no single invoice, claimed above the summary. */
  readonly sharedCostsCents: bigint;
  /** Flat fees and complementary compensation left, shared costs included. */
  readonly feesDueCents: bigint;
  readonly totalDueCents: bigint;
  readonly contacts: readonly ContactEntry[];
}

export interface StatementDetailInput {
  readonly statement: StatementOfClaim;
  /** Name of the creditor, form included, without a dot at the end. */
  readonly creditorName: string;
  readonly debtor: { readonly name: string; readonly siren?: string | undefined };
  readonly invoices: readonly NoticeInvoiceFacts[];
  readonly previousContacts: readonly PreviousContact[];
}

/** Lines that fit a document people read. */
export const MAX_STATEMENT_LINES = 300;

/** Composes the detail. It is a rewriting: no sum is made that the statement does not hold. */
export function statementDetail(input: StatementDetailInput): StatementDetail {
  const { statement, debtor } = input;
  const { invoices } = statement;
  const siren = debtor.siren ? `, SIREN ${formatSiren(debtor.siren)}` : "";
  const interest = invoices.filter(({ segments }) => segments.length > 0).map(interestGroup);
  const summary = invoices.length > 1 ? invoices.map(summaryOf) : [];
  const sharedCostsCents =
    statement.complementaryCents - sumCents(invoices.map((invoice) => invoice.complementaryCents));
  invariant(
    summary.length === 0 ||
      sumCents(summary.map((line) => line.totalCents)) + sharedCostsCents === statement.totalDueCents,
    "the summary of a statement adds up to its total",
  );
  const name = INTEREST_NAMES[invoices[0]?.claim.debtorKind ?? "B2C"];
  return {
    title: typeset(`Décompte détaillé, arrêté au ${formatDate(statement.statedOn)} inclus`),
    parties: typeset(`Créancier : ${input.creditorName}. Débiteur : ${debtor.name}${siren}.`),
    statedOn: statement.statedOn,
    entries: invoices.flatMap((invoice) => entriesOf(invoice, input.invoices, invoices.length > 1)),
    principalDueCents: statement.principalDueCents,
    contestedCents: sumCents(invoices.map(contestedCents)),
    interestTitle: interest.length === 0 ? "" : capitalised(name),
    interest,
    interestPaidCents: statement.penaltySettledCents - statement.penaltyWaivedCents,
    interestWaivedCents: statement.penaltyWaivedCents,
    interestDueCents: statement.penaltyCents - statement.penaltySettledCents,
    rule: interest.length === 0 ? "" : ruleOf(invoices),
    rates: rateOrigins(invoices).map((origin) => ({ ...origin, reason: capitalised(origin.reason) })),
    summary,
    sharedCostsCents,
    feesDueCents: statement.flatFeeCents - statement.flatFeeSettledCents + statement.complementaryCents,
    totalDueCents: statement.totalDueCents,
    contacts: [...input.previousContacts].sort((a, b) => (a.on < b.on ? -1 : 1)).map(contactEntry),
  };
}

/** Lines of all the tables together. */
export function statementLineCount(detail: StatementDetail): number {
  const interestLines = detail.interest.reduce((count, group) => count + group.segments.length, 0);
  return (
    detail.entries.length +
    interestLines +
    detail.rates.length +
    detail.summary.length +
    detail.contacts.length
  );
}

/**
 * Refuses a statement too long to be read on paper.
 *
 * @throws DomainError `STATEMENT_TOO_LONG` in French, which sends to the CSV file.
 */
export function assertReadableLength(detail: StatementDetail): void {
  const count = statementLineCount(detail);
  if (count <= MAX_STATEMENT_LINES) return;
  throw new DomainError(
    "STATEMENT_TOO_LONG",
    typeset(
      `Ce décompte compte ${count} lignes, et un PDF en contient ${MAX_STATEMENT_LINES} au plus. Le détail complet est disponible en CSV ; pour une lettre, choisissez moins de factures.`,
    ),
    "statement",
  );
}

const ENTRY_NAMES: Record<AccountEvent["kind"], string> = {
  PAYMENT: "Règlement reçu",
  CREDIT_NOTE: "Avoir",
  CONTESTED: "Part contestée",
};

/** The account of one invoice. Among several, each movement names the invoice it belongs to. */
function entriesOf(
  invoice: InvoiceStatement,
  known: readonly NoticeInvoiceFacts[],
  isAmongSeveral: boolean,
): AccountEntry[] {
  const { claim, imputations } = invoice;
  const owner = isAmongSeveral ? `, ${claim.invoiceNumber}` : "";
  const facts = known.find(({ invoiceNumber }) => invoiceNumber === claim.invoiceNumber);
  let balanceCents = claim.totalCents;
  const first: AccountEntry = {
    label: `Facture ${claim.invoiceNumber}`,
    note: orderNote(facts),
    on: claim.issuedOn,
    dueOn: claim.dueOn,
    debitCents: claim.totalCents,
    balanceCents,
  };
  // What is set aside reads last: what was paid and credited comes off the invoice, then what is contested.
  const isAside = ({ event }: ImputationLine) => event.kind === "CONTESTED";
  const ordered = [...imputations.filter((line) => !isAside(line)), ...imputations.filter(isAside)];
  const rest = ordered.map((line): AccountEntry => {
    balanceCents -= line.toPrincipalCents;
    return {
      label: `${ENTRY_NAMES[line.event.kind]}${owner}`,
      note: imputationNote(line, INTEREST_NAMES[claim.debtorKind]),
      on: line.event.on,
      creditCents: line.event.amountCents,
      balanceCents,
    };
  });
  return [first, ...rest];
}

/** Order and delivery of an invoice, as they stand under its number. */
export function orderNote(facts: NoticeInvoiceFacts | undefined): string {
  const parts = [
    facts?.orderReference ?? "",
    facts?.performedOn === undefined ? "" : `livraison ou exécution le ${formatDate(facts.performedOn)}`,
    facts?.requestReceivedOn === undefined
      ? ""
      : `demande de paiement reçue le ${formatDate(facts.requestReceivedOn)}`,
  ];
  return typeset(parts.filter((part) => part !== "").join(", "));
}

/** Says where a credit went when it did not all go to the principal, or counts from the start. */
function imputationNote({ event, ...line }: ImputationLine, interest: string): string {
  const parts = [
    event.kind === "CONTESTED" ? "non réclamée ici, sous réserve des droits du créancier" : "",
    event.kind === "CREDIT_NOTE" && event.effect === "RETRO" ? "corrige la facture depuis l’origine" : "",
    ...(line.toPrincipalCents === event.amountCents
      ? []
      : [
          part(line.toPrincipalCents, "sur le principal"),
          part(line.toPenaltyCents, `sur les ${interest}`),
          part(line.toFlatFeeCents, "sur l’indemnité"),
          part(line.unappliedCents, "en trop"),
        ]),
  ];
  return typeset(parts.filter((text) => text !== "").join(", "));
}

function part(cents: bigint, where: string): string {
  return cents === 0n ? "" : `${formatEuros(cents)} ${where}`;
}

function interestGroup({ claim, segments, penaltyCents }: InvoiceStatement): InterestGroup {
  return { invoiceNumber: claim.invoiceNumber, segments, totalCents: penaltyCents };
}

/** How to redo a line; names the article of the rates when they share it. */
function ruleOf(invoices: readonly InvoiceStatement[]): string {
  const articles = new Set(invoices.flatMap(({ segments }) => segments.map(({ article }) => article)));
  const [article] = articles;
  const aside = invoices.some((invoice) => contestedCents(invoice) > 0n)
    ? " La part contestée n’entre pas dans le solde."
    : "";
  const source = articles.size === 1 ? ` Texte applicable : ${article}.` : "";
  return typeset(
    `${interestFormula(invoices)} ; le premier et le dernier jour d’une période sont comptés. Pas d’intérêts sur les intérêts, pas de TVA.${aside}${source}`,
  );
}

function summaryOf(invoice: InvoiceStatement): InvoiceSummary {
  return {
    invoiceNumber: invoice.claim.invoiceNumber,
    dueOn: invoice.claim.dueOn,
    principalCents: invoice.principalDueCents,
    interestCents: invoice.penaltyCents - invoice.penaltySettledCents,
    feeCents: invoice.flatFeeCents - invoice.flatFeeSettledCents + invoice.complementaryCents,
    totalCents: invoice.totalDueCents,
  };
}

const CHANNEL_NAMES: Record<PreviousContactChannel, readonly [name: string, to: string]> = {
  EMAIL: ["Courriel", "à"],
  CALL: ["Appel", "au"],
  LETTER: ["Lettre", "à"],
  REGISTERED_LETTER: ["Lettre recommandée", "à"],
};

function contactEntry({ on, channel, recipient, outcome }: PreviousContact): ContactEntry {
  const [name, to] = CHANNEL_NAMES[channel];
  return {
    on,
    channel: recipient ? `${name} ${to} ${recipient}` : name,
    outcome: typeset(outcome ?? ""),
  };
}
