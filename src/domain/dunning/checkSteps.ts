/** What makes a list of steps possible, and what deserves a word before it is put in service. */
import { DomainError } from "../invariant";
import { NBSP } from "../money";
import { isCourtesy, offsetLabel, type StepDraft } from "./scenario";

export const MAX_STEPS = 20;
/** Days a step may lie before and after the due date. */
export const EARLIEST_OFFSET_DAYS = -60;
export const LATEST_OFFSET_DAYS = 365;

/** @throws DomainError when two steps share a day, or there are too many */
export function checkSteps(steps: readonly Pick<StepDraft, "offsetDays">[]): void {
  if (steps.length > MAX_STEPS)
    throw new DomainError("TOO_MANY", `Un scénario compte ${MAX_STEPS} étapes au plus.`);
  const offsets = steps.map((step) => step.offsetDays);
  const twice = offsets.find((offset, index) => offsets.indexOf(offset) !== index);
  if (twice !== undefined) {
    throw new DomainError(
      "SAME_DAY",
      `Une étape existe déjà à ${offsetLabel(twice)}${NBSP}: choisissez un autre jour.`,
      "days",
    );
  }
}

/** Sentences about steps that will not do what one expects. Nothing is blocked. */
export function stepWarnings(steps: readonly StepDraft[]): string[] {
  const running = [...steps].filter((step) => !step.isOff).sort((a, b) => a.offsetDays - b.offsetDays);
  const warnings: string[] = [];
  for (const [index, step] of running.entries()) {
    const label = offsetLabel(step.offsetDays);
    const before = running.slice(0, index);
    if (step.needsPriorContact && !before.some((other) => !isCourtesy(other))) {
      warnings.push(
        `L’étape ${label} attend une relance avant elle, et le scénario n’en a pas${NBSP}: elle n’aura jamais lieu.`,
      );
    }
    if (step.channel === "FORMAL_NOTICE" && step.offsetDays <= 0) {
      warnings.push(
        `Une mise en demeure avant l’échéance n’a pas d’effet${NBSP}: placez ${label} plus tard.`,
      );
    }
    if (step.channel === "FORMAL_NOTICE" && !step.needsApproval) {
      warnings.push(`La mise en demeure ${label} partirait sans relecture.`);
    }
    if (step.channel !== "EMAIL" && step.offsetDays < 0) {
      warnings.push(
        `Avant l’échéance, préférez un courriel à l’étape ${label}${NBSP}: rien n’est encore dû.`,
      );
    }
    if (step.channel === "EMAIL" && step.attachStatement && step.tone === "FRIENDLY") {
      warnings.push(
        `${label} est un message courtois, qui ne réclame que la facture${NBSP}: le décompte n’y sera pas joint.`,
      );
    }
    const next = running[index + 1];
    if (next && next.offsetDays - step.offsetDays < 3 && step.channel !== "CALL" && next.channel !== "CALL") {
      warnings.push(
        `${label} et ${offsetLabel(next.offsetDays)} sont très proches${NBSP}: la limite de fréquence décalera la seconde.`,
      );
    }
  }
  return warnings;
}
