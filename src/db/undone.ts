import type { Tx } from "./inCompany";

/**
 * Does the work, then takes back all that it wrote, whether it succeeds or not: what would happen is
 * read from the very code that would do it, and nothing of it stays.
 */
export async function undone<Result>(tx: Tx, work: () => Promise<Result>): Promise<Result> {
  await tx.$executeRaw`SAVEPOINT undone`;
  try {
    return await work();
  } finally {
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT undone`;
  }
}
