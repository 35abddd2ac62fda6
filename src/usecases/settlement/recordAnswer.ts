/**
 * What a debtor says, by the link of a message or on the phone. It is a claim, not a fact: it
 * suspends the scenario, tells the creditor, and marks nothing paid.
 */
import { lockInvoices } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { fromLocalDate, newId } from "@/db/values";
import { addDays, type LocalDate } from "@/domain/calendar";
import { cutText } from "@/domain/cutText";
import { formatDate } from "@/domain/dateText";
import { DomainError } from "@/domain/invariant";
import {
  type AnswerDelays,
  type AnswerEffect,
  type AnswerKind,
  type AnswerSource,
  answerEffect,
  REPLACEABLE,
  replacesEarlier,
} from "@/domain/settlement/answer";
import { disputedPart } from "@/domain/settlement/disputedPart";
import { decideAgain } from "../dunning/planInvoices";
import { companyToday } from "../invoicing/saveInvoice";
import { journalAt } from "../journalBy";
import { readDebtorSettings } from "../parties/readDebtorSettings";
import { actorUserId, type CompanyCtx } from "../ports";
import { findSameAnswer, saidColumns } from "./findSameAnswer";
import type { PaymentMethod } from "./recordPayment";

export interface AnswerInput {
  kind: AnswerKind;
  source: AnswerSource;
  clientId: string;
  invoiceIds: readonly string[];
  /** Day of the payment declared or promised. */
  onDate: LocalDate | null;
  /** Part that was paid, is promised or is contested; null: all of it. */
  amountCents: bigint | null;
  method: PaymentMethod | null;
  message: string;
  /** Dispute: the word of a closed list. */
  reason?: string;
  /** Wrong recipient: whom to write to instead. */
  contact?: { name: string; email: string; phone: string };
  linkId: string | null;
  callTaskId: string | null;
  /** Address of the answer cut to its network, empty when it came by phone. */
  network: string;
  /** SHA-256 of the files that come with it: other files make another answer. */
  fileHashes?: readonly string[];
  /** What else belongs to a new answer (its files, its schedule), in the same transaction. */
  andThen?: (given: {
    answerId: string;
    invoices: readonly OpenInvoice[];
    today: LocalDate;
  }) => Promise<void>;
}

export interface OpenInvoice {
  id: string;
  number: string;
  balanceCents: bigint;
}

export interface RecordedAnswer {
  answerId: string;
  /** Last day of the suspension; null: until the creditor decides, or none. */
  untilOn: LocalDate | null;
  /** What it says of the amount; null: all of it. */
  amountCents: bigint | null;
  /** False when the same answer was already there: nothing was written. */
  isNew: boolean;
  invoiceIds: string[];
}

/**
 * Records the answer and suspends its open invoices, inside the caller's transaction. Answers of
 * one client take turns on the locks of the invoices: the same one sent fifty times at once is
 * written once, and the order in which contradictory ones are kept is the order they were taken in.
 *
 * @throws DomainError when nothing is open any more, or the date is out of bounds; InputError when the
 *   amount contested does not say of which invoice it is
 */
export async function recordAnswerIn(tx: Tx, ctx: CompanyCtx, given: AnswerInput): Promise<RecordedAnswer> {
  const { companyId } = ctx;
  const isReplacing = replacesEarlier(given.kind);
  const earlier = isReplacing ? await readEarlier(tx, companyId, given.invoiceIds) : [];
  await lockInvoices(tx, companyId, [...given.invoiceIds, ...earlier.flatMap((answer) => answer.invoiceIds)]);
  // Read under the locks: two answers never carry an order that is not theirs.
  const now = ctx.clock.now();
  const at = new Date(now);
  const invoices = await tx.invoice.findMany({
    where: { companyId, id: { in: [...given.invoiceIds] }, status: "OPEN" },
    select: { id: true, number: true, balanceCents: true },
    orderBy: { id: "asc" },
  });
  if (invoices.length === 0) throw new DomainError("NOTHING_OPEN", "Il ne reste rien à payer, merci.");
  const invoiceIds = invoices.map((invoice) => invoice.id);
  const input = withPart(given, invoices);
  const { amountCents } = input;
  if (input.source === "LINK") {
    const same = await findSameAnswer(tx, companyId, input, invoiceIds, at);
    if (same) return { ...same, amountCents, isNew: false, invoiceIds };
  }
  const today = await companyToday(tx, companyId, now);
  await refuseOutOfBounds(tx, companyId, input, today);
  const effect = answerEffect(input.kind, today, input.onDate, await readDelays(tx, companyId));
  const freed = isReplacing ? await replaceEarlier(tx, companyId, invoiceIds, at) : [];

  const answerId = newId();
  await insertAnswer(tx, companyId, answerId, input, at);
  await tx.answerInvoice.createMany({
    data: invoiceIds.map((invoiceId) => ({ companyId, answerId, invoiceId })),
  });
  await holdFor(tx, ctx, { answerId, input, invoices, effect, today, at });
  await input.andThen?.({ answerId, invoices, today });
  await decideAgain(tx, companyId, [...new Set([...invoiceIds, ...freed])], now);
  await journalAt(
    tx,
    ctx,
    { action: "answer.recorded", entity: "answer", entityId: answerId, data: journalData(input, invoiceIds) },
    now,
  );
  return { answerId, untilOn: effect.untilOn, amountCents, isNew: true, invoiceIds };
}

