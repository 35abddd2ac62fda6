/** What a person makes of a movement without a proposal, or against it; and how each is undone. */
import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { lockBankLines, readBankLine } from "@/db/settlement/bankLines";
import { endBankHolds, insertBankMatch, readBankHeld, undoBankMatch } from "@/db/settlement/bankMatches";
import { isUnlinkedPayment } from "@/db/settlement/unlinkedPayment";
import { line as lineField, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import { NBSP } from "@/domain/money";
import { decideAgain } from "../dunning/planInvoices";
import { journalBy } from "../journalBy";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { readOwedOf } from "./accessoriesDue";
import { noteMatch, paidInvoices, paymentOf, releaseLines, requirePending } from "./confirmMatch";
import { cancelClientCreditIn } from "./recordClientCredit";
import { type ClientPayment, readParts, recordClientPaymentIn } from "./recordClientPayment";
import { reversePaymentIn } from "./reversePayment";
import { KEEP_SURPLUS, keepAsCredit } from "./surplus";

/**
 * Records the movement as a payment of this client, with the parts a person gave or on the oldest invoices first. With
 * the field `surplus` `CREDIT`, what exceeds them becomes a credit of the client.
 *
 * @throws InputError or DomainError as `recordClientPayment` does; NOT_FOUND, LINE_DECIDED
 */
export async function matchByHand(
  ctx: CompanyCtx,
  lineId: string,
  clientId: string,
  raw: RawFields,
  rates: LegalRates,
): Promise<void> {
  if (!isId(lineId) || !isId(clientId)) throw notFound();
  const parts = readParts(raw);
  const { companyId } = ctx;
  await onceForForm(ctx, async (tx) => {
    const line = await requirePending(tx, companyId, lineId);
    // All the invoices of the gesture in one go, in the order of their ids.
    const held = await readBankHeld(tx, companyId, [lineId]);
    await lockInvoices(tx, companyId, [...(await readOpenInvoiceIds(tx, companyId, clientId)), ...held]);
    const keepsSurplus = raw.surplus === KEEP_SURPLUS;
    const payment = { clientId, input: paymentOf(line), parts, keepsSurplus };
    const money = await takeMoney(tx, ctx, payment, rates).catch((error: unknown) => {
      throw keepsSurplus ? error : withWayOut(error);
    });
    await noteMatch(tx, ctx, line, { kind: "RECORDED", ...money, reason: "rapproché à la main" });
    await releaseLines(tx, ctx, [lineId]);
  });
  await ctx.bell.ring("dunning", { companyId });
}

/** A payment; all of it a credit when the client owes nothing any more and a person says so. */
async function takeMoney(
  tx: Tx,
  ctx: CompanyCtx,
  payment: ClientPayment,
  rates: LegalRates,
): Promise<{ paymentId: string } | { paymentId: null; creditId: string }> {
  const { clientId, input, parts, keepsSurplus } = payment;
  const { amountCents, receivedOn } = input;
  const isOwed = async () => (await readOwedOf(tx, ctx.companyId, clientId, receivedOn, rates)).length > 0;
  if (!keepsSurplus || parts.length > 0 || (await isOwed())) {
    return { paymentId: await recordClientPaymentIn(tx, ctx, payment, rates) };
  }
  const note = "Virement reçu sans facture à régler";
  return {
    paymentId: null,
    creditId: await keepAsCredit(tx, ctx, { clientId, receivedOn, amountCents, note }),
  };
}

/** Says, beside what is wrong with the amount, how a real overpayment is matched. */
function withWayOut(error: unknown): unknown {
  if (!(error instanceof DomainError) || !error.code.startsWith("ABOVE_")) return error;
  const wayOut = `Si c’est un trop-perçu, cochez «${NBSP}Ce qui dépasse reste en avoir du client${NBSP}».`;
  return new DomainError(error.code, `${error.message} ${wayOut}`, error.field);
}

/**
 * Says which payment, recorded already, a movement is; nothing is recorded.
 *
 * @throws DomainError NOT_FOUND, LINE_DECIDED, or PAYMENT_LINKED when another movement has it
 */
export async function linkKnownPayment(ctx: CompanyCtx, lineId: string, paymentId: string): Promise<void> {
  if (!isId(lineId) || !isId(paymentId)) throw notFound();
  const { companyId } = ctx;
  await onceForForm(ctx, async (tx) => {
    const line = await requirePending(tx, companyId, lineId);
    const held = await readBankHeld(tx, companyId, [lineId]);
    await lockInvoices(tx, companyId, [...(await paidInvoices(tx, companyId, [paymentId])), ...held]);
    await requireFreePayment(tx, companyId, paymentId);
    await noteMatch(tx, ctx, line, { kind: "KNOWN", paymentId, reason: "rapproché à la main" });
    await releaseLines(tx, ctx, [lineId]);
  });
  await ctx.bell.ring("dunning", { companyId });
}

async function requireFreePayment(tx: Tx, companyId: string, paymentId: string): Promise<void> {
  const linked = await tx.bankMatch.findFirst({
    where: { companyId, paymentId, undoneAt: null },
    select: { id: true },
  });
  if (linked) {
    throw new DomainError("PAYMENT_LINKED", "Ce règlement est déjà rapproché d’une autre opération.");
  }
  if (!(await isUnlinkedPayment(tx, companyId, paymentId))) throw notFound();
}

/** Says that a movement pays no invoice, and why. @throws InputError, DomainError NOT_FOUND, LINE_DECIDED */
export async function setLineAside(ctx: CompanyCtx, lineId: string, raw: RawFields): Promise<void> {
  const { reason } = readFields(raw, { reason: lineField("la raison", 120) });
  if (!isId(lineId)) throw notFound();
  const { companyId } = ctx;
  await onceForForm(ctx, async (tx) => {
    const line = await requirePending(tx, companyId, lineId);
    await insertBankMatch(tx, companyId, {
      lineId,
      kind: "SET_ASIDE",
      paymentId: null,
      reason,
      createdById: actorUserId(ctx.actor),
      createdAt: new Date(ctx.clock.now()),
    });
    await releaseLines(tx, ctx, [lineId]);
    const data = { reason, amountCents: line.amountCents.toString() };
    await journalBy(tx, ctx, { action: "bank.set_aside", entity: "company", entityId: companyId, data });
  });
  await ctx.bell.ring("dunning", { companyId });
}

/**
 * Undoes what was made of a movement, which waits again: a payment that was recorded from it is reversed, one that
 * was known already stays. Nothing is held back for it a second time.
 *
 * @throws DomainError NOT_FOUND, LINE_FREE when it waits already, or CREDIT_IN_USE when what it left over is spent
 */
export async function undoMatch(ctx: CompanyCtx, lineId: string): Promise<void> {
  if (!isId(lineId)) throw notFound();
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    await lockBankLines(tx, companyId, [lineId]);
    const line = await readBankLine(tx, companyId, lineId);
    if (!line) throw notFound();
    const { match } = line;
    if (!match) throw new DomainError("LINE_FREE", "Cette opération est déjà à rapprocher.");
    if (match.kind === "RECORDED" && match.paymentId) await reversePaymentIn(tx, ctx, match.paymentId);
    else if (match.creditId) await cancelClientCreditIn(tx, ctx, match.creditId);
    else {
      const by = { at: new Date(now), userId: actorUserId(ctx.actor) };
      await undoBankMatch(tx, companyId, { id: match.id }, by);
    }
    // Whoever undoes has looked: what the payment had ended does not hold the invoice again.
    const held = await readBankHeld(tx, companyId, [lineId]);
    await endBankHolds(tx, companyId, [lineId], { at: new Date(now), reason: "Rapprochement annulé." });
    await decideAgain(tx, companyId, held, now);
    const data = { amountCents: line.amountCents.toString() };
    await journalBy(tx, ctx, { action: "bank.unmatched", entity: "company", entityId: companyId, data });
  });
  await ctx.bell.ring("dunning", { companyId });
}
