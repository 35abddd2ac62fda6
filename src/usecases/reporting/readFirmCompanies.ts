/** Every company of a firm in one table: what each needs today, what leaves alone, what is late. */
import { inCompanies, type Tx } from "@/db/inCompany";
import {
  type CompanyDay,
  countLeavingByCompany,
  countWaitingByCompany,
  readOverdueByCompany,
} from "@/db/reporting/firmWork";
import { countTransfersByCompany } from "@/db/settlement/bankLines";
import type { Instant } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import type { WaitingKind } from "@/domain/reporting/waiting";
import { localDateAt } from "@/domain/zonedTime";

export interface FirmCompany {
  companyId: string;
  slug: string;
  name: string;
  siren: string;
  city: string;
  legalForm: string;
  safeMode: boolean;
  isPaused: boolean;
  waiting: Map<WaitingKind, number>;
  toDoCount: number;
  /** Movements of the bank that wait, beside the decisions. */
  transferCount: number;
  aloneCount: number;
  overdueCents: bigint;
  oldCents: bigint;
}

/** One reading sees at most so many companies; a larger firm is read in several. */
const COMPANIES_A_READING = 500;

/**
 * Reads the companies of a firm.
 *
 * @param companyIds companies with a mandate in force, checked by the caller for this request
 */
export async function readFirmCompanies(companyIds: readonly string[], now: Instant): Promise<FirmCompany[]> {
  const companies: FirmCompany[] = [];
  for (let from = 0; from < companyIds.length; from += COMPANIES_A_READING) {
    const ids = companyIds.slice(from, from + COMPANIES_A_READING);
    companies.push(...(await inCompanies(ids, (tx) => readSome(tx, ids, now), { timeoutMs: 30_000 })));
  }
  return companies;
}

async function readSome(tx: Tx, ids: readonly string[], now: Instant): Promise<FirmCompany[]> {
  const rows = await readCompanyRows(tx, ids);
  const days = rows.map((row) => companyDay(row, now));
  const waiting = await countWaitingByCompany(tx, days);
  const leaving = new Map((await countLeavingByCompany(tx, days)).map((row) => [row.companyId, row.count]));
  const transfers = new Map(
    (await countTransfersByCompany(tx, ids)).map((row) => [row.companyId, row.count]),
  );
  const debts = new Map((await readOverdueByCompany(tx, days)).map((row) => [row.companyId, row]));
  return rows.map((row) => {
    const mine = waiting.filter((line) => line.companyId === row.id);
    return {
      companyId: row.id,
      slug: row.slug,
      name: row.tradeName ?? row.legalName,
      siren: row.siren,
      city: row.city,
      legalForm: row.legalForm,
      safeMode: row.safeMode,
      isPaused: row.pausedAt !== null,
      waiting: new Map(mine.map((line) => [line.kind, line.count])),
      toDoCount: mine.reduce((sum, line) => sum + line.count, 0),
      transferCount: transfers.get(row.id) ?? 0,
      aloneCount: leaving.get(row.id) ?? 0,
      overdueCents: debts.get(row.id)?.overdueCents ?? 0n,
      oldCents: debts.get(row.id)?.oldCents ?? 0n,
    };
  });
}

/** Identity and settings that the firm's pages show. */
export async function readCompanyRows(tx: Tx, ids: readonly string[]) {
  return tx.company.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      slug: true,
      legalName: true,
      tradeName: true,
      legalForm: true,
      siren: true,
      city: true,
      safeMode: true,
      pausedAt: true,
      calendarZone: true,
    },
  });
}

/** The day it is in a company. */
export function companyDay(row: { id: string; calendarZone: string }, now: Instant): CompanyDay {
  return { companyId: row.id, today: localDateAt(now, timeZoneOf(row.calendarZone as CalendarZone)) };
}
