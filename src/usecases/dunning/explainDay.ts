/** Why, or why not, for one invoice on one day: past, today, or to come if nothing is paid. */
import { loadDunningFacts } from "@/db/dunning/facts";
import { readEverHandReminded } from "@/db/dunning/handReminders";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { loadAccounts } from "@/db/invoicing/claims";
import { readStatementClients, readStatementSchedule } from "@/db/settlement/statementSchedule";
import { fromLocalDate, toLocalDateOrNull } from "@/db/values";
import { addDays, type Instant, type LocalDate, maxDate, minDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { type Explanation, explainDecision } from "@/domain/dunning/explainDecision";
import type { DunningFacts, StepFact } from "@/domain/dunning/facts";
import { type Reason, reasonSentence } from "@/domain/dunning/reason";
import { type Channel, offsetLabel, stepName, type Tone } from "@/domain/dunning/scenario";
import type { SimulatedContact } from "@/domain/dunning/simulate";
import { loweringCents } from "@/domain/legal/imputation";
import { sumCents } from "@/domain/money";
import { simulateStatements } from "@/domain/settlement/simulateStatements";
import { instantOf, localDateAt } from "@/domain/zonedTime";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { readClientStatements } from "../settlement/saveStatementSchedule";

/** How far ahead a day may be asked about. */
const LONGEST_DAYS = 180;
const NOON = 12 * 60;

export interface DayExplanation extends Explanation {
  number: string;
  clientName: string;
  on: LocalDate;
  today: LocalDate;
  earliestOn: LocalDate;
  latestOn: LocalDate;
  /** What was really done that day, with the reasons of then. */
  done: { title: string; reasons: string[] }[];
}

/**
 * The trace of the rules for one day. A past day is told with the facts of then and the settings
 * of today; a day to come, as if nothing were paid nor answered until then.
 *
 * @throws DomainError NOT_FOUND
 */
export async function explainDay(
  ctx: CompanyCtx,
  invoiceId: string,
  asked: LocalDate | null,
): Promise<DayExplanation> {
  if (!isId(invoiceId)) throw notFound();
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    const row = await tx.invoice.findUnique({
      where: { companyId_id: { companyId, id: invoiceId } },
      select: { number: true, issuedOn: true, clientId: true, client: { select: { name: true } } },
    });
    const [loaded] = await loadDunningFacts(tx, companyId, [invoiceId], now, false);
    if (!row || !loaded) throw notFound();
    const { facts } = loaded;
    const zone = timeZoneOf(facts.company.zone);
    const today = localDateAt(now, zone);
    const earliestOn = toLocalDateOrNull(row.issuedOn) ?? today;
    const latestOn = addDays(today, LONGEST_DAYS);
    const on = maxDate(minDate(asked ?? today, latestOn), minDate(earliestOn, today));
    const done = await readDone(tx, companyId, invoiceId, on);
    const at =
      on === today
        ? { facts, now }
        : on < today
          ? await factsThen(tx, companyId, facts, on)
          : await factsLater(tx, companyId, facts, row.clientId, { on, now });
    return {
      ...explainDecision(at.facts, at.now),
      number: row.number,
      clientName: row.client.name,
      on,
      today,
      earliestOn: minDate(earliestOn, today),
      latestOn,
      done,
    };
  });
}

async function readDone(
  tx: Tx,
  companyId: string,
  invoiceId: string,
  on: LocalDate,
): Promise<DayExplanation["done"]> {
  const rows = await tx.dunningStep.findMany({
    where: { companyId, invoiceId, executedOn: fromLocalDate(on), state: { not: "CANCELLED" } },
    include: { step: { select: { tone: true } } },
    orderBy: { offsetDays: "asc" },
  });
  return rows.map((row) => ({
    title: `${offsetLabel(row.offsetDays)}, ${doneName(row)}${row.state === "SUPERSEDED" ? ", dépassé" : ""}`,
    reasons: (row.reasons as unknown as Reason[]).map(reasonSentence),
  }));
}

/** A call is proposed by its step, and made by a person, perhaps never. */
function doneName({ channel, step: { tone } }: { channel: Channel; step: { tone: Tone } }): string {
  return channel === "CALL" ? "appel proposé" : stepName({ channel, tone }).toLowerCase();
}

/**
 * The facts as they were on a past day, before anything of that day was done; asked in the last
 * minute of the sending window, when whatever was of that day had its moment.
 */
