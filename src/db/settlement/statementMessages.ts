/** Statements of account in the outbox: as intents, then as they are written. */
import type { Instant } from "@/domain/calendar";
import type { DecidedInvoice, OutboxMessage } from "../dunning/outbox";
import type { Tx } from "../inCompany";

export interface NewStatement {
  id: string;
  clientId: string;
  state: "AWAITING_APPROVAL" | "READY";
  contentKey: string;
  toEmails: readonly string[];
  ccEmails: readonly string[];
  dueAt: Instant;
  /** Who let it leave, when a person sent it. */
  approvedById: string | null;
  isApproved: boolean;
  /** First day of its month; null when a person sent it. */
  monthOn: string | null;
}

/** Puts statements in the outbox, with the open invoices of their clients as they stand. */
export async function insertStatements(
  tx: Tx,
  companyId: string,
  statements: readonly NewStatement[],
  now: Instant,
): Promise<void> {
  if (statements.length === 0) return;
  const at = new Date(now);
  await tx.message.createMany({
    data: statements.map(
      ({ monthOn: _, isApproved, approvedById, dueAt, toEmails, ccEmails, ...statement }) => ({
        ...statement,
        companyId,
        kind: "ACCOUNT_STATEMENT" as const,
        tone: "FRIENDLY" as const,
        toEmails: [...toEmails],
        ccEmails: [...ccEmails],
        claimedCents: 0n,
        dueAt: new Date(dueAt),
        createdAt: at,
        ...(isApproved && { approvedAt: at, approvedById }),
      }),
    ),
  });
  const ids = statements.map((statement) => statement.id);
  await tx.$executeRaw`
    INSERT INTO message_invoice (company_id, message_id, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents)
    SELECT m.company_id, m.id, i.id, i.version, i.balance_cents, 0, 0
    FROM message m JOIN invoice i ON i.company_id = m.company_id AND i.client_id = m.client_id AND i.status = 'OPEN'
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ANY(${ids}::uuid[])`;
  await tx.statementRun.createMany({
    data: statements.flatMap(({ monthOn, clientId, id }) =>
      monthOn === null
        ? []
        : [
            {
              companyId,
              clientId,
              monthOn: new Date(`${monthOn}T00:00:00Z`),
              outcome: "QUEUED" as const,
              messageId: id,
              decidedAt: at,
            },
          ],
    ),
  });
}

/** The statement of this key that still counts; null when none does. */
export async function findStatement(tx: Tx, companyId: string, contentKey: string): Promise<string | null> {
  const found = await tx.message.findFirst({
    where: { companyId, contentKey, state: { notIn: ["CANCELLED", "FAILED"] }, bouncedAt: null },
    select: { id: true },
  });
  return found?.id ?? null;
}

/**
 * Statements, among these messages, that may not leave any more: their client is excluded from
 * reminders or in an insolvency procedure (or one that is over freezes what it owes), or nothing is open while the schedule asks for something.
 */
export async function readBarredStatements(
  tx: Tx,
  companyId: string,
  messages: readonly Pick<OutboxMessage, "id" | "kind">[],
): Promise<string[]> {
  const ids = messages.filter(({ kind }) => kind === "ACCOUNT_STATEMENT").map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM message m
    JOIN client c ON c.company_id = m.company_id AND c.id = m.client_id
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ANY(${ids}::uuid[]) AND (
      c.dunning_opt_out
      OR EXISTS (SELECT 1 FROM insolvency n
                 WHERE n.company_id = m.company_id AND n.client_id = m.client_id AND (n.ended_at IS NULL OR (
                   n.end_cause = 'CLOSURE' AND EXISTS (
                     SELECT 1 FROM invoice i JOIN hold h ON h.company_id = i.company_id AND h.invoice_id = i.id
                     WHERE i.company_id = n.company_id AND i.client_id = n.client_id AND i.status = 'OPEN'
                       AND h.kind = 'INSOLVENCY' AND h.ended_at IS NULL))))
      OR (EXISTS (SELECT 1 FROM statement_run r JOIN statement_schedule s ON s.company_id = r.company_id
                  WHERE r.company_id = m.company_id AND r.message_id = m.id AND s.only_open)
          AND NOT EXISTS (SELECT 1 FROM invoice i
                          WHERE i.company_id = m.company_id AND i.client_id = m.client_id AND i.status = 'OPEN')))`;
  return rows.map((row) => row.id);
}

/**
 * Sends statements to the contacts of today instead of those they were decided for; what was written for
 * the others is written again.
 */
export async function addressStatements(
  tx: Tx,
  companyId: string,
  addresses: readonly { id: string; to: readonly string[]; cc: readonly string[] }[],
): Promise<void> {
  for (const { id, to, cc } of addresses) {
    await tx.message.updateMany({
      where: { companyId, id, kind: "ACCOUNT_STATEMENT", state: "READY" },
      data: { toEmails: [...to], ccEmails: [...cc], datedAt: null },
    });
  }
}

/** A statement as it was written: the invoices it names, at the versions its figures were read. */
export interface WrittenStatement {
  messageId: string;
  invoices: readonly (DecidedInvoice & { balanceCents: bigint })[];
}

/** Replaces what statements said they speak of by what they really say. */
export async function replaceStatementInvoices(
  tx: Tx,
  companyId: string,
  written: readonly WrittenStatement[],
): Promise<void> {
  const messageIds = written.map(({ messageId }) => messageId);
  await tx.messageInvoice.deleteMany({ where: { companyId, messageId: { in: messageIds } } });
  await tx.messageInvoice.createMany({
    data: written.flatMap(({ messageId, invoices }) =>
      invoices.map(({ id, version, balanceCents }) => ({
        companyId,
        messageId,
        invoiceId: id,
        invoiceVersion: version,
        balanceCents,
        penaltyCents: 0n,
        indemnityCents: 0n,
      })),
    ),
  });
}

/**
 * Has statements written again: a fact moved between their writing and their leaving. Their client
 * still gets one, with the figures of after.
 */
export async function rewriteStatements(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE message SET dated_at = NULL, lease_token = NULL, lease_until = NULL
    WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${[...messageIds]}::uuid[]) AND state = 'READY'`;
}
