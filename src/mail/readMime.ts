import PostalMime, { type Address, type Attachment } from "postal-mime";
import type { Instant } from "@/domain/calendar";
import type { MailAddress, MailAttachment } from "./composeMime";

/** A message as a person sees it. */
export interface ReadMail {
  readonly subject: string;
  readonly from: MailAddress | undefined;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** Undefined when the Date is missing or cannot be read. */
  readonly date: Instant | undefined;
  /** With angle brackets; empty when missing. */
  readonly messageId: string;
  /** As it was sent: show it in a sandboxed frame only. Empty when there is none. */
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
}

function mailboxes(addresses: readonly Address[] | undefined): MailAddress[] {
  return (addresses ?? []).flatMap((entry) =>
    entry.group ? mailboxes(entry.group) : [{ name: entry.name, address: entry.address }],
  );
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === "string" ? Buffer.from(content, "utf8") : new Uint8Array(content);
}

function instantOf(date: string | undefined): Instant | undefined {
  const instant = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(instant) ? undefined : instant;
}

function isPicture({ contentId, disposition, mimeType }: Attachment): boolean {
  return contentId !== undefined && disposition === "inline" && mimeType.startsWith("image/");
}

/** Puts the pictures a message carries where it shows them: a frame of ours asks nothing of anyone. */
function withPictures(html: string, parts: readonly Attachment[]): string {
  return parts.filter(isPicture).reduce((shown, part) => {
    const data = Buffer.from(bytesOf(part.content)).toString("base64");
    const id = (part.contentId ?? "").replace(/^<|>$/g, "");
    return shown.replaceAll(`cid:${id}`, `data:${part.mimeType};base64,${data}`);
  }, html);
}

/**
 * Reads stored message bytes back, to show the exact message that was sent.
 *
 * @throws Error when headers or nesting are beyond all measure; ours never are
 */
export async function readMime(mime: Uint8Array): Promise<ReadMail> {
  const mail = await PostalMime.parse(mime, { maxNestingDepth: 20, maxHeadersSize: 256_000 });
  return {
    subject: mail.subject ?? "",
    from: mailboxes(mail.from && [mail.from])[0],
    replyTo: mailboxes(mail.replyTo),
    to: mailboxes(mail.to),
    cc: mailboxes(mail.cc),
    date: instantOf(mail.date),
    messageId: mail.messageId ?? "",
    html: withPictures(mail.html ?? "", mail.attachments),
    text: mail.text ?? "",
    // A picture shown inside the message is part of it.
    attachments: mail.attachments
      .filter((part) => !isPicture(part))
      .map((attachment) => ({
        filename: attachment.filename ?? "",
        contentType: attachment.mimeType,
        content: bytesOf(attachment.content),
      })),
  };
}
