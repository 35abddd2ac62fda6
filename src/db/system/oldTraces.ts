/** What nobody needs any more: it is deleted by age, whatever the company. */
import type { Instant } from "@/domain/calendar";
import { asNobody, asSystem } from "../inCompany";

/** Rows that one of these deletes at most, in a transaction of its own: few enough to hold locks for an instant. */
export const TRACE_BATCH = 10_000;

/** Sessions signed out, or unused, since before this instant. */
export async function deleteOldSessions(before: Instant): Promise<number> {
  return asNobody(
    (tx) => tx.$executeRaw`
      DELETE FROM user_session WHERE id IN (
        SELECT id FROM user_session
        WHERE last_seen_at < ${new Date(before)} OR revoked_at < ${new Date(before)} LIMIT ${TRACE_BATCH})`,
  );
}

/** Links by email whose time was over before this instant, used or not. */
export async function deleteOldTokens(before: Instant): Promise<number> {
  return asNobody(
    (tx) => tx.$executeRaw`
      DELETE FROM one_time_token WHERE token_hash IN (
        SELECT token_hash FROM one_time_token WHERE expires_at < ${new Date(before)} LIMIT ${TRACE_BATCH})`,
  );
}

/** Counters of attempts whose window has closed, by the clock of the database as they are counted. */
export async function deleteOldAttempts(): Promise<number> {
  return asNobody(
    (tx) => tx.$executeRaw`
      DELETE FROM rate_bucket WHERE key IN (
        SELECT key FROM rate_bucket WHERE expires_at < now() - interval '1 hour' LIMIT ${TRACE_BATCH})`,
  );
}

/** Messages of the platform that left, or were given up, before this instant. */
export async function deleteOldAccountMails(before: Instant): Promise<number> {
  return asNobody(
    (tx) => tx.$executeRaw`
      DELETE FROM account_mail WHERE id IN (
        SELECT id FROM account_mail WHERE closed_at < ${new Date(before)} LIMIT ${TRACE_BATCH})`,
  );
}

/** Visits of answer pages before this instant. A policy keeps this role from those that are less than a year old. */
export async function deleteOldVisits(before: Instant): Promise<number> {
  return asSystem(
    (tx) => tx.$executeRaw`
      DELETE FROM link_visit WHERE (company_id, id) IN (
        SELECT company_id, id FROM link_visit WHERE visited_at < ${new Date(before)} LIMIT ${TRACE_BATCH})`,
  );
}

/** Keys of forms nobody sends again, by the clock of the database. A policy keeps this role from younger ones. */
export async function deleteOldFormKeys(): Promise<number> {
  return asSystem(
    (tx) => tx.$executeRaw`
      DELETE FROM form_key WHERE (company_id, key) IN (
        SELECT company_id, key FROM form_key WHERE used_at < now() - interval '30 days' LIMIT ${TRACE_BATCH})`,
  );
}

/** Events that were told, and what became of them, by the clock of the database. A policy keeps younger ones. */
export async function deleteOldWebhookEvents(): Promise<number> {
  return asSystem(
    (tx) => tx.$executeRaw`
      DELETE FROM webhook_event WHERE (company_id, id) IN (
        SELECT company_id, id FROM webhook_event WHERE created_at < now() - interval '30 days' LIMIT ${TRACE_BATCH})`,
  );
}
