/** A letter is at the post: the day, the number of its receipt, and a last look at what it claims. */
import { inCompany, type Tx } from "@/db/inCompany";
import { fromLocalDate, toLocalDate } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import {
  checkbox,
  date,
  type FieldReader,
  fieldError,
  optional,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { normalizeTrackingNumber, readTrackingNumber } from "@/domain/legal/trackingNumber";
import { companyToday } from "../invoicing/saveInvoice";
import type { CompanyCtx } from "../ports";
import {
  journalLetter,
  type LockedLetter,
  letterKey,
  letterMoved,
  lockedLetter,
  planLetterInvoices,
} from "./lockedLetter";
import { notToPost, whyLetterStale } from "./staleLetter";

export const trackingNumber: FieldReader<string> = (text) => {
  const number = normalizeTrackingNumber(text);
  if (!readTrackingNumber(number)) {
    throw new DomainError(
      "TRACKING",
      "Un numéro de recommandé compte 11 à 15 lettres et chiffres, comme 1A 047 877 2024 3.",
    );
  }
  return number;
};

/**
 * Records that the letter was posted, with the number of its receipt. A doubtful number is a warning
 * on the page. `hasLeft`: it left before the fact that changed it was known.
 *
 * @throws InputError; DomainError LETTER_MOVED, or LETTER_STALE with what is no longer owed
 */
export async function markPosted(ctx: CompanyCtx, letterId: string, raw: RawFields): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lockedLetter(tx, ctx.companyId, letterId);
    const input = readFields(raw, {
      postedOn: required("Indiquez le jour du dépôt à La Poste.", date),
      trackingNumber:
        letter.channel === "FORMAL_NOTICE"
          ? required("Recopiez le numéro de la preuve de dépôt.", trackingNumber)
          : optional(trackingNumber),
    });
    const { hasLeft } = readFields(raw, { hasLeft: checkbox });
    await postIn(tx, ctx, letter, { ...input, hasLeft }, now);
  });
}

/** The same inside a caller's transaction; the letter is locked, and its invoices before it. */
export async function postIn(
  tx: Tx,
  ctx: Pick<CompanyCtx, "companyId" | "actor">,
  letter: LockedLetter,
  { hasLeft, ...posting }: Posting & { hasLeft: boolean },
  now: Instant,
): Promise<void> {
  if (letter.state !== "TO_POST") throw letterMoved();
  // Its invoices are locked with it: no payment slips in between.
  const why = await whyLetterStale(tx, ctx.companyId, letter.id);
  if (why !== null && !hasLeft) throw notToPost(why);
  await markPostedIn(tx, ctx, letter, posting, now, why);
}

interface Posting {
  postedOn: LocalDate;
  trackingNumber: string | null;
}

/**
 * Writes that the letter is posted, whatever changed meanwhile: a carrier tells what it has done.
 *
 * @param why what the letter says that is no longer owed, for the journal
 */
export async function markPostedIn(
  tx: Tx,
  ctx: Pick<CompanyCtx, "companyId" | "actor">,
  letter: LockedLetter,
  input: Posting,
  now: Instant,
  why: string | null,
): Promise<void> {
  const { companyId } = ctx;
  if (letter.state !== "TO_POST") throw letterMoved();
  const today = await companyToday(tx, companyId, now);
  if (input.postedOn > today) throw fieldError("postedOn", "FUTURE", "Ce jour n’est pas encore arrivé.");
  if (input.postedOn < toLocalDate(letter.datedOn)) {
    throw fieldError("postedOn", "BEFORE_LETTER", "La lettre est datée d’un jour plus tardif.");
  }
  await tx.letter.update({
    where: letterKey(companyId, letter.id),
    data: {
      state: "POSTED",
      postedOn: fromLocalDate(input.postedOn),
      trackingNumber: input.trackingNumber,
    },
  });
  await tx.dunningStep.updateMany({
    where: { companyId, letterId: letter.id, state: "DONE" },
    data: { executedOn: fromLocalDate(input.postedOn), executedAt: new Date(now) },
  });
  await planLetterInvoices(tx, companyId, letter, now);
  const data = { ...input, ...(why !== null && { changed: why }) };
  await journalLetter(tx, ctx, letter.id, { action: "letter.posted", data }, now);
}
