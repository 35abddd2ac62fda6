/** Scenarios as their pages show them: the steps, who they apply to, what each will say. */
import { readCompanyFacts } from "@/db/dunning/facts";
import { readScenarios } from "@/db/dunning/scenarios";
import {
  type PreviewInvoice,
  readPreviewInvoices,
  readScenarioUsage,
  type ScenarioUsage,
} from "@/db/dunning/scenarioUsage";
import { readDraftNumbers, readWrittenSteps, type WrittenStep } from "@/db/dunning/scenarioVersions";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { addDays, type LocalDate } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import { stepWarnings } from "@/domain/dunning/checkSteps";
import type { TextLanguage } from "@/domain/dunning/readyTexts";
import type { AddressForm, ScenarioStep, ScenarioVersion } from "@/domain/dunning/scenario";
import type { LegalRates } from "@/domain/legal/rateTables";
import { localDateAt } from "@/domain/zonedTime";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { previewStep, type StepPreview } from "./previewStep";

/** Invoices offered to read a text on. */
const INVOICES_OFFERED = 60;

export interface ScenarioLine extends ScenarioUsage {
  id: string;
  name: string;
  isDefault: boolean;
  version: number;
  steps: readonly ScenarioStep[];
}

/** Every scenario in use, the default one first. */
export async function listScenarios(ctx: CompanyCtx): Promise<(ScenarioLine & { draft: number | null })[]> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const { byId, byDefault, rules } = await readScenarios(tx, companyId);
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const usage = await readScenarioUsage(tx, companyId, rules, today);
    const drafts = await readDraftNumbers(tx, companyId);
    return [...byId.values()]
      .map((version) => ({
        ...lineOf(version, byDefault, usage),
        draft: drafts.get(version.scenarioId) ?? null,
      }))
      .sort((a, b) => Number(b.isDefault) - Number(a.isDefault) || a.name.localeCompare(b.name, "fr"));
  });
}

function lineOf(
  version: ScenarioVersion,
  byDefault: ScenarioVersion | null,
  usage: ReadonlyMap<string, ScenarioUsage>,
): ScenarioLine {
  return {
    id: version.scenarioId,
    name: version.name,
    isDefault: version.scenarioId === byDefault?.scenarioId,
    version: version.number,
    steps: version.steps,
    ...(usage.get(version.scenarioId) ?? { clientCount: 0, openCount: 0, openCents: 0n }),
  };
}

/** What the address of the page asks for. Anything else there is ignored. */
export interface ScenarioQuery {
  /** Offset of the step shown. */
  offsetDays: number | null;
  invoiceId: string;
  /** Language of the text shown; null: that of the client. */
  language?: TextLanguage | null;
  /** Shows the version in service although there is a draft. */
  wantsCurrent?: boolean;
}

/** A step with the words that are its own, and those that speak otherwise. */
export interface StepView extends WrittenStep {
  id: string;
}

export interface ScenarioView extends Omit<ScenarioLine, "steps"> {
  steps: readonly StepView[];
  form: AddressForm;
  /** The number shown when it is a draft. */
  draft: number | null;
  /** A draft exists, shown or not. */
  hasDraft: boolean;
  /** The step shown; null for a scenario without any. */
  step: StepView | null;
  /** Sentences about steps that will not do what one expects. */
  warnings: string[];
  /** Invoices the text can be read on, oldest due date first. */
  invoices: PreviewInvoice[];
  /** No open invoice follows this scenario: those offered follow others. */
  areOfOthers: boolean;
  /** The one it is read on; null for an example. */
  invoice: PreviewInvoice | null;
  /** Language the text is read in. */
  language: TextLanguage | null;
  preview: StepPreview | null;
  pace: DunningPace;
}

/** What the company lets leave, whatever the scenario says. */
export interface DunningPace {
  safeMode: boolean;
  isGrouped: boolean;
  gapHours: number;
  contactsPer30Days: number;
  /** Sending window on working days, minutes since midnight. */
  opensAt: number;
  closesAt: number;
}

