/** Gathers what reminders say: accounts, statements of claim, earlier contacts, attachments, answer links. */

import { randomBytes } from "node:crypto";
import { type MailLookRow, readMailLook } from "@/db/dunning/mailLook";
import {
  type AttachedFile,
  type MessageClient,
  type MessageLine,
  type NewAnswerLink,
  type PastContact,
  readDisputedParts,
  readFollowingSteps,
  readInvoiceFiles,
  readMessageClients,
  readMessageLines,
  readPastReminders,
  readSentReminders,
} from "@/db/dunning/messageFacts";
import { type OwnWords, readOwnWords } from "@/db/dunning/messageTexts";
import type { OutboxMessage } from "@/db/dunning/outbox";
import { readLeadingSteps } from "@/db/dunning/stepTexts";
import type { Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { readCreditShares } from "@/db/settlement/clientCredits";
import { sha256Hex } from "@/db/sha256";
import { newId } from "@/db/values";
import { addDays, type LocalDate } from "@/domain/calendar";
import { type LeadingStep, unknownStep, wordsOf } from "@/domain/dunning/readyTexts";
import { composeReminder, type ReminderContent, type ReminderFacts } from "@/domain/dunning/reminder";
import type { EarlierContact } from "@/domain/dunning/reminderFacts";
import { type FollowingStep, isNoticeNext } from "@/domain/dunning/stepConditions";
import type { LegalRates } from "@/domain/legal/rateTables";
import { instantOf } from "@/domain/zonedTime";
import { readSender, type Sender } from "../parties/readSender";
import { claimedStatement, creditOf } from "./claimedSums";
import { lookOf } from "./lookOf";

/** How long the debtor may answer from the link of a message. */
const LINK_DAYS = 90;
/** Earlier reminders attached to one message. */
const MAX_EARLIER = 3;
const LOGO_ID = "logo@dument";
/** The logo as a message shows it, when {@link logoFile} travels with it. */
export const LOGO_URL = `cid:${LOGO_ID}`;
/** Attachments of one message together: larger originals stay on the answer page. */
export const MAX_ATTACHED_BYTES = 8_000_000;

export interface WritableReminder {
  content: ReminderContent;
  /** The company wrote the subject itself, for this step or for this message. */
  hasOwnSubject: boolean;
  figures: { invoiceId: string; balanceCents: bigint; penaltyCents: bigint; indemnityCents: bigint }[];
  attachments: { filename: string; contentType: string; content: Uint8Array; contentId?: string }[];
}

export interface LoadedReminders {
  byMessage: Map<string, WritableReminder>;
  links: NewAnswerLink[];
  sender: Sender;
}

/**
 * Reads, in a handful of queries, what these messages say. Notes are left to their frozen words.
 *
 * @param source `tried`: words that are being typed, by message, in place of those that are kept
 */
export async function loadReminders(
  tx: Tx,
  companyId: string,
  messages: readonly OutboxMessage[],
  source: { rates: LegalRates; appUrl: string; tried?: ReadonlyMap<string, OwnWords> | undefined },
  day: { today: LocalDate; zone: string },
): Promise<LoadedReminders> {
  const sender = await readSender(tx, companyId);
  const reminders = messages.filter((message) => message.kind === "REMINDER");
  if (reminders.length === 0) return { byMessage: new Map(), links: [], sender };
  const lines = await readMessageLines(
    tx,
    companyId,
    reminders.map((message) => message.id),
  );
  const invoiceIds = [...new Set(lines.map((line) => line.invoiceId))];
  const clients = await readMessageClients(
    tx,
    companyId,
    reminders.map((message) => message.clientId),
  );
  const accounts = await loadAccounts(tx, companyId, invoiceIds);
  const contacts = await readPastReminders(tx, companyId, invoiceIds, day.zone);
  const leads = await readLeadingSteps(
    tx,
    companyId,
    reminders.map((message) => message.id),
  );
  const sources: Sources = {
    clients,
    accounts,
    contacts,
    leads,
    ownWords:
      source.tried ??
      (await readOwnWords(
        tx,
        companyId,
        reminders.map((message) => message.id),
      )),
    sender,
    disputed: await readDisputedParts(tx, companyId, invoiceIds),
    credits: await readCreditShares(
      tx,
      companyId,
      reminders.map((message) => message.clientId),
    ),
    look: await readMailLook(tx, companyId),
    earlier: await readEarlier(tx, companyId, lines, leads),
    following: await readFollowingSteps(
      tx,
      companyId,
      lines.flatMap((line) => line.stepId ?? []),
    ),
    files: [],
  };
  sources.files = await readInvoiceFiles(
    tx,
    companyId,
    lines.filter((line) => line.attachInvoice).map((line) => line.invoiceId),
  );
  const links: NewAnswerLink[] = [];
  const byMessage = new Map<string, WritableReminder>();
  for (const message of reminders) {
    const link = openLink(message, day);
    links.push(link.row);
    const mine = lines.filter((line) => line.messageId === message.id);
    byMessage.set(
      message.id,
      writeReminder(message, mine, sources, {
        rates: source.rates,
        today: day.today,
        answerUrl: `${source.appUrl}/r/${link.token}`,
      }),
    );
  }
  return { byMessage, links, sender };
}

/** A fresh 256-bit token: the message carries it, the database keeps its hash only. */
export function openLink(
  message: Pick<OutboxMessage, "id" | "clientId">,
  day: { today: LocalDate; zone: string },
): { token: string; row: NewAnswerLink } {
  const token = randomBytes(32).toString("base64url");
  return {
    token,
    row: {
      id: newId(),
      clientId: message.clientId,
      messageId: message.id,
      tokenHash: sha256Hex(token),
      expiresAt: new Date(instantOf(addDays(day.today, LINK_DAYS), 0, day.zone)),
    },
  };
}

interface Sources {
  clients: ReadonlyMap<string, MessageClient>;
  accounts: ReadonlyMap<string, InvoiceAccount>;
  contacts: readonly PastContact[];
  files: readonly AttachedFile[];
  sender: Sender;
  leads: ReadonlyMap<string, LeadingStep>;
  ownWords: ReadonlyMap<string, OwnWords>;
  disputed: ReadonlyMap<string, bigint>;
  credits: ReadonlyMap<string, bigint>;
  look: MailLookRow;
  earlier: Awaited<ReturnType<typeof readSentReminders>>;
  /** What comes after each step of the messages. */
  following: ReadonlyMap<string, readonly FollowingStep[]>;
}

/** Reminders already sent, for the messages whose step asks to attach them. */
async function readEarlier(
  tx: Tx,
  companyId: string,
  lines: readonly MessageLine[],
  leads: ReadonlyMap<string, LeadingStep>,
): Promise<Sources["earlier"]> {
  const asking = lines.filter((line) => leads.get(line.messageId)?.attachEarlier);
  const invoiceIds = [...new Set(asking.map((line) => line.invoiceId))];
  return readSentReminders(tx, companyId, invoiceIds, MAX_EARLIER * Math.max(1, invoiceIds.length));
}

function writeReminder(
  message: OutboxMessage,
  lines: readonly MessageLine[],
  sources: Sources,
  given: { rates: LegalRates; today: LocalDate; answerUrl: string },
): WritableReminder {
  const { clients, accounts, contacts, files, sender, leads, disputed, credits, look, earlier } = sources;
  const ids = new Set(lines.map((line) => line.invoiceId));
  const mine = [...ids].flatMap((id) => accounts.get(id) ?? []);
  const lead = leads.get(message.id) ?? unknownStep(message.tone);
  const client = clients.get(message.clientId);
  const own = sources.ownWords.get(message.id);
  const language = own?.language ?? readerLanguage(client, message.toEmails);
  const ready = wordsOf(lead, language);
  const stated = mine.map((account) => {
    const disputedCents = disputed.get(account.id) ?? 0n;
    return {
      account,
      disputedCents,
      statement: claimedStatement(account, message.tone, disputedCents, given),
    };
  });
  const attachments = fitting([
    ...withInvoices(files.filter((file) => ids.has(file.invoiceId))),
    ...(lead.attachEarlier ? earlierFiles(earlier, ids) : []),
  ]);
  const facts: ReminderFacts = {
    language,
    tone: message.tone,
    text: own ?? ready,
    form: lead.form,
    look: lookOf(look, sender.words.name, LOGO_URL),
    clientName: client?.name ?? "",
    contactName: client?.contacts.find((contact) => message.toEmails[0] === contact.email)?.name ?? "",
    sentOn: given.today,
    creditor: sender.words,
    invoices: stated.map(({ account, statement, disputedCents }) => ({
      ...account,
      statement,
      disputedCents,
    })),
    earlierContacts: distinctContacts(contacts.filter((contact) => ids.has(contact.invoiceId))),
    isFormalNoticeNext: stated.some(({ account, disputedCents }) => {
      const line = lines.find(({ invoiceId }) => invoiceId === account.id);
      const askedCents = account.balanceCents - disputedCents;
      const kind = account.claim.debtorKind;
      return (
        line?.isNoticeNext ??
        isNoticeNext(sources.following.get(line?.stepId ?? "") ?? [], { kind, askedCents })
      );
    }),
    answerUrl: given.answerUrl,
    hasAttachment: files.some((file) => file.isInvoice && ids.has(file.invoiceId)),
    creditCents: creditOf(mine, credits),
  };
  return {
    content: composeReminder(facts),
    hasOwnSubject: lead.texts[language] !== undefined || (own !== undefined && own.subject !== ready.subject),
    attachments: [...attachments, ...logoFile(look)],
    figures: stated.map(({ account, statement }) => ({
      invoiceId: account.id,
      balanceCents: account.balanceCents,
      penaltyCents: statement ? statement.penaltyCents - statement.penaltySettledCents : 0n,
      indemnityCents: statement ? statement.flatFeeCents - statement.flatFeeSettledCents : 0n,
    })),
  };
}

/** The language of the person written to, when it is known; that of the client otherwise. */
export function readerLanguage(client: MessageClient | undefined, toEmails: readonly string[]): "fr" | "en" {
  const own = client?.contacts.find((contact) => toEmails[0] === contact.email)?.language;
  return own ?? client?.language ?? "fr";
}

function distinctContacts(contacts: readonly PastContact[]): EarlierContact[] {
  const seen = new Map(contacts.map(({ kind, on }) => [`${kind}${on}`, { kind, on }]));
  return [...seen.values()];
}

/** The latest earlier reminders about these invoices, as files any mail program opens. */
function earlierFiles(
  earlier: Sources["earlier"],
  invoiceIds: ReadonlySet<string>,
): Pick<AttachedFile, "name" | "contentType" | "content">[] {
  return earlier
    .filter((sent) => sent.invoiceIds.some((id) => invoiceIds.has(id)))
    .slice(0, MAX_EARLIER)
    .map(({ sentAt, content }) => ({
      name: `relance du ${sentAt.toISOString().slice(0, 10)}.eml`,
      contentType: "message/rfc822",
      content,
    }));
}

/** The logo, when the company has one. */
export function logoFile({ logo }: MailLookRow): WritableReminder["attachments"] {
  if (!logo) return [];
  const filename = logo.type === "image/png" ? "logo.png" : "logo.jpg";
  return [{ filename, contentType: logo.type, content: logo.bytes, contentId: LOGO_ID }];
}

/** A credit note goes with the invoice that it lowers, never without it. */
function withInvoices(files: readonly AttachedFile[]): AttachedFile[] {
  const there = new Set(files.filter(({ isInvoice }) => isInvoice).map(({ invoiceId }) => invoiceId));
  return files.filter(({ invoiceId }) => there.has(invoiceId));
}

function fitting(
  files: readonly Pick<AttachedFile, "name" | "contentType" | "content">[],
): WritableReminder["attachments"] {
  let total = 0;
  return files.flatMap(({ name, contentType, content }) => {
    total += content.byteLength;
    return total > MAX_ATTACHED_BYTES ? [] : [{ filename: name, contentType, content }];
  });
}
