/**
 * The life of a letter once it is posted, as a person tells it: presented, delivered or returned, sent again to the right address, and what follows the end of its deadline.
 */
import { thaw } from "@/db/frozenJson";
import { inCompany, type Tx } from "@/db/inCompany";
import { fromLocalDate, newId, toLocalDate, toLocalDateOrNull } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import {
  date,
  type FieldReader,
  fieldError,
  line,
  oneOf,
  optional,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { noticeDeadline, noticeDelayDays } from "@/domain/legal/noticeDeadline";
import { companyToday } from "../invoicing/saveInvoice";
import { actorUserId, type CompanyCtx } from "../ports";
import {
  journalLetter,
  type LockedLetter,
  letterKey,
  letterMoved,
  lockedLetter,
  planLetterInvoices,
} from "./lockedLetter";
import { trackingNumber } from "./markPosted";
import { decideAgain } from "./planInvoices";
import { draftLetter } from "./prepareLetter";
import { claimableInvoices } from "./refuseLetter";

export const RETURN_REASONS = ["UNCLAIMED", "REFUSED", "WRONG_ADDRESS"] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Days the post has told of a letter. */
export interface LetterDays {
  presentedOn: LocalDate | null;
  deliveredOn: LocalDate | null;
  returnedOn: LocalDate | null;
  returnReason: ReturnReason | null;
}

const FOLLOW_FIELDS = {
  presentedOn: optional(date),
  deliveredOn: optional(date),
  returnedOn: optional(date),
  returnReason: optional(oneOf(RETURN_REASONS, "Choisissez pourquoi la lettre est revenue.")),
  note: line("la note", 200, { optional: true }),
} as const;

/**
 * Records what the post says: first presentation, delivery, return. Giving all the days again
 * corrects them, and the number with them when it is given. A letter returned unclaimed or refused stays valid (Cass. 1re civ., 20/01/2021,
 * n° 19-20.680); one that went to a wrong address notified nobody.
 */
export async function followLetter(ctx: CompanyCtx, letterId: string, raw: RawFields): Promise<void> {
  const input = readFields(raw, FOLLOW_FIELDS);
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lockedLetter(tx, ctx.companyId, letterId);
    if (letter.replacedBy.some((other) => other.state !== "CANCELLED")) throw letterMoved();
    const { note, ...days } = input;
    if ("trackingNumber" in raw) await correctNumber(tx, ctx, letter, raw, now);
    // A letter handed over was presented that day at the latest.
    const known = { ...days, presentedOn: days.presentedOn ?? days.deliveredOn };
    await writeDays(tx, ctx, letter, known, now, note || null);
  });
}

/** The number of the receipt as it is given now: one mistyped leads to another letter, or to none. */
async function correctNumber(
  tx: Tx,
  ctx: CompanyCtx,
  letter: LockedLetter,
  raw: RawFields,
  now: Instant,
): Promise<void> {
  const isKept = letter.channel === "FORMAL_NOTICE" && letter.trackingNumber !== null;
  const reader: FieldReader<string | null> = isKept
    ? required("Recopiez le numéro de la preuve de dépôt.", trackingNumber)
    : optional(trackingNumber);
  const { trackingNumber: number } = readFields(raw, { trackingNumber: reader });
  if (number === letter.trackingNumber) return;
  await tx.letter.update({ where: letterKey(ctx.companyId, letter.id), data: { trackingNumber: number } });
  const data = { from: letter.trackingNumber, to: number };
  await journalLetter(tx, ctx, letter.id, { action: "letter.number_corrected", data }, now);
}

/** Writes the days of a letter, its deadline and what follows from them; the letter is locked. */
export async function writeDays(
  tx: Tx,
  ctx: Pick<CompanyCtx, "companyId" | "actor">,
  letter: LockedLetter,
  days: LetterDays,
  now: Instant,
  note: string | null,
): Promise<void> {
  const { companyId } = ctx;
  const isOnItsWay = ["POSTED", "PRESENTED", "DELIVERED", "RETURNED"].includes(letter.state);
  if (!isOnItsWay || letter.postedOn === null) throw letterMoved();
  refuseDisorder(days, toLocalDate(letter.postedOn), await companyToday(tx, companyId, now));
  const deadlineOn = deadlineOf(letter, days);
  const isMoved = deadlineOn !== toLocalDateOrNull(letter.deadlineOn);
  await tx.letter.update({
    where: letterKey(companyId, letter.id),
    data: {
      state: stateOf(days),
      presentedOn: days.presentedOn ? fromLocalDate(days.presentedOn) : null,
      deliveredOn: days.deliveredOn ? fromLocalDate(days.deliveredOn) : null,
      returnedOn: days.returnedOn ? fromLocalDate(days.returnedOn) : null,
      returnReason: days.returnedOn ? (days.returnReason ?? "UNCLAIMED") : null,
      deadlineOn: deadlineOn ? fromLocalDate(deadlineOn) : null,
      // A deadline that moved has not been followed up yet.
      ...(isMoved && { followedUpAt: null, followedUpById: null }),
      outcome: note,
    },
  });
  await journalLetter(tx, ctx, letter.id, { action: "letter.followed", data: { ...days, deadlineOn } }, now);
  // The first presentation of a notice starts a consumer's interest: what is due has changed.
  const wasPresentedOn = toLocalDateOrNull(letter.presentedOn);
  if (letter.channel === "FORMAL_NOTICE" && wasPresentedOn !== days.presentedOn) {
    await decideAgain(
      tx,
      companyId,
      letter.invoices.map((invoice) => invoice.invoiceId),
      now,
    );
  }
}

