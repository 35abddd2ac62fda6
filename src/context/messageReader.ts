/** Reading messages back, for pages: the mail room's parser and the templates of the emails. */
import { env } from "@/config/env";
import { readMime } from "@/mail/readMime";
import type { MessageReader } from "@/usecases/ports";
import { rates } from "./rates";

/** The reader, with the sender and the address of this installation. */
export function messageReader(): MessageReader {
  const { APP_URL, MAIL_FROM } = env();
  return {
    rates,
    fromAddress: MAIL_FROM,
    appUrl: APP_URL.replace(/\/$/, ""),
    async parse(mime) {
      const { from, date, attachments, ...mail } = await readMime(mime);
      return {
        ...mail,
        from: from ?? null,
        date: date ?? null,
        attachments: attachments.map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          sizeBytes: content.byteLength,
        })),
      };
    },
    async render(content) {
      // Pages carry the templates only when someone looks at a message.
      const { renderAccount, renderNote, renderReminder } = await import("@emails/render");
      if (content.kind === "note") return renderNote(content.note);
      const { transfer } = content.kind === "account" ? content.account : content.reminder;
      const render = (code: string | null) =>
        content.kind === "account"
          ? renderAccount(content.account, code)
          : renderReminder(content.reminder, code);
      if (!transfer) return render(null);
      // As reading a stored message back shows it: the picture inside the page.
      const { epcQrPng } = await import("@/documents/epcQrPng");
      const code = Buffer.from(epcQrPng(transfer)).toString("base64");
      return render(`data:image/png;base64,${code}`);
    },
  };
}
