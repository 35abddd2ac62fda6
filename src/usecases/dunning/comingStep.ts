/** The step that comes next, over the decisions of several invoices. */
import type { LocalDate } from "@/domain/calendar";
import type { NextStep } from "@/domain/dunning/nextStep";
import { offsetLabel, stepName } from "@/domain/dunning/scenario";

/** A step to come: `Courriel ferme, J+15`, with its day when it is known. */
export interface ComingStep {
  name: string;
  on: LocalDate | null;
}

/** The first of the steps these decisions run or wait for; null when there is none to come. */
export function comingStep(decisions: readonly NextStep[], today: LocalDate): ComingStep | null {
  const coming = decisions.flatMap((next): ComingStep[] => {
    if (next.kind === "STOP" || !next.step) return [];
    const channel = next.channel ?? next.step.channel;
    const name = `${stepName({ ...next.step, channel })}, ${offsetLabel(next.step.offsetDays)}`;
    return [{ name, on: next.kind === "RUN" ? today : next.on }];
  });
  const day = ({ on }: ComingStep) => on ?? "9999-12-31";
  return coming.sort((a, b) => (day(a) < day(b) ? -1 : 1))[0] ?? null;
}
