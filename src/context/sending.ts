/** Everything that sends: for the worker. Pages do not carry it. */
import { renderAccountEmail, renderNote, renderReminder } from "@emails/render";
import { env } from "@/config/env";
import { failpoint } from "@/config/failpoint";
import { composeMime } from "@/mail/composeMime";
import { messageIdOf } from "@/mail/messageIdOf";
import { SmtpPool } from "@/mail/smtpPool";
import { smtpServerOf } from "@/mail/smtpServer";
import type { AccountMailPorts } from "@/usecases/parties/sendAccountMails";
import type { Mailer, MailPorts, MessageDraft, MessageWriter } from "@/usecases/ports";
import { clock } from "./clock";
import { rates } from "./rates";

/** Renders and composes messages. */
export const messageWriter: MessageWriter = {
  async write(draft: MessageDraft) {
    const { APP_SECRET, MAIL_FROM } = env();
    const domain = MAIL_FROM.slice(MAIL_FROM.lastIndexOf("@") + 1);
    const { content } = draft;
    const rendered =
      content.kind === "reminder" ? await renderReminder(content.reminder) : await renderNote(content.note);
    const written = content.kind === "reminder" ? content.reminder : content.note;
    const messageIdHeader = messageIdOf(APP_SECRET, draft.companyId, draft.messageId, domain);
    const { mime } = await composeMime({
      from: { name: draft.fromName, address: MAIL_FROM },
      replyTo: draft.replyTo,
      to: draft.to.map((address) => ({ name: "", address })),
      cc: draft.cc.map((address) => ({ name: "", address })),
      subject: written.subject,
      html: rendered.html,
      text: rendered.text,
      attachments: draft.attachments,
      messageId: messageIdHeader,
      date: draft.writtenAt,
      contentKey: draft.contentKey,
      language: written.language,
    });
    return { mime, messageIdHeader };
  },
};

/** The ports of the sending worker, over the given mailer. */
export function mailPorts(mailer: Mailer): MailPorts {
  const { APP_URL, MAIL_FROM, SMTP_CONNECTIONS } = env();
  return {
    clock,
    writer: messageWriter,
    mailer,
    rates,
    envelopeFrom: MAIL_FROM,
    appUrl: APP_URL.replace(/\/$/, ""),
    connections: SMTP_CONNECTIONS,
    failpoint,
  };
}

/** The platform's mail server, with connections kept open. */
export function createMailer(): Mailer & { close(): Promise<void> } {
  const { MAIL_FROM, SMTP_CONNECTIONS, SMTP_URL } = env();
  const pool = new SmtpPool({
    clientName: MAIL_FROM.slice(MAIL_FROM.lastIndexOf("@") + 1),
    maxConnections: SMTP_CONNECTIONS,
    now: () => Date.now(),
  });
  const server = smtpServerOf(SMTP_URL);
  return {
    deliver: (mail) => pool.deliver(mail, { server }),
    close: () => pool.close(),
  };
}

/** The ports of the platform's own messages, over the given mailer. */
export function accountMailPorts(mailer: Mailer): AccountMailPorts {
  const { APP_SECRET, MAIL_FROM } = env();
  const domain = MAIL_FROM.slice(MAIL_FROM.lastIndexOf("@") + 1);
  return {
    clock,
    mailer,
    envelopeFrom: MAIL_FROM,
    async write(id, to, content, at) {
      const { html, text } = await renderAccountEmail(content);
      const { mime } = await composeMime({
        from: { name: "Dûment", address: MAIL_FROM },
        to: [{ name: "", address: to }],
        subject: content.subject,
        html,
        text,
        messageId: messageIdOf(APP_SECRET, "account", id, domain),
        date: at,
        contentKey: id,
        language: "fr",
      });
      return mime;
    },
  };
}
