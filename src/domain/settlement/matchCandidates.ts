/** What one movement of the account may pay, the likeliest first, each with what speaks for it. */
import { chooseInvoices, includesInvoices } from "./matchChoice";
import { type CreditLine, daysApart, type Indexed, type MatchableInvoice } from "./matchFacts";
import { type Payer, payersOf, whoReasons } from "./matchPayers";
import type { MatchReason } from "./matchReason";

/** `SURE`: who and how much, and nothing else fits. `LIKELY`: one of the two. */
export type Grade = "SURE" | "LIKELY";

export interface Candidate {
  clientId: string;
  invoices: readonly MatchableInvoice[];
  paymentId: string | null;
  answerId: string | null;
  /** What is more than these invoices, in cents. */
  surplusCents: bigint;
  reasons: readonly MatchReason[];
  score: number;
  grade: Grade;
}

/** A payment typed by hand and its movement are rarely further apart. */
const RECORDED_WITHIN_DAYS = 10;

const SCORES = {
  exact: 100,
  part: 40,
  /** Behind everything that leaves no rest. */
  surplus: 10,
  cited: 40,
  account: 30,
  named: 25,
  declared: 20,
  unsure: -30,
} as const;

/** Everything the movement may pay, the likeliest first. Empty when nothing says anything. */
export function candidatesOf(line: CreditLine, indexed: Indexed): Candidate[] {
  const payers = payersOf(line, indexed);
  const recorded = recordedCandidates(line, payers, indexed);
  const named = payers.flatMap((payer) => candidateOf(line, payer, indexed) ?? []);
  const hasExact = [...recorded, ...named].some(({ score }) => score >= SCORES.exact);
  const all = hasExact
    ? [...recorded, ...named]
    : [...recorded, ...named, ...byAmountAlone(line, payers, indexed)];
  all.sort((a, b) => b.score - a.score || (keyOf(a) < keyOf(b) ? -1 : 1));
  // Two that are as well founded are two doubts.
  const isOnly = all.filter(({ grade }) => grade === "SURE").length === 1 && all[0]?.grade === "SURE";
  return isOnly ? all : all.map((one) => ({ ...one, grade: one.grade === "SURE" ? "LIKELY" : one.grade }));
}

/** What would be sure for each client that the movement speaks of, were it the only one. */
export function sureForThemselves(line: CreditLine, indexed: Indexed): Candidate[] {
  return payersOf(line, indexed)
    .flatMap((payer) => candidateOf(line, payer, indexed) ?? [])
    .filter(({ grade }) => grade === "SURE");
}

function keyOf({ clientId, paymentId, invoices }: Candidate): string {
  return `${clientId} ${paymentId ?? ""} ${invoices.map(({ id }) => id).join()}`;
}

/** Money does not pay what was not asked for yet: an old statement says nothing of a new invoice. */
function isIssued({ issuedOn }: MatchableInvoice, { bookedOn }: CreditLine): boolean {
  return issuedOn <= bookedOn;
}

function candidateOf(line: CreditLine, payer: Payer, indexed: Indexed): Candidate | null {
  const all = indexed.invoicesOf.get(payer.client.id) ?? [];
  const open = all.filter((invoice) => isIssued(invoice, line) || payer.cited.includes(invoice));
  const isKnown = (invoice: MatchableInvoice) => isIssued(invoice, line);
  const choice = chooseInvoices(line, payer, open);
  if (!choice) return null;
  // Money for an invoice that is settled was perhaps paid twice, or recorded on another day.
  const settled = payer.cited.length > 0 ? [] : settledNumbers(line, indexed);
  if (choice.surplusCents > 0n && (payer.isDoubtful || settledNumbers(line, indexed).length > 0)) return null;
  const answerId = confirmedAnswer(line, payer, choice.invoices, open);
  const who =
    (payer.cited.length > 0 ? SCORES.cited : 0) +
    (payer.hasAccount ? SCORES.account : 0) +
    (payer.isNamed ? SCORES.named : 0) +
    (payer.declaration ? SCORES.declared : 0);
  const fit = choice.isExact ? SCORES.exact : choice.surplusCents > 0n ? SCORES.surplus : SCORES.part;
  const score = who + fit + (choice.isAlone ? 0 : SCORES.unsure);
  return {
    clientId: payer.client.id,
    invoices: choice.invoices,
    paymentId: null,
    answerId,
    surplusCents: choice.surplusCents,
    reasons: [
      ...whoReasons(payer),
      ...choice.reasons,
      ...(settled.length > 0 ? [{ code: "CITES_SETTLED", numbers: settled } as const] : []),
    ],
    score,
    grade:
      choice.isExact &&
      choice.isAlone &&
      choice.invoices.every(isKnown) &&
      settled.length === 0 &&
      !payer.isDoubtful
        ? "SURE"
        : "LIKELY",
  };
}

