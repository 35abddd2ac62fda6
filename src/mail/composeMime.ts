import { createHash } from "node:crypto";
import type { Instant } from "@/domain/calendar";
import type { Envelope } from "@/domain/dunning/deliveryOutcome";
import { DomainError, invariant } from "@/domain/invariant";
import { assembleMime, type MimeFile } from "./assembleMime";
import {
  bareAddress,
  type HeaderField,
  headerError,
  headerText,
  messageIdText,
  requiredHeaderText,
} from "./headerText";

/** A mailbox: a display name, possibly empty, and a bare address. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** A file that travels with the message. */
export interface MailAttachment {
  readonly filename: string;
  /** Media type without parameters, such as `application/pdf`. */
  readonly contentType: string;
  readonly content: Uint8Array;
  /** For a picture shown inside the message: `cid:` and this, without angle brackets. */
  readonly contentId?: string;
}

/** All that a message is made of. The same input always gives the same bytes. */
export interface MailContent {
  readonly from: MailAddress;
  /** Where refusals by mail go (MAIL FROM); the address of `from` when absent. */
  readonly bounceAddress?: string;
  readonly replyTo?: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc?: readonly MailAddress[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments?: readonly MailAttachment[];
  /** With angle brackets, see `messageIdOf`. */
  readonly messageId: string;
  readonly date: Instant;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  /** Identifies the content for whoever counts copies; printable ASCII without spaces. */
  readonly contentKey: string;
  readonly language: "fr" | "en";
}

/** Gmail cuts a longer page and hides its end. */
export const MAX_HTML_BYTES = 100_000;
const MAX_TEXT_BYTES = 100_000;
/** Before base64, which adds a third: what most servers take is 20 MB or more. */
const MAX_ATTACHMENT_BYTES = 10_000_000;
const MAX_ATTACHMENTS = 10;
export const MAX_RECIPIENTS = 20;
const MAX_REFERENCES = 50;
const MAX_NAME_LENGTH = 128;
const MAX_SUBJECT_LENGTH = 250;

const CONTENT_KEY = /^[A-Za-z0-9._:+/=-]{1,128}$/;
const MEDIA_TYPE = /^[a-z]{1,32}\/[a-z0-9][a-z0-9.+-]{0,96}$/;

function mailbox(field: HeaderField, address: MailAddress): MailAddress {
  return {
    name: headerText(field, address.name, MAX_NAME_LENGTH),
    address: bareAddress(field, address.address),
  };
}

/** Checks To and Cc and leaves each address once: its first place wins. */
function recipients(content: MailContent): { to: MailAddress[]; cc: MailAddress[]; all: string[] } {
  const seen = new Set<string>();
  const once = (address: MailAddress): boolean => {
    const key = address.address.toLowerCase();
    return seen.has(key) ? false : Boolean(seen.add(key));
  };
  const to = content.to.map((address) => mailbox("destinataire", address)).filter(once);
  const cc = (content.cc ?? []).map((address) => mailbox("copie", address)).filter(once);
  if (to.length === 0) throw headerError("destinataire", "est vide");
  const all = [...to, ...cc].map((address) => address.address);
  if (all.length > MAX_RECIPIENTS)
    throw headerError("destinataire", `compte plus de ${MAX_RECIPIENTS} adresses`);
  return { to, cc, all };
}

/** CRLF everywhere, so that the bytes on the wire are the bytes that were stored. */
function canonicalBody(part: "HTML" | "texte", body: string, maxBytes: number): string {
  const text = body.replaceAll("\0", "").replace(/\r\n|\r|\n/g, "\r\n");
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes === 0) throw new DomainError("EMPTY_BODY", `La version ${part} du message est vide.`, "body");
  if (sizeBytes > maxBytes)
    throw new DomainError(
      "BODY_TOO_LONG",
      `La version ${part} du message dépasse ${maxBytes / 1000}\u00a0ko\u00a0: raccourcissez le texte.`,
      "body",
    );
  return text;
}

