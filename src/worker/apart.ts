/** Pieces of work that must not stop one another. */
import { errorFacts, logger } from "@/config/logger";
import { metrics } from "@/config/metrics";

/**
 * Does one piece of work, and lets its failure be its own: what fails, again and again perhaps, must
 * not keep the others from their turn. A failure is logged and counted under the name of the work;
 * the next sweep comes back to it.
 *
 * @param companyId whose work it is, when it is one company's
 * @returns what the work gave, or undefined when it failed
 */
export async function apart<Result>(
  work: string,
  run: () => Promise<Result>,
  companyId?: string,
): Promise<Result | undefined> {
  try {
    return await run();
  } catch (error) {
    noteFailure(work, error, companyId);
    return undefined;
  }
}

/** Logs and counts a failure that was caught somewhere else. */
export function noteFailure(work: string, error: unknown, companyId?: string): void {
  metrics.failedWork.inc({ work });
  logger().error({ work, ...(companyId && { companyId }), ...errorFacts(error) }, "work failed");
}
