/** Forgets what people left behind and nobody needs: old sessions, used links, counters, visits, files. */
import { inCompany } from "@/db/inCompany";
import { forgetOldFiles } from "@/db/invoicing/imports";
import { companiesWithOldImports } from "@/db/system/dueWork";
import { deleteSilentBeats, takeTurn } from "@/db/system/heartbeats";
import {
  deleteOldAccountMails,
  deleteOldAttempts,
  deleteOldFormKeys,
  deleteOldSessions,
  deleteOldTokens,
  deleteOldVisits,
  deleteOldWebhookEvents,
  TRACE_BATCH,
} from "@/db/system/oldTraces";
import type { Instant } from "@/domain/calendar";

const DAY_MS = 86_400_000;
/** Technical traces (sessions that ended, visits): a year, as the privacy page says. */
const TRACE_DAYS = 365;
/** A link by email that no longer works still tells « ce lien a déjà servi » for a while. */
const TOKEN_DAYS = 7;
const ACCOUNT_MAIL_DAYS = 30;
/** A file nobody went on with is forgotten after that many days. */
export const IMPORT_FILE_DAYS = 30;
const SILENT_WORKER_SECONDS = 86_400;
/** One process does it this often. */
const EVERY_SECONDS = 6 * 3_600;

export interface Forgotten {
  sessions: number;
  tokens: number;
  attempts: number;
  accountMails: number;
  visits: number;
  formKeys: number;
  webhookEvents: number;
  workers: number;
  /** Companies in which old files of imports were looked for. */
  companies: number;
}

/**
 * Forgets what has passed its time, when no other process has just done so. Rows go batch after batch, each in a
 * short transaction of its own, until none is left or the worker is to stop.
 *
 * @returns how much was forgotten; null when it is not this process's turn
 */
export async function forgetOldTraces(now: Instant, signal?: AbortSignal): Promise<Forgotten | null> {
  if (!(await takeTurn("forget-old-traces", EVERY_SECONDS))) return null;
  const ago = (days: number) => now - days * DAY_MS;
  const companies = await companiesWithOldImports(ago(IMPORT_FILE_DAYS));
  for (const companyId of companies) {
    if (signal?.aborted) break;
    await inCompany(companyId, (tx) => forgetOldFiles(tx, companyId, ago(IMPORT_FILE_DAYS)));
  }
  const all = (deleteBatch: () => Promise<number>) => deleteAll(deleteBatch, signal);
  return {
    sessions: await all(() => deleteOldSessions(ago(TRACE_DAYS))),
    tokens: await all(() => deleteOldTokens(ago(TOKEN_DAYS))),
    attempts: await all(deleteOldAttempts),
    accountMails: await all(() => deleteOldAccountMails(ago(ACCOUNT_MAIL_DAYS))),
    visits: await all(() => deleteOldVisits(ago(TRACE_DAYS))),
    formKeys: await all(deleteOldFormKeys),
    webhookEvents: await all(deleteOldWebhookEvents),
    workers: await deleteSilentBeats(SILENT_WORKER_SECONDS),
    companies: companies.length,
  };
}

async function deleteAll(deleteBatch: () => Promise<number>, signal?: AbortSignal): Promise<number> {
  let deleted = 0;
  for (;;) {
    const batch = await deleteBatch();
    deleted += batch;
    if (batch < TRACE_BATCH || signal?.aborted) return deleted;
  }
}
