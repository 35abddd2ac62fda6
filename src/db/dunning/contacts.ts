/** Writes the contacts a decision creates: messages, calls and letters, many in one statement each. */
import type { Tx } from "../inCompany";
import { JsonList } from "../jsonList";

export interface NewMessage {
  id: string;
  clientId: string;
  tone: "FRIENDLY" | "FIRM" | "FINAL";
  state: "AWAITING_APPROVAL" | "READY";
  contentKey: string;
  toEmails: readonly string[];
  ccEmails: readonly string[];
  claimedCents: bigint;
  dueAt: Date;
  invoices: readonly ContactInvoice[];
}

export interface ContactInvoice {
  invoiceId: string;
  invoiceVersion: number;
  balanceCents: bigint;
}

export interface NewCall {
  id: string;
  clientId: string;
  dueOn: string;
  cause: "STEP" | "NO_EMAIL" | "REFUSED_ADDRESS";
  contactName: string;
  phone: string | null;
  invoiceIds: readonly string[];
}

export interface NewLetter {
  id: string;
  clientId: string;
  channel: "LETTER" | "FORMAL_NOTICE";
  datedOn: string;
  totalCents: bigint;
  invoices: readonly ContactInvoice[];
}

export interface NewStep {
  id: string;
  invoiceId: string;
  stepId: string;
  offsetDays: number;
  channel: string;
  state: "DONE" | "SUPERSEDED";
  executedOn: string;
  messageId: string | null;
  callTaskId: string | null;
  letterId: string | null;
  reasons: readonly object[];
}

/** Lines of contacts as JSON: figures as text, since it has no number as large. */
function linesAsJson<Line extends ContactInvoice>(lines: readonly Line[]): string {
  return JSON.stringify(lines.map((line) => ({ ...line, balanceCents: line.balanceCents.toString() })));
}

/** Intent of each message, before any byte of it exists. */
export async function insertMessages(
  tx: Tx,
  companyId: string,
  messages: readonly NewMessage[],
  now: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ invoices: _, claimedCents, ...message }) => ({
    ...message,
    claimedCents: claimedCents.toString(),
  }));
  await tx.$executeRaw`
    INSERT INTO message (company_id, id, client_id, kind, tone, state, content_key, to_emails, cc_emails, claimed_cents, due_at, created_at)
    SELECT ${companyId}::uuid, m.id, m."clientId", 'REMINDER', m.tone::tone, m.state::message_state, m."contentKey",
           m."toEmails", m."ccEmails", m."claimedCents", m."dueAt", ${now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS m(
      id uuid, "clientId" uuid, tone text, state text, "contentKey" text, "toEmails" text[], "ccEmails" text[],
      "claimedCents" bigint, "dueAt" timestamptz)`;
  const lines = messages.flatMap((message) =>
    message.invoices.map((invoice) => ({ messageId: message.id, ...invoice })),
  );
  await tx.$executeRaw`
    INSERT INTO message_invoice (company_id, message_id, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents)
    SELECT ${companyId}::uuid, l."messageId", l."invoiceId", l."invoiceVersion", l."balanceCents", 0, 0
    FROM json_to_recordset(${linesAsJson(lines)}::json) AS l(
      "messageId" uuid, "invoiceId" uuid, "invoiceVersion" int, "balanceCents" bigint)`;
}

