/** Scenarios as their pages show them: the steps, who they apply to, what each will say. */
import { readCompanyFacts, readScenarios } from "@/db/dunning/facts";
import {
  type PreviewInvoice,
  readPreviewInvoices,
  readScenarioUsage,
  type ScenarioUsage,
} from "@/db/dunning/scenarioUsage";
import { inCompany, isId } from "@/db/inCompany";
import { addDays, type LocalDate, localDateAt, timeZoneOf } from "@/domain/calendar";
import type { ScenarioStep, ScenarioVersion } from "@/domain/dunning/scenario";
import type { LegalRates } from "@/domain/legal/rateTables";
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
export async function listScenarios(ctx: CompanyCtx): Promise<ScenarioLine[]> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const { byId, byDefault } = await readScenarios(tx, companyId);
    const usage = await readScenarioUsage(tx, companyId);
    return [...byId.values()]
      .map((version) => lineOf(version, byDefault, usage))
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
}

export interface ScenarioView extends ScenarioLine {
  /** The step shown; null for a scenario without any. */
  step: ScenarioStep | null;
  /** Invoices the text can be read on, oldest due date first. */
  invoices: PreviewInvoice[];
  /** The one it is read on; null for an example. */
  invoice: PreviewInvoice | null;
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
  if (!isId(scenarioId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const { byId, byDefault } = await readScenarios(tx, companyId);
    const version = byId.get(scenarioId);
    if (!version) throw notFound();
    const facts = await readCompanyFacts(tx, companyId);
    const { zone } = facts;
    const { groupByClient } = await tx.company.findUniqueOrThrow({
      where: { id: companyId },
      select: { groupByClient: true },
    });
    const today = localDateAt(ctx.clock.now(), timeZoneOf(zone));
    const line = lineOf(version, byDefault, await readScenarioUsage(tx, companyId));
    const step = line.steps.find((one) => one.offsetDays === query.offsetDays) ?? line.steps[0] ?? null;
    const invoices = await readPreviewInvoices(tx, companyId, scenarioId, INVOICES_OFFERED);
    const invoice = step && invoiceToRead(invoices, query.invoiceId, step, today);
    const reading = { steps: line.steps, invoice, today, zone, ...source };
    return {
      ...line,
      step,
      invoices,
      invoice,
      pace: {
        safeMode: facts.safeMode,
        isGrouped: groupByClient,
        gapHours: facts.contactGapHours,
        contactsPer30Days: facts.contactsPer30Days,
        opensAt: facts.windowOpensAt,
        closesAt: facts.windowClosesAt,
      },
      preview: step && (await previewStep(tx, companyId, { ...reading, step })),
    };
  });
}

/** The invoice asked for, else the one this step has reached last, else the first it will reach. */
function invoiceToRead(
  invoices: readonly PreviewInvoice[],
  askedId: string,
  step: ScenarioStep,
  today: LocalDate,
): PreviewInvoice | null {
  const reached = invoices.filter(({ dueOn }) => addDays(dueOn, step.offsetDays) <= today);
  return invoices.find(({ id }) => id === askedId) ?? reached.at(-1) ?? invoices[0] ?? null;
}
