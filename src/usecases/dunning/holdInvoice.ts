/** A person suspends an invoice until a day, or lets it go on. */
import { inCompany, type Tx } from "@/db/inCompany";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import { fromLocalDate, newId } from "@/db/values";
import { addDays, type Instant, type LocalDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { date, fieldError, line, oneOf, type RawFields, readFields, required } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { lockOpenInvoices } from "../invoicing/lockOpenInvoices";
import { companyToday, lockInvoice } from "../invoicing/saveInvoice";
import { type Deed, journalAt } from "../journalBy";
import { onceForForm } from "../onceForForm";
import { actorUserId, type CompanyCtx } from "../ports";
import { decideAgain } from "./planInvoices";

/** A manual suspension is never forgotten: it ends by itself within a year. */
const LONGEST_HOLD_DAYS = 365;

/** What a person may suspend an invoice for; the other kinds come from answers and events. */
export const HAND_HOLDS = ["MANUAL", "E_INVOICE_STATUS"] as const;

/** Suspends an invoice until a day, with a reason. @throws DomainError NOT_FOUND; CLOSED when it is not open */
export async function holdInvoice(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<void> {
  const input = readHold(raw);
  await onceForForm(ctx, async (tx) => {
    const { status } = await lockInvoice(tx, ctx.companyId, invoiceId);
    if (status !== "OPEN") {
      throw new DomainError("CLOSED", "Cette facture est close\u00a0: plus rien ne part pour elle.");
    }
    return putHolds(tx, ctx, [invoiceId], input);
  });
}

/**
 * Suspends several invoices until a day, with a reason. Those that are closed are left alone.
 *
 * @returns how many were suspended
 * @throws InputError when the day has passed or lies more than a year ahead
 */
export async function holdInvoices(
  ctx: CompanyCtx,
  invoiceIds: readonly string[],
  raw: RawFields,
): Promise<number> {
  const input = readHold(raw);
  return onceForForm(ctx, (tx) => putHolds(tx, ctx, invoiceIds, input));
}

interface HandHold {
  untilOn: LocalDate;
  reason: string;
  kind: (typeof HAND_HOLDS)[number];
}

function readHold(raw: RawFields): HandHold {
  const input = readFields<HandHold>(raw, {
    untilOn: required("Indiquez le dernier jour de la suspension.", date),
    reason: line("la raison", 200, { optional: true }),
    kind: (text: string, field: string) =>
      text === "" ? "MANUAL" : oneOf(HAND_HOLDS, "Dites pourquoi les relances sont suspendues.")(text, field),
  });
  if (input.kind === "E_INVOICE_STATUS" && input.reason === "") {
    throw fieldError("reason", "REQUIRED", "Indiquez le statut reçu, par exemple « refusée » et son motif.");
  }
  return input;
}

async function putHolds(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceIds: readonly string[],
  { untilOn, reason, kind }: HandHold,
): Promise<number> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const today = await companyToday(tx, companyId, now);
  refuseOutOfBounds(untilOn, today);
  const ids = await lockOpenInvoices(tx, companyId, invoiceIds);
  await tx.hold.createMany({
    data: ids.map((invoiceId) => ({
      companyId,
      id: newId(),
      invoiceId,
      kind,
      reason,
      startedOn: fromLocalDate(today),
      untilOn: fromLocalDate(untilOn),
      createdById: actorUserId(ctx.actor),
      createdAt: new Date(now),
    })),
  });
  await decideAgain(tx, companyId, ids, now);
  const deeds = ids.map(
    (entityId): Deed => ({ action: "hold.started", entity: "invoice", entityId, data: { untilOn, kind } }),
  );
  await journalAt(tx, ctx, deeds, now);
  return ids.length;
}

function refuseOutOfBounds(untilOn: LocalDate, today: LocalDate): void {
  if (untilOn < today) throw fieldError("untilOn", "PAST", "Ce jour est passé. Indiquez un jour à venir.");
  const latest = addDays(today, LONGEST_HOLD_DAYS);
  if (untilOn > latest) throw fieldError("untilOn", "TOO_FAR", `Au plus tard le ${formatDate(latest)}.`);
}

/** Suspensions that no word given here ends: what became of the procedure, or of the debit, does. */
const ENDED_ELSEWHERE = ["INSOLVENCY", "DIRECT_DEBIT"] as const;

/**
 * Ends every running suspension of an invoice, at a person's word. That of an insolvency stays: it is
 * ended on the client, for all of its invoices at once. That of a direct debit stays too: what became
 * of the debit ends it. A program ends what was set by hand, or by a program: what the client said, or the bank, waits
 * for a person, who decides what to make of it. An answer that suspends another invoice still waits to be decided.
 */
export async function resumeInvoice(ctx: CompanyCtx, invoiceId: string): Promise<void> {
  const now = ctx.clock.now();
  const isProgram = ctx.actor.kind === "key";
  const kind = isProgram ? { in: [...HAND_HOLDS] } : { notIn: [...ENDED_ELSEWHERE] };
  await inCompany(ctx.companyId, async (tx) => {
    await lockInvoice(tx, ctx.companyId, invoiceId);
    const at = new Date(now);
    const where = { companyId: ctx.companyId, invoiceId, endedAt: null, kind };
    const holds = await tx.hold.findMany({ where, select: { answerId: true } });
    if (holds.length === 0) return;
    const endReason = isProgram ? "Reprise par un programme." : "Reprise par une personne.";
    await tx.hold.updateMany({ where, data: { endedAt: at, endReason } });
    await setIdleAside(
      tx,
      ctx,
      holds.flatMap(({ answerId }) => answerId ?? []),
    );
    await decideAgain(tx, ctx.companyId, [invoiceId], now);
    await journalAt(tx, ctx, { action: "hold.ended", entity: "invoice", entityId: invoiceId, data: {} }, now);
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/** Sets aside those of these answers that suspend nothing any more. */
async function setIdleAside(tx: Tx, ctx: CompanyCtx, answerIds: readonly string[]): Promise<void> {
  const { companyId } = ctx;
  const at = new Date(ctx.clock.now());
  const ids = [...answerIds];
  const isIdle = { state: "OPEN", holds: { none: { endedAt: null } } } as const;
  const set = await tx.answer.updateManyAndReturn({
    where: { companyId, id: { in: ids }, ...isIdle },
    data: { state: "REJECTED", decidedAt: at, decidedById: actorUserId(ctx.actor) },
    select: { id: true },
  });
  await tx.instalmentPlan.updateMany({
    where: {
      companyId,
      answerId: { in: set.map(({ id }) => id) },
      state: { in: ["PROPOSED", "COUNTERED"] },
    },
    data: { state: "ENDED", closedAt: at, lookAt: null },
  });
}

/**
 * Closes suspensions whose last day has passed. A promise whose money did not come is *broken*
 * and shown to a person; the scenario goes on by itself either way.
 *
 * @returns how many suspensions ended
 */
export async function endPastHolds(companyId: string, now: Instant): Promise<number> {
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, now);
    const past = await tx.hold.findMany({
      where: { companyId, endedAt: null, untilOn: { lt: fromLocalDate(today) } },
      select: { id: true, invoiceId: true, answerId: true, kind: true },
      take: 1_000,
      orderBy: { invoiceId: "asc" },
    });
    if (past.length === 0) return 0;
    const at = new Date(now);
    await tx.hold.updateMany({
      where: { companyId, id: { in: past.map((hold) => hold.id) } },
      data: { endedAt: at, endReason: "Son dernier jour est passé." },
    });
    const answers = past.flatMap((hold) => (hold.answerId ? [hold.answerId] : []));
    await tx.answer.updateMany({
      where: { companyId, id: { in: answers }, state: "OPEN", kind: "PROMISE" },
      data: { state: "BROKEN" },
    });
    const events: JournalEvent[] = past.map((hold) => ({
      actor: "system",
      action: hold.kind === "PROMISE" ? "promise.broken" : "hold.expired",
      entity: "invoice",
      entityId: hold.invoiceId,
      data: {},
    }));
    await decideAgain(tx, companyId, [...new Set(past.map((hold) => hold.invoiceId))], now);
    await appendJournal(tx, companyId, events, now);
    return past.length;
  });
}
