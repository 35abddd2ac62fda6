/** The last look at an approved letter: it does not leave on facts that have changed, and says why. */
import { readClaimedInvoices } from "@/db/dunning/letterInvoices";
import { readChangedTerms } from "@/db/dunning/letterTerms";
import type { Tx } from "@/db/inCompany";
import { DomainError } from "@/domain/invariant";
import { whyStale } from "@/domain/legal/staleLetter";
import { NBSP } from "@/domain/money";

/** What a person ticks about a letter that left before the fact was known. */
export const LEFT_AS_IT_IS = "Elle est partie ainsi";

/** What to do of a letter that the carrier has not posted yet. */
export const KEEP_AT_CARRIER = `Elle est chez votre prestataire${NBSP}: demandez-lui de ne pas la poster.`;

/** Of these letters, those that no longer say what is owed, each with the reason in French. */
export async function whyLettersStale(
  tx: Tx,
  companyId: string,
  letterIds: readonly string[],
): Promise<Map<string, string>> {
  const claimed = await readClaimedInvoices(tx, companyId, letterIds);
  const terms = await readChangedTerms(tx, companyId, letterIds);
  return new Map(
    letterIds.flatMap((id) => {
      const why = whyStale(claimed.get(id) ?? [], terms.get(id));
      return why === null ? [] : [[id, why] as const];
    }),
  );
}

/** The same of one letter: null when it may leave as it is. */
export async function whyLetterStale(tx: Tx, companyId: string, letterId: string): Promise<string | null> {
  return (await whyLettersStale(tx, companyId, [letterId])).get(letterId) ?? null;
}

/** A letter that must not be posted, with the reason and the way out for one that is gone already. */
export function notToPost(why: string): DomainError {
  const wayOut = `Si elle est déjà partie, notez-le sur sa page en cochant «${NBSP}${LEFT_AS_IT_IS}${NBSP}».`;
  return new DomainError("LETTER_STALE", `${why} Ne postez pas cette lettre. ${wayOut}`);
}