function stateOf({ returnedOn, deliveredOn, presentedOn }: LetterDays) {
  if (returnedOn) return "RETURNED";
  if (deliveredOn) return "DELIVERED";
  return presentedOn ? "PRESENTED" : "POSTED";
}

/** Only a registered notice that was presented starts a deadline. */
function deadlineOf(letter: LockedLetter, { presentedOn, returnReason }: LetterDays): LocalDate | null {
  if (letter.channel !== "FORMAL_NOTICE" || presentedOn === null || returnReason === "WRONG_ADDRESS") {
    return null;
  }
  return noticeDeadline(presentedOn, noticeDelayDays(thaw<FormalNoticeInput>(letter.content)));
}

function refuseDisorder(input: LetterDays, postedOn: LocalDate, today: LocalDate): void {
  const { presentedOn, deliveredOn, returnedOn, returnReason } = input;
  const days = Object.entries({ presentedOn, deliveredOn, returnedOn });
  for (const [field, on] of days) {
    if (on === null) continue;
    if (on < postedOn) throw fieldError(field, "BEFORE_POST", "Ce jour précède le dépôt de la lettre.");
    if (on > today) throw fieldError(field, "FUTURE", "Ce jour n’est pas encore arrivé.");
  }
  if (deliveredOn && returnedOn) {
    throw fieldError("returnedOn", "BOTH", "Une lettre est distribuée ou retournée, pas les deux.");
  }
  const last = deliveredOn ?? returnedOn;
  if (presentedOn && last && presentedOn > last) {
    throw fieldError(
      "presentedOn",
      "AFTER_END",
      "La première présentation précède la distribution ou le retour.",
    );
  }
  if (returnReason && !returnedOn) {
    throw fieldError("returnedOn", "REQUIRED", "Indiquez le jour du retour.");
  }
  if (returnReason === "WRONG_ADDRESS" && presentedOn) {
    throw fieldError(
      "presentedOn",
      "NOT_PRESENTED",
      "Une lettre partie à une mauvaise adresse n’a été présentée à personne : laissez ce jour vide.",
    );
  }
  if (returnedOn && returnReason !== "WRONG_ADDRESS" && !presentedOn) {
    throw fieldError(
      "presentedOn",
      "REQUIRED",
      "Indiquez le jour de la première présentation, écrit sur l’enveloppe : le délai court de là.",
    );
  }
}

/**
 * Prepares the same letter for the address as it is now, with the figures of the day: after a
 * return to a wrong address. A person reads and approves it like any other.
 *
 * @returns id of the new letter
 */
export async function resendLetter(ctx: CompanyCtx, letterId: string): Promise<string> {
  const now = ctx.clock.now();
  const { companyId } = ctx;
  const id = newId();
  await inCompany(companyId, async (tx) => {
    const letter = await lockedLetter(tx, companyId, letterId);
    const isReplaced = letter.replacedBy.some((other) => other.state !== "CANCELLED");
    if (letter.state !== "RETURNED" || letter.returnReason !== "WRONG_ADDRESS" || isReplaced) {
      throw letterMoved();
    }
    const invoices = await claimableInvoices(
      tx,
      companyId,
      letter.invoices.map((one) => one.invoiceId),
    );
    await draftLetter(tx, companyId, {
      id,
      clientId: letter.clientId,
      channel: letter.channel,
      datedOn: toLocalDate(letter.datedOn),
      replacesId: letter.id,
      authorFirmId: letter.authorFirmId,
      invoices,
      at: now,
    });
    await planLetterInvoices(tx, companyId, letter, now);
    await journalLetter(tx, ctx, letterId, { action: "letter.resent", data: { newLetterId: id } }, now);
  });
  await ctx.bell.ring("letters", { companyId });
  return id;
}

/** Says that the end of a deadline was dealt with: the task leaves « Aujourd'hui ». */
export async function closeDeadline(ctx: CompanyCtx, letterId: string, raw: RawFields): Promise<void> {
  const { note } = readFields(raw, { note: line("la suite décidée", 200, { optional: true }) });
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lockedLetter(tx, ctx.companyId, letterId);
    const today = await companyToday(tx, ctx.companyId, now);
    if (letter.deadlineOn === null || toLocalDate(letter.deadlineOn) >= today || letter.followedUpAt) {
      throw letterMoved();
    }
    await tx.letter.update({
      where: letterKey(ctx.companyId, letterId),
      data: { followedUpAt: new Date(now), followedUpById: actorUserId(ctx.actor) },
    });
    await journalLetter(tx, ctx, letterId, { action: "letter.deadline_closed", data: { note } }, now);
  });
}
