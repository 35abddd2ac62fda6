/** Versions of a scenario, written. A version in service never changes: the database refuses it too. */
import type { TextLanguage } from "@/domain/dunning/readyTexts";
import type { AddressForm, StepDraft } from "@/domain/dunning/scenario";
import type { StepText } from "@/domain/dunning/textTemplate";
import type { Tx } from "../inCompany";
import { newId } from "../values";
import { readStepTexts } from "./stepTexts";

/** A step with the words that are its own. */
export interface WrittenStep extends StepDraft {
  texts: Partial<Record<TextLanguage, StepText>>;
}

export interface DraftVersion {
  id: string;
  number: number;
  addressForm: AddressForm;
}

/** The draft of a scenario, locked for the one who changes it; null when there is none. */
export async function lockDraft(tx: Tx, companyId: string, scenarioId: string): Promise<DraftVersion | null> {
  const [row] = await tx.$queryRaw<DraftVersion[]>`
    SELECT id, number, address_form::text AS "addressForm" FROM scenario_version
    WHERE company_id = ${companyId}::uuid AND scenario_id = ${scenarioId}::uuid AND published_at IS NULL
    FOR UPDATE`;
  return row ?? null;
}

/** Number of the draft of each scenario that has one. */
export async function readDraftNumbers(tx: Tx, companyId: string): Promise<Map<string, number>> {
  const rows = await tx.scenarioVersion.findMany({
    where: { companyId, publishedAt: null },
    select: { scenarioId: true, number: true },
  });
  return new Map(rows.map((row) => [row.scenarioId, row.number]));
}

/** Writes a new version with its steps, as a draft. @returns its id */
export async function insertVersion(
  tx: Tx,
  companyId: string,
  scenarioId: string,
  version: { addressForm: AddressForm; steps: readonly WrittenStep[] },
  now: Date,
): Promise<string> {
  const last = await tx.scenarioVersion.aggregate({
    where: { companyId, scenarioId },
    _max: { number: true },
  });
  const id = newId();
  const number = (last._max.number ?? 0) + 1;
  const { addressForm } = version;
  await tx.scenarioVersion.create({
    data: { companyId, id, scenarioId, number, addressForm, createdAt: now },
  });
  for (const step of version.steps) await insertStep(tx, companyId, id, step);
  return id;
}

/** Adds a step to a draft. @returns its id */
export async function insertStep(
  tx: Tx,
  companyId: string,
  versionId: string,
  step: WrittenStep,
): Promise<string> {
  const { texts, clientKinds, ...columns } = step;
  const id = newId();
  await tx.scenarioStep.create({
    data: { ...columns, clientKinds: [...clientKinds], companyId, id, versionId },
  });
  for (const [language, text] of Object.entries(texts)) {
    await tx.stepText.create({ data: { companyId, stepId: id, language, ...text } });
  }
  return id;
}

/** The steps of a version with their own words, by growing offset. */
export async function readWrittenSteps(
  tx: Tx,
  companyId: string,
  versionId: string,
): Promise<(WrittenStep & { id: string })[]> {
  const rows = await tx.scenarioStep.findMany({
    where: { companyId, versionId },
    orderBy: { offsetDays: "asc" },
  });
  const texts = await readStepTexts(
    tx,
    companyId,
    rows.map((row) => row.id),
  );
  return rows.map(({ companyId: _company, versionId: _version, ...step }) => ({
    ...step,
    texts: texts.get(step.id) ?? {},
  }));
}