export async function insertCalls(
  tx: Tx,
  companyId: string,
  calls: readonly NewCall[],
  now: Date,
): Promise<void> {
  if (calls.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO call_task (company_id, id, client_id, state, due_on, cause, contact_name, phone, created_at)
    SELECT ${companyId}::uuid, c.id, c."clientId", 'OPEN', c."dueOn", c.cause, c."contactName", c.phone, ${now}
    FROM json_to_recordset(${JSON.stringify(calls)}::json) AS c(
      id uuid, "clientId" uuid, "dueOn" date, cause text, "contactName" text, phone text)`;
  const lines = calls.flatMap((call) =>
    call.invoiceIds.map((invoiceId) => ({ callTaskId: call.id, invoiceId })),
  );
  await tx.$executeRaw`
    INSERT INTO call_task_invoice (company_id, call_task_id, invoice_id)
    SELECT ${companyId}::uuid, l."callTaskId", l."invoiceId"
    FROM json_to_recordset(${JSON.stringify(lines)}::json) AS l("callTaskId" uuid, "invoiceId" uuid)`;
  await replaceOpenCalls(tx, companyId, calls);
}

/**
 * One call a client about the same invoices: one that nobody made gives way to the one asked for
 * now, and its step was passed without a contact.
 */
async function replaceOpenCalls(tx: Tx, companyId: string, calls: readonly NewCall[]): Promise<void> {
  const ids = calls.map((call) => call.id);
  const replaced = await tx.$queryRaw<{ id: string }[]>`
    UPDATE call_task old SET state = 'CANCELLED'
    FROM call_task now
    WHERE now.company_id = (SELECT ${companyId}::uuid) AND now.id = ANY(${ids}::uuid[])
      AND old.company_id = now.company_id AND old.client_id = now.client_id AND old.id <> ALL(${ids}::uuid[])
      AND old.state = 'OPEN' AND old.due_on <= now.due_on
      AND NOT EXISTS (
        SELECT 1 FROM call_task_invoice ci
        WHERE ci.company_id = old.company_id AND ci.call_task_id = old.id AND NOT EXISTS (
          SELECT 1 FROM call_task_invoice ni
          WHERE ni.company_id = ci.company_id AND ni.call_task_id = now.id AND ni.invoice_id = ci.invoice_id))
    RETURNING old.id`;
  if (replaced.length === 0) return;
  await tx.dunningStep.updateMany({
    where: { companyId, callTaskId: { in: replaced.map((row) => row.id) }, state: "DONE" },
    data: { state: "SUPERSEDED" },
  });
}

/** Letters wait as drafts: the worker draws them, a person approves them. */
export async function insertLetters(
  tx: Tx,
  companyId: string,
  letters: readonly NewLetter[],
  now: Date,
): Promise<void> {
  if (letters.length === 0) return;
  const rows = letters.map(({ invoices: _, totalCents, ...letter }) => ({
    ...letter,
    totalCents: totalCents.toString(),
  }));
  await tx.$executeRaw`
    INSERT INTO letter (company_id, id, client_id, channel, state, dated_on, total_cents, content, created_at)
    SELECT ${companyId}::uuid, l.id, l."clientId", l.channel::channel, 'DRAFT', l."datedOn", l."totalCents", '{}', ${now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS l(
      id uuid, "clientId" uuid, channel text, "datedOn" date, "totalCents" bigint)`;
  const lines = letters.flatMap((letter) =>
    letter.invoices.map((invoice) => ({ letterId: letter.id, ...invoice })),
  );
  await tx.$executeRaw`
    INSERT INTO letter_invoice (company_id, letter_id, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents)
    SELECT ${companyId}::uuid, l."letterId", l."invoiceId", l."invoiceVersion", l."balanceCents", 0, 0
    FROM json_to_recordset(${linesAsJson(lines)}::json) AS l(
      "letterId" uuid, "invoiceId" uuid, "invoiceVersion" int, "balanceCents" bigint)`;
}

/** What became of each step; the unique index refuses a second run of one. */
export async function insertSteps(
  tx: Tx,
  companyId: string,
  steps: readonly NewStep[],
  now: Date,
): Promise<void> {
  if (steps.length === 0) return;
  const reasons = new JsonList();
  const rows = steps.map((step) => ({ ...step, reasons: reasons.placeOf(step.reasons) }));
  await tx.$executeRaw`
    INSERT INTO dunning_step (company_id, id, invoice_id, step_id, offset_days, channel, state, executed_on,
                              executed_at, message_id, call_task_id, letter_id, reasons)
    SELECT ${companyId}::uuid, s.id, s."invoiceId", s."stepId", s."offsetDays", s.channel::channel, s.state::step_state,
           s."executedOn", ${now}, s."messageId", s."callTaskId", s."letterId", ${reasons.text}::jsonb -> s.reasons
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS s(
      id uuid, "invoiceId" uuid, "stepId" uuid, "offsetDays" int, channel text, state text, "executedOn" date,
      "messageId" uuid, "callTaskId" uuid, "letterId" uuid, reasons int)`;
}

export interface RecipientRow {
  clientId: string;
  role: "BILLING" | "DECISION_MAKER" | "COPY";
  name: string;
  email: string | null;
  phone: string | null;
  emailState: "UNKNOWN" | "WORKING" | "REFUSED";
}

/** Contacts of these clients, in the order the company put them. */
export async function readRecipients(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
): Promise<RecipientRow[]> {
  return tx.$queryRaw<RecipientRow[]>`
    SELECT client_id AS "clientId", role::text AS role, name, email, phone, email_state::text AS "emailState"
    FROM contact WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${[...clientIds]}::uuid[])
    ORDER BY client_id, position, id`;
}
