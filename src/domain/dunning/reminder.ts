/**
 * What a reminder says, as content without layout: the HTML and the text part are both made
 * from it, so they can never differ. Firmness grows with the tone; respect does not shrink.
 */
import { daysBetween, type LocalDate } from "../calendar";
import { invariant } from "../invariant";
import { NBSP } from "../money";
import type { EpcTransfer } from "../settlement/epcPayload";
import { typeset } from "../typography";
import { reminderClaimCents } from "./reminderClaim";
import type { EarlierContact, ReminderInvoice } from "./reminderFacts";
import { amountLines, type ReminderLine } from "./reminderLines";
import { reminderValues } from "./reminderValues";
import { type ReminderWords, reminderWords } from "./reminderWords";
import type { AddressForm, Tone } from "./scenario";
import { signatureOf } from "./signatureOf";
import { fillBody, fillLine, type StepText } from "./textTemplate";

export interface ReminderFacts {
  language: "fr" | "en";
  tone: Tone;
  /** The step that leads the message: its own words, or the ready-made ones of its moment. */
  text: StepText;
  form: AddressForm;
  /** Own look of the company; null: that of the product. */
  look: MailLook | null;
  clientName: string;
  /** The person written to; may be empty. */
  contactName: string;
  sentOn: LocalDate;
  creditor: {
    /** Name the debtor knows. */
    name: string;
    /** Identity as correspondence must carry it (C. com. R123-237). */
    identity: string;
    iban: string | null;
    bic: string | null;
    phone: string | null;
    signatory: string;
  };
  invoices: readonly ReminderInvoice[];
  earlierContacts: readonly EarlierContact[];
  /** A formal notice is the next step of the scenario. */
  isFormalNoticeNext: boolean;
  /** Page where the debtor pays or answers; personal, see the answer links. */
  answerUrl: string;
  hasAttachment: boolean;
  /** A free credit of the client, that a person decided to leave aside: it is deducted. */
  creditCents?: bigint;
}

export interface ReminderContent {
  language: "fr" | "en";
  subject: string;
  preheader: string;
  sender: string;
  /** First paragraph; empty when the text has no other before the amounts. */
  greeting: string;
  /** Paragraphs before the amounts, a blank line between them. */
  opening: string;
  amountLabel: string;
  amount: string;
  amountNote: string;
  linesTitle: string;
  lines: readonly ReminderLine[];
  ask: string;
  payment: readonly { label: string; value: string }[];
  /** The transfer that pays it, for its code; null without an account, or when nothing is asked. */
  transfer: EpcTransfer | null;
  button: { label: string; url: string };
  answersTitle: string;
  answers: readonly { label: string; url: string }[];
  closing: readonly string[];
  signatory: string;
  signature: string;
  footer: readonly string[];
  look: MailLook | null;
  /** Sum asked for, in cents, for the record of the message. */
  claimedCents: bigint;
}

/** How the messages of a company look beside the common layout. */
export interface MailLook {
  /** `#0b5a63`. */
  accent: string | null;
  /** Address of the logo in the message (`cid:…`), or in a preview. */
  logoUrl: string | null;
  logoAlt: string;
  /** Lines under the name of who signs. */
  signature: readonly string[];
}

/**
 * Composes the reminder.
 *
 * A friendly message asks for the principal only. A firm one adds what the law adds, line by
 * line, when the statements are given.
 */
