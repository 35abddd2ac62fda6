/**
 * Goes round the companies that have work, one batch each, until none has any. A company with
 * 50 000 due invoices and one with 10 take turns.
 */
import { apart } from "../apart";
import { noteWork } from "../pulse";

/** Rounds of one sweep: enough for any backlog; the next tick goes on. */
const MAX_ROUNDS = 10_000;

/**
 * A company whose batch fails is left until the next sweep: it stops none of the others.
 *
 * @param name of the work, for the log and the figures
 * @param find companies with work, in the order they should be served
 * @param work one batch of one company; false when the company has nothing more (or others have it)
 */
export async function goRound(
  name: string,
  find: () => Promise<readonly string[]>,
  work: (companyId: string) => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  const finished = new Set<string>();
  let companies = await find();
  for (let round = 0; round < MAX_ROUNDS && companies.length > 0; round += 1) {
    for (const companyId of companies) {
      if (signal.aborted) return;
      const hasMore = await apart(name, () => work(companyId), companyId);
      if (!hasMore) finished.add(companyId);
      noteWork();
    }
    companies = companies.filter((companyId) => !finished.has(companyId));
    // A full round ended: companies that got work meanwhile join the next one.
    if (companies.length > 0) companies = (await find()).filter((companyId) => !finished.has(companyId));
  }
}
