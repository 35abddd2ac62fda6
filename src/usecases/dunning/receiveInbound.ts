/**
 * Takes a message that came back: finds ours it is about, says what it is, and lets the facts
 * decide again. The same bytes twice are once; what is about none of our messages is not kept.
 */
import { createHash } from "node:crypto";
import { type AddressNews, freeSteps, markAddresses } from "@/db/dunning/deliveries";
import { lockInvoices } from "@/db/dunning/facts";
import {
  type AnsweredMessage,
  findMessages,
  findOwnMessages,
  hasUnreadReply,
  insertInboundMail,
  type KnownMessage,
  markBounced,
  readAnsweredMessage,
  refusedAmong,
} from "@/db/dunning/inbound";
import { inCompany, type Tx } from "@/db/inCompany";
import { appendJournal } from "@/db/system/journal";
import { fromLocalDate, newId } from "@/db/values";
import { addDays, type Instant } from "@/domain/calendar";
import {
  type InboundFinding,
  isDeadAddress,
  type ReportedRecipient,
  reportWords,
} from "@/domain/dunning/inbound";
import { companyToday } from "../invoicing/saveInvoice";
import type { InboundPorts } from "../ports";
import { decideAgain } from "./planInvoices";

/**
 * `kept`: it was about one of our messages. `known`: kept before. `unrelated`: nothing of it is
 * kept. `unreadable`: it is no message, and trying again would not make it one.
 */
export type InboundResult = "kept" | "known" | "unrelated" | "unreadable";

/** The next step waits for 48 hours: two whole days after that of the reply. */
const REPLY_HOLD_DAYS = 2;

/**
 * @param companyId the company whose mailbox it was found in; null when the platform received it
 */
export async function receiveInbound(
  mime: Uint8Array,
  companyId: string | null,
  ports: InboundPorts,
): Promise<InboundResult> {
  const finding = await ports.read(mime).catch(() => null);
  if (!finding) return "unreadable";
  const headers = [
    ...finding.deliveredTo.flatMap((address) => ports.messageIdOfReturnPath(address) ?? []),
    ...finding.refersTo,
  ];
  const asked = [finding.messageId, ...headers].filter((header) => header !== "");
  const known = companyId
    ? await inCompany(companyId, (tx) => findOwnMessages(tx, companyId, asked))
    : await findMessages(asked);
  // A copy of our own message, found in the sender's mailbox.
  if (known.some(({ header }) => header === finding.messageId)) return "unrelated";
  const subject = closest(headers, known);
  if (!subject) return "unrelated";
  const sha256 = createHash("sha256").update(mime).digest("hex");
  const now = ports.clock.now();
  const result = await inCompany(subject.companyId, (tx) => keep(tx, subject, finding, sha256, now));
  if (result === "kept") await ports.bell.ring("dunning", { companyId: subject.companyId });
  return result;
}

function closest(headers: readonly string[], known: readonly KnownMessage[]): KnownMessage | null {
  for (const header of headers) {
    const found = known.find((message) => message.header === header);
    if (found) return found;
  }
  return null;
}

async function keep(
  tx: Tx,
  { companyId, messageId }: KnownMessage,
  finding: InboundFinding,
  sha256: string,
  now: Instant,
): Promise<InboundResult> {
  const message = await readAnsweredMessage(tx, companyId, messageId);
  if (!message) return "unrelated";
  await lockInvoices(tx, companyId, message.openInvoiceIds);
  const isFirstReply = !(await hasUnreadReply(tx, companyId, message.clientId));
  const { kind, needsReading } = natureOf(finding, message);
  const id = newId();
  const isNew = await insertInboundMail(tx, {
    companyId,
    id,
    sha256,
    kind,
    messageId,
    clientId: message.clientId,
    fromName: finding.fromName,
    fromEmail: finding.fromEmail,
    subject: finding.subject,
    text: finding.kind === "REPORT" ? diagnosis(finding.recipients) || finding.text : finding.text,
    sentAt: finding.sentAt === null ? null : new Date(finding.sentAt),
    createdAt: new Date(now),
    handledAt: needsReading ? null : new Date(now),
  });
  if (!isNew) return "known";
  if (finding.kind === "REPORT") await applyReport(tx, companyId, message, finding.recipients, now);
  if (finding.kind === "REPLY" && isFirstReply)
    await holdForReply(tx, companyId, message, { id, finding, now });
  await appendJournal(
    tx,
    companyId,
    [
      {
        actor: "system",
        action: `inbound.${kind.toLowerCase()}`,
        entity: "message",
        entityId: messageId,
        data: { sha256, from: finding.fromEmail },
      },
    ],
    now,
  );
  return "kept";
}

