import type { Tx } from "../inCompany";

/** Tells the planner how large the tables of clients and invoices have become: a tenth of a second. */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT refresh_statistics()`;
}

/** The same for the tables of contacts, where they have grown by half since the planner last looked. */
export async function refreshGrownStatistics(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT refresh_grown_statistics()`;
}
