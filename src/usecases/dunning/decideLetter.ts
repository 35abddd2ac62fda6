/** What a person does with a letter: approve, withdraw, say it was posted and what the post says. */
import { lockLetter } from "@/db/dunning/letters";
import { inCompany, type Tx } from "@/db/inCompany";
import { appendJournal } from "@/db/system/journal";
import { fromLocalDate, toLocalDate } from "@/db/values";
import { type Instant, type LocalDate, parseDate } from "@/domain/calendar";
import {
  type FieldReader,
  fieldError,
  line,
  optional,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { normalizeTrackingNumber, readTrackingNumber } from "@/domain/legal/trackingNumber";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import { actorName, actorUserId, type CompanyCtx } from "../ports";
import { planInvoices } from "./planInvoices";

const date: FieldReader<LocalDate> = (text) => parseDate(text);

async function lock(tx: Tx, companyId: string, letterId: string) {
  const letter = await lockLetter(tx, companyId, letterId);
  if (!letter) throw notFound();
  return letter;
}

async function journal(
  tx: Tx,
  ctx: CompanyCtx,
  letterId: string,
  action: string,
  data: Record<string, unknown>,
  now: Instant,
): Promise<void> {
  const event = { actor: actorName(ctx.actor), action, entity: "letter", entityId: letterId, data };
  await appendJournal(tx, ctx.companyId, [event], now);
}

function moved(): DomainError {
  return new DomainError("LETTER_MOVED", "Cette lettre a changé d’état entre-temps. Rechargez la page.");
}

/**
 * Approves the exact document a person has read.
 *
 * @param sha256 of the PDF that was shown: another one (the amounts of a new day) must be read first
 */
export async function approveLetter(ctx: CompanyCtx, letterId: string, sha256: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lock(tx, ctx.companyId, letterId);
    if (letter.state !== "TO_APPROVE") throw moved();
    if (letter.document?.sha256 !== sha256) {
      throw new DomainError(
        "LETTER_REDRAWN",
        "La lettre a été mise à jour depuis. Relisez-la avant de l’approuver.",
      );
    }
    await tx.letter.update({
      where: { companyId_id: { companyId: ctx.companyId, id: letterId } },
      data: { state: "TO_POST", approvedAt: new Date(now), approvedById: actorUserId(ctx.actor) },
    });
    await planInvoices(
      tx,
      ctx.companyId,
      letter.invoices.map((invoice) => invoice.invoiceId),
      now,
    );
    await journal(tx, ctx, letterId, "letter.approved", { sha256 }, now);
  });
}

/** Takes a letter back before it is posted: its step counts as passed, and no letter is proposed again. */
export async function withdrawLetter(ctx: CompanyCtx, letterId: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lock(tx, ctx.companyId, letterId);
    if (letter.state !== "DRAFT" && letter.state !== "TO_APPROVE" && letter.state !== "TO_POST")
      throw moved();
    await tx.letter.update({
      where: { companyId_id: { companyId: ctx.companyId, id: letterId } },
      data: { state: "CANCELLED", outcome: "Retirée par une personne." },
    });
    await tx.dunningStep.updateMany({
      where: { companyId: ctx.companyId, letterId, state: "DONE" },
      data: { state: "SUPERSEDED" },
    });
    await planInvoices(
      tx,
      ctx.companyId,
      letter.invoices.map((invoice) => invoice.invoiceId),
      now,
    );
    await journal(tx, ctx, letterId, "letter.withdrawn", {}, now);
  });
}

/** Tries again to draw a letter that was refused, once what was missing has been completed. */
export async function redrawLetter(ctx: CompanyCtx, letterId: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lock(tx, ctx.companyId, letterId);
    if (letter.state !== "DRAFT") throw moved();
    await tx.letter.update({
      where: { companyId_id: { companyId: ctx.companyId, id: letterId } },
      data: { outcome: null },
    });
    await journal(tx, ctx, letterId, "letter.retried", {}, now);
  });
  await ctx.bell.ring("letters", { companyId: ctx.companyId });
}

const trackingNumber: FieldReader<string> = (text) => {
  const number = normalizeTrackingNumber(text);
  if (!readTrackingNumber(number)) {
    throw new DomainError(
      "TRACKING",
      "Un numéro de recommandé compte 11 à 15 lettres et chiffres, comme 1A 047 877 2024 3.",
    );
  }
  return number;
};

