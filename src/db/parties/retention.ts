/** Personal data of files settled long ago: found and erased, slice by slice. Amounts, dates, hashes and proofs stay. */
import type { Instant } from "@/domain/calendar";
import type { Tx } from "../inCompany";
import { forgetClientLines } from "../settlement/oldBankLines";

/** The earlier of an instant and the database's own: what is erased by a clock ahead of time does not come back. */
export async function notAhead(tx: Tx, now: Instant): Promise<Instant> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`SELECT least(now(), ${new Date(now)}::timestamptz) AS at`;
  return row?.at.getTime() ?? now;
}

/**
 * Clients to forget: nothing open, nothing free to give back, no running insolvency, and nothing has
 * happened on their account since the instant of their kind, nor since they were last forgotten.
 *
 * @param before for a consumer, and for anyone else
 */
export async function clientsToForget(
  tx: Tx,
  companyId: string,
  before: { consumer: Date; other: Date },
  limit: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM client c
    CROSS JOIN LATERAL (
      SELECT bool_or(i.status = 'OPEN') AS "isOpen", greatest(max(i.created_at), max(i.closed_at),
        (SELECT max(p.created_at) FROM payment p WHERE p.company_id = c.company_id AND p.client_id = c.id),
        (SELECT max(n.created_at) FROM credit_note n JOIN invoice o ON o.company_id = n.company_id AND o.id = n.invoice_id
         WHERE o.company_id = c.company_id AND o.client_id = c.id)) AS settled_at
      FROM invoice i WHERE i.company_id = c.company_id AND i.client_id = c.id) file
    WHERE c.company_id = (SELECT ${companyId}::uuid) AND NOT file."isOpen"
      AND file.settled_at < CASE WHEN c.kind = 'B2C' THEN ${before.consumer}::timestamptz ELSE ${before.other}::timestamptz END
      AND (c.forgotten_at IS NULL OR c.forgotten_at < file.settled_at)
      AND NOT EXISTS (SELECT 1 FROM client_credit f WHERE f.company_id = c.company_id AND f.client_id = c.id
                      AND f.rest_cents > 0 AND f.cancelled_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM insolvency n WHERE n.company_id = c.company_id AND n.client_id = c.id AND n.ended_at IS NULL)
    ORDER BY c.id LIMIT ${limit} FOR NO KEY UPDATE OF c`;
  return rows.map(({ id }) => id);
}

/** Erases whom one wrote to, what they wrote, and what was noted about them. */
export async function forgetClients(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
  now: Date,
): Promise<void> {
  const theirs = { companyId, clientId: { in: [...clientIds] } };
  await tx.contact.deleteMany({ where: theirs });
  await tx.answerReply.updateMany({ where: { companyId, answer: theirs }, data: { body: "" } });
  await tx.messageText.updateMany({
    where: { companyId, message: theirs },
    data: { subject: "", body: "" },
  });
  await tx.answer.updateMany({
    where: theirs,
    data: {
      message: "",
      contactName: "",
      contactEmail: "",
      contactPhone: "",
      network: "",
      decisionNote: "",
    },
  });
  await tx.inboundMail.updateMany({
    where: theirs,
    data: { fromName: "", fromEmail: "", subject: "", text: "", failedEmails: [] },
  });
  await forgetClientLines(tx, companyId, clientIds);
  await tx.callTask.updateMany({ where: theirs, data: { contactName: "", phone: null, note: "" } });
  await tx.client.updateMany({
    where: { companyId, id: { in: [...clientIds] } },
    data: { note: "", forgottenAt: now },
  });
}

/** Erases what was said in calls about invoices all settled before this instant. @returns how many calls */
export async function forgetCalls(tx: Tx, companyId: string, before: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE call_task SET contact_name = '', phone = NULL, note = ''
    WHERE company_id = (SELECT ${companyId}::uuid) AND id IN (
      SELECT t.id FROM call_task t
      WHERE t.company_id = (SELECT ${companyId}::uuid) AND t.state <> 'OPEN' AND coalesce(t.done_at, t.created_at) < ${before}
        AND (t.note <> '' OR t.contact_name <> '' OR t.phone IS NOT NULL)
        AND NOT EXISTS (
          SELECT 1 FROM call_task_invoice x JOIN invoice i ON i.company_id = x.company_id AND i.id = x.invoice_id
          WHERE x.company_id = t.company_id AND x.call_task_id = t.id
            AND (i.status = 'OPEN' OR i.closed_at >= ${before}
              OR EXISTS (SELECT 1 FROM allocation a JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
                         WHERE a.company_id = i.company_id AND a.invoice_id = i.id AND p.created_at >= ${before})
              OR EXISTS (SELECT 1 FROM credit_note n WHERE n.company_id = i.company_id AND n.invoice_id = i.id
                         AND n.created_at >= ${before})))
      LIMIT ${limit})`;
}

/** Erases the networks from which debtors answered before this instant. */
export async function forgetNetworks(
  tx: Tx,
  companyId: string,
  before: Date,
  limit: number,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE answer SET network = ''
    WHERE company_id = (SELECT ${companyId}::uuid) AND id IN (
      SELECT id FROM answer WHERE company_id = (SELECT ${companyId}::uuid) AND network <> '' AND created_at < ${before}
      LIMIT ${limit})`;
}
