/** What a person decides of a letter before it leaves: approve, withdraw, draw again, choose who writes. */

import { readWritingFirms } from "@/db/dunning/letters";
import { markPressedDue } from "@/db/dunning/markDue";
import { inCompany, type Tx } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import {
  journalLetter,
  type LockedLetter,
  letterKey,
  letterMoved,
  lockedLetter,
  planLetterInvoices,
} from "./lockedLetter";
import { claimableInvoices, refuseLetter } from "./refuseLetter";

/**
 * Approves the exact document a person has read.
 *
 * @param sha256 of the PDF that was shown: another one (the amounts of a new day) must be read first
 */
export async function approveLetter(ctx: CompanyCtx, letterId: string, sha256: string): Promise<void> {
  await inCompany(ctx.companyId, (tx) => approveLetterIn(tx, ctx, letterId, sha256, ctx.clock.now()));
}

/** The same inside a caller's transaction. */
export async function approveLetterIn(
  tx: Tx,
  ctx: CompanyCtx,
  letterId: string,
  sha256: string,
  now: Instant,
): Promise<void> {
  const letter = await lockedLetter(tx, ctx.companyId, letterId);
  if (letter.state !== "TO_APPROVE") throw letterMoved();
  if (letter.document?.sha256 !== sha256) {
    throw new DomainError(
      "LETTER_REDRAWN",
      "La lettre a été mise à jour depuis. Relisez-la avant de l’approuver.",
    );
  }
  await refuseLetter(tx, ctx.companyId, invoiceIdsOf(letter));
  await tx.letter.update({
    where: letterKey(ctx.companyId, letterId),
    data: { state: "TO_POST", approvedAt: new Date(now), approvedById: actorUserId(ctx.actor) },
  });
  await planLetterInvoices(tx, ctx.companyId, letter, now);
  await journalLetter(tx, ctx, letterId, { action: "letter.approved", data: { sha256 } }, now);
}

/** Takes a letter back before it is posted: its step counts as passed, and no letter is proposed again. */
export async function withdrawLetter(ctx: CompanyCtx, letterId: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lockedLetter(tx, ctx.companyId, letterId);
    if (!isBeforePost(letter)) throw letterMoved();
    refuseHanded(letter);
    await tx.letter.update({
      where: letterKey(ctx.companyId, letterId),
      data: { state: "CANCELLED", outcome: "Retirée par une personne." },
    });
    await tx.letterDispatch.deleteMany({ where: { companyId: ctx.companyId, letterId, handedAt: null } });
    await tx.dunningStep.updateMany({
      where: { companyId: ctx.companyId, letterId, state: "DONE" },
      data: { state: "SUPERSEDED" },
    });
    await planLetterInvoices(tx, ctx.companyId, letter, now);
    await markPressedDue(tx, ctx.companyId, [letter.clientId], invoiceIdsOf(letter), now);
    await journalLetter(tx, ctx, letterId, { action: "letter.withdrawn" }, now);
  });
}

function invoiceIdsOf(letter: LockedLetter): string[] {
  return letter.invoices.map((one) => one.invoiceId);
}

function isBeforePost({ state }: LockedLetter): boolean {
  return state === "DRAFT" || state === "TO_APPROVE" || state === "TO_POST";
}

/** What a carrier has received may be on its way already. */
export function refuseHanded({ dispatch }: LockedLetter): void {
  if (!dispatch || dispatch.handedAt === null || dispatch.refusedAt !== null) return;
  if (dispatch.handingUntil !== null) {
    throw new DomainError(
      "LETTER_HANDING",
      "Cette lettre est en train d’être remise à votre prestataire d’envoi : réessayez dans quelques minutes.",
    );
  }
  throw new DomainError(
    "LETTER_HANDED",
    "Cette lettre est déjà chez votre prestataire d’envoi : annulez-la d’abord auprès de lui.",
  );
}

/**
 * Draws a letter again, with the figures of the day: after a correction, or when its drawing was
 * refused. An approval given before is taken back, because another document must be read.
 */
export async function redrawLetter(ctx: CompanyCtx, letterId: string): Promise<void> {
  await drawAgain(ctx, letterId, () => Promise.resolve({}));
}

/**
 * Chooses who writes the letter: the company, or a firm whose mandate runs (a chartered accountant
 * needs a specific one: ord. of 19 September 1945, art. 22). The letter is drawn again.
 *
 * @param firmId empty for the company itself
 */
export async function chooseLetterAuthor(ctx: CompanyCtx, letterId: string, firmId: string): Promise<void> {
  await drawAgain(ctx, letterId, async (tx, now) => {
    if (firmId === "") return { authorFirmId: null };
    const firms = await readWritingFirms(tx, ctx.companyId, await companyToday(tx, ctx.companyId, now));
    if (!firms.some((firm) => firm.id === firmId)) throw notFound();
    return { authorFirmId: firmId };
  });
}

async function drawAgain(
  ctx: CompanyCtx,
  letterId: string,
  change: (tx: Tx, now: Instant) => Promise<{ authorFirmId?: string | null }>,
): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lockedLetter(tx, ctx.companyId, letterId);
    if (!isBeforePost(letter)) throw letterMoved();
    refuseHanded(letter);
    const kept = await claimableInvoices(tx, ctx.companyId, invoiceIdsOf(letter));
    // What was paid or frozen since is not claimed again; its steps keep telling what happened.
    await tx.letterInvoice.deleteMany({
      where: { companyId: ctx.companyId, letterId, invoiceId: { notIn: kept.map(({ id }) => id) } },
    });
    const data = await change(tx, now);
    await tx.letterDispatch.deleteMany({ where: { companyId: ctx.companyId, letterId } });
    await tx.letter.update({
      where: letterKey(ctx.companyId, letterId),
      data: { ...data, state: "DRAFT", outcome: null, retryAt: null, approvedAt: null, approvedById: null },
    });
    await planLetterInvoices(tx, ctx.companyId, letter, now);
    await journalLetter(tx, ctx, letterId, { action: "letter.retried", data }, now);
  });
  await ctx.bell.ring("letters", { companyId: ctx.companyId });
}
