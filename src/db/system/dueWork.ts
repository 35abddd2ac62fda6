/** Where work is due, across companies: the sweeper's only view. Ids and instants, nothing else. */
import type { Instant } from "@/domain/calendar";
import { asSystem } from "../inCompany";
import { dueBefore } from "./webhookQueue";

/** Companies looked at in one sweep; the next sweep takes the others. */
const MAX_COMPANIES = 500;

interface CompanyRow {
  companyId: string;
}

/**
 * Companies with a decision due, the one that waits longest first: none can starve the others.
 * Goes from company to company in the index: what it costs does not depend on anyone's backlog.
 */
export async function companiesWithDueSteps(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      WITH RECURSIVE each AS (
        (SELECT company_id FROM dunning_plan WHERE due_at IS NOT NULL ORDER BY company_id LIMIT 1)
        UNION ALL
        SELECT (SELECT p.company_id FROM dunning_plan p WHERE p.due_at IS NOT NULL AND p.company_id > each.company_id
                ORDER BY p.company_id LIMIT 1)
        FROM each WHERE each.company_id IS NOT NULL)
      SELECT each.company_id AS "companyId"
      FROM each CROSS JOIN LATERAL (
        SELECT due_at FROM dunning_plan p WHERE p.company_id = each.company_id AND p.due_at <= ${new Date(now)}
        ORDER BY due_at LIMIT 1) first
      ORDER BY first.due_at LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

export interface CompanyWithMail extends CompanyRow {
  /** Its messages leave by a server of its own. */
  hasOwnServer: boolean;
}

/**
 * Companies with a message ready to leave, by a server that is not being left alone. Those none of
 * whose owners has confirmed an address are left out: their messages wait for it.
 */
export async function companiesWithReadyMessages(now: Instant): Promise<CompanyWithMail[]> {
  const at = new Date(now);
  return asSystem(
    (tx) => tx.$queryRaw<CompanyWithMail[]>`
      WITH RECURSIVE each AS (
        (SELECT company_id FROM message WHERE state = 'READY' ORDER BY company_id LIMIT 1)
        UNION ALL
        SELECT (SELECT m.company_id FROM message m WHERE m.state = 'READY' AND m.company_id > each.company_id
                ORDER BY m.company_id LIMIT 1)
        FROM each WHERE each.company_id IS NOT NULL)
      SELECT each.company_id AS "companyId", s.company_id IS NOT NULL AS "hasOwnServer"
      FROM each
      LEFT JOIN mail_server s ON s.company_id = each.company_id
      CROSS JOIN LATERAL (
        SELECT due_at FROM message m
        WHERE m.company_id = each.company_id AND m.state = 'READY' AND m.due_at <= ${at}
          AND (m.lease_token IS NULL OR m.lease_until < ${at})
        ORDER BY due_at LIMIT 1) first
      WHERE (s.rest_until IS NULL OR s.rest_until <= ${at})
        AND EXISTS (SELECT 1 FROM membership o JOIN user_account u ON u.id = o.user_id
                    WHERE o.company_id = each.company_id AND o.role = 'OWNER' AND u.email_verified_at IS NOT NULL)
      ORDER BY first.due_at LIMIT ${MAX_COMPANIES}`,
  );
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

/** Companies with a letter to hand over to the carrier. */
export async function companiesWithEntrustedLetters(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT company_id AS "companyId" FROM letter_dispatch
      WHERE refused_at IS NULL AND (handed_at IS NULL OR handing_until < ${new Date(now)})
      GROUP BY company_id ORDER BY min(ordered_at) LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

export interface ImportToDo {
  companyId: string;
  importId: string;
}

/** Imports waiting, or left behind by a worker that died. */
export async function importsToRun(now: Instant): Promise<ImportToDo[]> {
  return asSystem(
    (tx) => tx.$queryRaw<ImportToDo[]>`
      SELECT company_id AS "companyId", id AS "importId" FROM invoice_import
      WHERE state = 'QUEUED' OR (state = 'RUNNING' AND lease_until < ${new Date(now)})
      ORDER BY id LIMIT ${MAX_COMPANIES}`,
  );
}

/** Imports that a person asked to take back, and that are not. */
export async function importsToUndo(): Promise<ImportToDo[]> {
  return asSystem(
    (tx) => tx.$queryRaw<ImportToDo[]>`
      SELECT company_id AS "companyId", id AS "importId" FROM invoice_import
      WHERE undo_asked_at IS NOT NULL AND undone_at IS NULL
      ORDER BY undo_asked_at LIMIT ${MAX_COMPANIES}`,
  );
}

/** A failed import stays listed without its file: it is looked at for some days after its time, not for ever. */
const FAILED_LOOK_MS = 10 * 86_400_000;

/** Companies with an import that nobody went on with since before this instant. */
export async function companiesWithOldImports(before: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT DISTINCT company_id AS "companyId" FROM invoice_import
      WHERE created_at < ${new Date(before)} AND (state = 'MAPPING'
        OR (state = 'FAILED' AND created_at > ${new Date(before - FAILED_LOOK_MS)}))
      LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
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

/** Companies with a schedule of payments to look at. */
export async function companiesWithPlansToFollow(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT company_id AS "companyId" FROM instalment_plan
      WHERE state = 'RUNNING' AND look_at <= ${new Date(now)}
      GROUP BY company_id ORDER BY min(look_at) LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

/** Companies whose new account has waited its day. */
export async function companiesWithBankChanges(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT DISTINCT company_id AS "companyId" FROM bank_change
      WHERE applied_at IS NULL AND cancelled_at IS NULL AND effective_at <= ${new Date(now)} LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

/** Companies with a replay of a scenario waiting, or left behind by a worker that died. */
export async function companiesWithReplays(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT company_id AS "companyId" FROM scenario_replay
      WHERE state = 'QUEUED' OR (state = 'RUNNING' AND lease_until < ${new Date(now)})
      GROUP BY company_id ORDER BY min(created_at) LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

/** Companies whose mailbox is to be read. */
export async function companiesWithMailboxToRead(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT company_id AS "companyId" FROM mailbox WHERE next_read_at <= ${new Date(now)}
      ORDER BY next_read_at LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

/** Companies whose schedule of statements is to be looked at. */
export async function companiesWithStatements(now: Instant): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT company_id AS "companyId" FROM statement_schedule WHERE look_at <= ${new Date(now)}
      ORDER BY look_at LIMIT ${MAX_COMPANIES}`,
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

/** Companies by id, after this one: for what goes through all of them, some at a time. */
export async function companiesAfter(companyId: string | null, limit: number): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT id AS "companyId" FROM company
      WHERE ${companyId}::uuid IS NULL OR id > ${companyId}::uuid ORDER BY id LIMIT ${limit}`,
  );
  return rows.map((row) => row.companyId);
}

/** Companies that receive copies of what leaves, in no order: beyond the limit, each sweep takes others. */
export async function companiesWithCopies(): Promise<string[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<CompanyRow[]>`
      SELECT company_id AS "companyId" FROM copy_mailbox WHERE confirmed_at IS NOT NULL
      ORDER BY random() LIMIT ${MAX_COMPANIES}`,
  );
  return rows.map((row) => row.companyId);
}

export interface DueEndpoint extends CompanyRow {
  endpointId: string;
  /** Nothing arrived there since the last success. */
  isFailing: boolean;
}

/** Addresses at work with an event to post: those that answer first, then the one that waits longest. */
export async function endpointsWithWebhooks(now: Instant): Promise<DueEndpoint[]> {
  const at = new Date(now);
  return asSystem(
    (tx) => tx.$queryRaw<DueEndpoint[]>`
      SELECT p.company_id AS "companyId", p.id AS "endpointId", p.failing_since IS NOT NULL AS "isFailing"
      FROM webhook_endpoint p CROSS JOIN LATERAL (
        SELECT due_at FROM webhook_delivery d
        WHERE d.company_id = p.company_id AND d.endpoint_id = p.id AND d.state = 'PENDING' AND d.due_at <= ${dueBefore(now)}
          AND (d.lease_until IS NULL OR d.lease_until < ${at})
        ORDER BY due_at LIMIT 1) first
      WHERE p.state = 'ACTIVE'
      ORDER BY "isFailing", first.due_at LIMIT ${MAX_COMPANIES}`,
  );
}
