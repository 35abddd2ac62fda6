/** Letters given to a carrier that prints and posts them: the intent, which the worker carries out. */
import { inCompany, type Tx } from "@/db/inCompany";
import { hasConfirmedOwner } from "@/db/parties/owners";
import { fromInstant } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { actorUserId, type CompanyCtx } from "../ports";
import {
  journalLetter,
  type LetterEvent,
  letterKey,
  lockedLetter,
  lockLettersInvoices,
} from "./lockedLetter";
import { refuseLetter } from "./refuseLetter";
import { whyLetterStale } from "./staleLetter";

const UNCONFIRMED = "Un propriétaire de la société doit d’abord confirmer son adresse électronique.";

/** What the page says of a letter that changed before the carrier had it. */
export const readAgain = (why: string) => `${why} Relisez la lettre avant de la confier.`;

/**
 * Entrusts approved letters to the carrier; the worker hands them over. Entrusting a letter twice
 * changes nothing, unless the carrier had refused it.
 *
 * @throws DomainError UNCONFIRMED when no owner of the company has confirmed an address; LETTER_STALE
 *   or LETTER_MOVED: none is entrusted then
 */
export async function entrustLetters(
  ctx: CompanyCtx,
  letterIds: readonly string[],
  carrier: string,
): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    if (!(await hasConfirmedOwner(tx, companyId))) throw new DomainError("UNCONFIRMED", UNCONFIRMED);
    await lockLettersInvoices(tx, companyId, letterIds);
    for (const letterId of [...new Set(letterIds)].sort()) {
      const letter = await lockedLetter(tx, companyId, letterId);
      if (letter.state !== "TO_POST") {
        throw new DomainError("LETTER_MOVED", "Une de ces lettres n’est plus à poster. Rechargez la page.");
      }
      if (letter.dispatch && letter.dispatch.refusedAt === null) continue;
      await refuseLetter(
        tx,
        companyId,
        letter.invoices.map((one) => one.invoiceId),
      );
      const why = await whyLetterStale(tx, companyId, letterId);
      if (why !== null) throw new DomainError("LETTER_STALE", readAgain(why));
      const order = {
        carrier,
        orderedAt: fromInstant(now),
        orderedById: actorUserId(ctx.actor),
        handedAt: null,
        handingUntil: null,
        refusedAt: null,
        refusal: null,
      };
      await tx.letterDispatch.upsert({
        where: { companyId_letterId: { companyId, letterId } },
        create: { companyId, letterId, ...order },
        update: order,
      });
      await journalLetter(tx, ctx, letterId, { action: "letter.entrusted", data: { carrier } }, now);
    }
  });
  await ctx.bell.ring("letters", { companyId });
}

/** Gives an entrusted letter back to a person, with the reason. */
export async function refuseOrder(
  tx: Tx,
  companyId: string,
  letterId: string,
  refusal: string,
  now: Instant,
): Promise<void> {
  await tx.letterDispatch.updateMany({
    where: { companyId, letterId },
    data: { refusedAt: fromInstant(now), handingUntil: null, refusal },
  });
  await tx.letter.update({ where: letterKey(companyId, letterId), data: { outcome: refusal } });
  const event: LetterEvent = { action: "letter.carrier_refused", data: { refusal } };
  await journalLetter(tx, { companyId, actor: { kind: "system" } }, letterId, event, now);
}
