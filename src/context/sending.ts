/** Everything that sends: for the worker. Pages do not carry it. */
import { renderAccount, renderAccountEmail, renderNote, renderReminder } from "@emails/render";
import { env } from "@/config/env";
import { failpoint } from "@/config/failpoint";
import { errorFacts, logger } from "@/config/logger";
import { metrics } from "@/config/metrics";
import { epcQrPng } from "@/documents/epcQrPng";
import { domainOf } from "@/domain/dunning/mailboxProvider";
import type { MessageContent } from "@/domain/dunning/messageContent";
import type { ReminderContent } from "@/domain/dunning/reminder";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { composeMime, type MailContent } from "@/mail/composeMime";
import { privateKeyOf, signDkim } from "@/mail/dkim";
import { messageIdOf } from "@/mail/messageIdOf";
import { RecipientPace } from "@/mail/recipientPace";
import { returnPathOf } from "@/mail/returnPath";
import { SmtpPool } from "@/mail/smtpPool";
import { smtpServerOf } from "@/mail/smtpServer";
import type { AccountMailPorts } from "@/usecases/parties/sendAccountMails";
import type { CopyPorts } from "@/usecases/parties/sendCopies";
import type { Mailer, MailPorts, MessageDraft, MessageWriter } from "@/usecases/ports";
import { clock } from "./clock";
import { smtpServerOfCompany } from "./ownServers";
import { statementPrinterOnCall } from "./printingOnCall";
import { rates } from "./rates";

/** Composes a message of the platform's server, signed when the installation has a key. */
async function composeSigned(content: MailContent): Promise<Buffer> {
  const { DKIM_DOMAIN, DKIM_PRIVATE_KEY, DKIM_SELECTOR } = env();
  const { mime } = await composeMime(content);
  if (!DKIM_DOMAIN || !DKIM_PRIVATE_KEY || !DKIM_SELECTOR) return mime;
  const key = { domain: DKIM_DOMAIN, selector: DKIM_SELECTOR, privateKey: privateKeyOf(DKIM_PRIVATE_KEY) };
  return signDkim(mime, key);
}

/** The picture of the transfer that pays a reminder: it travels with the message, nothing is fetched. */
function transferCode({ transfer, language }: Pick<ReminderContent, "transfer" | "language">) {
  if (!transfer) return null;
  return {
    filename: language === "en" ? "transfer.png" : "virement.png",
    contentType: "image/png",
    content: epcQrPng(transfer),
    contentId: "virement@dument",
  };
}

/** The words of a message, as HTML and as text, with the code that pays it. */
async function renderContent(content: MessageContent) {
  if (content.kind === "note") {
    return { written: content.note, rendered: await renderNote(content.note), code: null };
  }
  const written = content.kind === "account" ? content.account : content.reminder;
  const code = transferCode(written);
  const codeUrl = code && `cid:${code.contentId}`;
  const rendered =
    content.kind === "account"
      ? await renderAccount(content.account, codeUrl)
      : await renderReminder(content.reminder, codeUrl);
  return { written, rendered, code };
}

/** Renders and composes messages. */
export const messageWriter: MessageWriter = {
  async write(draft: MessageDraft) {
    const { APP_SECRET, MAIL_FROM } = env();
    const { content, fromEmail, thread } = draft;
    const address = fromEmail === null ? MAIL_FROM : parseEmailAddress(fromEmail, "expéditeur");
    const { written, rendered, code } = await renderContent(content);
    const messageIdHeader = messageIdOf(APP_SECRET, draft.companyId, draft.messageId, domainOf(address));
    const composed: MailContent = {
      from: { name: draft.fromName, address },
      // Answers to the address itself need no other one.
      ...(draft.replyTo.address.toLowerCase() !== address.toLowerCase() && { replyTo: draft.replyTo }),
      ...(thread && { inReplyTo: thread.inReplyTo, references: thread.references }),
      to: draft.to.map((address) => ({ name: "", address })),
      cc: draft.cc.map((address) => ({ name: "", address })),
      subject: written.subject,
      html: rendered.html,
      text: rendered.text,
      attachments: code ? [...draft.attachments, code] : draft.attachments,
      messageId: messageIdHeader,
      date: draft.writtenAt,
      contentKey: draft.contentKey,
      language: written.language,
    };
    // The platform's key speaks for the platform's address only: a company's server signs for its own.
    const mime = fromEmail === null ? await composeSigned(composed) : (await composeMime(composed)).mime;
    return { mime, messageIdHeader };
  },
};