export function composeReminder(facts: ReminderFacts): ReminderContent {
  invariant(facts.invoices.length > 0, "a reminder speaks of an invoice at least");
  const words = reminderWords(facts.language, facts.form);
  const invoices = [...facts.invoices].sort((a, b) =>
    a.dueOn === b.dueOn ? (a.number < b.number ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1,
  );
  // Before the due date nothing but the principal is asked for, whatever the tone.
  const isLate = invoices.some((invoice) => invoice.dueOn < facts.sentOn);
  const tone = isLate ? facts.tone : "FRIENDLY";
  const isFriendly = tone === "FRIENDLY";
  const creditCents = facts.creditCents ?? 0n;
  const claimedCents = reminderClaimCents(invoices, tone, creditCents);
  const lines = amountLines(invoices, { isFriendly, creditCents, claimedCents }, words);
  const amount = words.euros(claimedCents);
  const numbers = words.numbers(invoices.map((invoice) => invoice.number));
  const oldest = invoices[0] ?? facts.invoices[0];
  invariant(oldest, "a reminder speaks of an invoice at least");
  const daysLate = daysBetween(oldest.dueOn, facts.sentOn);
  const single = invoices.length === 1 ? oldest : null;
  const values = reminderValues({ ...facts, invoices, claimedCents }, words);
  const set = facts.language === "fr" ? typeset : (text: string) => text;
  const body = fillBody(set(facts.text.body), values);
  const [greeting = "", ...opening] = body.opening.length > 1 ? body.opening : ["", ...body.opening];

  return {
    language: facts.language,
    subject: fillLine(set(facts.text.subject), values),
    preheader: words.preheader({ isFriendly, amount, sentOn: facts.sentOn, dueOn: oldest.dueOn }),
    sender: facts.creditor.name,
    greeting,
    opening: opening.join(PARAGRAPH),
    amountLabel: isFriendly ? words.toPay : words.dueOn(facts.sentOn),
    amount,
    amountNote: single
      ? words.singleNote({ isFriendly, invoice: single, daysLate })
      : words.severalNote(invoices.length),
    linesTitle: words.linesTitle(facts.sentOn),
    lines,
    ask: body.ask.join(PARAGRAPH),
    payment: paymentRows(facts, numbers, amount, words),
    transfer: transferOf(facts.creditor, numbers, claimedCents),
    button: { label: words.button, url: facts.answerUrl },
    answersTitle: words.answersTitle,
    answers: words.answers.map(({ label, answer }) => ({
      label,
      // The page opens the form, and shows it.
      url: `${facts.answerUrl}?reponse=${answer}#${answer}`,
    })),
    closing: body.closing,
    signatory: facts.creditor.signatory,
    signature: signatureOf(facts.creditor, facts.look),
    footer: [facts.creditor.identity, words.footer(invoices.length)],
    look: facts.look,
    claimedCents,
  };
}

/** Between two paragraphs of one part. */
export const PARAGRAPH = "\n\n";

/** The transfer of an amount to the creditor; null without an account, or when nothing is asked. */
export function transferOf(
  creditor: ReminderFacts["creditor"],
  reference: string,
  amountCents: bigint,
): EpcTransfer | null {
  if (!creditor.iban || amountCents <= 0n) return null;
  const iban = creditor.iban.replace(/\s/g, "");
  return { holder: creditor.name, iban, bic: creditor.bic ?? undefined, amountCents, reference };
}

function paymentRows(facts: ReminderFacts, numbers: string, amount: string, words: ReminderWords) {
  const rows = [{ label: words.payTo, value: facts.creditor.name }];
  if (facts.creditor.iban) rows.push({ label: "IBAN", value: facts.creditor.iban });
  if (facts.creditor.iban && facts.creditor.bic) rows.push({ label: "BIC", value: facts.creditor.bic });
  rows.push({ label: words.reference, value: numbers }, { label: words.amount, value: amount });
  return rows;
}

/** The text part: the same content, in the same order, for readers without HTML. */
export function reminderAsText(content: ReminderContent): string {
  const colon = content.language === "en" ? ": " : `${NBSP}: `;
  const lines = content.lines.map((line) => {
    const detail = line.detail ? ` (${line.detail})` : "";
    return `${line.isTotal ? "" : "- "}${line.label}${detail}${colon}${line.amount}`;
  });
  const blocks = [
    content.greeting,
    content.opening,
    `${content.amountLabel}${colon}${content.amount}\n${content.amountNote}`,
    lines.join("\n"),
    content.ask,
    content.payment.map((row) => `${row.label}${colon}${row.value}`).join("\n"),
    `${content.button.label}${colon}\n${content.button.url}`,
    [content.answersTitle, ...content.answers.map((answer) => `- ${answer.label}${colon}${answer.url}`)].join(
      "\n",
    ),
    ...content.closing,
    [content.signatory, content.signature].filter(Boolean).join("\n"),
    `-- \n${content.footer.join("\n")}`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
