/** Records a credit of a client that belongs to no invoice, or takes back one recorded by mistake. */

import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { undoBankMatch } from "@/db/settlement/bankMatches";
import { type LockedCredit, lockCredit } from "@/db/settlement/clientCredits";
import type { JournalEvent } from "@/db/system/journal";
import { fromLocalDate, newId } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { date, line, oneOf, positiveAmount, type RawFields, readFields, required } from "@/domain/fields";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import type { ClientCreditKind } from "@/domain/settlement/accountFacts";
import { cancelCredit } from "@/domain/settlement/clientCredit";
import { decideAgain } from "../dunning/planInvoices";
import { refuseDayToCome } from "../invoicing/refuseDayToCome";
import { journalBy } from "../journalBy";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";

export const CREDIT_KINDS = ["OVERPAYMENT", "DEPOSIT", "CREDIT_NOTE"] as const;

const CREDIT_FIELDS = {
  kind: oneOf(CREDIT_KINDS, "Choisissez ce que c’est."),
  amountCents: positiveAmount("le montant"),
  receivedOn: required("Indiquez le jour où il est arrivé.", date),
  note: line("la note", 200, { optional: true }),
} as const;

export interface ClientCreditInput {
  kind: ClientCreditKind;
  amountCents: bigint;
  receivedOn: LocalDate;
  note: string;
  /** The payment that left it; none when absent. */
  surplusOfId?: string;
}

/**
 * @returns id of the credit
 * @throws InputError with every field that is wrong; DomainError NOT_FOUND
 */
export async function recordClientCredit(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<string> {
  const input: ClientCreditInput = readFields(raw, CREDIT_FIELDS);
  if (!isId(clientId)) throw notFound();
  const id = await onceForForm(ctx, async (tx) => {
    const openIds = await lockOpenInvoices(tx, ctx.companyId, clientId);
    const id = await putClientCredit(tx, ctx, clientId, input);
    await decideAgain(tx, ctx.companyId, openIds, ctx.clock.now());
    await journalCredit(tx, ctx, id, "credit.recorded", {
      clientId,
      kind: input.kind,
      amountCents: input.amountCents.toString(),
    });
    return id;
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
  return id;
}

/** Locks the open invoices of a client: every writer of its credits does it first. */
export async function lockOpenInvoices(tx: Tx, companyId: string, clientId: string): Promise<string[]> {
  const ids = await readOpenInvoiceIds(tx, companyId, clientId);
  await lockInvoices(tx, companyId, ids);
  return ids;
}

/** Writes a credit. The caller decides again the open invoices of the client. @throws DomainError NOT_FOUND */
export async function putClientCredit(
  tx: Tx,
  ctx: CompanyCtx,
  clientId: string,
  input: ClientCreditInput,
): Promise<string> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const client = await tx.client.findUnique({
    where: { companyId_id: { companyId, id: clientId } },
    select: { id: true },
  });
  if (!client) throw notFound();
  await refuseDayToCome(
    tx,
    ctx,
    "receivedOn",
    input.receivedOn,
    "Enregistrez cet avoir le jour où il existe.",
  );
  const id = newId();
  await tx.clientCredit.create({
    data: {
      ...input,
      companyId,
      id,
      clientId,
      receivedOn: fromLocalDate(input.receivedOn),
      restCents: input.amountCents,
      createdById: actorUserId(ctx.actor),
      createdAt: new Date(now),
    },
  });
  return id;
}

/**
 * Opens a credit for a change: locks the open invoices of its client, then the credit.
 *
 * @throws DomainError NOT_FOUND when it is not of this company
 */
export async function openCredit(
  tx: Tx,
  companyId: string,
  creditId: string,
): Promise<{ credit: LockedCredit; openIds: string[] }> {
  if (!isId(creditId)) throw notFound();
  const found = await tx.clientCredit.findUnique({
    where: { companyId_id: { companyId, id: creditId } },
    select: { clientId: true },
  });
  if (!found) throw notFound();
  const openIds = await lockOpenInvoices(tx, companyId, found.clientId);
  const credit = await lockCredit(tx, companyId, creditId);
  if (!credit) throw notFound();
  return { credit, openIds };
}

/** Takes back a credit recorded by mistake. @throws DomainError when a part of it is in use */
export async function cancelClientCredit(ctx: CompanyCtx, creditId: string): Promise<void> {
  const { companyId } = ctx;
  await inCompany(companyId, (tx) => cancelClientCreditIn(tx, ctx, creditId));
  await ctx.bell.ring("dunning", { companyId });
}

/** The same inside a caller's transaction: the movement of the account that was nothing else waits again. */
export async function cancelClientCreditIn(tx: Tx, ctx: CompanyCtx, creditId: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const at = new Date(now);
  const { credit, openIds } = await openCredit(tx, companyId, creditId);
  cancelCredit(credit.account);
  await tx.clientCredit.update({
    where: { companyId_id: { companyId, id: creditId } },
    data: { cancelledAt: at },
  });
  await undoBankMatch(tx, companyId, { creditId }, { at, userId: actorUserId(ctx.actor) });
  await decideAgain(tx, companyId, openIds, now);
  await journalCredit(tx, ctx, creditId, "credit.cancelled", {
    amountCents: credit.account.amountCents.toString(),
  });
}

/** Writes one event about a credit in the journal: call it last. */
export async function journalCredit(
  tx: Tx,
  ctx: CompanyCtx,
  entityId: string,
  action: JournalAction,
  data: JournalEvent["data"],
): Promise<void> {
  await journalBy(tx, ctx, { action, entity: "credit", entityId, data });
}
