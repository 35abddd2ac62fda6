/** An answer is confirmed in writing to whoever gave it, and announced to the creditor. */
import { readRecipients } from "@/db/dunning/contacts";
import type { Tx } from "@/db/inCompany";
import { queueAccountMailIn } from "@/db/system/accountMail";
import type { Instant, LocalDate } from "@/domain/calendar";
import { cutText } from "@/domain/cutText";
import { formatDate } from "@/domain/dateText";
import { type RecipientSet, recipientsOf } from "@/domain/dunning/recipients";
import { formatEuros, NBSP } from "@/domain/money";
import type { AnswerKind } from "@/domain/settlement/answer";
import { invoiceCopyNote, receiptNote } from "@/domain/settlement/answerNotes";
import { queueWords } from "../dunning/queueNote";

export interface ToldAnswer {
  answerId: string;
  kind: AnswerKind;
  clientId: string;
  invoiceIds: readonly string[];
  /** The message whose link was used: its readers are told. */
  messageId: string;
  onDate: LocalDate | null;
  amountCents: bigint | null;
  untilOn: LocalDate | null;
  message: string;
}

/**
 * Queues both messages with the answer they speak of: neither exists without it. They go to known
 * addresses only, never to one that an answer names.
 *
 * @param appUrl public address of the application, without a slash at the end
 */
export async function tellBothSides(
  tx: Tx,
  companyId: string,
  answer: ToldAnswer,
  appUrl: string,
  now: Instant,
): Promise<void> {
  const recipients = await readersOf(tx, companyId, answer.messageId, answer.clientId);
  const common = { clientId: answer.clientId, invoiceIds: answer.invoiceIds, now, recipients };
  if (answer.kind === "INVOICE_COPY") {
    const documentIds = await newestInvoiceFiles(tx, companyId, answer.invoiceIds);
    await queueWords(tx, companyId, {
      ...common,
      kind: "INVOICE_COPY",
      source: answer.answerId,
      documentIds,
      compose: ({ sender, language, numbers }) =>
        invoiceCopyNote({ language, creditor: sender.words, numbers, hasFiles: documentIds.length > 0 }),
    });
    // Nothing is left for anyone to decide, unless there was no file to send.
    if (documentIds.length > 0) {
      await tx.answer.update({
        where: { companyId_id: { companyId, id: answer.answerId } },
        data: { state: "ACCEPTED", decidedAt: new Date(now) },
      });
    }
  } else {
    await queueWords(tx, companyId, {
      ...common,
      kind: "ANSWER_RECEIPT",
      source: answer.answerId,
      compose: ({ sender, language, numbers }) =>
        receiptNote({ ...answer, language, creditor: sender.words, numbers }),
    });
  }
  await tellCreditor(tx, companyId, answer, appUrl, now);
}

/** People the message was written to who are still contacts of the client and can be reached. */
export async function readersOf(
  tx: Tx,
  companyId: string,
  messageId: string,
  clientId: string,
): Promise<RecipientSet> {
  const message = await tx.message.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: messageId } },
    select: { toEmails: true, ccEmails: true },
  });
  const people = await readRecipients(tx, companyId, [clientId]);
  const known = new Set(
    people.flatMap(({ email, emailState }) => (email !== null && emailState !== "REFUSED" ? [email] : [])),
  );
  const to = message.toEmails.filter((email) => known.has(email));
  const cc = message.ccEmails.filter((email) => known.has(email));
  if (to.length > 0) return { to, cc };
  return cc.length > 0 ? { to: cc, cc: [] } : { to: [], cc: [] };
}

/** The client's usual recipients, when a message of ours is not the cause. */
export async function usualReaders(tx: Tx, companyId: string, clientId: string): Promise<RecipientSet> {
  return recipientsOf(await readRecipients(tx, companyId, [clientId]));
}

async function newestInvoiceFiles(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<string[]> {
  const documents = await tx.document.findMany({
    where: { companyId, kind: "INVOICE", invoiceId: { in: [...invoiceIds] } },
    select: { id: true, invoiceId: true },
    orderBy: { createdAt: "desc" },
  });
  const newest = new Map<string, string>();
  for (const { id, invoiceId } of documents) {
    if (invoiceId !== null && !newest.has(invoiceId)) newest.set(invoiceId, id);
  }
  return [...newest.values()];
}

const TITLES: Record<AnswerKind, string> = {
  ALREADY_PAID: "dit avoir payé",
  PROMISE: "annonce un règlement",
  INSTALMENTS: "demande un échéancier",
  DISPUTE: "conteste",
  WRONG_RECIPIENT: "n’est pas la bonne personne",
  INVOICE_COPY: "demande la facture de nouveau",
  MESSAGE: "vous écrit",
};

async function tellCreditor(
  tx: Tx,
  companyId: string,
  answer: ToldAnswer,
  appUrl: string,
  now: Instant,
): Promise<void> {
  const company = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { slug: true, replyToEmail: true },
  });
  const client = await tx.client.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: answer.clientId } },
    select: { name: true },
  });
  const invoices = await tx.invoice.findMany({
    where: { companyId, id: { in: [...answer.invoiceIds] } },
    select: { number: true },
    orderBy: { number: "asc" },
  });
  const numbers = invoices.map(({ number }) => number).join(", ");
  const facts = [
    answer.amountCents === null ? "" : `Montant${NBSP}: ${formatEuros(answer.amountCents)}.`,
    answer.onDate === null ? "" : `Date${NBSP}: ${formatDate(answer.onDate)}.`,
    effectWords(answer),
  ].filter(Boolean);
  await queueAccountMailIn(
    tx,
    company.replyToEmail,
    {
      subject: `${client.name} ${TITLES[answer.kind]} (${numbers.slice(0, 80)})`,
      preheader: facts.join(" "),
      paragraphs: [
        `${client.name} ${TITLES[answer.kind]}, par le lien de votre message. ${invoices.length > 1 ? "Factures" : "Facture"} ${numbers}.`,
        ...(answer.message ? [`«${NBSP}${cutText(answer.message, 1_000)}${NBSP}»`] : []),
        facts.join(" "),
      ],
      button: { label: "Voir et répondre", url: `${appUrl}/${company.slug}/reponses/${answer.answerId}` },
      notice: "La même confirmation part à votre client. Vous pouvez écarter sa réponse depuis cette page.",
    },
    now,
  );
}

function effectWords({ kind, untilOn }: ToldAnswer): string {
  if (kind === "INVOICE_COPY") return "La facture repart par courriel, et les relances continuent.";
  if (kind === "DISPUTE") return "Les relances de ce qui est contesté sont suspendues jusqu’à votre réponse.";
  return untilOn === null
    ? "Les relances sont suspendues jusqu’à votre réponse."
    : `Les relances sont suspendues jusqu’au ${formatDate(untilOn)}.`;
}
