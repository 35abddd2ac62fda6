/** What a reminder needs to know besides the invoices themselves. */
import { type LocalDate, localDate } from "@/domain/calendar";
import type { EarlierContact } from "@/domain/dunning/reminderFacts";
import type { FollowingStep } from "@/domain/dunning/stepConditions";
import { groupBy } from "@/domain/groupBy";
import type { Tx } from "../inCompany";

export interface MessageClient {
  id: string;
  name: string;
  language: "fr" | "en";
  /** The first billing contact; empty when nobody is named. */
  contactName: string;
  /** Everyone who may be written to, with the language that is theirs. */
  contacts: { email: string | null; name: string; language: "fr" | "en" | null }[];
}

interface ContactRow {
  clientId: string;
  isBilling: boolean;
  email: string | null;
  name: string;
  language: string | null;
}

function languageOf(code: string | null): "fr" | "en" | null {
  return code === "en" || code === "fr" ? code : null;
}

export async function readMessageClients(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
): Promise<Map<string, MessageClient>> {
  const ids = [...new Set(clientIds)];
  const clients = await tx.$queryRaw<{ id: string; name: string; language: string }[]>`
    SELECT id, name, language FROM client WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[])`;
  const contacts = await tx.$queryRaw<ContactRow[]>`
    SELECT client_id AS "clientId", role = 'BILLING' AS "isBilling", email, name, language FROM contact
    WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${ids}::uuid[])
    ORDER BY client_id, position`;
  const found = new Map<string, MessageClient>(
    clients.map(({ id, name, language }) => [
      id,
      { id, name, language: languageOf(language) ?? "fr", contactName: "", contacts: [] },
    ]),
  );
  for (const { clientId, isBilling, email, name, language } of contacts) {
    const client = found.get(clientId);
    if (!client) continue;
    if (isBilling && client.contactName === "") client.contactName = name;
    client.contacts.push({ email, name, language: languageOf(language) });
  }
  return found;
}

/** Which invoices each message speaks of, by which step, and what that step asks. */
export interface MessageLine {
  messageId: string;
  invoiceId: string;
  /** Null when no step of a scenario wrote it. */
  stepId: string | null;
  attachInvoice: boolean;
  /** Whether a formal notice follows, where that was decided with the message; null: its step tells. */
  isNoticeNext: boolean | null;
}

export async function readMessageLines(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
): Promise<MessageLine[]> {
  const ids = [...messageIds];
  // Rows are looked up by their keys before they are joined.
  return tx.$queryRaw<MessageLine[]>`
    WITH mi AS MATERIALIZED (
      SELECT message_id, invoice_id FROM message_invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${ids}::uuid[])
    ), d AS MATERIALIZED (
      SELECT message_id, invoice_id, step_id FROM dunning_step
      WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${ids}::uuid[]) AND state = 'DONE'
    ), h AS MATERIALIZED (
      SELECT message_id, step_id, notice_is_next FROM hand_reminder
      WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${ids}::uuid[])
    ), line AS MATERIALIZED (
      SELECT mi.message_id, mi.invoice_id, coalesce(h.step_id, d.step_id) AS step_id, h.notice_is_next
      FROM mi
      LEFT JOIN d ON d.message_id = mi.message_id AND d.invoice_id = mi.invoice_id
      LEFT JOIN h ON h.message_id = mi.message_id
    ), step AS MATERIALIZED (
      SELECT s.id, s.attach_invoice FROM scenario_step s
      WHERE s.company_id = (SELECT ${companyId}::uuid) AND s.id = ANY (ARRAY(SELECT DISTINCT step_id FROM line))
    )
    SELECT line.message_id AS "messageId", line.invoice_id AS "invoiceId", step.id AS "stepId",
           coalesce(step.attach_invoice, false) AS "attachInvoice", line.notice_is_next AS "isNoticeNext"
    FROM line LEFT JOIN step ON step.id = line.step_id`;
}

