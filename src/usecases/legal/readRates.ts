/** The official rates as their page shows them: by half-year, with their source and what was corrected. */
import { inCompany } from "@/db/inCompany";
import { readRateVersions } from "@/db/legal/rateVersions";
import type { LocalDate } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import { type HalfYear, halfYearOf, nextHalfYear } from "@/domain/legal/halfYear";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { missingRates } from "@/domain/legal/rateTables";
import {
  likelyRates,
  type RateKind,
  type RateRow,
  type RateVersion,
  rateRows,
  ratesWith,
} from "@/domain/legal/rateVersions";
import { localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";

/** One entry made since this version, newest first. */
export interface RateEntry extends RateVersion {
  recordedOn: LocalDate;
  recordedBy: string;
  /** False when a later entry has taken its place. */
  isInForce: boolean;
}

export interface RatesView {
  today: LocalDate;
  /** The half-year of today, and the next one, whose rates may be entered as soon as they are known. */
  current: HalfYear;
  next: HalfYear;
  rows: RateRow[];
  /** Missing for the half-year of today: amounts cannot be computed. */
  missing: RateKind[];
  /** To check on the official site. */
  likely: RateKind[];
  entries: RateEntry[];
}

/** Reads the tables straight from the entries, so that what was just entered is there. */
export async function readRates(ctx: CompanyCtx): Promise<RatesView> {
  const versions = await readRateVersions();
  const { calendarZone } = await inCompany(ctx.companyId, (tx) =>
    tx.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { calendarZone: true } }),
  );
  const timeZone = timeZoneOf(calendarZone as CalendarZone);
  const today = localDateAt(ctx.clock.now(), timeZone);
  const rates = ratesWith(PUBLISHED_RATES, versions);
  const current = halfYearOf(today);
  const latest = new Map(versions.map((version) => [`${version.kind}${version.halfYear}`, version]));
  return {
    today,
    current,
    next: nextHalfYear(current),
    rows: rateRows(rates, today),
    missing: missingRates(rates, current).map((table) =>
      table === "ECB" ? ("ECB_REFINANCING" as const) : ("LEGAL_INTEREST" as const),
    ),
    likely: likelyRates(rates, current),
    entries: versions
      .map(({ recordedAt, ...version }) => ({
        ...version,
        recordedOn: localDateAt(recordedAt.getTime(), timeZone),
        isInForce: latest.get(`${version.kind}${version.halfYear}`)?.recordedAt === recordedAt,
      }))
      .reverse(),
  };
}
