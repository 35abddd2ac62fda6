/** Gathers what reminders say: accounts, statements of claim, earlier contacts, attachments, answer links. */
import { createHash, randomBytes } from "node:crypto";
import {
  type AttachedFile,
  type MessageClient,
  type MessageLine,
  type NewAnswerLink,
  type PastContact,
  readInvoiceFiles,
  readMessageClients,
  readMessageLines,
  readPastContacts,
} from "@/db/dunning/messageFacts";
import type { OutboxMessage } from "@/db/dunning/outbox";
import type { Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { newId } from "@/db/values";
import { addDays, instantOf, type LocalDate } from "@/domain/calendar";
import { composeReminder, type ReminderContent, type ReminderFacts } from "@/domain/dunning/reminder";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { type LegalRates, RateNotPublishedError } from "@/domain/legal/rateTables";
import { readSender, type Sender } from "../parties/readSender";

/** How long the debtor may answer from the link of a message. */
const LINK_DAYS = 90;
/** Attachments of one message together: larger originals stay on the answer page. */
const MAX_ATTACHED_BYTES = 8_000_000;

export interface WritableReminder {
  content: ReminderContent;
  figures: { invoiceId: string; balanceCents: bigint; penaltyCents: bigint; indemnityCents: bigint }[];
  attachments: { filename: string; contentType: string; content: Uint8Array }[];
}

export interface LoadedReminders {
  byMessage: Map<string, WritableReminder>;
  links: NewAnswerLink[];
  sender: Sender;
}

/** Reads, in a handful of queries, what these messages say. Notes are left to their frozen words. */
export async function loadReminders(
  tx: Tx,
  companyId: string,
  messages: readonly OutboxMessage[],
  source: { rates: LegalRates; appUrl: string },
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
  const contacts = await readPastContacts(tx, companyId, invoiceIds, day.zone);
  const files = await readInvoiceFiles(
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
      writeReminder(
        message,
        mine,
        { clients, accounts, contacts, files, sender },
        {
          rates: source.rates,
          today: day.today,
          answerUrl: `${source.appUrl}/r/${link.token}`,
        },
      ),
    );
  }
  return { byMessage, links, sender };
}

/** A fresh 256-bit token: the message carries it, the database keeps its hash only. */
function openLink(
  message: OutboxMessage,
  day: { today: LocalDate; zone: string },
): { token: string; row: NewAnswerLink } {
  const token = randomBytes(32).toString("base64url");
  return {
    token,
    row: {
      id: newId(),
      clientId: message.clientId,
      messageId: message.id,
      tokenHash: createHash("sha256").update(token).digest("hex"),
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
}

function writeReminder(
  message: OutboxMessage,
  lines: readonly MessageLine[],
  { clients, accounts, contacts, files, sender }: Sources,
  given: { rates: LegalRates; today: LocalDate; answerUrl: string },
): WritableReminder {
  const ids = new Set(lines.map((line) => line.invoiceId));
  const mine = [...ids].flatMap((id) => accounts.get(id) ?? []);
  const stated = mine.map((account) => ({
    account,
    statement: message.tone === "FRIENDLY" ? null : statementOrNull(account, given.today, given.rates),
  }));
  const attachments = fitting(files.filter((file) => ids.has(file.invoiceId)));
  const facts: ReminderFacts = {
    language: clients.get(message.clientId)?.language ?? "fr",
    tone: message.tone,
    sentOn: given.today,
    creditor: sender.words,
    invoices: stated.map(({ account, statement }) => ({ ...account, statement })),
    earlierContacts: distinctContacts(contacts.filter((contact) => ids.has(contact.invoiceId))),
    isFormalNoticeNext: lines.some((line) => line.isFormalNoticeNext),
    answerUrl: given.answerUrl,
    hasAttachment: attachments.length > 0,
  };
  return {
    content: composeReminder(facts),
    attachments,
    figures: stated.map(({ account, statement }) => ({
      invoiceId: account.id,
      balanceCents: account.balanceCents,
      penaltyCents: statement ? statement.penaltyCents - statement.penaltyPaidCents : 0n,
      indemnityCents: statement ? statement.flatFeeCents - statement.flatFeePaidCents : 0n,
    })),
  };
}

/** Without a published rate a reminder claims the principal only: never a guessed amount. */
function statementOrNull(
  account: InvoiceAccount,
  today: LocalDate,
  rates: LegalRates,
): InvoiceStatement | null {
  try {
    return statementOfInvoice(account.claim, today, rates);
  } catch (error) {
    if (error instanceof RateNotPublishedError) return null;
    throw error;
  }
}

function distinctContacts(contacts: readonly PastContact[]): { kind: "EMAIL" | "CALL"; on: LocalDate }[] {
  const seen = new Map(contacts.map(({ kind, on }) => [`${kind}${on}`, { kind, on }]));
  return [...seen.values()];
}

function fitting(files: readonly AttachedFile[]): WritableReminder["attachments"] {
  let total = 0;
  return files.flatMap(({ name, contentType, content }) => {
    total += content.byteLength;
    return total > MAX_ATTACHED_BYTES ? [] : [{ filename: name, contentType, content }];
  });
}
