/** What will leave in the next weeks, from the facts of today and the policy itself. */
import { readClientFacts } from "@/db/dunning/clientFacts";
import { type LoadedFacts, loadDunningFacts, MAX_FACTS, readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import { readBriefInvoices } from "@/db/reporting/worklist";
import {
  readAddressedClients,
  readStatementClients,
  readStatementSchedule,
  type StatementClientRow,
} from "@/db/settlement/statementSchedule";
import { addDays, type Instant, type LocalDate } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import { FORECAST_DAYS, type Forecast, forecastOf } from "@/domain/dunning/forecast";
import type { SimulatedContact, SimulatedInvoice } from "@/domain/dunning/simulate";
import { type StatedClient, simulateStatements } from "@/domain/settlement/simulateStatements";
import type { StatementSchedule } from "@/domain/settlement/statementSchedule";
import { instantOf, localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";

/** A forecast of more would take seconds: the nearest due dates are read. */
const MAX_INVOICES = 5_000;
/** Clients whose statements are foreseen. */
const MAX_STATED = 2_000;

export interface ForecastView extends Forecast {
  today: LocalDate;
  untilOn: LocalDate;
  zone: CalendarZone;
  clientNames: ReadonlyMap<string, string>;
  invoiceNumbers: ReadonlyMap<string, string>;
  /** Monthly statements of account, by day. */
  statements: { on: LocalDate; clientIds: string[] }[];
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
      const { schedule, clients } = await readStatedClients(tx, companyId, byClient(loaded), { today, now });
      const futures = clients.map((client) => ({
        clientId: client.facts.id,
        ...simulateStatements(client, schedule, frame, now),
      }));
      const contacts = futures.flatMap((future) => future.contacts);
      const statements = statementDays(futures);
      const named = [...contacts, ...futures.filter(({ statementsOn }) => statementsOn.length > 0)];
      return {
        ...forecastOf(contacts),
        statements,
        today,
        untilOn,
        zone: company.zone,
        ...(await namesOf(tx, companyId, contacts, named)),
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

/** The clients whose invoices are open, and those the schedule of statements addresses besides. */
async function readStatedClients(
  tx: Tx,
  companyId: string,
  groups: readonly LoadedFacts[][],
  { today, now }: { today: LocalDate; now: Instant },
): Promise<{ schedule: StatementSchedule | null; clients: StatedClient[] }> {
  const schedule = await readStatementSchedule(tx, companyId);
  const isOn = schedule?.isOn === true;
  const addressed = isOn ? await readAddressedClients(tx, companyId, schedule, MAX_STATED) : [];
  const rows = isOn
    ? await readStatementClients(tx, companyId, addressed, today)
    : new Map<string, StatementClientRow>();
  const open = new Set(groups.flatMap(([first]) => (first ? [first.facts.client.id] : [])));
  const others = addressed.filter((clientId) => !open.has(clientId));
  const quiet = schedule?.onlyOpen ? [] : await readClientFacts(tx, companyId, others, now);
  const stated = (clientId: string) => rows.get(clientId) ?? null;
  return {
    schedule: isOn ? schedule : null,
    clients: [
      ...groups.flatMap((mine): StatedClient[] => {
        const facts = mine[0]?.facts.client;
        return facts
          ? [{ facts, invoices: mine.map((one) => courseOf(one, now)), statement: stated(facts.id) }]
          : [];
      }),
      ...[...quiet].map(
        ([clientId, { facts }]): StatedClient => ({ facts, invoices: [], statement: stated(clientId) }),
      ),
    ],
  };
}

function courseOf({ facts }: LoadedFacts, fromAt: Instant): SimulatedInvoice {
  const { invoice, scenario, history, holds, inFlight } = facts;
  return { invoice, scenario, history, holds, inFlight, fromAt, changes: [] };
}

function statementDays(
  futures: readonly { clientId: string; statementsOn: readonly LocalDate[] }[],
): ForecastView["statements"] {
  const days = new Map<LocalDate, string[]>();
  for (const { clientId, statementsOn } of futures) {
    for (const on of statementsOn) days.set(on, [...(days.get(on) ?? []), clientId]);
  }
  return [...days].map(([on, clientIds]) => ({ on, clientIds })).sort((a, b) => (a.on < b.on ? -1 : 1));
}

async function namesOf(
  tx: Tx,
  companyId: string,
  contacts: readonly SimulatedContact[],
  named: readonly { clientId: string }[],
) {
  const clients = await tx.client.findMany({
    where: { companyId, id: { in: [...new Set(named.map(({ clientId }) => clientId))] } },
    select: { id: true, name: true },
  });
  const ids = [...new Set(contacts.flatMap(({ runs }) => runs.map(({ invoiceId }) => invoiceId)))];
  const invoices = await readBriefInvoices(tx, companyId, ids);
  return {
    clientNames: new Map(clients.map(({ id, name }) => [id, name])),
    invoiceNumbers: new Map([...invoices].map(([id, { number }]) => [id, number])),
  };
}