/** The steps that follow each of these in its version of the scenario, by growing offset. */
export async function readFollowingSteps(
  tx: Tx,
  companyId: string,
  stepIds: readonly string[],
): Promise<Map<string, FollowingStep[]>> {
  const ids = [...new Set(stepIds)];
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<(FollowingStep & { afterId: string })[]>`
    SELECT s.id AS "afterId", n.channel::text AS channel, n.is_off AS "isOff",
           n.client_kinds::text[] AS "clientKinds", n.min_balance_cents AS "minBalanceCents"
    FROM scenario_step s
    JOIN scenario_step n ON n.company_id = s.company_id AND n.version_id = s.version_id AND n.offset_days > s.offset_days
    WHERE s.company_id = (SELECT ${companyId}::uuid) AND s.id = ANY(${ids}::uuid[])
    ORDER BY s.id, n.offset_days`;
  return groupBy(rows, ({ afterId }) => afterId);
}

export interface PastContact {
  invoiceId: string;
  kind: EarlierContact["kind"];
  on: LocalDate;
  /** A letter that came back: presented, and not taken in. */
  isReturned: boolean;
  /** The invoice was late that day: a notice before it reminds of nothing. */
  wasLate: boolean;
}

/**
 * Messages that left, calls that reached someone or something and letters that were posted, oldest first. Nobody was
 * reminded by a letter that went to a wrong address.
 */
export async function readPastContacts(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  timeZone: string,
): Promise<PastContact[]> {
  const ids = [...invoiceIds];
  // Messages are looked up by their keys: joined freely, a company whose rows are newer than its
  // statistics would have every message compared with every invoice.
  const rows = await tx.$queryRaw<(Omit<PastContact, "on"> & { on: string })[]>`
    WITH i AS MATERIALIZED (
      SELECT id, due_on FROM invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[])
    ), mi AS MATERIALIZED (
      SELECT invoice_id, message_id FROM message_invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
    ), m AS MATERIALIZED (
      SELECT id, sent_at FROM message
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY (ARRAY(SELECT message_id FROM mi))
        AND kind = 'REMINDER' AND state = 'SENT' AND bounced_at IS NULL
    ), ci AS MATERIALIZED (
      SELECT invoice_id, call_task_id FROM call_task_invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
    ), c AS MATERIALIZED (
      SELECT id, done_at FROM call_task
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY (ARRAY(SELECT call_task_id FROM ci))
        AND state = 'DONE' AND outcome IN ('REACHED', 'VOICEMAIL', 'PROMISE', 'ALREADY_PAID', 'DISPUTE')
    ), li AS MATERIALIZED (
      SELECT invoice_id, letter_id FROM letter_invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
    ), l AS MATERIALIZED (
      SELECT id, channel, posted_on, state = 'RETURNED' AS is_returned FROM letter
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY (ARRAY(SELECT letter_id FROM li))
        AND posted_on IS NOT NULL AND state <> 'CANCELLED' AND return_reason IS DISTINCT FROM 'WRONG_ADDRESS'
    )
    SELECT i.id AS "invoiceId", past.kind, past.made_on::text AS "on", past.made_on > i.due_on AS "wasLate",
           past.is_returned AS "isReturned"
    FROM (
      SELECT mi.invoice_id, 'EMAIL' AS kind, (m.sent_at AT TIME ZONE ${timeZone})::date AS made_on,
             false AS is_returned
      FROM mi JOIN m ON m.id = mi.message_id
      UNION
      SELECT ci.invoice_id, 'CALL', (c.done_at AT TIME ZONE ${timeZone})::date, false
      FROM ci JOIN c ON c.id = ci.call_task_id
      UNION
      SELECT li.invoice_id, l.channel::text, l.posted_on, l.is_returned
      FROM li JOIN l ON l.id = li.letter_id
    ) past JOIN i ON i.id = past.invoice_id
    ORDER BY past.made_on`;
  return rows.map((row) => ({ ...row, on: localDate(row.on) }));
}

/** Of these contacts, those made once the invoice was late: the reminders a later one may cite. */
export async function readPastReminders(
  ...query: Parameters<typeof readPastContacts>
): Promise<PastContact[]> {
  return (await readPastContacts(...query)).filter(({ wasLate }) => wasLate);
}