/** Records that the letter was posted, with the number of its receipt. */
export async function markPosted(ctx: CompanyCtx, letterId: string, raw: RawFields): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lock(tx, ctx.companyId, letterId);
    const input = readFields(raw, {
      postedOn: required("Indiquez le jour du dépôt à La Poste.", date),
      trackingNumber:
        letter.channel === "FORMAL_NOTICE"
          ? required("Recopiez le numéro de la preuve de dépôt.", trackingNumber)
          : optional(trackingNumber),
    });
    if (letter.state !== "TO_POST") throw moved();
    const today = await companyToday(tx, ctx.companyId, now);
    if (input.postedOn > today) throw fieldError("postedOn", "FUTURE", "Ce jour n’est pas encore arrivé.");
    if (input.postedOn < toLocalDate(letter.datedOn)) {
      throw fieldError("postedOn", "BEFORE_LETTER", "La lettre est datée d’un jour plus tardif.");
    }
    await tx.letter.update({
      where: { companyId_id: { companyId: ctx.companyId, id: letterId } },
      data: {
        state: "POSTED",
        postedOn: fromLocalDate(input.postedOn),
        trackingNumber: input.trackingNumber,
      },
    });
    await tx.dunningStep.updateMany({
      where: { companyId: ctx.companyId, letterId, state: "DONE" },
      data: { executedOn: fromLocalDate(input.postedOn), executedAt: new Date(now) },
    });
    await planInvoices(
      tx,
      ctx.companyId,
      letter.invoices.map((invoice) => invoice.invoiceId),
      now,
    );
    await journal(tx, ctx, letterId, "letter.posted", input, now);
  });
}

const FOLLOW_FIELDS = {
  presentedOn: optional(date),
  deliveredOn: optional(date),
  returnedOn: optional(date),
  note: line("la note", 200, { optional: true }),
} as const;

/**
 * Records what the post says: first presentation, delivery, return. A letter returned unclaimed
 * stays valid (Cass. 1re civ., 20/01/2021, n° 19-20.680).
 */
export async function followLetter(ctx: CompanyCtx, letterId: string, raw: RawFields): Promise<void> {
  const input = readFields(raw, FOLLOW_FIELDS);
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const letter = await lock(tx, ctx.companyId, letterId);
    const isOnItsWay = ["POSTED", "PRESENTED", "DELIVERED", "RETURNED"].includes(letter.state);
    if (!isOnItsWay || letter.postedOn === null) throw moved();
    const today = await companyToday(tx, ctx.companyId, now);
    refuseDisorder(input, toLocalDate(letter.postedOn), today);
    await tx.letter.update({
      where: { companyId_id: { companyId: ctx.companyId, id: letterId } },
      data: {
        state: input.returnedOn
          ? "RETURNED"
          : input.deliveredOn
            ? "DELIVERED"
            : input.presentedOn
              ? "PRESENTED"
              : "POSTED",
        presentedOn: input.presentedOn ? fromLocalDate(input.presentedOn) : null,
        deliveredOn: input.deliveredOn ? fromLocalDate(input.deliveredOn) : null,
        returnedOn: input.returnedOn ? fromLocalDate(input.returnedOn) : null,
        outcome: input.note || null,
      },
    });
    await journal(tx, ctx, letterId, "letter.followed", input, now);
  });
}

function refuseDisorder(
  input: { presentedOn: LocalDate | null; deliveredOn: LocalDate | null; returnedOn: LocalDate | null },
  postedOn: LocalDate,
  today: LocalDate,
): void {
  const days = [
    ["presentedOn", input.presentedOn],
    ["deliveredOn", input.deliveredOn],
    ["returnedOn", input.returnedOn],
  ] as const;
  for (const [field, on] of days) {
    if (on === null) continue;
    if (on < postedOn) throw fieldError(field, "BEFORE_POST", "Ce jour précède le dépôt de la lettre.");
    if (on > today) throw fieldError(field, "FUTURE", "Ce jour n’est pas encore arrivé.");
  }
  if (input.deliveredOn && input.returnedOn) {
    throw fieldError("returnedOn", "BOTH", "Une lettre est distribuée ou retournée, pas les deux.");
  }
}
