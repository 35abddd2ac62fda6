/** A step as it is being typed, read on a real invoice: nothing is kept. */
import type { PreviewInvoice } from "@/db/dunning/scenarioUsage";
import { inCompany } from "@/db/inCompany";
import { proposedStep } from "@/domain/dunning/scenario";
import type { FieldError, RawFields } from "@/domain/fields";
import type { LegalRates } from "@/domain/legal/rateTables";
import type { CompanyCtx } from "../ports";
import { previewStep, type StepPreview } from "./previewStep";
import { invoiceToRead, readOfferedInvoices, readShownVersion, type ScenarioQuery } from "./readScenario";
import { readTypedStep } from "./saveStep";

export interface TriedStep {
  /** What is wrong with the words of the step, field by field. */
  errors: readonly FieldError[];
  /** Null while the words cannot be written as they are typed. */
  preview: StepPreview | null;
  /** The invoice it is read on; null for an example. */
  invoice: PreviewInvoice | null;
}

/**
 * Reads a step of the draft with what its form holds now: its words are judged as they will be when they
 * are saved, and what else cannot be read yet is as it was.
 *
 * @param query the step that is edited, by its offset; null for a new one
 * @param raw fields of the form; none for the step as it was opened
 * @throws DomainError NOT_FOUND when the scenario is not of this company
 */
export async function tryStep(
  ctx: CompanyCtx,
  scenarioId: string,
  query: ScenarioQuery,
  raw: RawFields,
  source: { rates: LegalRates; callerName: string },
): Promise<TriedStep> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const shown = await readShownVersion(tx, ctx, scenarioId, {});
    const opened = shown.steps.find((step) => step.offsetDays === query.offsetDays);
    const former = opened ?? { ...proposedStep(shown.steps), texts: {} };
    const { step: typed, errors } = readTypedStep(raw, former);
    const step = { ...typed, id: opened?.id ?? "" };
    const { form, today, zone } = shown;
    const { invoices } = await readOfferedInvoices(tx, companyId, scenarioId, shown);
    const invoice = invoiceToRead(invoices, query.invoiceId, step, today);
    if (errors.length > 0) return { errors, preview: null, invoice };
    const others = shown.steps.filter((other) => other !== opened);
    const steps = [...others, step].sort((a, b) => a.offsetDays - b.offsetDays);
    const reading = { steps, form, invoice, today, zone, language: query.language ?? null, ...source };
    const preview = await previewStep(tx, companyId, { ...reading, step, texts: step.texts });
    return { errors, preview, invoice };
  });
}
