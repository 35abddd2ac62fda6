/** What the results of deliveries change around the message: its addresses, its steps, its plans. */
import type { Instant, LocalDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";

export interface AddressNews {
  clientId: string;
  email: string;
  state: "WORKING" | "REFUSED";
  /** The server's words, when it refused. */
  refusal: string | null;
}

/**
 * Remembers which addresses work and which a server refused: a refused one is not written to
 * again until a person corrects it, and a server's yes does not undo a person's correction.
 */
export async function markAddresses(tx: Tx, companyId: string, news: readonly AddressNews[]): Promise<void> {
  if (news.length === 0) return;
  await tx.$executeRaw`
    UPDATE contact k SET email_state = n.state::email_state, refusal = coalesce(n.refusal, k.refusal)
    FROM json_to_recordset(${JSON.stringify(news)}::json) AS n("clientId" uuid, email text, state text, refusal text)
    WHERE k.company_id = (SELECT ${companyId}::uuid) AND k.client_id = ANY(${news.map((one) => one.clientId)}::uuid[])
      AND k.client_id = n."clientId" AND k.email = n.email AND (n.state = 'REFUSED' OR k.email_state = 'UNKNOWN')`;
}

/** A step counts from the day its message really left, where that is not the day it was decided. */
export async function dateSteps(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  today: LocalDate,
): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE dunning_step SET executed_on = ${today}::date
    WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${[...messageIds]}::uuid[]) AND state = 'DONE'
      AND executed_on <> ${today}::date`;
}

/** The step of a message that will never arrive did not happen. */
export async function freeSteps(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE dunning_step SET state = 'CANCELLED', executed_at = ${new Date(now)}
    WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${[...messageIds]}::uuid[]) AND state = 'DONE'`;
}

/**
 * Has the invoices of these reminders decided again soon: written with the fact itself, so that
 * nothing is forgotten when the process dies before it decides.
 *
 * @returns the invoices
 */
export async function wakePlans(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  now: Instant,
): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ invoiceId: string }[]>`
    UPDATE dunning_plan p SET due_at = ${new Date(now)}
    WHERE p.company_id = (SELECT ${companyId}::uuid) AND p.invoice_id = ANY (ARRAY(
      SELECT mi.invoice_id FROM message_invoice mi
      WHERE mi.company_id = (SELECT ${companyId}::uuid) AND mi.message_id = ANY(${[...messageIds]}::uuid[])))
    RETURNING p.invoice_id AS "invoiceId"`;
  return rows.map((row) => row.invoiceId);
}

/**
 * Has every open invoice of these clients decided again soon: what is planned for those that no message spoke of
 * may count on an address that a server has just refused. A decision that somebody is making at this moment is left
 * to them, so that two of them never wait in a circle.
 *
 * @returns the invoices
 */
export async function wakeClients(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
  now: Instant,
): Promise<string[]> {
  if (clientIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ invoiceId: string }[]>`
    WITH mine AS (
      SELECT invoice_id FROM dunning_plan
      WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${[...clientIds]}::uuid[])
      FOR UPDATE SKIP LOCKED)
    UPDATE dunning_plan p SET due_at = ${new Date(now)}
    FROM mine WHERE p.company_id = (SELECT ${companyId}::uuid) AND p.invoice_id = mine.invoice_id
    RETURNING p.invoice_id AS "invoiceId"`;
  return rows.map((row) => row.invoiceId);
}
