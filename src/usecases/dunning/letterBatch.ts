/** One gesture over several letters: approve those that were read, note a whole day's post. */
import { lockLetter } from "@/db/dunning/letters";
import { inCompany } from "@/db/inCompany";
import { date, InputError, optional, type RawFields, readFields, required } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { CompanyCtx } from "../ports";
import { approveLetterIn } from "./decideLetter";
import { lockLettersInvoices } from "./lockedLetter";
import { postIn, trackingNumber } from "./markPosted";

/**
 * Approves several letters at once: all of them, or none when one changed since it was read.
 *
 * @param read each letter with the SHA-256 of the PDF that was shown
 */
export async function approveLetters(
  ctx: CompanyCtx,
  read: readonly { letterId: string; sha256: string }[],
): Promise<void> {
  const now = ctx.clock.now();
  // One order for everyone: two people who approve the same letters must not wait for each other.
  const ordered = [...read].sort((a, b) => (a.letterId < b.letterId ? -1 : 1));
  await inCompany(ctx.companyId, async (tx) => {
    await lockLettersInvoices(
      tx,
      ctx.companyId,
      ordered.map(({ letterId }) => letterId),
    );
    for (const { letterId, sha256 } of ordered) await approveLetterIn(tx, ctx, letterId, sha256, now);
  });
}

/** Field of the form that carries the number of one letter. */
export function trackingField(letterId: string): string {
  return `numero-${letterId}`;
}

/**
 * Notes a day's post: one day for all, a tracking number each. Every mistake comes back beside its
 * field, and nothing is written then.
 *
 * @throws InputError beside `postedOn` or the number of a letter
 */
export async function markLettersPosted(
  ctx: CompanyCtx,
  letterIds: readonly string[],
  raw: RawFields,
): Promise<void> {
  const { postedOn } = readFields(raw, { postedOn: required("Indiquez le jour du dépôt à La Poste.", date) });
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const errors: InputError["errors"][number][] = [];
    const seen = new Set<string>();
    await lockLettersInvoices(tx, ctx.companyId, letterIds);
    for (const letterId of [...letterIds].sort()) {
      const letter = await lockLetter(tx, ctx.companyId, letterId);
      if (!letter) continue;
      const field = trackingField(letterId);
      try {
        const reader =
          letter.channel === "FORMAL_NOTICE"
            ? required("Recopiez le numéro de la preuve de dépôt.", trackingNumber)
            : optional(trackingNumber);
        const { number } = readFields({ number: raw[field] }, { number: reader });
        if (number && seen.has(number))
          throw new DomainError("TWICE", "Ce numéro est déjà celui d’une autre lettre.");
        if (number) seen.add(number);
        await postIn(tx, ctx, letter, { postedOn, trackingNumber: number, hasLeft: false }, now);
      } catch (error) {
        if (error instanceof InputError) {
          errors.push(...error.errors.map((one) => (one.field === "number" ? { ...one, field } : one)));
        } else if (error instanceof DomainError) {
          errors.push({ field, code: error.code, message: error.message });
        } else throw error;
      }
    }
    // Throwing undoes what was written for the others.
    if (errors.length > 0) throw new InputError(dedupe(errors));
  });
}

/** The day is wrong once, not once a letter. */
function dedupe(errors: readonly InputError["errors"][number][]): InputError["errors"][number][] {
  return [...new Map(errors.map((error) => [error.field, error])).values()];
}
