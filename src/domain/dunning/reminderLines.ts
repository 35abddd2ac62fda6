/** The column of a reminder: every sum between the invoices and what is asked for. It adds up. */
import { sumCents } from "../money";
import type { ReminderInvoice } from "./reminderFacts";
import type { ReminderWords } from "./reminderWords";

export interface ReminderLine {
  label: string;
  detail: string;
  amount: string;
  isTotal: boolean;
}

interface AskedSums {
  isFriendly: boolean;
  /** A free credit of the client, deducted. */
  creditCents: bigint;
  claimedCents: bigint;
}

/**
 * The lines, down to the total. None when a friendly message asks for one whole invoice: its amount
 * explains itself.
 */
export function amountLines(
  invoices: readonly ReminderInvoice[],
  sums: AskedSums,
  words: ReminderWords,
): ReminderLine[] {
  const [only] = invoices;
  const single = invoices.length === 1 ? only : undefined;
  if (sums.isFriendly && single && sums.claimedCents === single.totalCents) return [];
  const line = (label: string, detail: string, cents: bigint): ReminderLine => ({
    label,
    detail,
    amount: words.euros(cents),
    isTotal: false,
  });
  const owed = single
    ? [line(words.invoiceLine, words.invoiceDetail(single), single.totalCents), ...deductions(single, words)]
    : invoices.map((invoice) =>
        line(words.invoiceNumbered(invoice.number), balanceDetail(invoice, words), invoice.balanceCents),
      );
  const disputed = invoices.flatMap(({ number, disputedCents = 0n }) => {
    const { label, detail } = words.disputed(single ? "" : number);
    return disputedCents > 0n ? [line(label, detail, -disputedCents)] : [];
  });
  const { label, detail } = words.freeCredit;
  return [
    ...owed,
    ...disputed,
    ...(sums.isFriendly ? [] : legalLines(invoices, words)),
    ...(sums.creditCents > 0n ? [line(label, detail, -sums.creditCents)] : []),
    { ...line(words.total, "", sums.claimedCents), isTotal: true },
  ];
}

/** Its due date; and where a part was paid or credited, why the line is not the whole invoice. */
function balanceDetail(invoice: ReminderInvoice, words: ReminderWords): string {
  const dated = words.invoiceDetail(invoice);
  if (invoice.balanceCents === invoice.totalCents) return dated;
  const paidCents = sumCents(invoice.payments.map(({ amountCents }) => amountCents));
  const creditedCents = sumCents(invoice.creditNotes.map(({ amountCents }) => amountCents));
  return `${dated}. ${words.reducedDetail(invoice.totalCents, paidCents, creditedCents)}`;
}

/** Payments and credit notes between the total of an invoice and its balance. */
function deductions({ payments, creditNotes }: ReminderInvoice, words: ReminderWords): ReminderLine[] {
  return [
    ...payments.map(({ receivedOn, amountCents }) => ({
      label: words.received,
      detail: words.receivedOn(receivedOn),
      amount: words.euros(-amountCents),
      isTotal: false,
    })),
    ...creditNotes.map(({ number, issuedOn, amountCents }) => ({
      label: words.creditNote(number),
      detail: words.creditNoteOn(issuedOn),
      amount: words.euros(-amountCents),
      isTotal: false,
    })),
  ];
}

/** What the law adds. Among several invoices, those it runs on are named, or counted. */
function legalLines(invoices: readonly ReminderInvoice[], words: ReminderWords): ReminderLine[] {
  const stated = invoices.flatMap(({ number, statement }) =>
    statement
      ? [
          {
            number,
            kind: statement.claim.debtorKind,
            segments: statement.segments,
            penaltyCents: statement.penaltyCents - statement.penaltySettledCents,
            feeCents: statement.flatFeeCents - statement.flatFeeSettledCents,
          },
        ]
      : [],
  );
  const named = (some: typeof stated) => (invoices.length === 1 ? [] : some.map(({ number }) => number));
  const late = stated.filter(({ penaltyCents }) => penaltyCents > 0n);
  const charged = stated.filter(({ feeCents }) => feeCents > 0n);
  const lines: ReminderLine[] = [];
  // One message, one client: all its invoices are of one kind of debtor.
  const kind = stated[0]?.kind ?? "B2B";
  if (late.length > 0) {
    const segments = late.flatMap((one) => one.segments);
    lines.push({
      label: words.penalties(kind),
      detail: words.penaltyDetail(segments, named(late)),
      amount: words.euros(sumCents(late.map(({ penaltyCents }) => penaltyCents))),
      isTotal: false,
    });
  }
  if (charged.length > 0) {
    lines.push({
      label: words.flatFee,
      detail: words.flatFeeDetail(named(charged), kind),
      amount: words.euros(sumCents(charged.map(({ feeCents }) => feeCents))),
      isTotal: false,
    });
  }
  return lines;
}