export interface AttachedFile {
  invoiceId: string;
  /** The invoice itself; otherwise a credit note that lowers it. */
  isInvoice: boolean;
  name: string;
  contentType: string;
  content: Uint8Array;
}

/** The newest original document of each invoice, then those of the credit notes that explain what is left of it. */
export async function readInvoiceFiles(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<AttachedFile[]> {
  if (invoiceIds.length === 0) return [];
  return tx.$queryRaw<AttachedFile[]>`
    SELECT DISTINCT ON (d.kind, d.invoice_id, d.credit_note_id) d.invoice_id AS "invoiceId", d.kind = 'INVOICE' AS "isInvoice",
           d.name, d.content_type AS "contentType", b.bytes AS content
    FROM document d JOIN blob b ON b.company_id = d.company_id AND b.sha256 = d.sha256
    LEFT JOIN credit_note c ON c.company_id = d.company_id AND c.id = d.credit_note_id
    WHERE d.company_id = (SELECT ${companyId}::uuid) AND d.invoice_id = ANY(${[...invoiceIds]}::uuid[])
      AND (d.kind = 'INVOICE' OR (d.kind = 'CREDIT_NOTE' AND c.cancelled_at IS NULL))
    ORDER BY d.kind, d.invoice_id, d.credit_note_id, d.created_at DESC`;
}

/** The latest reminders that left about these invoices and did not come back, as they were sent, newest first. */
export async function readSentReminders(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  limit: number,
): Promise<{ invoiceIds: string[]; sentAt: Date; content: Uint8Array }[]> {
  if (invoiceIds.length === 0) return [];
  return tx.$queryRaw<{ invoiceIds: string[]; sentAt: Date; content: Uint8Array }[]>`
    SELECT array_agg(mi.invoice_id::text) AS "invoiceIds", m.sent_at AS "sentAt", b.mime AS content
    FROM message m
    JOIN message_invoice mi ON mi.company_id = m.company_id AND mi.message_id = m.id
    JOIN message_body b ON b.company_id = m.company_id AND b.message_id = m.id
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.kind = 'REMINDER' AND m.state = 'SENT' AND m.bounced_at IS NULL
      AND mi.invoice_id = ANY(${[...invoiceIds]}::uuid[])
    GROUP BY m.id, m.sent_at, b.mime ORDER BY m.sent_at DESC LIMIT ${limit}`;
}

/** What running disputes set aside of each invoice, in cents. */
export async function readDisputedParts(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, bigint>> {
  const rows = await tx.$queryRaw<{ invoiceId: string; partCents: bigint }[]>`
    SELECT invoice_id AS "invoiceId", sum(part_cents)::bigint AS "partCents" FROM hold
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...invoiceIds]}::uuid[])
      AND ended_at IS NULL AND part_cents IS NOT NULL
    GROUP BY invoice_id`;
  return new Map(rows.map((row) => [row.invoiceId, row.partCents]));
}

export interface NewAnswerLink {
  id: string;
  clientId: string;
  messageId: string;
  tokenHash: string;
  expiresAt: Date;
}

/** Opens the answer page of messages; a link of an earlier writing of the same message is closed. */
export async function insertAnswerLinks(
  tx: Tx,
  companyId: string,
  links: readonly NewAnswerLink[],
  now: Date,
): Promise<void> {
  if (links.length === 0) return;
  const messageIds = links.map((link) => link.messageId);
  await tx.$executeRaw`
    UPDATE answer_link SET revoked_at = ${now}
    WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${messageIds}::uuid[]) AND revoked_at IS NULL`;
  await tx.$executeRaw`
    INSERT INTO answer_link (company_id, id, client_id, message_id, token_hash, created_at, expires_at)
    SELECT ${companyId}::uuid, l.id, l."clientId", l."messageId", l."tokenHash", ${now}, l."expiresAt"
    FROM json_to_recordset(${JSON.stringify(links)}::json) AS l(
      id uuid, "clientId" uuid, "messageId" uuid, "tokenHash" text, "expiresAt" timestamptz)`;
}
