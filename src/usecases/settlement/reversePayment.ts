/** A payment recorded by mistake is undone: what it had ended comes back with the debt. */
import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { undoBankMatch } from "@/db/settlement/bankMatches";
import { readEndedWith } from "@/db/settlement/closings";
import { newId } from "@/db/values";
import { DomainError } from "@/domain/invariant";
import { decideAgain } from "../dunning/planInvoices";
import { withdrawThanks } from "../dunning/queueNote";
import { refreshBalance } from "../invoicing/saveInvoice";
import { type Deed, journalAt } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { takeUpOwing } from "../parties/takeUpClients";
import { actorUserId, type CompanyCtx } from "../ports";
import { restoreAnswersOf } from "./closeAnswers";
import { giveBackCredit } from "./giveBackCredit";
import { readAnswerInvoiceIds, restoreDecided } from "./restoreDecided";
import { takeSurplusBack } from "./surplus";

/**
 * Undoes a payment: an opposite payment of the same day, so that both stay readable. The invoices
 * are owed again; the dispute, the promise, the schedule or the declaration that the payment had ended
 * counts again, and the scenario goes on without repeating the steps that already happened. A credit that
 * it had left goes with it.
 *
 * @throws DomainError NOT_FOUND; REVERSED when it is undone already; CREDIT_IN_USE when what it left over is spent
 */
export async function reversePayment(ctx: CompanyCtx, paymentId: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(paymentId)) throw notFound();
  await inCompany(companyId, (tx) => reversePaymentIn(tx, ctx, paymentId));
  await ctx.bell.ring("dunning", { companyId });
}

/** The same inside a caller's transaction: the movement of the account it was recorded from waits again. */
export async function reversePaymentIn(tx: Tx, ctx: CompanyCtx, paymentId: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const payment = await readPayment(tx, companyId, paymentId);
  const invoiceIds = payment.allocations.map((allocation) => allocation.invoiceId);
  // A credit given back, or taken away, is about the other invoices of the client.
  const others =
    payment.creditUses.length > 0 || payment.surplus
      ? await readOpenInvoiceIds(tx, companyId, payment.clientId)
      : [];
  const answered = await readAnswerInvoiceIds(tx, companyId, payment.answerId);
  const ended = await readEndedWith(tx, companyId, invoiceIds);
  const touched = [...new Set([...ended, ...others, ...answered])];
  await lockInvoices(tx, companyId, touched);
  const already = await tx.payment.findUnique({
    where: { companyId_reversesId: { companyId, reversesId: paymentId } },
    select: { id: true },
  });
  if (already) throw new DomainError("REVERSED", "Ce règlement est déjà annulé.");
  const surplusCents = payment.surplus ? await takeSurplusBack(tx, ctx, payment.surplus.id) : 0n;
  const reversalId = await putReversal(tx, ctx, payment);
  await undoBankMatch(tx, companyId, { paymentId }, { at: new Date(now), userId: actorUserId(ctx.actor) });
  await withdrawThanks(tx, companyId, { clientId: payment.clientId, paymentId });
  await giveBackCredit(tx, ctx, paymentId);
  const restored = [
    ...(await takeUpOwing(tx, companyId, invoiceIds)),
    ...(await restoreAnswersOf(tx, ctx, invoiceIds)),
    ...(await restoreDecided(tx, ctx, payment.answerId)),
  ];
  await decideAgain(tx, companyId, touched, now);
  const data = { reverses: paymentId, amountCents: payment.amountCents.toString(), invoices: invoiceIds };
  await journalAt(
    tx,
    ctx,
    [
      { action: "payment.reversed", entity: "payment", entityId: reversalId, data },
      ...(payment.surplus && surplusCents > 0n ? [surplusTakenBack(payment.surplus.id, surplusCents)] : []),
      ...restored,
    ],
    now,
  );
}

function surplusTakenBack(entityId: string, amountCents: bigint): Deed {
  const data = { amountCents: amountCents.toString() };
  return { action: "credit.cancelled", entity: "credit", entityId, data };
}

type WholePayment = Awaited<ReturnType<typeof readPayment>>;

async function readPayment(tx: Tx, companyId: string, id: string) {
  const payment = await tx.payment.findUnique({
    where: { companyId_id: { companyId, id } },
    include: {
      allocations: true,
      creditUses: { select: { id: true } },
      surplus: { select: { id: true } },
    },
  });
  if (!payment || payment.reversesId !== null) throw notFound();
  return payment;
}

/** Writes the opposite payment and its parts. @returns its id */
async function putReversal(tx: Tx, ctx: CompanyCtx, payment: WholePayment): Promise<string> {
  const { companyId } = ctx;
  const id = newId();
  await tx.payment.create({
    data: {
      companyId,
      id,
      clientId: payment.clientId,
      receivedOn: payment.receivedOn,
      amountCents: -payment.amountCents,
      method: payment.method,
      reference: payment.reference,
      reversesId: payment.id,
      createdById: actorUserId(ctx.actor),
      createdAt: new Date(ctx.clock.now()),
    },
  });
  for (const { invoiceId, ...part } of payment.allocations) {
    const [amountCents, accessoryCents] = [-part.amountCents, -part.accessoryCents];
    await tx.allocation.create({
      data: { companyId, paymentId: id, invoiceId, amountCents, accessoryCents },
    });
    await refreshBalance(tx, companyId, invoiceId);
  }
  return id;
}
