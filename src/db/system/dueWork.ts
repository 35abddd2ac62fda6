/** Where work is due, across companies: the sweeper's only view. Ids and instants, nothing else. */
import type { Instant } from "@/domain/calendar";
import { asSystem } from "../inCompany";

/** Companies looked at in one sweep; the next sweep takes the others. */
const MAX_COMPANIES = 500;

interface CompanyRow {
  companyId: string;
}

/** Companies with a decision due, the one that waits longest first: none can starve the others. */
export async function companiesWithDueSteps(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT company_id AS "companyId" FROM dunning_plan WHERE due_at <= ${new Date(now)}
      GROUP BY company_id ORDER BY min(due_at) LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

/** Companies with a message ready to leave. */
export async function companiesWithReadyMessages(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT company_id AS "companyId" FROM message
      WHERE state = 'READY' AND due_at <= ${new Date(now)} AND (lease_token IS NULL OR lease_until < ${new Date(now)})
      GROUP BY company_id ORDER BY min(due_at) LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

/** Companies with a message whose sender went silent while sending. */
export async function companiesWithAbandonedMessages(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT DISTINCT company_id AS "companyId" FROM message
      WHERE state = 'SENDING' AND lease_until < ${new Date(now)} LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

/** Companies with a letter waiting to be drawn. */
export async function companiesWithDraftLetters(): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT company_id AS "companyId" FROM letter WHERE state = 'DRAFT'
      GROUP BY company_id ORDER BY min(created_at) LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

/** Imports waiting, or left behind by a worker that died. */
export async function importsToRun(now: Instant): Promise<{ companyId: string; importId: string }[]> {
  return asSystem(
    (tx) => tx.$queryRaw<{ companyId: string; importId: string }[]>`
      SELECT company_id AS "companyId", id AS "importId" FROM invoice_import
      WHERE state = 'QUEUED' OR (state = 'RUNNING' AND lease_until < ${new Date(now)})
      ORDER BY id LIMIT ${MAX_COMPANIES}`,
  );
}

/** Companies in which a suspension has passed its last day and was not closed. */
export async function companiesWithHoldsToEnd(yesterday: string): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT DISTINCT company_id AS "companyId" FROM hold
      WHERE ended_at IS NULL AND until_on <= ${yesterday}::date LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

export interface WorkGauges {
  /** Seconds the oldest due decision has waited; 0 when none is late. */
  oldestDueAgeSeconds: number;
  uncertainMessages: number;
}

/** The two figures that say whether anything is stuck. */
export async function workGauges(now: Instant): Promise<WorkGauges> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ oldest: number | null; uncertain: bigint }[]>`
      SELECT (SELECT extract(epoch FROM ${new Date(now)}::timestamptz - min(due_at))::float8 FROM dunning_plan
              WHERE due_at <= ${new Date(now)}) AS oldest,
             (SELECT count(*) FROM message WHERE state = 'UNCERTAIN') AS uncertain`,
  );
  return {
    oldestDueAgeSeconds: Math.max(0, row?.oldest ?? 0),
    uncertainMessages: Number(row?.uncertain ?? 0n),
  };
}
