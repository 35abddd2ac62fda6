/** What is done with a client's credit: put on invoices, paid back, left aside; each can be undone. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { type LockedCredit, saveCreditRest } from "@/db/settlement/clientCredits";
import { fromLocalDate, newId, toLocalDate } from "@/db/values";
import { maxDate, minDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { date, positiveAmount, type RawFields, readFields, required } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { sumCents } from "@/domain/money";
import { CREDIT_NAMES } from "@/domain/settlement/accountFacts";
import { type AllocatedPart, checkAllocation } from "@/domain/settlement/allocation";
import { restOf, spendCredit } from "@/domain/settlement/clientCredit";
import { decideAgain } from "../dunning/planInvoices";
import { companyToday } from "../invoicing/saveInvoice";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { takeBackUse } from "./giveBackCredit";
import { journalCredit, openCredit } from "./recordClientCredit";
import { readParts } from "./recordClientPayment";
import { putPayment } from "./recordPayment";

/**
 * Puts a credit on the invoices a person named, each its part: a line of the invoice like a payment,
 * that can be undone alone.
 *
 * @throws InputError or DomainError, each about its field; never more than is left of the credit
 */
export async function applyClientCredit(ctx: CompanyCtx, creditId: string, raw: RawFields): Promise<void> {
  const parts = readParts(raw);
  if (parts.length === 0) {
    throw new DomainError("NO_PART", "Écrivez la part d’une facture au moins.", "amountCents");
  }
  const { companyId } = ctx;
  await onceForForm(ctx, async (tx) => {
    const { credit, openIds } = await openCredit(tx, companyId, creditId);
    await applyParts(tx, ctx, credit, parts);
    await decideAgain(tx, companyId, openIds, ctx.clock.now());
    await journalCredit(tx, ctx, creditId, "credit.applied", {
      amountCents: sumCents(parts.map((part) => part.amountCents)).toString(),
      invoices: parts.map((part) => part.invoiceId),
    });
  });
  await ctx.bell.ring("dunning", { companyId });
}

async function applyParts(
  tx: Tx,
  ctx: CompanyCtx,
  credit: LockedCredit,
  parts: readonly AllocatedPart[],
): Promise<void> {
  const { companyId } = ctx;
  const owed = await tx.invoice.findMany({
    where: { companyId, clientId: credit.clientId, status: "OPEN" },
    select: { id: true, number: true, balanceCents: true, issuedOn: true },
  });
  checkAllocation(owed, parts, sumCents(parts.map((part) => part.amountCents)));
  const today = await companyToday(tx, companyId, ctx.clock.now());
  let { account } = credit;
  for (const part of parts) {
    const useId = newId();
    account = spendCredit(account, { id: useId, kind: "APPLICATION", amountCents: part.amountCents });
    const issuedOn = owed.find(({ id }) => id === part.invoiceId)?.issuedOn;
    // It pays from the day it was there, and no earlier than the invoice (C. civ. 1347); today when the
    // invoice bears a day to come: the balance is lowered at once.
    const since = issuedOn ? maxDate(credit.receivedOn, toLocalDate(issuedOn)) : credit.receivedOn;
    const receivedOn = minDate(since, today);
    const isMoney = credit.kind !== "CREDIT_NOTE";
    const paymentId = await putPayment(
      tx,
      ctx,
      {
        clientId: credit.clientId,
        receivedOn,
        amountCents: part.amountCents,
        // Money that came in counts as such; a commercial credit is not money.
        method: isMoney ? "OTHER" : "CREDIT",
        reference: `${CREDIT_NAMES[credit.kind]} du ${formatDate(credit.receivedOn)}`,
        answerId: null,
      },
      [part],
    );
    await putUse(tx, ctx, credit.id, {
      id: useId,
      kind: "APPLICATION",
      amountCents: part.amountCents,
      paymentId,
    });
  }
  await saveCreditRest(tx, companyId, credit.id, account);
}

interface NewUse {
  id: string;
  kind: "APPLICATION" | "REFUND";
  amountCents: bigint;
  paymentId: string | null;
  usedOn?: Date;
}

async function putUse(tx: Tx, ctx: CompanyCtx, creditId: string, use: NewUse): Promise<void> {
  const at = new Date(ctx.clock.now());
  await tx.creditUse.create({
    data: {
      usedOn: at,
      ...use,
      companyId: ctx.companyId,
      creditId,
      createdById: actorUserId(ctx.actor),
      createdAt: at,
    },
  });
}

const REFUND_FIELDS = {
  amountCents: positiveAmount("le montant remboursé"),
  refundedOn: required("Indiquez le jour du remboursement.", date),
} as const;

/**
 * Notes that a credit was paid back, whole or in part. The product moves no money: a person did.
 *
 * @throws InputError or DomainError, each about its field
 */
export async function refundClientCredit(ctx: CompanyCtx, creditId: string, raw: RawFields): Promise<void> {
  const { amountCents, refundedOn } = readFields(raw, REFUND_FIELDS);
  const { companyId } = ctx;
  await onceForForm(ctx, async (tx) => {
    const { credit, openIds } = await openCredit(tx, companyId, creditId);
    const use = { id: newId(), kind: "REFUND" as const, amountCents };
    const account = spendCredit(credit.account, use);
    await putUse(tx, ctx, creditId, { ...use, paymentId: null, usedOn: fromLocalDate(refundedOn) });
    await saveCreditRest(tx, companyId, creditId, account);
    await decideAgain(tx, companyId, openIds, ctx.clock.now());
    await journalCredit(tx, ctx, creditId, "credit.refunded", { amountCents: amountCents.toString() });
  });
  await ctx.bell.ring("dunning", { companyId });
}

/** Takes back a refund noted by mistake. An application is undone with its payment. */
export async function undoRefund(ctx: CompanyCtx, useId: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(useId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    const use = await tx.creditUse.findUnique({
      where: { companyId_id: { companyId, id: useId } },
      select: { creditId: true, kind: true, amountCents: true },
    });
    if (use?.kind !== "REFUND") throw notFound();
    const { credit, openIds } = await openCredit(tx, companyId, use.creditId);
    await takeBackUse(tx, ctx, credit, useId);
    await decideAgain(tx, companyId, openIds, ctx.clock.now());
    await journalCredit(tx, ctx, credit.id, "credit.refund_undone", {
      amountCents: use.amountCents.toString(),
    });
  });
  await ctx.bell.ring("dunning", { companyId });
}

/**
 * Reminders go on although a part of this credit is left: they ask for the rest only. Remembered for
 * this credit; where it covers an invoice whole, that invoice is still not asked for.
 *
 * @throws DomainError when nothing is left of it, or it was already decided
 */
export async function dunAnyway(ctx: CompanyCtx, creditId: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const { credit, openIds } = await openCredit(tx, companyId, creditId);
    if (credit.account.isCancelled || restOf(credit.account) === 0n) {
      throw new DomainError("NOTHING_LEFT", "Il ne reste rien sur cet avoir.");
    }
    const { count } = await tx.clientCredit.updateMany({
      where: { companyId, id: creditId, dunAnywayAt: null },
      data: { dunAnywayAt: new Date(now), dunAnywayById: actorUserId(ctx.actor) },
    });
    if (count === 0) throw new DomainError("DECIDED", "C’est déjà décidé pour cet avoir.");
    await decideAgain(tx, companyId, openIds, now);
    await journalCredit(tx, ctx, creditId, "credit.dun_anyway", {});
  });
  await ctx.bell.ring("dunning", { companyId });
}
