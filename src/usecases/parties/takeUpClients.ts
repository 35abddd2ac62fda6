/** A client that was put away and owes again is taken up again: lists do not show it, and what it owes would be forgotten. */
import type { Tx } from "@/db/inCompany";
import { unarchiveClients } from "@/db/parties/clientRows";
import type { Deed } from "../journalBy";

/**
 * Takes up again the clients of those of these locked invoices that are open: the money or the credit note that had
 * settled them was undone. Whoever puts one away at this moment waits for the invoices, sees them, and is refused.
 *
 * @returns what the journal is told
 */
export async function takeUpOwing(tx: Tx, companyId: string, invoiceIds: readonly string[]): Promise<Deed[]> {
  const owing = await tx.invoice.findMany({
    where: { companyId, id: { in: [...invoiceIds] }, status: "OPEN", client: { archivedAt: { not: null } } },
    select: { clientId: true },
  });
  return takenUpDeeds(await unarchiveClients(tx, companyId, [...new Set(owing.map((one) => one.clientId))]));
}

/** What the journal is told of clients that were taken up again. */
export function takenUpDeeds(clients: readonly { id: string }[]): Deed[] {
  return clients.map(
    ({ id }): Deed => ({ action: "client.unarchived", entity: "client", entityId: id, data: {} }),
  );
}