function attachmentParts(attachments: readonly MailAttachment[]): MimeFile[] {
  const totalBytes = attachments.reduce((sum, attachment) => sum + attachment.content.byteLength, 0);
  if (attachments.length > MAX_ATTACHMENTS || totalBytes > MAX_ATTACHMENT_BYTES)
    throw new DomainError(
      "ATTACHMENTS_TOO_LARGE",
      `Les pièces jointes dépassent ${MAX_ATTACHMENTS}\u00a0fichiers ou ${MAX_ATTACHMENT_BYTES / 1_000_000}\u00a0Mo.`,
      "attachments",
    );
  return attachments.map(({ filename, contentType, content, contentId }) => {
    const name = requiredHeaderText("nom de la pièce jointe", filename, 150);
    if (/[/\\]/.test(name)) throw headerError("nom de la pièce jointe", "contient une barre oblique");
    if (!MEDIA_TYPE.test(contentType))
      throw headerError("type de la pièce jointe", "n’est pas un type connu");
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    if (contentId !== undefined && !/^[\w.-]{1,60}@[\w.-]{1,60}$/.test(contentId))
      throw headerError("nom de la pièce jointe", "n’a pas la forme attendue");
    return {
      filename: name,
      contentType,
      content: bytes,
      ...(contentId !== undefined && { cid: contentId }),
    };
  });
}

function plainHeaders(content: MailContent): [name: string, value: string][] {
  if (!CONTENT_KEY.test(content.contentKey)) throw headerError("clé du message", "n’a pas la forme attendue");
  if (!/^[a-z]{2}$/.test(content.language)) throw headerError("langue", "n’est pas un code de langue");
  return [
    // RFC 3834: an answering machine does not answer this. Not `NDR`: refusals must come back.
    ["Auto-Submitted", "auto-generated"],
    ["X-Auto-Response-Suppress", "OOF, AutoReply"],
    ["X-Dument-Key", content.contentKey],
    ["Content-Language", content.language],
  ];
}

/**
 * Builds one complete message (RFC 5322, MIME multipart) and its envelope.
 *
 * The result is meant to be hashed and stored before it is sent, and sent again byte for byte
 * if the first attempt certainly did not leave: boundaries come from the Message-ID, nothing
 * from a clock or from chance.
 *
 * @throws DomainError `HEADER` (a header value was refused), `EMPTY_BODY`, `BODY_TOO_LONG` or
 *   `ATTACHMENTS_TOO_LARGE`; the sentence is for the person who wrote the text
 */
export async function composeMime(content: MailContent): Promise<{ envelope: Envelope; mime: Buffer }> {
  const { to, cc, all } = recipients(content);
  const from = mailbox("expéditeur", content.from);
  const bounceAddress =
    content.bounceAddress === undefined ? from.address : bareAddress("expéditeur", content.bounceAddress);
  const messageId = messageIdText(content.messageId);
  const references = (content.references ?? []).map(messageIdText);
  if (references.length > MAX_REFERENCES)
    throw headerError("identifiant du message", `cite plus de ${MAX_REFERENCES} messages`);
  invariant(Number.isSafeInteger(content.date), "the Date of a message is an instant");

  const mime = assembleMime({
    plainHeaders: plainHeaders(content),
    headers: [
      ["From", from],
      ["To", to],
      ...(cc.length > 0 ? [["Cc", cc] as const] : []),
      ...(content.replyTo ? [["Reply-To", mailbox("adresse de réponse", content.replyTo)] as const] : []),
      ...(content.inReplyTo ? [["In-Reply-To", messageIdText(content.inReplyTo)] as const] : []),
      ...(references.length > 0 ? [["References", references] as const] : []),
      ["Subject", requiredHeaderText("objet", content.subject, MAX_SUBJECT_LENGTH)],
      ["Message-ID", messageId],
      ["Date", new Date(content.date)],
    ],
    text: canonicalBody("texte", content.text, MAX_TEXT_BYTES),
    html: canonicalBody("HTML", content.html, MAX_HTML_BYTES),
    files: attachmentParts(content.attachments ?? []),
    boundary: createHash("sha256").update(messageId).digest("hex").slice(0, 24),
  });
  return { envelope: { from: bounceAddress, to: all }, mime };
}
