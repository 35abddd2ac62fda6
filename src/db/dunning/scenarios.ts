/** Scenarios in service, their rules, and which version each invoice follows. */
import type { LocalDate } from "@/domain/calendar";
import type { ScenarioStep, ScenarioVersion } from "@/domain/dunning/scenario";
import { firstRule, type ScenarioRule } from "@/domain/dunning/scenarioRule";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { readUsualDelays } from "../reporting/usualDelays";

export interface Scenarios {
  /** Version in service of each scenario. */
  byId: Map<string, ScenarioVersion>;
  byDefault: ScenarioVersion | null;
  /** In the order they are tried. */
  rules: ScenarioRule[];
}

const WITH_STEPS = {
  scenario: { select: { name: true, isDefault: true } },
  steps: { orderBy: { offsetDays: "asc" } },
} as const satisfies Prisma.ScenarioVersionInclude;

type VersionRow = Prisma.ScenarioVersionGetPayload<{ include: typeof WITH_STEPS }>;

/** A version as the decision reads it. */
export function versionOf(row: VersionRow): ScenarioVersion {
  return {
    id: row.id,
    scenarioId: row.scenarioId,
    name: row.scenario.name,
    number: row.number,
    addressForm: row.addressForm,
    steps: row.steps.map(({ companyId: _company, versionId: _version, ...step }): ScenarioStep => step),
  };
}

/** Version in service of each scenario of the company, the default one, and the rules. */
export async function readScenarios(tx: Tx, companyId: string): Promise<Scenarios> {
  const scenarios = await tx.scenario.findMany({
    where: { companyId, archivedAt: null, currentVersionId: { not: null } },
    select: { id: true, isDefault: true, currentVersionId: true },
  });
  const versions = await readVersions(
    tx,
    companyId,
    scenarios.flatMap(({ currentVersionId }) => currentVersionId ?? []),
  );
  const byId = new Map<string, ScenarioVersion>();
  let byDefault: ScenarioVersion | null = null;
  for (const { id, isDefault, currentVersionId } of scenarios) {
    const version = versions.get(currentVersionId ?? "");
    if (!version || version.scenarioId !== id) continue;
    byId.set(id, version);
    if (isDefault) byDefault = version;
  }
  const rules = (await readRules(tx, companyId)).filter((rule) => byId.has(rule.scenarioId));
  return { byId, byDefault, rules };
}

/** These versions, by id, whether in service or not. */
export async function readVersions(
  tx: Tx,
  companyId: string,
  versionIds: readonly string[],
): Promise<Map<string, ScenarioVersion>> {
  if (versionIds.length === 0) return new Map();
  const rows = await tx.scenarioVersion.findMany({
    where: { companyId, id: { in: [...versionIds] } },
    include: WITH_STEPS,
  });
  return new Map(rows.map((row) => [row.id, versionOf(row)]));
}

/** The rules, in the order they are tried. */
export async function readRules(tx: Tx, companyId: string): Promise<ScenarioRule[]> {
  return tx.scenarioRule.findMany({
    where: { companyId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: {
      id: true,
      scenarioId: true,
      clientKind: true,
      minTotalCents: true,
      maxTotalCents: true,
      tag: true,
      habit: true,
    },
  });
}

/** What the choice of a scenario depends on, of one invoice. */
export interface ChoosingInvoice {
  id: string;
  clientId: string;
  totalCents: bigint;
  clientKind: DebtorKind;
  /** The scenario chosen by hand for its client. */
  clientScenarioId: string | null;
}

export type ChosenBy = "INVOICE" | "CLIENT" | "RULE" | "DEFAULT";

/** The version each invoice follows, and what chose it. Absent: none applies. */
export async function chooseVersions(
  tx: Tx,
  companyId: string,
  invoices: readonly ChoosingInvoice[],
  scenarios: Scenarios,
  today: LocalDate,
): Promise<Map<string, { version: ScenarioVersion; by: ChosenBy }>> {
  const choices = await tx.$queryRaw<{ invoiceId: string; versionId: string }[]>`
    SELECT invoice_id AS "invoiceId", version_id AS "versionId" FROM scenario_choice
    WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${invoices.map((invoice) => invoice.id)}::uuid[])`;
  const kept = await readVersions(tx, companyId, [...new Set(choices.map((choice) => choice.versionId))]);
  const byHand = new Map(choices.map((choice) => [choice.invoiceId, kept.get(choice.versionId)]));
  const clientIds = [...new Set(invoices.map((invoice) => invoice.clientId))];
  const tags = scenarios.rules.some((rule) => rule.tag !== null)
    ? await readTags(tx, companyId, clientIds)
    : new Map<string, string[]>();
  const delays = scenarios.rules.some((rule) => rule.habit !== null)
    ? await readUsualDelays(tx, companyId, today, clientIds)
    : new Map<string, number>();
  const chosen = new Map<string, { version: ScenarioVersion; by: ChosenBy }>();
  for (const invoice of invoices) {
    const rule = firstRule(scenarios.rules, {
      clientKind: invoice.clientKind,
      totalCents: invoice.totalCents,
      tags: tags.get(invoice.clientId) ?? [],
      usualDelayDays: delays.get(invoice.clientId) ?? null,
    });
    const candidates: [ChosenBy, ScenarioVersion | null | undefined][] = [
      ["INVOICE", byHand.get(invoice.id)],
      ["CLIENT", scenarios.byId.get(invoice.clientScenarioId ?? "")],
      ["RULE", rule && scenarios.byId.get(rule.scenarioId)],
      ["DEFAULT", scenarios.byDefault],
    ];
    for (const [by, version] of candidates) {
      if (!version) continue;
      chosen.set(invoice.id, { version, by });
      break;
    }
  }
  return chosen;
}

/** The version one invoice follows; null when none applies. */
export async function readScenarioOf(
  tx: Tx,
  companyId: string,
  invoiceId: string,
  today: LocalDate,
): Promise<ScenarioVersion | null> {
  const { clientId, totalCents, client } = await tx.invoice.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: invoiceId } },
    select: { clientId: true, totalCents: true, client: { select: { kind: true, scenarioId: true } } },
  });
  const invoice = {
    id: invoiceId,
    clientId,
    totalCents,
    clientKind: client.kind,
    clientScenarioId: client.scenarioId,
  };
  const chosen = await chooseVersions(tx, companyId, [invoice], await readScenarios(tx, companyId), today);
  return chosen.get(invoiceId)?.version ?? null;
}

/** Words put on these clients. */
export async function readTags(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.clientTag.findMany({
    where: { companyId, clientId: { in: [...clientIds] } },
    orderBy: { tag: "asc" },
  });
  const tags = new Map<string, string[]>();
  for (const { clientId, tag } of rows) tags.set(clientId, [...(tags.get(clientId) ?? []), tag]);
  return tags;
}
