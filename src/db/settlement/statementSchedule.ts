/** The monthly statements of a company: when, to whom, and what was decided for each client. */
import type { Instant, LocalDate } from "@/domain/calendar";
import type { StatementRefusal, StatementSchedule } from "@/domain/settlement/statementSchedule";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { fromLocalDate, toLocalDate } from "../values";

/** The schedule of a company; null when it never had one. */
export async function readStatementSchedule(tx: Tx, companyId: string): Promise<StatementSchedule | null> {
  const row = await tx.statementSchedule.findUnique({ where: { companyId } });
  if (!row) return null;
  const { companyId: _, lookAt: __, sinceOn, ...rest } = row;
  return { ...rest, sinceOn: toLocalDate(sinceOn) };
}

/** Says when the worker looks at the schedule again; null when it has nothing to look for. */
export async function lookAtSchedule(tx: Tx, companyId: string, at: Instant | null): Promise<void> {
  await tx.statementSchedule.updateMany({
    where: { companyId },
    data: { lookAt: at === null ? null : new Date(at) },
  });
}

/** Clients whom the schedule addresses; those who never had an invoice have no account. */
function addressedBy(
  companyId: string,
  { forEveryone, tags }: Pick<StatementSchedule, "forEveryone" | "tags">,
): Prisma.Sql {
  return Prisma.sql`
    FROM client c
    LEFT JOIN statement_choice s ON s.company_id = c.company_id AND s.client_id = c.id
    WHERE c.company_id = ${companyId}::uuid AND c.archived_at IS NULL
      AND coalesce(s.is_included, ${forEveryone}::boolean OR EXISTS (
        SELECT 1 FROM client_tag t
        WHERE t.company_id = c.company_id AND t.client_id = c.id AND t.tag = ANY(${[...tags]}::text[])))
      AND EXISTS (SELECT 1 FROM invoice i WHERE i.company_id = c.company_id AND i.client_id = c.id)`;
}

/** Ids of the clients whom the schedule addresses. */
export async function readAddressedClients(
  tx: Tx,
  companyId: string,
  schedule: Pick<StatementSchedule, "forEveryone" | "tags">,
  limit: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id ${addressedBy(companyId, schedule)} ORDER BY c.id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/**
 * Locks clients who are to have a statement of this month and about whom nothing is decided, in
 * the order of their ids.
 */
export async function claimStatementClients(
  tx: Tx,
  companyId: string,
  schedule: Pick<StatementSchedule, "forEveryone" | "tags">,
  query: { monthOn: LocalDate; after: string | null; limit: number },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id ${addressedBy(companyId, schedule)}
      AND (${query.after}::uuid IS NULL OR c.id > ${query.after}::uuid)
      AND NOT EXISTS (SELECT 1 FROM statement_run r
                      WHERE r.company_id = c.company_id AND r.client_id = c.id AND r.month_on = ${query.monthOn}::date)
    ORDER BY c.id LIMIT ${query.limit} FOR NO KEY UPDATE OF c`;
  return rows.map((row) => row.id);
}

export interface StatementClientRow {
  clientId: string;
  /** A procedure runs, or what one that is over froze is still open. */
  isInsolvent: boolean;
  openCount: number;
  /** A reminder or a letter is planned for today, or overdue. */
  isContactedThatDay: boolean;
}

/** What decides about the statements of these clients, besides the facts of their reminders. */
export async function readStatementClients(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
  today: LocalDate,
): Promise<Map<string, StatementClientRow>> {
  const rows = await tx.$queryRaw<StatementClientRow[]>`
    SELECT c.id AS "clientId",
           EXISTS (SELECT 1 FROM insolvency n
                   WHERE n.company_id = c.company_id AND n.client_id = c.id AND (n.ended_at IS NULL OR (
                     n.end_cause = 'CLOSURE' AND EXISTS (
                       SELECT 1 FROM invoice i JOIN hold h ON h.company_id = i.company_id AND h.invoice_id = i.id
                       WHERE i.company_id = n.company_id AND i.client_id = n.client_id AND i.status = 'OPEN'
                         AND h.kind = 'INSOLVENCY' AND h.ended_at IS NULL)))) AS "isInsolvent",
           (SELECT count(*) FROM invoice i
            WHERE i.company_id = c.company_id AND i.client_id = c.id AND i.status = 'OPEN')::int AS "openCount",
           EXISTS (SELECT 1 FROM dunning_plan p
                   WHERE p.company_id = c.company_id AND p.client_id = c.id AND p.channel <> 'CALL'
                     AND (p.kind = 'RUN' OR (p.kind = 'WAIT' AND p.on_date <= ${today}::date))) AS "isContactedThatDay"
    FROM client c WHERE c.company_id = (SELECT ${companyId}::uuid) AND c.id = ANY(${[...clientIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.clientId, row]));
}

/** Writes that no statement of this month goes to these clients, and why. */
export async function skipStatements(
  tx: Tx,
  companyId: string,
  monthOn: LocalDate,
  skipped: readonly { clientId: string; because: StatementRefusal }[],
  now: Instant,
): Promise<void> {
  await tx.statementRun.createMany({
    data: skipped.map(({ clientId, because }) => ({
      companyId,
      clientId,
      monthOn: fromLocalDate(monthOn),
      outcome: because,
      decidedAt: new Date(now),
    })),
  });
}

/**
 * Statements taken back before they left did not happen: their month is decided again, as soon as
 * the worker looks. Those sent by hand have no month.
 */
export async function forgetStatementRuns(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  now: Instant,
): Promise<void> {
  const { count } = await tx.statementRun.deleteMany({
    where: { companyId, messageId: { in: [...messageIds] } },
  });
  if (count === 0) return;
  await tx.statementSchedule.updateMany({
    where: { companyId, isOn: true },
    data: { lookAt: new Date(now) },
  });
}