/** What it is on record, and whether a person must read it. */
function natureOf(finding: InboundFinding, message: AnsweredMessage) {
  if (finding.kind === "REPLY") return { kind: "REPLY" as const, needsReading: true };
  if (finding.kind === "AUTO_REPLY") return { kind: "AUTO_REPLY" as const, needsReading: false };
  const failed = concerned(finding.recipients, message).filter(({ action }) => action === "failed");
  if (failed.length === 0) return { kind: "DELAY" as const, needsReading: false };
  // A dead address is listed for itself; another refusal is known to nobody else.
  return { kind: "BOUNCE" as const, needsReading: !failed.every(isDeadAddress) };
}

interface Concerned extends ReportedRecipient {
  address: string;
}

/** Recipients of ours that a report speaks of. A report that names nobody is about the only one. */
function concerned(recipients: readonly ReportedRecipient[], message: AnsweredMessage): Concerned[] {
  const ours = [...message.toEmails, ...message.ccEmails];
  const [only] = ours;
  return recipients.flatMap((recipient) => {
    const named = ours.find((email) => email.toLowerCase() === recipient.address?.toLowerCase());
    // Forwarded mail is refused under another name: with one recipient there is no doubt.
    const address = named ?? (ours.length === 1 ? only : undefined);
    return address ? [{ ...recipient, address }] : [];
  });
}

function diagnosis(recipients: readonly ReportedRecipient[]): string {
  return recipients.map(reportWords).filter(Boolean).join("\n");
}

/**
 * Marks dead addresses. When nobody the message was addressed to has received it, its step did
 * not happen: the next contact receives it, or a call takes its place.
 */
async function applyReport(
  tx: Tx,
  companyId: string,
  message: AnsweredMessage,
  recipients: readonly ReportedRecipient[],
  now: Instant,
): Promise<void> {
  const dead = concerned(recipients, message).filter(isDeadAddress);
  if (dead.length === 0) return;
  const news = dead.map(
    (recipient): AddressNews => ({
      clientId: message.clientId,
      email: recipient.address,
      state: "REFUSED",
      refusal: reportWords(recipient),
    }),
  );
  await markAddresses(tx, companyId, news);
  const refused = await refusedAmong(tx, companyId, message.clientId, message.toEmails);
  const isLost = message.toEmails.every((email) => refused.has(email.toLowerCase()));
  if (isLost) {
    await markBounced(tx, companyId, message.id, new Date(now));
    await freeSteps(tx, companyId, [message.id], now);
  }
  await decideAgain(tx, companyId, message.openInvoiceIds, now);
}

async function holdForReply(
  tx: Tx,
  companyId: string,
  message: AnsweredMessage,
  { id, finding, now }: { id: string; finding: InboundFinding; now: Instant },
): Promise<void> {
  if (message.openInvoiceIds.length === 0) return;
  const today = await companyToday(tx, companyId, now);
  await tx.hold.createMany({
    data: message.openInvoiceIds.map((invoiceId) => ({
      companyId,
      id: newId(),
      invoiceId,
      kind: "REPLY" as const,
      reason: finding.fromName || finding.fromEmail,
      startedOn: fromLocalDate(today),
      untilOn: fromLocalDate(addDays(today, REPLY_HOLD_DAYS)),
      inboundMailId: id,
      createdAt: new Date(now),
    })),
  });
  await decideAgain(tx, companyId, message.openInvoiceIds, now);
}
