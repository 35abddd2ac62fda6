/** What will leave in the next weeks, from the facts of today and the policy itself. */
import { type LoadedFacts, loadDunningFacts, MAX_FACTS, readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import { readBriefInvoices } from "@/db/reporting/worklist";
import { addDays, type Instant, type LocalDate } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import { FORECAST_DAYS, type Forecast, forecastOf } from "@/domain/dunning/forecast";
import { type SimulatedContact, type SimulatedInvoice, simulateClient } from "@/domain/dunning/simulate";
import { instantOf, localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";

/** A forecast of more would take seconds: the nearest due dates are read. */
const MAX_INVOICES = 5_000;

export interface ForecastView extends Forecast {
  today: LocalDate;
  untilOn: LocalDate;
  zone: CalendarZone;
  clientNames: ReadonlyMap<string, string>;
  invoiceNumbers: ReadonlyMap<string, string>;
  /** Invoices of the company that were left out. */
  leftOut: number;
  isStopped: boolean;
  isSafe: boolean;
  /** Reminders that already wait for an approval: they are not counted again. */
  waitingCount: number;
}

/** Plays the policy forward, for every open invoice, as if nothing were paid. */
export async function readForecast(ctx: CompanyCtx, days = FORECAST_DAYS): Promise<ForecastView> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(
    companyId,
    async (tx) => {
      const company = await readCompanyFacts(tx, companyId);
      const { groupByClient } = await tx.company.findUniqueOrThrow({
        where: { id: companyId },
        select: { groupByClient: true },
      });
      const { ids, leftOut } = await openInvoices(tx, companyId);
      const loaded = await loadAll(tx, companyId, ids, now);
      const today = localDateAt(now, timeZoneOf(company.zone));
      const untilOn = addDays(today, days - 1);
      const untilAt = instantOf(addDays(untilOn, 1), 0, timeZoneOf(company.zone));
      const frame = { company, isGrouped: groupByClient, untilAt };
      const contacts = byClient(loaded).flatMap((mine) => simulateAll(mine, now, frame));
      return {
        ...forecastOf(contacts),
        today,
        untilOn,
        zone: company.zone,
        ...(await namesOf(tx, companyId, contacts)),
        leftOut,
        isStopped: company.paused,
        isSafe: company.safeMode,
        waitingCount: await tx.message.count({ where: { companyId, state: "AWAITING_APPROVAL" } }),
      };
    },
    { timeoutMs: 30_000 },
  );
}

async function openInvoices(tx: Tx, companyId: string): Promise<{ ids: string[]; leftOut: number }> {
  const rows = await tx.invoice.findMany({
    where: { companyId, status: "OPEN" },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    select: { id: true },
    take: MAX_INVOICES,
  });
  const count = await tx.invoice.count({ where: { companyId, status: "OPEN" } });
  return { ids: rows.map((row) => row.id), leftOut: Math.max(0, count - rows.length) };
}

async function loadAll(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
  now: Instant,
): Promise<LoadedFacts[]> {
  const loaded: LoadedFacts[] = [];
  for (let from = 0; from < ids.length; from += MAX_FACTS) {
    loaded.push(...(await loadDunningFacts(tx, companyId, ids.slice(from, from + MAX_FACTS), now, false)));
  }
  return loaded;
}

function byClient(loaded: readonly LoadedFacts[]): LoadedFacts[][] {
  const groups = new Map<string, LoadedFacts[]>();
  for (const one of loaded) {
    const group = groups.get(one.facts.client.id);
    if (group) group.push(one);
    else groups.set(one.facts.client.id, [one]);
  }
  return [...groups.values()];
}

function simulateAll(
  mine: readonly LoadedFacts[],
  now: Instant,
  frame: Parameters<typeof simulateClient>[2],
): SimulatedContact[] {
  const [first] = mine;
  if (!first) return [];
  const invoices = mine.map(
    ({ facts }): SimulatedInvoice => ({
      invoice: facts.invoice,
      scenario: facts.scenario,
      history: facts.history,
      holds: facts.holds,
      inFlight: facts.inFlight,
      fromAt: now,
      changes: [],
    }),
  );
  return simulateClient(first.facts.client, invoices, frame);
}

async function namesOf(tx: Tx, companyId: string, contacts: readonly SimulatedContact[]) {
  const clients = await tx.client.findMany({
    where: { companyId, id: { in: [...new Set(contacts.map(({ clientId }) => clientId))] } },
    select: { id: true, name: true },
  });
  const ids = [...new Set(contacts.flatMap(({ runs }) => runs.map(({ invoiceId }) => invoiceId)))];
  const invoices = await readBriefInvoices(tx, companyId, ids);
  return {
    clientNames: new Map(clients.map(({ id, name }) => [id, name])),
    invoiceNumbers: new Map([...invoices].map(([id, { number }]) => [id, number])),
  };
}
