/** A reminder asked for by hand, before it exists: its invoices, its words, its readers, its moment. */
import { type RecipientRow, readRecipients } from "@/db/dunning/contacts";
import {
  type LoadedFacts,
  loadDunningFacts,
  lockInvoices,
  MAX_FACTS,
  readCompanyFacts,
} from "@/db/dunning/facts";
import { readHandReminded } from "@/db/dunning/handReminders";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { readScenarios } from "@/db/dunning/scenarios";
import { isId, type Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { fromLocalDate, toLocalDate } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import type { CompanyFacts } from "@/domain/dunning/facts";
import {
  firmest,
  type HandStop,
  type HandTiming,
  handStops,
  handTiming,
  isHandTemplate,
  proposedTemplate,
} from "@/domain/dunning/handReminder";
import { type RecipientSet, recipientsOf } from "@/domain/dunning/recipients";
import type { ScenarioStep, ScenarioVersion } from "@/domain/dunning/scenario";
import { startOf } from "@/domain/dunning/sendingWindow";
import { localDateAt } from "@/domain/zonedTime";
import { notFound } from "../parties/saveClient";
import { contentKey } from "./contentKey";

/** One invoice, or all that is late with a client. */
export type HandTarget = { invoiceId: string } | { clientId: string };

export interface HandInvoice {
  id: string;
  number: string;
  dueOn: LocalDate;
  balanceCents: bigint;
  loaded: LoadedFacts;
  /** Why it is left out; none: the message speaks of it. */
  stops: HandStop[];
}

export interface HandTemplate {
  step: ScenarioStep;
  scenarioName: string;
}

export interface HandDraft {
  clientId: string;
  today: LocalDate;
  timeZone: string;
  /** Invoices asked for, oldest due first. */
  invoices: HandInvoice[];
  /** Those of them the message speaks of. */
  spoken: HandInvoice[];
  /** Email steps of the company whose words may be chosen. */
  templates: HandTemplate[];
  /** The words chosen, or those proposed; null when the company has no email step at all. */
  template: HandTemplate | null;
  people: RecipientRow[];
  recipients: RecipientSet;
  /** Null when the message speaks of no invoice. */
  timing: HandTiming | null;
  contentKey: string;
  /** Names all that a person saw before sending: it differs when anything has changed. */
  seen: string;
}

/**
 * Gathers everything a reminder by hand is made of.
 *
 * @param stepId words chosen; empty or unknown: those proposed
 * @param lock locks the client and its open invoices until the end of the transaction
 * @throws DomainError NOT_FOUND
 */
export async function draftHandReminder(
  tx: Tx,
  companyId: string,
  asked: { target: HandTarget; stepId: string; now: Instant },
  lock: boolean,
): Promise<HandDraft> {
  const { now } = asked;
  const clientId = await clientOf(tx, companyId, asked.target);
  if (lock) {
    // As the worker does: the client, then its invoices. Two requests stand in line.
    await tx.$executeRaw`SELECT 1 FROM client WHERE company_id = ${companyId}::uuid AND id = ${clientId}::uuid FOR NO KEY UPDATE`;
    await lockInvoices(tx, companyId, await readOpenInvoiceIds(tx, companyId, clientId));
  }
  const company = await readCompanyFacts(tx, companyId);
  const timeZone = timeZoneOf(company.zone);
  const today = localDateAt(now, timeZone);
  const invoices = await readInvoices(tx, companyId, asked, { today, company });
  const spoken = invoices.filter((invoice) => invoice.stops.length === 0);
  const templates = await readTemplates(tx, companyId, invoices);
  const proposed = firmest(
    (spoken.length > 0 ? spoken : invoices).flatMap(({ loaded }) => proposedTemplate(loaded.facts) ?? []),
  );
  const template =
    templates.find(({ step }) => step.id === asked.stepId) ??
    templates.find(({ step }) => step.id === proposed?.id) ??
    templates[0] ??
    null;
  const people = await readRecipients(tx, companyId, [clientId]);
  const recipients = recipientsOf(people, template?.step.escalates ?? false);
  const [first] = spoken;
  const runs = spoken.map(({ id }) => ({ invoiceId: id, stepId: `by hand ${today}` }));
  return {
    clientId,
    today,
    timeZone,
    invoices,
    spoken,
    templates,
    template,
    people,
    recipients,
    timing: first ? handTiming(first.loaded.facts, now) : null,
    // Whatever the words and the readers: these invoices once a day.
    contentKey: contentKey(companyId, runs, { to: [], cc: [] }),
    seen: seenOf(spoken, template, recipients),
  };
}

async function clientOf(tx: Tx, companyId: string, target: HandTarget): Promise<string> {
  if ("invoiceId" in target) {
    if (!isId(target.invoiceId)) throw notFound();
    const invoice = await tx.invoice.findUnique({
      where: { companyId_id: { companyId, id: target.invoiceId } },
      select: { clientId: true },
    });
    if (!invoice) throw notFound();
    return invoice.clientId;
  }
  if (!isId(target.clientId)) throw notFound();
  const client = await tx.client.findUnique({
    where: { companyId_id: { companyId, id: target.clientId } },
    select: { id: true },
  });
  if (!client) throw notFound();
  return client.id;
}

async function readInvoices(
  tx: Tx,
  companyId: string,
  { target, now }: { target: HandTarget; now: Instant },
  { today, company }: { today: LocalDate; company: CompanyFacts },
): Promise<HandInvoice[]> {
  const where =
    "invoiceId" in target
      ? { companyId, id: target.invoiceId }
      : {
          companyId,
          clientId: target.clientId,
          status: "OPEN" as const,
          dueOn: { lt: fromLocalDate(today) },
        };
  const rows = await tx.invoice.findMany({
    where,
    select: { id: true, number: true, dueOn: true, balanceCents: true },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    take: MAX_FACTS,
  });
  const ids = rows.map((row) => row.id);
  const loaded = await loadDunningFacts(tx, companyId, ids, now, false);
  const byId = new Map(loaded.map((one) => [one.facts.invoice.id, one]));
  const reminded = await readHandReminded(tx, companyId, ids, new Date(startOf(today, company)));
  return rows.flatMap((row) => {
    const mine = byId.get(row.id);
    if (!mine) return [];
    const stops = handStops({ facts: mine.facts, isSentToday: reminded.has(row.id) }, now);
    return [{ ...row, dueOn: toLocalDate(row.dueOn), loaded: mine, stops }];
  });
}

/** The email steps in service, and those of the versions these invoices keep. */
async function readTemplates(
  tx: Tx,
  companyId: string,
  invoices: readonly HandInvoice[],
): Promise<HandTemplate[]> {
  const versions = new Map<string, ScenarioVersion>();
  for (const { loaded } of invoices) {
    const { scenario } = loaded.facts;
    if (scenario) versions.set(scenario.id, scenario);
  }
  for (const version of (await readScenarios(tx, companyId)).byId.values()) versions.set(version.id, version);
  return [...versions.values()].flatMap(({ name, steps }) =>
    steps.filter(isHandTemplate).map((step) => ({ step, scenarioName: name })),
  );
}

function seenOf(
  spoken: readonly HandInvoice[],
  template: HandTemplate | null,
  { to, cc }: RecipientSet,
): string {
  const invoices = spoken.map(({ id, loaded }) => `${id}:${loaded.invoiceVersion}`);
  const parts = [...invoices, template?.step.id ?? "", ...to, "|", ...cc];
  return sha256Hex(parts.join("\n")).slice(0, 32);
}
