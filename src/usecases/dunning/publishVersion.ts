/** Puts the draft of a scenario in service, after showing what it changes for each invoice. */
import { type LoadedFacts, loadDunningFacts, MAX_FACTS } from "@/db/dunning/facts";
import { markAllDue } from "@/db/dunning/markDue";
import { readScenarios, readVersions } from "@/db/dunning/scenarios";
import { readFollowingInvoices } from "@/db/dunning/scenarioUsage";
import { lockDraft, readWrittenSteps } from "@/db/dunning/scenarioVersions";
import { inCompany, type Tx } from "@/db/inCompany";
import { readBriefInvoices } from "@/db/reporting/worklist";
import type { Instant, LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { checkSteps } from "@/domain/dunning/checkSteps";
import type { DunningFacts } from "@/domain/dunning/facts";
import { type NextStep, nextStep } from "@/domain/dunning/nextStep";
import { offsetLabel, type ScenarioVersion, stepName } from "@/domain/dunning/scenario";
import { checkbox, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { localDateAt } from "@/domain/zonedTime";
import { companyToday } from "../invoicing/saveInvoice";
import type { CompanyCtx } from "../ports";
import { changedSince, type Seen } from "../seenRecord";
import { journalScenario, lockScenario } from "./editScenario";
import { editedDraft } from "./seenScenario";

/** What comes next for an invoice, in few words. */
export interface NextBrief {
  /** « J+15, courriel ferme »; null: nothing. */
  words: string | null;
  on: LocalDate | null;
}

export interface ChangeLine {
  invoiceId: string;
  number: string;
  clientName: string;
  /** The scenario has already reminded about it. */
  isRunning: boolean;
  before: NextBrief;
  after: NextBrief;
}

export interface PublicationView {
  name: string;
  draft: number;
  current: number;
  /** Open invoices that follow the scenario, up to {@link MAX_FACTS}. */
  invoiceCount: number;
  /** The scenario has more invoices than are shown one by one. */
  isCut: boolean;
  changes: ChangeLine[];
  runningCount: number;
  /** The draft as this view compares it. */
  seen: Seen;
}

/** What putting the draft in service would change, invoice by invoice. Nothing is written. */
export async function previewPublication(ctx: CompanyCtx, scenarioId: string): Promise<PublicationView> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    const scenario = await lockScenario(tx, companyId, scenarioId);
    const { draft, current } = await bothVersions(tx, companyId, scenarioId, scenario.currentVersionId);
    const today = await companyToday(tx, companyId, now);
    const { rules } = await readScenarios(tx, companyId);
    const scope = { rules, today, limit: MAX_FACTS + 1 };
    const ids = await readFollowingInvoices(tx, companyId, scenarioId, scope);
    const loaded = await loadDunningFacts(tx, companyId, ids.slice(0, MAX_FACTS), now, false);
    const changes = await changesOf(tx, companyId, loaded, draft, now);
    return {
      name: scenario.name,
      draft: draft.number,
      current: current.number,
      invoiceCount: Math.min(ids.length, MAX_FACTS),
      isCut: ids.length > MAX_FACTS,
      changes,
      seen: await readDraft(tx, companyId, draft),
      runningCount: loaded.filter(({ facts }) => hasBegun(facts)).length,
    };
  });
}

async function readDraft(tx: Tx, companyId: string, { id, addressForm }: ScenarioVersion): Promise<Seen> {
  return editedDraft(addressForm, await readWrittenSteps(tx, companyId, id));
}

async function bothVersions(tx: Tx, companyId: string, scenarioId: string, currentId: string | null) {
  const draft = await lockDraft(tx, companyId, scenarioId);
  if (!draft) throw new DomainError("NO_DRAFT", "Ce brouillon est déjà en service.");
  const versions = await readVersions(tx, companyId, [draft.id, currentId ?? ""]);
  const [after, before] = [versions.get(draft.id), versions.get(currentId ?? "")];
  if (!after || !before) throw new DomainError("NO_DRAFT", "Ce brouillon est déjà en service.");
  return { draft: after, current: before };
}

