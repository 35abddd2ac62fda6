/** What became of a direct debit: the money came, the bank sent it back, or there was none. */
import { inCompany, type Tx } from "@/db/inCompany";
import { endDebits } from "@/db/settlement/directDebits";
import { fromLocalDate, newId, toLocalDate } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { date, fieldError, line, oneOf, type RawFields, readFields, required } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { DEBIT_REJECTION_CODES, rejectionName } from "@/domain/settlement/directDebit";
import { decideAgain } from "../dunning/planInvoices";
import { companyToday, lockInvoice } from "../invoicing/saveInvoice";
import { journalBy } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";
import { recordPaymentIn } from "./recordPayment";

export const DEBIT_ISSUES = ["COLLECTED", "REJECTED", "STOPPED"] as const;
export type DebitIssue = (typeof DEBIT_ISSUES)[number];

const when = required("Indiquez le jour.", date);

/**
 * Ends the wait for the bank. « Réussi » records the payment of what was left; « rejeté » lets the
 * scenario start as after any missed due date; « plus de prélèvement » as if there had been none.
 *
 * @throws InputError; DomainError NOT_FOUND, or NO_DEBIT when nothing waits
 */
export async function settleDebit(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<DebitIssue> {
  const { issue } = readFields(raw, {
    issue: oneOf(DEBIT_ISSUES, "Dites ce qu’il est advenu du prélèvement."),
  });
  const settle = { COLLECTED: collect, REJECTED: reject, STOPPED: stop }[issue];
  await inCompany(ctx.companyId, async (tx) => {
    const invoice = await lockInvoice(tx, ctx.companyId, invoiceId);
    const today = await companyToday(tx, ctx.companyId, ctx.clock.now());
    await settle(tx, ctx, raw, {
      id: invoice.id,
      balanceCents: invoice.balanceCents,
      issuedOn: toLocalDate(invoice.issuedOn),
      today,
    });
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
  return issue;
}

interface Debited {
  id: string;
  balanceCents: bigint;
  issuedOn: LocalDate;
  today: LocalDate;
}

async function collect(tx: Tx, ctx: CompanyCtx, raw: RawFields, invoice: Debited): Promise<void> {
  const { collectedOn } = readFields(raw, { collectedOn: when });
  refuseOutOfBounds("collectedOn", collectedOn, invoice);
  await end(tx, ctx, invoice.id, "Prélèvement réussi.");
  const payment = {
    receivedOn: collectedOn,
    amountCents: invoice.balanceCents,
    method: "DIRECT_DEBIT" as const,
    reference: "",
  };
  await recordPaymentIn(tx, ctx, [invoice.id], payment, null);
  await journalBy(tx, ctx, {
    action: "debit.collected",
    entity: "invoice",
    entityId: invoice.id,
    data: { receivedOn: collectedOn },
  });
}

async function reject(tx: Tx, ctx: CompanyCtx, raw: RawFields, invoice: Debited): Promise<void> {
  const input = readFields(raw, {
    rejectedOn: when,
    reasonCode: oneOf(DEBIT_REJECTION_CODES, "Choisissez le motif donné par la banque."),
    note: line("la précision", 200, { optional: true }),
  });
  refuseOutOfBounds("rejectedOn", input.rejectedOn, invoice);
  const now = ctx.clock.now();
  await end(tx, ctx, invoice.id, `Prélèvement rejeté\u00a0: ${rejectionName(input.reasonCode)}.`);
  await tx.debitRejection.create({
    data: {
      companyId: ctx.companyId,
      id: newId(),
      invoiceId: invoice.id,
      ...input,
      rejectedOn: fromLocalDate(input.rejectedOn),
      createdById: actorUserId(ctx.actor),
      createdAt: new Date(now),
    },
  });
  await decideAgain(tx, ctx.companyId, [invoice.id], now);
  const { rejectedOn, reasonCode, note } = input;
  await journalBy(tx, ctx, {
    action: "debit.rejected",
    entity: "invoice",
    entityId: invoice.id,
    data: { rejectedOn, reasonCode, note },
  });
}

async function stop(tx: Tx, ctx: CompanyCtx, _: RawFields, invoice: Debited): Promise<void> {
  await end(tx, ctx, invoice.id, "La facture n’est plus payée par prélèvement.");
  await decideAgain(tx, ctx.companyId, [invoice.id], ctx.clock.now());
  await journalBy(tx, ctx, { action: "debit.stopped", entity: "invoice", entityId: invoice.id, data: {} });
}

async function end(tx: Tx, ctx: CompanyCtx, invoiceId: string, reason: string): Promise<void> {
  const at = new Date(ctx.clock.now());
  if ((await endDebits(tx, ctx.companyId, [invoiceId], { at, reason })) > 0) return;
  throw new DomainError("NO_DEBIT", "Cette facture n’attend aucun prélèvement. Rechargez la page.");
}

function refuseOutOfBounds(field: string, on: LocalDate, { issuedOn, today }: Debited): void {
  if (on > today) throw fieldError(field, "FUTURE", "Ce jour n’est pas encore arrivé.");
  if (on < issuedOn) throw fieldError(field, "BEFORE_ISSUE", "Ce jour précède la facture.");
}
