/**
 * What a debtor says, by the link of a message or on the phone: already paid, a date, a dispute.
 * It is a claim, not a fact: it suspends the scenario, tells the creditor, and marks nothing paid.
 */
import { lockInvoices } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { appendJournal } from "@/db/system/journal";
import { fromLocalDate, newId } from "@/db/values";
import { addDays, formatDate, type LocalDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { decideAgain } from "../dunning/planInvoices";
import { companyToday } from "../invoicing/saveInvoice";
import { actorName, actorUserId, type CompanyCtx } from "../ports";
import type { PaymentMethod } from "./recordPayment";

export interface AnswerInput {
  kind: "ALREADY_PAID" | "PROMISE" | "DISPUTE";
  source: "LINK" | "CALL" | "CREDITOR";
  clientId: string;
  invoiceIds: readonly string[];
  /** Day of the payment declared or promised. */
  onDate: LocalDate | null;
  amountCents: bigint | null;
  method: PaymentMethod | null;
  message: string;
  linkId: string | null;
  callTaskId: string | null;
  /** Address of the answer cut to its network, empty when it came by phone. */
  network: string;
}

/** A promise further away than this needs an instalment plan or a word with the creditor. */
export const LONGEST_PROMISE_DAYS = 60;

/**
 * Records the answer and suspends its open invoices, inside the caller's transaction.
 *
 * @returns id of the answer and the last day of the suspension (null: until the creditor decides)
 * @throws DomainError when nothing is open any more, or the date is out of bounds
 */
export async function recordAnswerIn(
  tx: Tx,
  ctx: CompanyCtx,
  input: AnswerInput,
): Promise<{ answerId: string; untilOn: LocalDate | null }> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const at = new Date(now);
  await lockInvoices(tx, companyId, input.invoiceIds);
  const open = await tx.invoice.findMany({
    where: { companyId, id: { in: [...input.invoiceIds] }, status: "OPEN" },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  if (open.length === 0) throw new DomainError("NOTHING_OPEN", "Il ne reste rien à payer, merci.");
  const invoiceIds = open.map((invoice) => invoice.id);
  const today = await companyToday(tx, companyId, now);
  const untilOn = await holdUntil(tx, companyId, input, today);
  await replaceEarlier(tx, companyId, invoiceIds, at);

  const answerId = newId();
  await tx.answer.create({
    data: {
      companyId,
      id: answerId,
      clientId: input.clientId,
      linkId: input.linkId,
      callTaskId: input.callTaskId,
      kind: input.kind,
      source: input.source,
      state: "OPEN",
      onDate: input.onDate === null ? null : fromLocalDate(input.onDate),
      amountCents: input.amountCents,
      method: input.method,
      message: input.message,
      network: input.network,
      createdAt: at,
    },
  });
  await tx.answerInvoice.createMany({
    data: invoiceIds.map((invoiceId) => ({ companyId, answerId, invoiceId })),
  });
  await tx.hold.createMany({
    data: invoiceIds.map((invoiceId) => ({
      companyId,
      id: newId(),
      invoiceId,
      kind: HOLD_OF[input.kind],
      reason: input.kind === "DISPUTE" ? input.message.slice(0, 200) : "",
      startedOn: fromLocalDate(today),
      untilOn: untilOn === null ? null : fromLocalDate(untilOn),
      answerId,
      createdById: actorUserId(ctx.actor),
      createdAt: at,
    })),
  });
  await decideAgain(tx, companyId, invoiceIds, now);
  const data = {
    kind: input.kind,
    source: input.source,
    invoices: invoiceIds,
    ...(input.onDate && { onDate: input.onDate }),
    ...(input.amountCents !== null && { amountCents: input.amountCents.toString() }),
  };
  const event = {
    actor: actorName(ctx.actor),
    action: "answer.recorded",
    entity: "answer",
    entityId: answerId,
    data,
  };
  await appendJournal(tx, companyId, [event], now);
  return { answerId, untilOn };
}

const HOLD_OF = { ALREADY_PAID: "DECLARATION", PROMISE: "PROMISE", DISPUTE: "DISPUTE" } as const;

async function holdUntil(
  tx: Tx,
  companyId: string,
  input: AnswerInput,
  today: LocalDate,
): Promise<LocalDate | null> {
  if (input.kind === "DISPUTE") return null;
  const company = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { declarationHoldDays: true, promiseGraceDays: true },
  });
  if (input.kind === "ALREADY_PAID") return addDays(today, company.declarationHoldDays);
  if (input.onDate === null) throw new DomainError("REQUIRED", "Indiquez la date du règlement.", "onDate");
  if (input.onDate < today)
    throw new DomainError("PAST", "Cette date est passée. Indiquez un jour à venir.", "onDate");
  const latest = addDays(today, LONGEST_PROMISE_DAYS);
  if (input.onDate > latest) {
    throw new DomainError("TOO_FAR", `Indiquez une date avant le ${formatDate(latest)}.`, "onDate");
  }
  return addDays(input.onDate, company.promiseGraceDays);
}

/** A new answer replaces a promise or a declaration about the same invoices; a dispute stays. */
async function replaceEarlier(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  at: Date,
): Promise<void> {
  const earlier = await tx.answer.findMany({
    where: {
      companyId,
      state: { in: ["OPEN", "BROKEN"] },
      kind: { in: ["PROMISE", "ALREADY_PAID"] },
      decidedAt: null,
      invoices: { some: { invoiceId: { in: [...invoiceIds] } } },
    },
    select: { id: true },
  });
  const ids = earlier.map((answer) => answer.id);
  await tx.answer.updateMany({
    where: { companyId, id: { in: ids } },
    data: { state: "WITHDRAWN", decidedAt: at },
  });
  await tx.hold.updateMany({
    where: { companyId, answerId: { in: ids }, endedAt: null },
    data: { endedAt: at, endReason: "Remplacée par une réponse plus récente." },
  });
}
