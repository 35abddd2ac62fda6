/** A step of a draft: when, how, what it says, on what conditions. */
import { insertStep, readWrittenSteps, type WrittenStep } from "@/db/dunning/scenarioVersions";
import { inCompany } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";
import { checkSteps, EARLIEST_OFFSET_DAYS, LATEST_OFFSET_DAYS } from "@/domain/dunning/checkSteps";
import { hasOwnText, isReadyText, TEXT_LANGUAGES, type TextLanguage } from "@/domain/dunning/readyTexts";
import { CHANNELS, type StepDraft, spokenTone, stepDraft, TONES } from "@/domain/dunning/scenario";
import type { StepText } from "@/domain/dunning/textTemplate";
import {
  checkbox,
  collect,
  type FieldError,
  FormError,
  fieldError,
  InputError,
  oneOf,
  optional,
  positiveAmount,
  type RawFields,
  readFields,
  wholeNumber,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import type { CompanyCtx } from "../ports";
import { changedSince, seenField } from "../seenRecord";
import { openDraftIn } from "./editScenario";
import { editedStep } from "./seenScenario";
import { readStepText } from "./stepTextFields";

const STEP_FIELDS = {
  days: wholeNumber("Le nombre de jours", 0, LATEST_OFFSET_DAYS),
  side: oneOf(["AFTER", "BEFORE"] as const, "Choisissez avant ou après l’échéance."),
  channel: oneOf(CHANNELS, "Choisissez un canal."),
  tone: oneOf(TONES, "Choisissez un ton."),
  needsApproval: checkbox,
  needsPriorContact: checkbox,
  attachInvoice: checkbox,
  attachEarlier: checkbox,
  attachStatement: checkbox,
  minBalanceCents: optional(positiveAmount("le reste dû")),
  escalates: checkbox,
  isOff: checkbox,
} as const;

/** Reads a step from a form. @throws InputError with every field that is wrong */
export function readStep(raw: RawFields, former: WrittenStep["texts"] = {}): WrittenStep {
  const { step, errors } = readFacts(raw);
  const texts = step && collect(errors, () => readTexts(raw, step, former));
  if (!step || !texts || errors.length > 0) throw new InputError(errors);
  return { ...step, texts };
}

/**
 * Reads a step while it is being typed.
 *
 * @param former the step as it was opened: it gives what cannot be read yet but its words
 * @returns what is wrong with its words only
 */
export function readTypedStep(
  raw: RawFields,
  former: WrittenStep,
): { step: WrittenStep; errors: readonly FieldError[] } {
  const facts = readFacts(raw);
  const step = facts.step && facts.errors.length === 0 ? facts.step : former;
  const errors: FieldError[] = [];
  const kept = step.channel === former.channel ? former.texts : {};
  const texts = collect(errors, () => readTexts(raw, step, kept));
  return { step: { ...step, texts: texts ?? {} }, errors };
}

/** When a step runs, how and on what conditions; no step while a field of it cannot be read. */
function readFacts(raw: RawFields): { step: StepDraft | undefined; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const fields = collect(errors, () => readFields(raw, STEP_FIELDS));
  const offsetDays = collect(errors, () => offsetOf(fields));
  const step =
    fields && stepDraft({ ...withoutSide(fields), offsetDays: offsetDays ?? 0, clientKinds: kindsOf(raw) });
  if (step && isTooFirm(step)) {
    const message = "À l’échéance ou avant, rien n’est encore en retard\u00a0: choisissez le ton courtois.";
    errors.push({ field: "tone", code: "TOO_FIRM", message });
  }
  return { step, errors };
}

/** A courtesy notice that would speak as if something were late. */
function isTooFirm(step: Pick<StepDraft, "channel" | "offsetDays" | "tone">): boolean {
  return spokenTone(step) !== step.tone;
}

type StepFields = ReturnType<
  typeof readFields<{ [Field in keyof typeof STEP_FIELDS]: ReturnType<(typeof STEP_FIELDS)[Field]> }>
>;

function offsetOf(fields: StepFields | undefined): number {
  if (!fields) return 0;
  const offsetDays = fields.side === "BEFORE" ? -fields.days : fields.days;
  if (offsetDays < EARLIEST_OFFSET_DAYS) {
    throw fieldError("days", "NUMBER", `Au plus ${-EARLIEST_OFFSET_DAYS}\u00a0jours avant l’échéance.`);
  }
  return offsetDays === 0 ? 0 : offsetDays;
}

function withoutSide({ days: _days, side: _side, ...fields }: StepFields) {
  return fields;
}

function kindsOf(raw: RawFields) {
  return DEBTOR_KINDS.filter((kind) => raw[`kind${kind}`]);
}

/**
 * Own words, by language; a text equal to the ready-made one is not kept, so that it follows the
 * tone and the channel. A language that the form does not show keeps its words.
 */
function readTexts(
  raw: RawFields,
  step: Omit<WrittenStep, "texts">,
  former: WrittenStep["texts"],
): WrittenStep["texts"] {
  const texts: Partial<Record<TextLanguage, StepText>> = {};
  if (!hasOwnText(step.channel)) return texts;
  const errors: FieldError[] = [];
  for (const language of TEXT_LANGUAGES) {
    if (raw[`body_${language}`] === undefined) {
      if (former[language]) texts[language] = former[language];
      continue;
    }
    const names = { subject: `subject_${language}`, body: `body_${language}` };
    // The ready-made words of another channel, left in the form, are not judged as those of this one.
    if (isReadyText({ subject: raw[names.subject] ?? "", body: raw[names.body] ?? "" }, language)) continue;
    const use = step.channel === "CALL" ? "CALL" : "EMAIL";
    const text = collect(errors, () => readStepText(raw, use, names));
    if (!text) continue;
    if (text.body !== "" && !isReadyText(text, language)) texts[language] = text;
  }
  if (errors.length > 0) throw new InputError(errors);
  return texts;
}

/** A draft tells nobody who changed it: the page says what happened, and what to do. */
function refuseMoved(raw: RawFields, former: WrittenStep | undefined, now: Instant): void {
  if (!former) throw stepMoved();
  const record = editedStep(former);
  if (changedSince(raw, record).length === 0) return;
  throw new FormError(
    "STALE_FORM",
    "Quelqu’un a modifié cette étape après l’ouverture de cette page. Votre saisie est gardée. Comparez-la au brouillon dans un autre onglet, puis enregistrez de nouveau pour la remplacer.",
    seenField(record, now),
  );
}

function stepMoved(): DomainError {
  return new DomainError(
    "STEP_MOVED",
    "Cette étape a été déplacée ou retirée après l’ouverture de cette page. Votre saisie est gardée\u00a0: rouvrez le brouillon dans un autre onglet pour l’y reporter.",
  );
}

/**
 * Writes a step of the draft: the one of this offset, or a new one when `fromOffset` is null.
 *
 * @returns its offset
 * @throws InputError with every field that is wrong; DomainError STEP_MOVED, or FormError STALE_FORM, when
 *   someone else has moved or changed the step meanwhile
 */
export async function saveStep(
  ctx: CompanyCtx,
  scenarioId: string,
  fromOffset: number | null,
  raw: RawFields,
): Promise<number> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const versionId = await openDraftIn(tx, ctx, scenarioId);
    const steps = await readWrittenSteps(tx, companyId, versionId);
    const former = steps.find((other) => other.offsetDays === fromOffset);
    if (fromOffset !== null) refuseMoved(raw, former, ctx.clock.now());
    const step = readStep(raw, former?.channel === raw.channel ? former?.texts : {});
    const others = steps.filter((other) => other !== former);
    checkSteps([...others, step]);
    if (fromOffset !== null) {
      await tx.scenarioStep.deleteMany({ where: { companyId, versionId, offsetDays: fromOffset } });
    }
    await insertStep(tx, companyId, versionId, step);
    return step.offsetDays;
  });
}