function settledNumbers(line: CreditLine, { settledCitations }: Indexed): string[] {
  return settledCitations.citedIn(`${line.label} ${line.counterpartyName}`).map(({ number }) => number);
}

/** The declaration that this payment confirms: it speaks of these invoices and of nothing else still open. */
function confirmedAnswer(
  line: CreditLine,
  { declaration }: Payer,
  invoices: readonly MatchableInvoice[],
  open: readonly MatchableInvoice[],
): string | null {
  if (!declaration) return null;
  const spokenOf = open.filter(({ id }) => declaration.invoiceIds.includes(id));
  const isAll =
    spokenOf.every((invoice) => invoices.includes(invoice)) || declaration.amountCents === line.amountCents;
  return isAll && includesInvoices(spokenOf, invoices) ? declaration.answerId : null;
}

/** Payments recorded already that this movement may be. */
function recordedCandidates(line: CreditLine, payers: readonly Payer[], indexed: Indexed): Candidate[] {
  const { facts, paidCitations } = indexed;
  const cited = paidCitations.citedIn(line.label);
  const citesAny = payers.some((payer) => payer.cited.length > 0) || settledNumbers(line, indexed).length > 0;
  return facts.payments
    .filter(
      (payment) =>
        payment.amountCents === line.amountCents &&
        daysApart(payment.receivedOn, line.bookedOn) <= RECORDED_WITHIN_DAYS,
    )
    .map((payment): Candidate => {
      const payer = payers.find(({ client }) => client.id === payment.clientId);
      const isTheirs = (payer?.isNamed === true || payer?.hasAccount === true) && !payer.isDoubtful;
      // A movement that cites an invoice is no payment of another one.
      const isKnown = cited.includes(payment) || (isTheirs && !citesAny);
      return {
        clientId: payment.clientId,
        invoices: [],
        paymentId: payment.id,
        answerId: null,
        surplusCents: 0n,
        reasons: [
          { code: "RECORDED", on: payment.receivedOn },
          ...(cited.includes(payment) ? [{ code: "CITED", numbers: payment.invoiceNumbers } as const] : []),
          ...(payer ? whoReasons({ ...payer, cited: [] }) : []),
        ],
        score:
          SCORES.exact +
          (isKnown ? SCORES.cited + SCORES.named : SCORES.unsure) -
          daysApart(payment.receivedOn, line.bookedOn),
        grade: isKnown ? "SURE" : "LIKELY",
      };
    });
}

/** Nobody is named: an amount that one invoice alone has is worth a look, no more. */
function byAmountAlone(line: CreditLine, payers: readonly Payer[], { byAmount }: Indexed): Candidate[] {
  if (payers.some(({ isNamed, hasAccount, cited }) => isNamed || hasAccount || cited.length > 0)) return [];
  const same = (byAmount.get(line.amountCents) ?? []).filter((invoice) => isIssued(invoice, line));
  const [first] = same;
  if (!first || same.some(({ clientId }) => clientId !== first.clientId)) return [];
  const reasons: MatchReason[] = [{ code: "EXACT_BALANCE", number: first.number }];
  if (same.length > 1) reasons.push({ code: "SAME_AMOUNT", count: same.length });
  const score = SCORES.exact + SCORES.unsure;
  return [
    {
      clientId: first.clientId,
      invoices: [first],
      paymentId: null,
      answerId: null,
      surplusCents: 0n,
      reasons,
      score,
      grade: "LIKELY",
    },
  ];
}