/** One pace for the whole process. */
let pace: RecipientPace | undefined;

/** The ports of the sending worker, over the given mailer. */
export function mailPorts(mailer: Mailer): MailPorts {
  const { APP_SECRET, APP_URL, BOUNCE_DOMAIN, MAIL_FROM, SHARED_MAILBOX_PER_MINUTE, SMTP_CONNECTIONS } =
    env();
  pace ??= new RecipientPace(SHARED_MAILBOX_PER_MINUTE);
  return {
    clock,
    writer: messageWriter,
    mailer,
    rates,
    printer: statementPrinterOnCall,
    platformFrom: MAIL_FROM,
    returnPathOf: (messageIdHeader) =>
      BOUNCE_DOMAIN ? returnPathOf(APP_SECRET, messageIdHeader, BOUNCE_DOMAIN) : MAIL_FROM,
    pace,
    appUrl: APP_URL.replace(/\/$/, ""),
    connections: SMTP_CONNECTIONS,
    failpoint,
  };
}

/** The platform's mail server and those of the companies, with connections kept open. */
export function createMailer(): Mailer & { close(): Promise<void> } {
  const { MAIL_FROM, SMTP_CONNECTIONS, SMTP_URL } = env();
  const pool = new SmtpPool({
    clientName: domainOf(MAIL_FROM),
    maxConnections: SMTP_CONNECTIONS,
    now: () => Date.now(),
  });
  const server = smtpServerOf(SMTP_URL);
  return {
    deliver: (mail, own) => pool.deliver(mail, { server: own ? smtpServerOfCompany(own) : server }),
    close: () => pool.close(),
  };
}

/** The ports of the platform's own messages, over the given mailer. */
export function accountMailPorts(mailer: Mailer): AccountMailPorts {
  const { APP_SECRET, MAIL_FROM } = env();
  return {
    clock,
    mailer,
    envelopeFrom: MAIL_FROM,
    failed(error) {
      metrics.failedWork.inc({ work: "account mail" });
      logger().error(errorFacts(error), "account mail not sent");
    },
    async write(id, to, content, at) {
      const { reminder } = content;
      const { html, text } = reminder
        ? await renderReminder(reminder.content)
        : await renderAccountEmail(content);
      return composeSigned({
        from: { name: reminder?.fromName ?? "Dûment", address: MAIL_FROM },
        to: [{ name: "", address: to }],
        subject: content.subject,
        html,
        text,
        messageId: messageIdOf(APP_SECRET, "account", id, domainOf(MAIL_FROM)),
        date: at,
        contentKey: id,
        language: "fr",
      });
    },
  };
}

/** The ports of copies of messages that left: messages of the platform, with the exact bytes attached. */
export function copyPorts(mailer: Mailer): CopyPorts {
  const { APP_SECRET, APP_URL, MAIL_FROM } = env();
  return {
    clock,
    mailer,
    envelopeFrom: MAIL_FROM,
    appUrl: APP_URL.replace(/\/$/, ""),
    async write(draft, at) {
      const { html, text } = await renderAccountEmail({
        subject: draft.subject,
        preheader: draft.subject,
        paragraphs: draft.paragraphs,
        button: { label: "Voir le message dans Dûment", url: draft.url },
        notice: `Cette adresse reçoit une copie de chaque message parti, à la demande de ${draft.companyName}. Pour ne plus en recevoir\u00a0: Réglages, puis Envoi.`,
      });
      return composeSigned({
        from: { name: "Dûment", address: MAIL_FROM },
        to: [{ name: "", address: draft.to }],
        subject: draft.subject,
        html,
        text,
        messageId: messageIdOf(APP_SECRET, "copy", draft.messageId, domainOf(MAIL_FROM)),
        date: at,
        contentKey: `copy:${draft.messageId}`,
        language: "fr",
        attachments: [{ filename: draft.fileName, contentType: "message/rfc822", content: draft.mime }],
      });
    },
  };
}
