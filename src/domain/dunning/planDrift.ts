/** Whether a stored decision still says what the facts say. */
import type { Instant, LocalDate } from "../calendar";
import type { NextStep } from "./nextStep";
import type { Reason } from "./reason";
import type { Channel } from "./scenario";

/** A decision as it was stored: see {@link NextStep}. */
export interface StoredPlan {
  kind: NextStep["kind"];
  stepId: string | null;
  channel: Channel | null;
  on: LocalDate | null;
  /** When it is looked at again; null when only a new fact can change it. */
  dueAt: Instant | null;
  reasons: readonly Reason[];
}

/**
 * - `MISSING`: an open invoice that nothing looks at.
 * - `LATE`: it would be looked at later than the facts ask, or never.
 * - `EARLY`: it is looked at for nothing, and shows a day that is not the right one.
 * - `WORDING`: same moment; the step or the reasons shown are not those of today.
 */
export type PlanDrift = "MISSING" | "LATE" | "EARLY" | "WORDING";

/** A late email that missed the sending window keeps its slot in the next one: its moment may move within a day. */
const TOLERANCE_MS = 86_400_000;

/**
 * Compares a stored decision with the one the facts give now.
 *
 * @returns null when they agree, or when the stored one is due: the worker is about to decide again
 */
export function planDrift(stored: StoredPlan | null, decision: NextStep, now: Instant): PlanDrift | null {
  if (stored === null) return "MISSING";
  if (stored.dueAt !== null && stored.dueAt <= now) return null;
  const kept = stored.dueAt ?? Number.POSITIVE_INFINITY;
  const asked = lookAt(decision, now);
  if (kept !== asked) {
    if (Math.abs(kept - asked) < TOLERANCE_MS) return null;
    return kept > asked ? "LATE" : "EARLY";
  }
  return isSameWording(stored, decision) ? null : "WORDING";
}

function lookAt(decision: NextStep, now: Instant): number {
  if (decision.kind === "RUN") return now;
  return decision.kind === "WAIT" && decision.at !== null ? decision.at : Number.POSITIVE_INFINITY;
}

function isSameWording(stored: StoredPlan, decision: NextStep): boolean {
  const shown = {
    kind: decision.kind,
    stepId: decision.kind === "STOP" ? null : (decision.step?.id ?? null),
    channel: decision.kind === "STOP" ? null : decision.channel,
    on: decision.kind === "WAIT" ? decision.on : null,
  };
  const isSame =
    stored.kind === shown.kind &&
    stored.stepId === shown.stepId &&
    stored.channel === shown.channel &&
    stored.on === shown.on;
  return isSame && canonical(stored.reasons) === canonical(decision.reasons);
}

/** The same text for the same content, in whatever order the database gives the keys back. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
