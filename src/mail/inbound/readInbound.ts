import PostalMime, { type Address, type Attachment, type Email } from "postal-mime";
import { cutText } from "@/domain/cutText";
import type { InboundFinding, ReportedRecipient } from "@/domain/dunning/inbound";
import { readDeliveryStatus, readPlainRefusal } from "./deliveryReport";
import { type FeedbackReport, readFeedbackReport } from "./feedbackReport";
import { textOfHtml } from "./htmlText";
import { ownWords } from "./ownWords";

/** A larger message is no answer to a reminder. */
export const MAX_INBOUND_BYTES = 10_000_000;

/**
 * Characters of a body, or of the machine part of a report, that are looked at: what a person or a server
 * says comes at the beginning, and the rest of ten megabytes is somebody's attempt to keep us busy.
 */
const MAX_TEXT_LENGTH = 500_000;

/** Machine parts of one report: there is one, or one for each of a few servers. */
const MAX_REPORT_PARTS = 10;

const MESSAGE_ID = /<[^<>\s]{1,200}@[^<>\s]{1,200}>/g;
const MAX_IDS = 60;

/** Subjects by which answering machines present themselves when no header says so. */
const AUTO_SUBJECT =
  /^\s*(?:(?:re|tr)\s*:\s*)?(?:r[eé]ponse automatique|absence(?: du bureau)?\b|absent\(?e?\)?\b|automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|autoreply|message d'absence|notification d'absence|abwesenheits|accus[eé] (?:de )?r[eé]ception|votre message a bien [eé]t[eé] re[cç]u|cong[eé]s?\b)/i;

const REFUSAL_SUBJECT =
  /undeliver|non remis|[eé]chec de (?:la )?(?:remise|distribution)|delivery (?:status notification|failure|has failed)|failure notice|returned mail|mail delivery failed|returning message to sender|message non distribu|delayed mail|remise diff[eé]r[eé]e/i;

function header(email: Email, name: string): string {
  return email.headers.find(({ key }) => key === name)?.value ?? "";
}

function headers(email: Email, name: string): string[] {
  return email.headers.filter(({ key }) => key === name).map(({ value }) => value);
}

function textOf(part: Attachment): string {
  const text = typeof part.content === "string" ? part.content : new TextDecoder().decode(part.content);
  return cutText(text, MAX_TEXT_LENGTH);
}

function addresses(list: readonly Address[] | undefined): string[] {
  return (list ?? []).flatMap((entry) => (entry.group ? addresses(entry.group) : [entry.address ?? ""]));
}

/** The text of a message, of its HTML when it has nothing else. */
function plain(email: Email): string {
  if (email.text) return cutText(email.text, MAX_TEXT_LENGTH);
  return textOfHtml(cutText(email.html ?? "", MAX_TEXT_LENGTH));
}

/** Message-IDs it names, the closest first: of the message returned in a report, then of the conversation. */
function refersTo(email: Email, report: readonly Attachment[]): string[] {
  const returned = report
    .filter(({ mimeType }) => mimeType === "message/rfc822" || mimeType === "text/rfc822-headers")
    .flatMap((part) => /^message-id:\s*(<[^<>\s]{1,400}>)/im.exec(textOf(part))?.[1] ?? []);
  const references = (header(email, "references").match(MESSAGE_ID) ?? []).reverse();
  const quoted = report.length > 0 ? [] : (plain(email).match(/^message-id:\s*(<[^<>\s]{1,400}>)/gim) ?? []);
  const ids = [
    ...returned,
    ...(header(email, "in-reply-to").match(MESSAGE_ID) ?? []),
    ...references,
    ...quoted.map((line) => line.replace(/^message-id:\s*/i, "")),
  ];
  return [...new Set(ids)].slice(0, MAX_IDS);
}

