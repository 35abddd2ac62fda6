/** How far a program has read once it has read what there is: nothing that changes later is older than that. */
import type { Tx } from "../inCompany";

/**
 * The instant from which a later reading must start so as to miss nothing: the start of the oldest transaction under
 * way, of this program or another, since what it has written is not to be seen yet; now, when there is none. Ask before
 * reading. Every program writes invoices under one role, which sees the transactions of its own.
 */
export async function readHorizon(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT date_trunc('milliseconds', least(now(), min(xact_start))) AS at
    FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user`;
  return row?.at ?? new Date(0);
}
