/** The worker's look at a company's schedule of statements: decides each client once a month. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import { insertStatements, type NewStatement } from "@/db/settlement/statementMessages";
import {
  claimStatementClients,
  lookAtSchedule,
  readStatementSchedule,
  skipStatements,
} from "@/db/settlement/statementSchedule";
import { newId } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import type { CompanyFacts } from "@/domain/dunning/facts";
import { momentFrom, startOf } from "@/domain/dunning/sendingWindow";
import {
  decideStatement,
  dueMonth,
  lookOf,
  nextStatement,
  type StatementRefusal,
  type StatementSchedule,
  statementDay,
} from "@/domain/settlement/statementSchedule";
import { isWorkingDay, nextWorkingDay } from "@/domain/workingDays";
import { planInvoices } from "../dunning/planInvoices";
import { journalAt } from "../journalBy";
import type { Clock } from "../ports";
import { statementDeed, statementKey } from "./sendAccountStatement";
import { readStatementFacts, type StatementCandidate } from "./statementFacts";

/** Clients decided in one transaction: enough to be quick, few enough to hold locks for an instant. */
const CLIENTS_A_BATCH = 100;

/** Where one look has come to. */
interface Progress {
  after: string | null;
  /** The first day on which a client that waits may have its statement. */
  waitUntil: LocalDate | null;
}

/**
 * Decides the statements of the month that is due, for every client the schedule addresses, and says
 * when to look again. Done twice, or by two workers, each client still has one a month.
 *
 * @returns how many statements were put on their way
 */
export async function runStatements(companyId: string, clock: Clock): Promise<number> {
  const progress: Progress = { after: null, waitUntil: null };
  let queued = 0;
  for (;;) {
    const batch = await inCompany(companyId, (tx) => runBatch(tx, companyId, progress, clock.now()), {
      timeoutMs: 60_000,
    });
    queued += batch.queued;
    if (batch.last === null) return queued;
    progress.after = batch.last;
  }
}

async function runBatch(
  tx: Tx,
  companyId: string,
  progress: Progress,
  now: Instant,
): Promise<{ queued: number; last: string | null }> {
  const nothing = { queued: 0, last: null };
  // One worker at a time decides for a company.
  await tx.$executeRaw`SELECT 1 FROM statement_schedule WHERE company_id = ${companyId}::uuid FOR UPDATE`;
  const schedule = await readStatementSchedule(tx, companyId);
  const { company, today } = await readStatementFacts(tx, companyId, [], now);
  const monthOn = schedule && dueMonth(schedule, today, company.zone);
  if (!schedule?.isOn || !monthOn || company.paused || !isWorkingDay(today, company.zone)) {
    await lookAtSchedule(tx, companyId, schedule && nextLook(schedule, company, today, null));
    return nothing;
  }
  const query = { monthOn, after: progress.after, limit: CLIENTS_A_BATCH };
  const clientIds = await claimStatementClients(tx, companyId, schedule, query);
  const last = clientIds.at(-1) ?? null;
  if (last === null) {
    await lookAtSchedule(tx, companyId, nextLook(schedule, company, today, progress.waitUntil));
    return nothing;
  }
  const { candidates } = await readStatementFacts(tx, companyId, clientIds, now);
  const sent: StatementCandidate[] = [];
  const skipped: { clientId: string; because: StatementRefusal }[] = [];
  for (const candidate of candidates) {
    const decision = decideStatement(schedule, candidate, { today, zone: company.zone });
    if (decision.kind === "SEND") sent.push(candidate);
    if (decision.kind === "SKIP") skipped.push({ clientId: candidate.clientId, because: decision.because });
    if (decision.kind === "WAIT" && (progress.waitUntil === null || decision.until < progress.waitUntil))
      progress.waitUntil = decision.until;
  }
  await skipStatements(tx, companyId, monthOn, skipped, now);
  const on = statementDay(monthOn, schedule.dayOfMonth, company.zone);
  await queueStatements(tx, companyId, sent, { company, monthOn, on, now });
  return { queued: sent.length, last };
}

/** The next day of the schedule, or the day a waiting client is free; a paused company is looked at daily. */
function nextLook(
  schedule: StatementSchedule,
  company: CompanyFacts,
  today: LocalDate,
  waitUntil: LocalDate | null,
): Instant | null {
  if (!schedule.isOn) return null;
  const isDue = dueMonth(schedule, today, company.zone) !== null;
  const isHindered = isDue && (company.paused || !isWorkingDay(today, company.zone));
  if (isHindered) return lookOf(nextWorkingDay(today, company.zone), company);
  const next = nextStatement(schedule, today, company.zone).on;
  return lookOf(waitUntil !== null && waitUntil < next ? waitUntil : next, company);
}

interface Queueing {
  company: CompanyFacts;
  monthOn: LocalDate;
  /** The day of the statements of this month. */
  on: LocalDate;
  now: Instant;
}

async function queueStatements(
  tx: Tx,
  companyId: string,
  candidates: readonly StatementCandidate[],
  { company, monthOn, on, now }: Queueing,
): Promise<void> {
  if (candidates.length === 0) return;
  const open = await tx.invoice.findMany({
    where: { companyId, clientId: { in: candidates.map(({ clientId }) => clientId) }, status: "OPEN" },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  const openIds = open.map(({ id }) => id);
  await lockInvoices(tx, companyId, openIds);
  const statements = candidates.map(({ clientId, recipients }): NewStatement => {
    const planned = momentFrom(startOf(on, company), { leavesAlone: true, clientId }, company);
    const late = { leavesAlone: true, clientId, isLate: true };
    return {
      id: newId(),
      clientId,
      state: company.safeMode ? "AWAITING_APPROVAL" : "READY",
      contentKey: statementKey(companyId, { clientId, period: monthOn.slice(0, 7) }, recipients),
      toEmails: recipients.to,
      ccEmails: recipients.cc,
      dueAt: planned > now ? planned : momentFrom(now, late, company),
      isApproved: false,
      approvedById: null,
      monthOn,
    };
  });
  await insertStatements(tx, companyId, statements, now);
  await planInvoices(tx, companyId, openIds, now);
  const deeds = statements.map(({ id, clientId }) => statementDeed(id, clientId, monthOn));
  await journalAt(tx, { companyId, actor: { kind: "system" } }, deeds, now);
}
