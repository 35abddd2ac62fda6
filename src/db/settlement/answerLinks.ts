/** Finds the link a debtor holds: before the company is known, by the hash of the token only. */
import { type Instant, type LocalDate, localDate } from "@/domain/calendar";
import { asSystem, inCompany, type Tx } from "../inCompany";

export interface FoundLink {
  companyId: string;
  id: string;
  clientId: string;
  messageId: string;
  expiresAt: Date;
}

/** The open link of this hash, or null when there is none, it has expired or was revoked. */
export async function findAnswerLink(tokenHash: string, now: Instant): Promise<FoundLink | null> {
  const [found] = await asSystem(
    (tx) => tx.$queryRaw<{ companyId: string; id: string }[]>`
      SELECT company_id AS "companyId", id FROM answer_link
      WHERE token_hash = ${tokenHash} AND revoked_at IS NULL AND expires_at > ${new Date(now)}`,
  );
  return found ? readLink(found) : null;
}

/** The link of this hash that has expired or was revoked: its reader may ask for a new one. */
export async function findClosedLink(tokenHash: string, now: Instant): Promise<FoundLink | null> {
  const [found] = await asSystem(
    (tx) => tx.$queryRaw<{ companyId: string; id: string }[]>`
      SELECT company_id AS "companyId", id FROM answer_link
      WHERE token_hash = ${tokenHash} AND (revoked_at IS NOT NULL OR expires_at <= ${new Date(now)})`,
  );
  return found ? readLink(found) : null;
}

async function readLink({ companyId, id }: { companyId: string; id: string }): Promise<FoundLink | null> {
  return inCompany(companyId, (tx) =>
    tx.answerLink.findUnique({
      where: { companyId_id: { companyId, id } },
      select: { companyId: true, id: true, clientId: true, messageId: true, expiresAt: true },
    }),
  );
}

/** Invoices of the link's message. */
export async function readLinkInvoices(tx: Tx, link: FoundLink): Promise<string[]> {
  const lines = await tx.messageInvoice.findMany({
    where: { companyId: link.companyId, messageId: link.messageId },
    select: { invoiceId: true },
  });
  return lines.map((line) => line.invoiceId);
}

/** Other open invoices of the client, oldest due date first. */
export async function readOtherInvoices(
  tx: Tx,
  link: FoundLink,
  own: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await tx.invoice.findMany({
    where: { companyId: link.companyId, clientId: link.clientId, status: "OPEN", id: { notIn: [...own] } },
    select: { id: true },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    take: limit,
  });
  return rows.map((row) => row.id);
}

/**
 * Ids of the links that reached at least one of the people this link reached: what one contact
 * said is not shown to another.
 */
export async function readSameReaders(tx: Tx, link: FoundLink): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT l.id FROM answer_link l
    JOIN message m ON m.company_id = l.company_id AND m.id = l.message_id
    JOIN message mine ON mine.company_id = l.company_id AND mine.id = ${link.messageId}::uuid
    WHERE l.company_id = ${link.companyId}::uuid AND l.client_id = ${link.clientId}::uuid
      AND (m.to_emails || m.cc_emails) && (mine.to_emails || mine.cc_emails)`;
  return rows.map((row) => row.id);
}

/**
 * The day of the last message whose link answers for all of these invoices, and stays open until that instant
 * at least; null when there is none. A letter names it: a paper holds no link of its own, since whoever prints
 * it could answer in the place of the debtor.
 */
export async function readLastLinkedDay(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  until: Date,
  timeZone: string,
): Promise<LocalDate | null> {
  const ids = [...invoiceIds];
  const [row] = await tx.$queryRaw<{ on: string }[]>`
    SELECT (m.sent_at AT TIME ZONE ${timeZone})::date::text AS "on"
    FROM answer_link l JOIN message m ON m.company_id = l.company_id AND m.id = l.message_id
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND l.revoked_at IS NULL AND l.expires_at > ${until}
      AND m.id = ANY (ARRAY(
        SELECT message_id FROM message_invoice
        WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
        GROUP BY message_id HAVING count(DISTINCT invoice_id) = ${ids.length}))
      AND m.state = 'SENT' AND m.bounced_at IS NULL
    ORDER BY m.sent_at DESC LIMIT 1`;
  return row ? localDate(row.on) : null;
}

/**
 * Closes the links of an invoice that nothing is owed on any more, when all their message speaks
 * of is closed; where the client's space is open, when the client owes nothing at all.
 */
export async function revokeLinksOf(
  tx: Tx,
  companyId: string,
  invoiceId: string,
  closing: { at: Date; closedById: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE answer_link l SET revoked_at = ${closing.at}, closed_by_id = ${closing.closedById}::uuid
    WHERE l.company_id = ${companyId}::uuid AND l.revoked_at IS NULL
      AND EXISTS (SELECT 1 FROM message_invoice mi
                  WHERE mi.company_id = l.company_id AND mi.message_id = l.message_id AND mi.invoice_id = ${invoiceId}::uuid)
      AND NOT EXISTS (
        SELECT 1 FROM message_invoice o JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
        WHERE o.company_id = l.company_id AND o.message_id = l.message_id AND i.status = 'OPEN')
      AND NOT EXISTS (
        SELECT 1 FROM debtor_settings s JOIN invoice i ON i.company_id = s.company_id
        WHERE s.company_id = l.company_id AND s.is_space_open AND i.client_id = l.client_id AND i.status = 'OPEN')`;
}

/**
 * Closes every link that left to this address only: whoever reads it is not the right person. One that
 * had closed with its invoice does not open again with it.
 */
export async function revokeLinksTo(
  tx: Tx,
  companyId: string,
  clientId: string,
  email: string,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE answer_link l SET revoked_at = coalesce(l.revoked_at, ${at}), closed_by_id = NULL
    FROM message m
    WHERE l.company_id = ${companyId}::uuid AND l.client_id = ${clientId}::uuid
      AND (l.revoked_at IS NULL OR l.closed_by_id IS NOT NULL)
      AND m.company_id = l.company_id AND m.id = l.message_id
      AND (m.to_emails || m.cc_emails) <@ ARRAY[${email}]::text[]`;
}
