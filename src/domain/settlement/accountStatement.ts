/**
 * A statement of account, as content without layout: the HTML, the text part and the PDF are made
 * from it, so they can never differ. It tells where the account stands; it claims no penalty.
 */
import { type MailLook, transferOf } from "../dunning/reminder";
import type { ReminderLine } from "../dunning/reminderLines";
import { reminderWords } from "../dunning/reminderWords";
import { signatureOf } from "../dunning/signatureOf";
import { NBSP, sumCents } from "../money";
import { typeset } from "../typography";
import {
  type AccountFacts,
  type AccountInvoice,
  type AccountSums,
  accountSums,
  isAsked,
} from "./accountFacts";
import { type AccountWords, accountWords } from "./accountWords";
import type { EpcTransfer } from "./epcPayload";

/** One line of the printed tables. */
export interface AccountRow {
  label: string;
  /** Under the line: late, contested. */
  note: string;
  cells: readonly string[];
}

export interface AccountTable {
  title: string;
  columns: readonly string[];
  rows: readonly AccountRow[];
  /** Null when a total would say nothing. */
  total: AccountRow | null;
}

export interface AccountContent {
  language: "fr" | "en";
  subject: string;
  preheader: string;
  sender: string;
  greeting: string;
  paragraphs: readonly string[];
  title: string;
  /** The creditor, then the debtor, on the printed sheet. */
  parties: readonly { name: string; lines: readonly string[] }[];
  balanceLabel: string;
  balance: string;
  balanceNote: string;
  /** For the message: one line an invoice, credits, the balance. */
  linesTitle: string;
  lines: readonly ReminderLine[];
  movementsTitle: string;
  movements: readonly ReminderLine[];
  /** For the printed sheet: the same with a column a figure. */
  tables: readonly AccountTable[];
  paymentTitle: string;
  payment: readonly { label: string; value: string }[];
  /** The transfer that pays what is late; null when nothing is asked. */
  transfer: EpcTransfer | null;
  button: { label: string; url: string } | null;
  closing: readonly string[];
  signatory: string;
  signature: string;
  footer: readonly string[];
  look: MailLook | null;
  /** What it may be said to ask for, in cents: late, not contested, not covered by a credit. */
  dueCents: bigint;
}

/** Composes the statement. */
export function composeAccount(facts: AccountFacts): AccountContent {
  const words = accountWords(facts.language);
  const sums = accountSums(facts);
  const set = (text: string) => (facts.language === "fr" ? typeset(text) : text);
  const isInFavour = sums.balanceCents < 0n;
  return {
    language: facts.language,
    subject: set(words.subject(facts.creditor.name, facts.statedOn)),
    preheader: words.preheader(sums, facts.invoices.length),
    sender: facts.creditor.name,
    greeting: words.greeting(facts.client.contactName),
    paragraphs: words.opening(facts, sums).map(set),
    title: words.title(facts.statedOn),
    parties: [
      { name: facts.creditor.name, lines: facts.creditor.addressLines },
      { name: facts.client.name, lines: facts.client.addressLines },
    ],
    balanceLabel: isInFavour ? words.inFavour : words.balance,
    balance: words.euros(isInFavour ? -sums.balanceCents : sums.balanceCents),
    balanceNote: sums.dueCents > 0n ? `${words.due}${colonOf(facts)}${words.euros(sums.dueCents)}` : "",
    linesTitle: words.invoicesTitle,
    lines: accountLines(facts, sums, words),
    movementsTitle: words.movementsTitle(facts),
    movements: facts.movements.map((movement) => ({
      label: words.movement(movement),
      detail: words.day(movement.on),
      amount: words.euros(signed(movement)),
      isTotal: false,
    })),
    tables: accountTables(facts, sums, words),
    paymentTitle: words.paymentTitle,
    ...paymentOf(facts, sums, words),
    button: facts.answerUrl === null ? null : { label: words.button, url: facts.answerUrl },
    closing: [words.attached],
    signatory: facts.creditor.signatory,
    signature: signatureOf(facts.creditor, facts.look),
    footer: [facts.creditor.identity, words.footer],
    look: facts.look,
    dueCents: sums.dueCents,
  };
}

function colonOf({ language }: Pick<AccountFacts, "language">): string {
  return language === "en" ? ": " : `${NBSP}: `;
}

/** What came in lowers the account; what was taken back raises it again. */
function signed({ kind, amountCents }: AccountFacts["movements"][number]): bigint {
  return kind === "PAYMENT_UNDONE" || kind === "CREDIT_NOTE_UNDONE" ? amountCents : -amountCents;
}

/** Late and contested, each in a few words; empty when neither. */
function marksOf(invoice: AccountInvoice, words: AccountWords): string[] {
  return [
    ...(invoice.daysLate > 0 ? [words.late(invoice.daysLate)] : []),
    ...(invoice.disputedCents > 0n ? [words.disputed(invoice)] : []),
    ...(invoice.heldBy ? [words.held(invoice.heldBy)] : []),
  ].filter((mark) => mark !== "");
}