/** A dispute of everything that is owed bears no amount; of a part, it is about one invoice. */
function withPart(input: AnswerInput, invoices: readonly OpenInvoice[]): AnswerInput {
  if (input.kind !== "DISPUTE") return input;
  return { ...input, amountCents: disputedPart(input.amountCents, invoices) };
}

function journalData(input: AnswerInput, invoiceIds: readonly string[]): Record<string, unknown> {
  return {
    kind: input.kind,
    source: input.source,
    invoices: invoiceIds,
    ...(input.onDate && { onDate: input.onDate }),
    ...(input.amountCents !== null && { amountCents: input.amountCents.toString() }),
  };
}

async function insertAnswer(
  tx: Tx,
  companyId: string,
  id: string,
  input: AnswerInput,
  at: Date,
): Promise<void> {
  await tx.answer.create({
    data: {
      companyId,
      id,
      clientId: input.clientId,
      linkId: input.linkId,
      callTaskId: input.callTaskId,
      kind: input.kind,
      source: input.source,
      state: "OPEN",
      ...saidColumns(input),
      network: input.network,
      createdAt: at,
    },
  });
}

async function readDelays(tx: Tx, companyId: string): Promise<AnswerDelays> {
  return tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { declarationHoldDays: true, promiseGraceDays: true },
  });
}

async function refuseOutOfBounds(
  tx: Tx,
  companyId: string,
  { kind, onDate }: AnswerInput,
  today: LocalDate,
): Promise<void> {
  if (kind !== "PROMISE") return;
  if (onDate === null) throw new DomainError("REQUIRED", "Indiquez la date du règlement.", "onDate");
  if (onDate < today)
    throw new DomainError("PAST", "Cette date est passée. Indiquez un jour à venir.", "onDate");
  const { longestPromiseDays } = await readDebtorSettings(tx, companyId);
  const latest = addDays(today, longestPromiseDays);
  if (onDate > latest) {
    throw new DomainError("TOO_FAR", `Indiquez une date avant le ${formatDate(latest)}.`, "onDate");
  }
}

interface NewHolds {
  answerId: string;
  input: AnswerInput;
  invoices: readonly OpenInvoice[];
  effect: AnswerEffect;
  today: LocalDate;
  at: Date;
}

async function holdFor(tx: Tx, ctx: CompanyCtx, given: NewHolds): Promise<void> {
  const { answerId, input, invoices, effect, today, at } = given;
  const kind = effect.hold;
  if (kind === null) return;
  const isDispute = input.kind === "DISPUTE";
  await tx.hold.createMany({
    data: invoices.map((invoice) => ({
      companyId: ctx.companyId,
      id: newId(),
      invoiceId: invoice.id,
      kind,
      reason: isDispute ? cutText(input.message, 200) : "",
      category: isDispute && input.reason ? input.reason : null,
      partCents: isDispute ? input.amountCents : null,
      startedOn: fromLocalDate(today),
      untilOn: effect.untilOn === null ? null : fromLocalDate(effect.untilOn),
      answerId,
      createdById: actorUserId(ctx.actor),
      createdAt: at,
    })),
  });
}

/** The answers about these invoices that a new one may replace. */
async function readEarlier(tx: Tx, companyId: string, invoiceIds: readonly string[]) {
  const rows = await tx.answer.findMany({
    where: {
      companyId,
      state: { in: ["OPEN", "BROKEN"] },
      kind: { in: [...REPLACEABLE] },
      decidedAt: null,
      invoices: { some: { invoiceId: { in: [...invoiceIds] } } },
    },
    select: { id: true, kind: true, invoices: { select: { invoiceId: true } } },
  });
  return rows.map(({ invoices, ...row }) => ({
    ...row,
    invoiceIds: invoices.map(({ invoiceId }) => invoiceId),
  }));
}

/**
 * A new answer replaces a promise, a declaration or a proposal about the same invoices; a dispute stays. One that
 * suspends another invoice beside them stays for that one; a proposal, whose sum is that of all, does not.
 *
 * @returns invoices that are suspended no more
 */
async function replaceEarlier(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  at: Date,
): Promise<string[]> {
  const earlier = await readEarlier(tx, companyId, invoiceIds);
  if (earlier.length === 0) return [];
  const holds = await tx.hold.findMany({
    where: { companyId, endedAt: null, answerId: { in: earlier.map(({ id }) => id) } },
    select: { id: true, answerId: true, invoiceId: true },
  });
  const others = holds.filter(({ invoiceId }) => !invoiceIds.includes(invoiceId));
  const staysFor = (answerId: string | null) => others.some((hold) => hold.answerId === answerId);
  const gone = earlier.filter(({ id, kind }) => kind === "INSTALMENTS" || !staysFor(id)).map(({ id }) => id);
  await tx.answer.updateMany({
    where: { companyId, id: { in: gone } },
    data: { state: "WITHDRAWN", decidedAt: at },
  });
  await tx.instalmentPlan.updateMany({
    where: { companyId, answerId: { in: gone }, state: { in: ["PROPOSED", "COUNTERED"] } },
    data: { state: "ENDED", closedAt: at, lookAt: null },
  });
  const ended = holds.filter(
    ({ answerId, invoiceId }) => gone.includes(answerId ?? "") || invoiceIds.includes(invoiceId),
  );
  await tx.hold.updateMany({
    where: { companyId, id: { in: ended.map(({ id }) => id) } },
    data: { endedAt: at, endReason: "Remplacée par une réponse plus récente." },
  });
  return ended.map(({ invoiceId }) => invoiceId);
}
