/** Derives stored decisions again, a slice at a time; what differed is counted, said and mended. */
import { logger } from "@/config/logger";
import { metrics } from "@/config/metrics";
import { clock } from "@/context/clock";
import { reviewNextSlice } from "@/usecases/dunning/reviewPlans";
import { noteFailure } from "../apart";

/** Ids written to the log for one slice: enough to look into, not a flood after a new version. */
const MOST_NAMED = 5;

export async function reconcilePlans(): Promise<void> {
  const findings = await reviewNextSlice(clock.now(), (companyId, error) =>
    noteFailure("review of decisions", error, companyId),
  );
  if (findings === null || findings.length === 0) return;
  for (const { drift } of findings) metrics.planDrift.inc({ kind: drift.toLowerCase() });
  // The others change what a page says, not what happens.
  const forgotten = findings.filter(({ drift }) => drift === "MISSING" || drift === "LATE");
  if (forgotten.length === 0) return;
  const named = forgotten.slice(0, MOST_NAMED);
  logger().warn({ count: forgotten.length, named }, "stored decisions differed from the facts; mended");
}