function accountLines(facts: AccountFacts, sums: AccountSums, words: AccountWords): ReminderLine[] {
  const lines = facts.invoices.map((invoice): ReminderLine => {
    const isReduced = invoice.balanceCents < invoice.totalCents;
    const details = [
      words.dated(invoice),
      ...(isReduced ? [words.reduced(invoice)] : []),
      ...marksOf(invoice, words),
    ];
    const amount = words.euros(invoice.balanceCents);
    return { label: invoice.number, detail: details.join(". "), amount, isTotal: false };
  });
  if (lines.length + facts.credits.length === 0) return [];
  const credits = facts.credits.map((credit): ReminderLine => {
    const amount = words.euros(-credit.restCents);
    return { label: words.credit(credit), detail: words.creditsTitle, amount, isTotal: false };
  });
  const balance = { label: words.balance, detail: "", amount: words.euros(sums.balanceCents), isTotal: true };
  return [...lines, ...credits, balance];
}

function accountTables(facts: AccountFacts, sums: AccountSums, words: AccountWords): AccountTable[] {
  const tables: AccountTable[] = [];
  if (facts.invoices.length > 0) tables.push(invoiceTable(facts, words));
  const [date, entry, amount] = words.movementColumns;
  if (facts.movements.length > 0) {
    tables.push({
      title: words.movementsTitle(facts),
      columns: [date, entry, amount],
      rows: facts.movements.map((movement) => ({
        label: words.day(movement.on),
        note: "",
        cells: [words.movement(movement), words.euros(signed(movement))],
      })),
      total: null,
    });
  }
  if (facts.credits.length > 0) {
    const total = { label: words.balance, note: "", cells: ["", words.euros(sums.balanceCents)] };
    tables.push({
      title: words.creditsTitle,
      columns: [date, entry, amount],
      rows: [
        { label: "", note: "", cells: [words.open, words.euros(sums.openCents)] },
        ...facts.credits.map((credit) => ({
          label: words.day(credit.receivedOn),
          note: "",
          cells: [words.credit(credit), words.euros(-credit.restCents)],
        })),
      ],
      total,
    });
  }
  return tables;
}

function invoiceTable({ invoices }: AccountFacts, words: AccountWords): AccountTable {
  const totalCents = sumCents(invoices.map((invoice) => invoice.totalCents));
  const openCents = sumCents(invoices.map((invoice) => invoice.balanceCents));
  const paid = (cents: bigint) => (cents === 0n ? "" : words.euros(cents));
  return {
    title: words.invoicesTitle,
    columns: words.columns,
    rows: invoices.map((invoice) => ({
      label: invoice.number,
      note: marksOf(invoice, words).join(". "),
      cells: [
        words.day(invoice.issuedOn),
        words.day(invoice.dueOn),
        words.euros(invoice.totalCents),
        paid(invoice.totalCents - invoice.balanceCents),
        words.euros(invoice.balanceCents),
      ],
    })),
    total: {
      label: words.total,
      note: "",
      cells: ["", "", words.euros(totalCents), paid(totalCents - openCents), words.euros(openCents)],
    },
  };
}

/** Where to pay, and what is asked today; nothing when nothing is open. */
function paymentOf(
  facts: AccountFacts,
  { dueCents }: AccountSums,
  words: AccountWords,
): Pick<AccountContent, "payment" | "transfer"> {
  const { creditor, client, invoices } = facts;
  if (invoices.length === 0 || !creditor.iban) return { payment: [], transfer: null };
  const labels = reminderWords(facts.language);
  const late = invoices.filter(isAsked);
  const named = late.length > 0 ? late : invoices;
  const reference = client.reference ?? labels.numbers(named.map((invoice) => invoice.number));
  return {
    payment: [
      { label: labels.payTo, value: creditor.name },
      { label: "IBAN", value: creditor.iban },
      ...(creditor.bic ? [{ label: "BIC", value: creditor.bic }] : []),
      { label: labels.reference, value: reference },
      ...(dueCents > 0n ? [{ label: words.due, value: words.euros(dueCents) }] : []),
    ],
    transfer: transferOf(creditor, reference, dueCents),
  };
}

/** The text part: the same content, in the same order, for readers without HTML. */
export function accountAsText(content: AccountContent): string {
  const colon = colonOf(content);
  const listOf = (lines: readonly ReminderLine[]) =>
    lines
      .map((line) => {
        const detail = line.detail ? ` (${line.detail})` : "";
        return `${line.isTotal ? "" : "- "}${line.label}${detail}${colon}${line.amount}`;
      })
      .join("\n");
  const titled = (title: string, body: string) => (body === "" ? "" : `${title}\n${body}`);
  const blocks = [
    content.greeting,
    ...content.paragraphs,
    [`${content.balanceLabel}${colon}${content.balance}`, content.balanceNote].filter(Boolean).join("\n"),
    titled(content.linesTitle, listOf(content.lines)),
    titled(content.movementsTitle, listOf(content.movements)),
    titled(content.paymentTitle, content.payment.map((row) => `${row.label}${colon}${row.value}`).join("\n")),
    content.button ? `${content.button.label}${colon}\n${content.button.url}` : "",
    ...content.closing,
    [content.signatory, content.signature].filter(Boolean).join("\n"),
    `-- \n${content.footer.join("\n")}`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
