/** Decides again what happens next to invoices whose facts have just changed. */

import { loadDunningFacts, lockInvoices, MAX_FACTS } from "@/db/dunning/facts";
import { markCreditSiblingsDue, markPressedDue } from "@/db/dunning/markDue";
import { deletePlans, type PlanToSave, savePlans } from "@/db/dunning/plans";
import { withdrawContacts } from "@/db/dunning/withdraw";
import type { Tx } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";
import { nextStep } from "@/domain/dunning/nextStep";

/**
 * Re-derives the cached decision of these invoices inside the caller's transaction, so that a
 * fact and its consequence are committed together. Locks the invoices.
 */
export async function planInvoices(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  now: Instant,
): Promise<void> {
  for (let from = 0; from < invoiceIds.length; from += MAX_FACTS) {
    const loaded = await loadDunningFacts(tx, companyId, invoiceIds.slice(from, from + MAX_FACTS), now, true);
    const plans: PlanToSave[] = [];
    const closed: string[] = [];
    for (const { facts } of loaded) {
      const { id: invoiceId, status } = facts.invoice;
      if (status === "OPEN")
        plans.push({ invoiceId, clientId: facts.client.id, decision: nextStep(facts, now) });
      else closed.push(invoiceId);
    }
    await deletePlans(tx, companyId, closed);
    await savePlans(tx, companyId, plans, now);
  }
  await markCreditSiblingsDue(tx, companyId, invoiceIds, now);
}

/**
 * Facts of these invoices changed: their versions grow, what was about to leave on the old facts
 * is withdrawn, and what happens next is decided again. Every use case that changes a fact ends
 * with it, inside its own transaction.
 */
export async function decideAgain(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (invoiceIds.length === 0) return;
  await lockInvoices(tx, companyId, invoiceIds);
  await tx.$executeRaw`
    UPDATE invoice SET version = version + 1
    WHERE company_id = ${companyId}::uuid AND id = ANY(${[...invoiceIds]}::uuid[])`;
  const { otherIds, clientIds } = await withdrawContacts(tx, companyId, invoiceIds, now);
  const decidedIds = [...new Set([...invoiceIds, ...otherIds])];
  await planInvoices(tx, companyId, decidedIds, now);
  await markPressedDue(tx, companyId, clientIds, decidedIds, now);
}