/** @throws DomainError NOT_FOUND when the scenario is not of this company */
export async function readScenario(
  ctx: CompanyCtx,
  scenarioId: string,
  query: ScenarioQuery,
  source: { rates: LegalRates; callerName: string },
): Promise<ScenarioView> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const shown = await readShownVersion(tx, ctx, scenarioId, query);
    const { scenarios, version, draft, form, steps, today, zone, pace } = shown;
    const usage = await readScenarioUsage(tx, companyId, scenarios.rules, today);
    const step = steps.find((one) => one.offsetDays === query.offsetDays) ?? steps[0] ?? null;
    const offered = await readOfferedInvoices(tx, companyId, scenarioId, shown);
    const invoice = step && invoiceToRead(offered.invoices, query.invoiceId, step, today);
    const reading = { steps, form, invoice, today, zone, language: query.language ?? null, ...source };
    return {
      ...lineOf(version, scenarios.byDefault, usage),
      steps,
      form,
      draft: draft.shown,
      hasDraft: draft.exists,
      step,
      warnings: stepWarnings(steps),
      ...offered,
      invoice,
      language: query.language ?? null,
      pace,
      preview: step && (await previewStep(tx, companyId, { ...reading, step, texts: step.texts })),
    };
  });
}

/** What the version of a scenario that an address asks for is made of, and the day it is read on. */
interface ShownVersion {
  scenarios: Awaited<ReturnType<typeof readScenarios>>;
  version: ScenarioVersion;
  /** Number of the draft that is shown, if it is one; whether there is one. */
  draft: { shown: number | null; exists: boolean };
  form: AddressForm;
  steps: readonly StepView[];
  today: LocalDate;
  zone: CalendarZone;
  pace: DunningPace;
}

/** @throws DomainError NOT_FOUND when the scenario is not of this company */
export async function readShownVersion(
  tx: Tx,
  { companyId, clock }: CompanyCtx,
  scenarioId: string,
  query: Pick<ScenarioQuery, "wantsCurrent">,
): Promise<ShownVersion> {
  if (!isId(scenarioId)) throw notFound();
  const scenarios = await readScenarios(tx, companyId);
  const version = scenarios.byId.get(scenarioId);
  if (!version) throw notFound();
  const { pace, zone } = await readPace(tx, companyId);
  const draft = await tx.scenarioVersion.findFirst({ where: { companyId, scenarioId, publishedAt: null } });
  const shown = draft && !query.wantsCurrent ? draft : null;
  return {
    scenarios,
    version,
    draft: { shown: shown?.number ?? null, exists: draft !== null },
    form: shown?.addressForm ?? version.addressForm,
    steps: await readWrittenSteps(tx, companyId, shown?.id ?? version.id),
    today: localDateAt(clock.now(), timeZoneOf(zone)),
    zone,
    pace,
  };
}

/** Invoices to read a text on: those that follow the scenario, or any of the company while none does. */
export async function readOfferedInvoices(
  tx: Tx,
  companyId: string,
  scenarioId: string,
  { scenarios: { rules }, today }: Pick<ShownVersion, "scenarios" | "today">,
): Promise<{ invoices: PreviewInvoice[]; areOfOthers: boolean }> {
  const scope = { rules, today, limit: INVOICES_OFFERED };
  const own = await readPreviewInvoices(tx, companyId, scenarioId, scope);
  if (own.length > 0) return { invoices: own, areOfOthers: false };
  const invoices = await readPreviewInvoices(tx, companyId, null, scope);
  return { invoices, areOfOthers: invoices.length > 0 };
}

async function readPace(tx: Tx, companyId: string): Promise<{ pace: DunningPace; zone: CalendarZone }> {
  const facts = await readCompanyFacts(tx, companyId);
  const { groupByClient } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { groupByClient: true },
  });
  return {
    zone: facts.zone,
    pace: {
      safeMode: facts.safeMode,
      isGrouped: groupByClient,
      gapHours: facts.contactGapHours,
      contactsPer30Days: facts.contactsPer30Days,
      opensAt: facts.windowOpensAt,
      closesAt: facts.windowClosesAt,
    },
  };
}

/** The invoice asked for, else the one this step has reached last, else the first it will reach. */
export function invoiceToRead(
  invoices: readonly PreviewInvoice[],
  askedId: string,
  step: ScenarioStep,
  today: LocalDate,
): PreviewInvoice | null {
  const reached = invoices.filter(({ dueOn }) => addDays(dueOn, step.offsetDays) <= today);
  return invoices.find(({ id }) => id === askedId) ?? reached.at(-1) ?? invoices[0] ?? null;
}