async function factsThen(
  tx: Tx,
  companyId: string,
  facts: DunningFacts,
  on: LocalDate,
): Promise<{ facts: DunningFacts; now: Instant }> {
  const zone = timeZoneOf(facts.company.zone);
  const now = instantOf(on, facts.company.windowClosesAt - 1, zone);
  const account = (await loadAccounts(tx, companyId, [facts.invoice.id])).get(facts.invoice.id);
  const events = account?.claim.events.filter((event) => event.on < on) ?? [];
  const balanceCents = account ? account.totalCents - sumCents(events.map(loweringCents)) : 0n;
  const { closedAt, status } = await tx.invoice.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: facts.invoice.id } },
    select: { closedAt: true, status: true },
  });
  const midnight = { at: instantOf(on, 0, zone), on };
  const byHand = await readEverHandReminded(tx, companyId, [facts.invoice.id], midnight);
  const wasClosed = closedAt !== null && status !== "PAID" && localDateAt(closedAt.getTime(), zone) < on;
  return {
    now,
    facts: {
      ...facts,
      invoice: {
        ...facts.invoice,
        status: wasClosed ? status : balanceCents > 0n ? "OPEN" : "PAID",
        balanceCents,
        isRemindedByHand: byHand.has(facts.invoice.id),
      },
      client: {
        ...facts.client,
        automaticContacts: facts.client.automaticContacts.filter((at) => localDateAt(at, zone) < on),
      },
      history: facts.history.filter((step) => step.executedOn < on),
      holds: facts.holds
        .filter((hold) => hold.startedOn <= on)
        .map((hold) => ({
          ...hold,
          endedAt: hold.endedAt !== null && hold.endedAt <= now ? hold.endedAt : null,
        })),
      inFlight: null,
    },
  };
}

/** The facts of a day to come, as the policy itself will make them. */
async function factsLater(
  tx: Tx,
  companyId: string,
  facts: DunningFacts,
  clientId: string,
  { on, now }: { on: LocalDate; now: Instant },
): Promise<{ facts: DunningFacts; now: Instant }> {
  const zone = timeZoneOf(facts.company.zone);
  const open = await tx.invoice.findMany({
    where: { companyId, clientId, status: "OPEN" },
    select: { id: true },
    orderBy: { dueOn: "asc" },
    take: 200,
  });
  const loaded = await loadDunningFacts(
    tx,
    companyId,
    open.map(({ id }) => id),
    now,
    false,
  );
  const { groupByClient } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { groupByClient: true },
  });
  const untilAt = instantOf(addDays(on, 1), 0, zone);
  const today = localDateAt(now, zone);
  const { isScheduled } = await readClientStatements(tx, companyId, clientId, today);
  const row = (await readStatementClients(tx, companyId, [clientId], today)).get(clientId);
  const { contacts, statementsAt } = simulateStatements(
    {
      facts: facts.client,
      invoices: loaded.map((one) => ({ ...one.facts, fromAt: now, changes: [] })),
      statement: isScheduled && row ? row : null,
    },
    await readStatementSchedule(tx, companyId),
    { company: facts.company, isGrouped: groupByClient, untilAt },
    now,
  );
  const mine = contacts.filter(({ runs }) => runs.some((run) => run.invoiceId === facts.invoice.id));
  const thatDay = mine.find((contact) => contact.on === on);
  const at = thatDay?.at ?? instantOf(on, NOON, zone);
  return {
    now: at,
    facts: {
      ...facts,
      inFlight: null,
      client: {
        ...facts.client,
        automaticContacts: [
          ...facts.client.automaticContacts,
          ...contacts
            .filter((contact) => contact.at < at && contact.channel !== "CALL")
            .map((contact) => contact.at),
          ...statementsAt.filter((statementAt) => statementAt < at),
        ].sort((a, b) => a - b),
      },
      history: [
        ...facts.history,
        ...mine.filter((contact) => contact.on < on).flatMap((contact) => stepsOf(contact, facts)),
      ],
    },
  };
}

function stepsOf(contact: SimulatedContact, facts: DunningFacts): StepFact[] {
  return contact.runs
    .filter((run) => run.invoiceId === facts.invoice.id)
    .map(({ offsetDays }) => ({
      stepId: facts.scenario?.steps.find((step) => step.offsetDays === offsetDays)?.id ?? "",
      offsetDays,
      channel: contact.channel,
      state: "DONE",
      executedOn: contact.on,
    }));
}
