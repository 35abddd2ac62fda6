/** A person writes scenarios. What is in service never changes: every change is made on a draft. */

import { insertVersion, lockDraft, readWrittenSteps } from "@/db/dunning/scenarioVersions";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import { readyScenario } from "@/domain/dunning/readyScenarios";
import { ADDRESS_FORMS } from "@/domain/dunning/scenario";
import { line, oneOf, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { journalBy } from "../journalBy";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { refuseStale } from "../seenRecord";
import { seenScenario } from "./seenScenario";

const NAME = line("le nom du scénario", 60);
const FORM = oneOf(ADDRESS_FORMS, "Choisissez entre vous et tu.");

/**
 * Creates a scenario from a ready-made one. Its first version is in service at once: nobody
 * follows it until a rule, a client or an invoice is given to it.
 *
 * @returns the id of the scenario
 */
export async function createScenario(ctx: CompanyCtx, raw: RawFields): Promise<string> {
  const input = readFields(raw, {
    name: NAME,
    addressForm: FORM,
    model: (text: string) => {
      const model = readyScenario(text);
      if (!model) throw new DomainError("CHOICE", "Choisissez un modèle de départ.");
      return model;
    },
  });
  const { companyId } = ctx;
  const now = new Date(ctx.clock.now());
  return onceForForm(ctx, async (tx) => {
    const scenarioId = newId();
    await tx.scenario.create({ data: { companyId, id: scenarioId, name: input.name, createdAt: now } });
    const steps = input.model.steps.map((step) => ({ ...step, texts: {} }));
    const version = { addressForm: input.addressForm, steps };
    const versionId = await insertVersion(tx, companyId, scenarioId, version, now);
    await tx.scenarioVersion.update({
      where: { companyId_id: { companyId, id: versionId } },
      data: { publishedAt: now },
    });
    await tx.scenario.update({
      where: { companyId_id: { companyId, id: scenarioId } },
      data: { currentVersionId: versionId },
    });
    await journalScenario(tx, ctx, scenarioId, "scenario.created", { model: input.model.key });
    return scenarioId;
  });
}

/** Opens the draft of a scenario: the one there is, or a copy of the version in service. */
export async function openDraft(ctx: CompanyCtx, scenarioId: string): Promise<void> {
  await inCompany(ctx.companyId, (tx) => openDraftIn(tx, ctx, scenarioId));
}

/** The same inside a caller's transaction. @returns the id of the draft */
export async function openDraftIn(tx: Tx, ctx: CompanyCtx, scenarioId: string): Promise<string> {
  const { companyId } = ctx;
  const scenario = await lockScenario(tx, companyId, scenarioId);
  const draft = await lockDraft(tx, companyId, scenarioId);
  if (draft) return draft.id;
  const current = await tx.scenarioVersion.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: scenario.currentVersionId ?? "" } },
  });
  const steps = (await readWrittenSteps(tx, companyId, current.id)).map(({ id: _, ...step }) => step);
  const version = { addressForm: current.addressForm, steps };
  return insertVersion(tx, companyId, scenarioId, version, new Date(ctx.clock.now()));
}

/** Gives up the draft: the version in service is untouched. */
export async function discardDraft(ctx: CompanyCtx, scenarioId: string): Promise<void> {
  await inCompany(ctx.companyId, async (tx) => {
    await lockScenario(tx, ctx.companyId, scenarioId);
    const draft = await lockDraft(tx, ctx.companyId, scenarioId);
    if (!draft) throw new DomainError("NO_DRAFT", "Il n’y a pas de brouillon à abandonner.");
    await tx.scenarioVersion.delete({ where: { companyId_id: { companyId: ctx.companyId, id: draft.id } } });
  });
}

/** Renames a scenario, and changes the form of address of its draft. */
export async function saveScenario(ctx: CompanyCtx, scenarioId: string, raw: RawFields): Promise<void> {
  const { name, addressForm } = readFields(raw, { name: NAME, addressForm: FORM });
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const { currentVersionId, name: former } = await lockScenario(tx, companyId, scenarioId);
    const draft = await lockDraft(tx, companyId, scenarioId);
    const current = await tx.scenarioVersion.findUnique({
      where: { companyId_id: { companyId, id: currentVersionId ?? "" } },
      select: { addressForm: true },
    });
    const form = draft?.addressForm ?? current?.addressForm ?? addressForm;
    await refuseStale(tx, ctx, raw, seenScenario(scenarioId, former, form));
    await tx.scenario.update({ where: { companyId_id: { companyId, id: scenarioId } }, data: { name } });
    if (draft || current?.addressForm !== addressForm) {
      const id = draft?.id ?? (await openDraftIn(tx, ctx, scenarioId));
      await tx.scenarioVersion.update({ where: { companyId_id: { companyId, id } }, data: { addressForm } });
    }
    await journalScenario(tx, ctx, scenarioId, "scenario.edited", { name });
  });
}

/** Takes a scenario nobody follows out of the lists. */
export async function archiveScenario(ctx: CompanyCtx, scenarioId: string): Promise<void> {
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const { isDefault } = await lockScenario(tx, companyId, scenarioId);
    const clients = await tx.client.count({ where: { companyId, scenarioId } });
    const rules = await tx.scenarioRule.count({ where: { companyId, scenarioId } });
    if (isDefault || clients + rules > 0) {
      throw new DomainError(
        "IN_USE",
        "Ce scénario sert encore : donnez d’abord un autre scénario à ses clients et retirez ses règles.",
      );
    }
    await tx.scenario.update({
      where: { companyId_id: { companyId, id: scenarioId } },
      data: { archivedAt: new Date(ctx.clock.now()) },
    });
    await journalScenario(tx, ctx, scenarioId, "scenario.archived", {});
  });
}

/** Locks a scenario of the company. @throws DomainError NOT_FOUND */
export async function lockScenario(tx: Tx, companyId: string, scenarioId: string) {
  if (!isId(scenarioId)) throw notFound();
  await tx.$executeRaw`
    SELECT 1 FROM scenario WHERE company_id = ${companyId}::uuid AND id = ${scenarioId}::uuid FOR NO KEY UPDATE`;
  const scenario = await tx.scenario.findUnique({ where: { companyId_id: { companyId, id: scenarioId } } });
  if (!scenario || scenario.archivedAt) throw notFound();
  return scenario;
}

export async function journalScenario(
  tx: Tx,
  ctx: CompanyCtx,
  entityId: string,
  action: JournalAction,
  data: Record<string, string | number | boolean>,
): Promise<void> {
  await journalBy(tx, ctx, { action, entity: "scenario", entityId, data });
}
