/** Moves the clock of the demonstration forward, day by day, and lets the worker live each day. */
import { setTimeout as pause } from "node:timers/promises";
import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { advanceDemoClock, isSendingNow, nextEventAt } from "@/db/system/demoClock";
import { addDays, type Instant } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import type { CompanyFacts } from "@/domain/dunning/facts";
import { DomainError } from "@/domain/invariant";
import { instantOf, localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { dueCompanies } from "../dunning/dueCompanies";
import type { CompanyCtx } from "../ports";

export const LEAPS = ["jour", "semaine", "evenement"] as const;
/** One day, seven days, or until something happens in the company. */
export type Leap = (typeof LEAPS)[number];

export interface DemoMove {
  /** What became of it; `still-working`: the clock is there, the worker has not said it is done. */
  result: "moved" | "still-working" | "nothing-ahead";
}

export interface MoveMeans {
  /** Reads again how far the clock is, after a move. */
  refreshClock: () => Promise<void>;
  /** How long a person is kept waiting for the worker at one stop. */
  patienceMs?: number;
}

const PATIENCE_MS = 12_000;
const LOOK_EVERY_MS = 40;
/** A day's last stop: the window is still open, so that what is due leaves. */
const BEFORE_CLOSING_MINUTES = 20;
/** Just after the event, so that it is due. */
const AFTER_EVENT_MS = 1_000;

/**
 * Moves the clock. Each day on the way is lived at the end of its sending window: a leap of seven
 * days shows what seven days of work would have done, not one late message.
 *
 * @throws DomainError `NOT_FOUND` when this database is not a demonstration
 */
export async function moveDemoClock(
  ctx: CompanyCtx,
  leap: Leap,
  { refreshClock, patienceMs = PATIENCE_MS }: MoveMeans,
): Promise<DemoMove> {
  const start = ctx.clock.now();
  const target = await targetOf(ctx, leap, start);
  if (target === null) return { result: "nothing-ahead" };
  const company = await inCompany(ctx.companyId, (tx) => readCompanyFacts(tx, ctx.companyId));
  let isDone = true;
  for (const stop of stopsBetween(start, target, company)) {
    // The worker is slow or absent: no use in making the person wait at every stop.
    if (!isDone && stop !== target) continue;
    if (stop !== target && ((await nextEventAt(ctx.clock.now(), null)) ?? target) > stop) continue;
    await moveTo(ctx, stop, refreshClock);
    isDone = await untilAtRest(ctx, patienceMs);
  }
  return { result: isDone ? "moved" : "still-working" };
}

async function targetOf(ctx: CompanyCtx, leap: Leap, start: Instant): Promise<Instant | null> {
  if (leap === "evenement") {
    const next = await nextEventAt(start, ctx.companyId);
    return next === null ? null : next + AFTER_EVENT_MS;
  }
  const { zone } = await inCompany(ctx.companyId, (tx) => readCompanyFacts(tx, ctx.companyId));
  const timeZone = timeZoneOf(zone);
  const day = addDays(localDateAt(start, timeZone), leap === "jour" ? 1 : 7);
  return instantOf(day, minuteOfDayAt(start, timeZone), timeZone);
}

/** The end of each day's sending window on the way, then the target. */
export function stopsBetween(
  start: Instant,
  target: Instant,
  company: Pick<CompanyFacts, "zone" | "windowClosesAt">,
): Instant[] {
  const timeZone = timeZoneOf(company.zone);
  const stops: Instant[] = [];
  for (let day = localDateAt(start, timeZone); ; day = addDays(day, 1)) {
    const stop = instantOf(day, company.windowClosesAt - BEFORE_CLOSING_MINUTES, timeZone);
    if (stop >= target) break;
    if (stop > start) stops.push(stop);
  }
  return [...stops, target];
}

async function moveTo(ctx: CompanyCtx, stop: Instant, refreshClock: () => Promise<void>): Promise<void> {
  const moved = await advanceDemoClock(stop - ctx.clock.now());
  if (moved === null)
    throw new DomainError("NOT_FOUND", "Introuvable\u00a0: ceci n’est pas une démonstration.");
  await refreshClock();
  await ctx.bell.ring("dunning", {});
}

/** Looks until the worker has nothing left to do, not longer than a person would wait. */
async function untilAtRest(ctx: CompanyCtx, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  for (;;) {
    if (await isAtRest(ctx)) return true;
    if (performance.now() > end) return false;
    await pause(LOOK_EVERY_MS);
  }
}

/** Nothing due, nothing leaving, no letter to draw: what the worker looks for at each sweep. */
async function isAtRest(ctx: CompanyCtx): Promise<boolean> {
  const due = dueCompanies(ctx.clock);
  for (const find of [due.holdsToEnd, due.steps, due.messages]) {
    if ((await find()).length > 0) return false;
  }
  if (await isSendingNow(ctx.clock.now())) return false;
  // Drafts that could not be drawn wait for a person, and only the company itself sees which.
  const drafts = await inCompany(ctx.companyId, (tx) =>
    tx.letter.count({ where: { companyId: ctx.companyId, state: "DRAFT", outcome: null } }),
  );
  return drafts === 0;
}
