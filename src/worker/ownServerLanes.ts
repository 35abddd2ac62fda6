/**
 * Companies that send by a server of their own, each on its own lane: nobody waits for a server
 * that hangs but the company that named it.
 */
import { errorFacts, logger } from "@/config/logger";

export class OwnServerLanes {
  private readonly running = new Map<string, Promise<void>>();

  /** Starts the work of a company unless it is under way; nobody waits for its end. */
  start(companyId: string, work: () => Promise<void>): void {
    if (this.running.has(companyId)) return;
    const lane = work()
      // The next look at what is due starts it again.
      .catch((error: unknown) => logger().error(errorFacts(error), "sending by a company's server failed"))
      .finally(() => this.running.delete(companyId));
    this.running.set(companyId, lane);
  }

  /** Waits until every lane is at its end. */
  async end(): Promise<void> {
    await Promise.all(this.running.values());
  }
}
