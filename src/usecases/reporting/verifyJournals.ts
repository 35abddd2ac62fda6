/** Recomputes the chains of the journals: of one company on its page, of all of them by command. */
import { asSystem, inCompany } from "@/db/inCompany";
import { verifyJournal } from "@/db/system/journal";
import type { CompanyCtx } from "../ports";

export interface JournalVerdict {
  entries: bigint;
  /** Sequence number of the first entry that does not hold; null when all do. */
  brokenAt: bigint | null;
}

/** A million entries take some twenty seconds. */
const TIMEOUT_MS = 300_000;

/** Verifies the journal of a company, for whoever may read it. */
export async function verifyCompanyJournal(ctx: Pick<CompanyCtx, "companyId">): Promise<JournalVerdict> {
  return inCompany(ctx.companyId, (tx) => verifyJournal(tx, ctx.companyId), { timeoutMs: TIMEOUT_MS });
}

/**
 * Verifies the journal of every company, or of one, and tells each verdict as it comes.
 *
 * @param slug name of one company in addresses; undefined for all
 * @returns how many were verified, and how many do not hold
 */
export async function verifyAllJournals(
  slug: string | undefined,
  tell: (slug: string, verdict: JournalVerdict) => void,
): Promise<{ verified: number; broken: number }> {
  const companies = await asSystem(
    (tx) => tx.$queryRaw<{ id: string; slug: string }[]>`
      SELECT id, slug FROM company WHERE ${slug ?? null}::text IS NULL OR slug = ${slug ?? null} ORDER BY slug`,
  );
  let broken = 0;
  for (const company of companies) {
    const verdict = await verifyCompanyJournal({ companyId: company.id });
    if (verdict.brokenAt !== null) broken += 1;
    tell(company.slug, verdict);
  }
  return { verified: companies.length, broken };
}