/** The invoices whose next step differs under another version. */
export async function changesOf(
  tx: Tx,
  companyId: string,
  loaded: readonly LoadedFacts[],
  version: ScenarioVersion,
  now: Instant,
): Promise<ChangeLine[]> {
  const compared = loaded.map(({ facts }) => ({
    facts,
    before: briefOf(nextStep(facts, now), now, facts),
    after: briefOf(nextStep({ ...facts, scenario: version }, now), now, facts),
  }));
  const changed = compared.filter(
    ({ before, after }) => before.words !== after.words || before.on !== after.on,
  );
  const brief = await readBriefInvoices(
    tx,
    companyId,
    changed.map(({ facts }) => facts.invoice.id),
  );
  const clients = await tx.client.findMany({
    where: { companyId, id: { in: [...new Set(changed.map(({ facts }) => facts.client.id))] } },
    select: { id: true, name: true },
  });
  const names = new Map(clients.map((client) => [client.id, client.name]));
  return changed.map(({ facts, before, after }) => ({
    invoiceId: facts.invoice.id,
    number: brief.get(facts.invoice.id)?.number ?? "",
    clientName: names.get(facts.client.id) ?? "",
    isRunning: hasBegun(facts),
    before,
    after,
  }));
}

function hasBegun({ history }: DunningFacts): boolean {
  return history.some((step) => step.state === "DONE");
}

/** What a decision leads to, for a list. */
export function briefOf(
  decision: NextStep,
  now: Instant,
  { company }: Pick<DunningFacts, "company">,
): NextBrief {
  if (decision.kind === "STOP" || !decision.step) return { words: null, on: null };
  const on = decision.kind === "RUN" ? localDateAt(now, timeZoneOf(company.zone)) : decision.on;
  const name = stepName(decision.step).toLowerCase();
  return { words: `${offsetLabel(decision.step.offsetDays)}, ${name}`, on };
}

/** Nothing is typed here: what was read is what would go in service, so it is read again. */
function draftMoved(): DomainError {
  return new DomainError(
    "DRAFT_MOVED",
    "Quelqu’un a modifié ce brouillon depuis cet aperçu. Revenez au brouillon, relisez ce qui change, puis mettez en service.",
  );
}

/**
 * Puts the draft in service: every invoice of the scenario is decided again, one step at most.
 * With `keepRunning`, those already reminded finish with the version they began with.
 *
 * @throws DomainError NO_DRAFT, or DRAFT_MOVED when it is not what its preview showed any more
 */
export async function publishVersion(ctx: CompanyCtx, scenarioId: string, raw: RawFields): Promise<void> {
  const { keepRunning } = readFields(raw, { keepRunning: checkbox });
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(
    companyId,
    async (tx) => {
      const scenario = await lockScenario(tx, companyId, scenarioId);
      const { draft, current } = await bothVersions(tx, companyId, scenarioId, scenario.currentVersionId);
      checkSteps(draft.steps);
      if (changedSince(raw, await readDraft(tx, companyId, draft)).length > 0) throw draftMoved();
      if (keepRunning) await keepVersion(tx, ctx, scenarioId, current.id);
      await tx.scenarioVersion.update({
        where: { companyId_id: { companyId, id: draft.id } },
        data: { publishedAt: new Date(now) },
      });
      await tx.scenario.update({
        where: { companyId_id: { companyId, id: scenarioId } },
        data: { currentVersionId: draft.id },
      });
      await markAllDue(tx, companyId, now);
      await journalScenario(tx, ctx, scenarioId, "scenario.published", { number: draft.number, keepRunning });
    },
    { timeoutMs: 60_000 },
  );
  await ctx.bell.ring("dunning", { companyId });
}

async function keepVersion(tx: Tx, ctx: CompanyCtx, scenarioId: string, versionId: string): Promise<void> {
  const { companyId } = ctx;
  const today = await companyToday(tx, companyId, ctx.clock.now());
  const { rules } = await readScenarios(tx, companyId);
  const ids = await readFollowingInvoices(tx, companyId, scenarioId, { rules, today, limit: 1_000_000 });
  await tx.$executeRaw`
    INSERT INTO scenario_choice (company_id, invoice_id, version_id, chosen_at)
    SELECT DISTINCT d.company_id, d.invoice_id, ${versionId}::uuid, ${new Date(ctx.clock.now())}::timestamptz
    FROM dunning_step d
    WHERE d.company_id = ${companyId}::uuid AND d.state = 'DONE' AND d.invoice_id = ANY(${ids}::uuid[])`;
}