/** Takes a step out of the draft. */
export async function removeStep(ctx: CompanyCtx, scenarioId: string, offsetDays: number): Promise<void> {
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const versionId = await openDraftIn(tx, ctx, scenarioId);
    await tx.scenarioStep.deleteMany({ where: { companyId, versionId, offsetDays } });
  });
}

/** Moves a step of the draft by some days: what the arrows beside it do. @returns its new offset */
export async function moveStep(
  ctx: CompanyCtx,
  scenarioId: string,
  offsetDays: number,
  byDays: number,
): Promise<number> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const versionId = await openDraftIn(tx, ctx, scenarioId);
    const steps = await readWrittenSteps(tx, companyId, versionId);
    if (!steps.some((step) => step.offsetDays === offsetDays)) throw stepMoved();
    const direction = byDays < 0 ? -1 : 1;
    let target = offsetDays + byDays;
    while (steps.some((step) => step.offsetDays === target)) target += direction;
    if (target < EARLIEST_OFFSET_DAYS || target > LATEST_OFFSET_DAYS) return offsetDays;
    const moved = steps.find((step) => step.offsetDays === offsetDays);
    if (moved && isTooFirm({ ...moved, offsetDays: target })) return offsetDays;
    await tx.scenarioStep.updateMany({
      where: { companyId, versionId, offsetDays },
      data: { offsetDays: target },
    });
    return target;
  });
}
