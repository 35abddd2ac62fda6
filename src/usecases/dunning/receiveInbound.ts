/**
 * Takes a message that came back: finds ours it is about, says what it is, and lets the facts
 * decide again. The same bytes twice are once; what is about none of our messages is not kept.
 */
import { freeSteps, markAddresses } from "@/db/dunning/deliveries";
import { lockInvoices } from "@/db/dunning/facts";
import {
  type AnsweredMessage,
  closeReports,
  findMessages,
  findOwnMessages,
  hasUnreadReply,
  insertInboundMail,
  type KnownMessage,
  markBounced,
  noteUnserved,
  readAnsweredMessage,
  readArrival,
  readOpenInvoiceIds,
} from "@/db/dunning/inbound";
import { readAwaitedNote } from "@/db/dunning/refusedNotes";
import { inCompany, type Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { isRefusedData } from "@/db/sqlState";
import { appendJournal } from "@/db/system/journal";
import { fromLocalDate, newId } from "@/db/values";
import { addDays, type Instant } from "@/domain/calendar";
import { cutText } from "@/domain/cutText";
import { withoutAnswerLinks } from "@/domain/dunning/deadLinks";
import { type InboundFinding, type ReportedRecipient, reportWords } from "@/domain/dunning/inbound";
import { companyToday } from "../invoicing/saveInvoice";
import type { InboundPorts } from "../ports";
import { decideAgain } from "./planInvoices";
import { type ReportedAddresses, readReportedAddresses } from "./readReportedAddresses";

/**
 * `kept`: it was about one of our messages. `known`: kept before. `unrelated`: nothing of it is
 * kept. `unreadable`: it is no message, or one that the database refuses, and trying again would not change it.
 */
export type InboundResult = "kept" | "known" | "unrelated" | "unreadable";

/** The next step waits for 48 hours: two whole days after that of the reply. */
const REPLY_HOLD_DAYS = 2;
/** Of a server, kept with the message that it gave up. */
const MAX_WORDS = 300;

/**
 * @param companyId the company whose mailbox it was found in; null when the platform received it
 * @throws what the database says when it refuses a message of a mailbox, for {@link readAnswers} to pass over
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
  const sha256 = sha256Hex(mime);
  const now = ports.clock.now();
  const result = await inCompany(subject.companyId, (tx) => keep(tx, subject, finding, sha256, now)).catch(
    async (error: unknown) => {
      // A gateway would bring the same message back for ever.
      if (companyId !== null || !isRefusedData(error)) throw error;
      await noteUnkept(subject, sha256, now);
      return "unreadable" as const;
    },
  );
  if (result === "kept") await ports.bell.ring("dunning", { companyId: subject.companyId });
  return result;
}

/** The message is named by what it answers: a person finds it in the mailbox that the gateway serves. */
async function noteUnkept(
  { companyId, messageId }: KnownMessage,
  sha256: string,
  now: Instant,
): Promise<void> {
  const event = {
    action: "inbound.unkept",
    entity: "message",
    entityId: messageId,
    data: { sha256 },
  } as const;
  await inCompany(companyId, (tx) => appendJournal(tx, companyId, [{ actor: "system", ...event }], now));
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
  // Who does not want our messages wants none of them: every invoice is decided again.
  const invoiceIds =
    finding.kind === "COMPLAINT"
      ? await readOpenInvoiceIds(tx, companyId, message.clientId)
      : message.openInvoiceIds;
  await lockInvoices(tx, companyId, invoiceIds);
  const isFirstReply = !(await hasUnreadReply(tx, companyId, message.clientId));
  const reported = await readReportedAddresses(tx, companyId, message, finding);
  const { kind, needsReading } = natureOf(finding, reported);
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
    text: wordsOf(finding),
    failedEmails: reported.failedEmails,
    sentAt: finding.sentAt === null ? null : new Date(finding.sentAt),
    createdAt: new Date(now),
    handledAt: needsReading ? null : new Date(now),
  });
  if (!isNew) return "known";
  const { failedEmails } = reported;
  // The message before the addresses: whoever records a delivery takes them in this order.
  if (failedEmails.length > 0) await noteUnserved(tx, companyId, messageId, failedEmails);
  if (reported.news.length > 0) await markAddresses(tx, companyId, reported.news);
  const isLost = failedEmails.length > 0 && (await takeLost(tx, companyId, messageId, wordsOf(finding), now));
  if (reported.news.length + failedEmails.length > 0) await decideAgain(tx, companyId, invoiceIds, now);
  if (finding.kind === "REPLY" && isFirstReply)
    await holdForReply(tx, companyId, message, { id, finding, now });
  await appendJournal(
    tx,
    companyId,
    [
      {
        actor: "system",
        action: `inbound.${kind.toLowerCase() as Lowercase<typeof kind>}`,
        entity: "message",
        entityId: messageId,
        data: { sha256, from: finding.fromEmail, ...(isLost && { isLost }) },
      },
    ],
    now,
  );
  return "kept";
}

/** What it is on record, and whether a person must read it: an address given up is listed for itself. */
function natureOf({ kind }: InboundFinding, { failedEmails, news }: ReportedAddresses) {
  if (kind === "REPLY") return { kind, needsReading: true };
  if (kind === "AUTO_REPLY") return { kind, needsReading: false };
  if (kind === "COMPLAINT") return { kind, needsReading: news.length === 0 };
  if (failedEmails.length === 0) return { kind: "DELAY" as const, needsReading: false };
  const given = new Set(news.map(({ email }) => email));
  return { kind: "BOUNCE" as const, needsReading: !failedEmails.every((email) => given.has(email)) };
}

/** Who answers quotes our message, and a server may name what it dislikes in it: the link would answer as the client. */
function wordsOf(finding: InboundFinding): string {
  const words = finding.kind === "REPORT" ? diagnosis(finding.recipients) || finding.text : finding.text;
  return withoutAnswerLinks(words);
}

function diagnosis(recipients: readonly ReportedRecipient[]): string {
  return recipients.map(reportWords).filter(Boolean).join("\n");
}

/**
 * When nobody the message was addressed to has received it, it is no contact. A note waits for a person, which is
 * told once: its report need not be read as well. The step of a reminder did not happen when no address works: the
 * next contact receives it, or a call takes its place; otherwise the scenario goes on, and the same address is tried
 * at its pace.
 *
 * @returns true when this report says so, and none before it
 */
async function takeLost(
  tx: Tx,
  companyId: string,
  messageId: string,
  words: string,
  now: Instant,
): Promise<boolean> {
  const { isLost, isDead, hasBounced } = await readArrival(tx, companyId, messageId);
  if (!isLost) return false;
  if (!hasBounced) await markBounced(tx, companyId, messageId, cutText(words, MAX_WORDS), now);
  if (isDead) await freeSteps(tx, companyId, [messageId], now);
  if (await readAwaitedNote(tx, companyId, messageId)) await closeReports(tx, companyId, messageId, now);
  return !hasBounced;
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