/** A machine answered (RFC 3834), whatever its way to say so. */
function isAutomatic(email: Email): boolean {
  const submitted = header(email, "auto-submitted").toLowerCase();
  if (submitted !== "" && !submitted.startsWith("no")) return true;
  const flags = ["x-autoreply", "x-autorespond", "x-auto-reply", "x-autoresponder", "x-mail-autoreply"];
  if (flags.some((name) => header(email, name) !== "")) return true;
  if (/^(?:auto[_-]reply|bulk|junk)$/i.test(header(email, "precedence").trim())) return true;
  return header(email, "x-ms-exchange-inbox-rules-loop") !== "" || AUTO_SUBJECT.test(email.subject ?? "");
}

/** The recipients a report speaks of; null when the message is no report. */
function reportedRecipients(email: Email): ReportedRecipient[] | null {
  const statuses = email.attachments
    .filter(({ mimeType }) => mimeType === "message/delivery-status")
    .slice(0, MAX_REPORT_PARTS);
  if (statuses.length > 0) return statuses.flatMap((part) => readDeliveryStatus(textOf(part)));
  const failed = headers(email, "x-failed-recipients")
    .flatMap((value) => value.split(/[,\s]+/))
    .filter(Boolean);
  const sender = `${email.from?.address ?? ""} ${header(email, "return-path")}`.toLowerCase();
  const isDaemon = /mailer-daemon|postmaster|mail delivery (?:sub)?system/.test(
    `${sender} ${email.from?.name ?? ""}`.toLowerCase(),
  );
  const isRefusal =
    REFUSAL_SUBJECT.test(email.subject ?? "") || /this is the qmail-send program/i.test(email.text ?? "");
  if (failed.length === 0 && !(isDaemon && isRefusal)) return null;
  const recipients = readPlainRefusal(plain(email), failed);
  return recipients.length > 0
    ? recipients
    : [
        {
          address: null,
          action: "failed",
          status: null,
          diagnostic: cutText(plain(email).replace(/\s+/g, " "), 500),
        },
      ];
}

/** What a provider reports about our message (RFC 5965); null when the message is no such report. */
function complaintOf(email: Email): FeedbackReport | null {
  const part = email.attachments.find(({ mimeType }) => mimeType === "message/feedback-report");
  return part ? readFeedbackReport(textOf(part)) : null;
}

/**
 * Reads a message that came back and says what it is: a report of a server about our message, the
 * answer of a machine, or the answer of a person.
 *
 * @throws Error when headers or nesting are beyond all measure
 */
export async function readInbound(mime: Uint8Array): Promise<InboundFinding> {
  const email = await PostalMime.parse(mime, {
    maxNestingDepth: 20,
    maxHeadersSize: 512_000,
    forceRfc822Attachments: true,
    attachmentEncoding: "arraybuffer",
  });
  const complaint = complaintOf(email);
  const recipients = complaint ? null : reportedRecipients(email);
  const date = email.date === undefined ? Number.NaN : Date.parse(email.date);
  const common = {
    refersTo: refersTo(email, recipients ? email.attachments : []),
    deliveredTo: [
      ...["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to"].flatMap((name) =>
        headers(email, name),
      ),
      ...addresses(email.to),
      ...addresses(email.cc),
    ],
    messageId: email.messageId ?? "",
    fromName: oneLine(email.from?.name ?? "", 120),
    fromEmail: oneLine(email.from?.address ?? "", 254),
    subject: oneLine(email.subject ?? "", 250),
    sentAt: Number.isNaN(date) ? null : date,
  };
  if (complaint) {
    const { deliveredTo } = common;
    const named = {
      refersTo: refersTo(email, email.attachments),
      deliveredTo: [...deliveredTo, complaint.sender],
    };
    // « Ce n’est pas un indésirable », or a failed check: nothing to do, and nobody to disturb.
    if (!complaint.isUnwanted)
      return { ...common, ...named, kind: "AUTO_REPLY", text: ownWords(plain(email)) };
    return {
      ...common,
      ...named,
      kind: "COMPLAINT",
      text: ownWords(plain(email)),
      recipients: complaint.recipients,
    };
  }
  if (recipients) return { ...common, kind: "REPORT", text: ownWords(plain(email)), recipients };
  const text = ownWords(plain(email));
  return { ...common, kind: isAutomatic(email) ? "AUTO_REPLY" : "REPLY", text };
}

function oneLine(text: string, max: number): string {
  return cutText(text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim(), max);
}
