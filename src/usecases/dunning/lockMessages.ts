/** The messages a person decides about, locked in the order everyone takes. */
import type { Tx } from "@/db/inCompany";
import { isId } from "@/db/inCompany";
import { DomainError } from "@/domain/invariant";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import type { Deed } from "../journalBy";

export type MessageState = "AWAITING_APPROVAL" | "READY" | "SENT" | "FAILED" | "UNCERTAIN" | "CANCELLED";

/** Locks the invoices of messages, then the messages in one of the expected states; the others are left out. */
export async function lockMessages(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
  ...states: MessageState[]
): Promise<{ ids: string[]; invoiceIds: string[] }> {
  const asked = ids.filter(isId);
  const lines = await tx.$queryRaw<{ invoiceId: string }[]>`
    SELECT i.id AS "invoiceId" FROM invoice i
    WHERE i.company_id = ${companyId}::uuid AND i.id IN (
      SELECT invoice_id FROM message_invoice
      WHERE company_id = ${companyId}::uuid AND message_id = ANY(${asked}::uuid[]))
    ORDER BY i.id FOR NO KEY UPDATE`;
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM message
    WHERE company_id = ${companyId}::uuid AND id = ANY(${asked}::uuid[]) AND state = ANY(${states}::text[]::message_state[])
    ORDER BY id FOR UPDATE`;
  return { ids: locked.map((row) => row.id), invoiceIds: lines.map((row) => row.invoiceId) };
}

/** @throws DomainError MESSAGE_MOVED when it is in another state by now */
export function requireOne(ids: readonly string[]): string {
  const [id] = ids;
  if (!id) throw messageMoved();
  return id;
}

export function messageMoved(): DomainError {
  return new DomainError(
    "MESSAGE_MOVED",
    "Ce message a changé d’état entre-temps. Rechargez la page pour voir où il en est.",
  );
}

/** What the journal is told of a message. */
export function told(action: JournalAction) {
  return (entityId: string): Deed => ({ action, entity: "message", entityId, data: {} });
}
