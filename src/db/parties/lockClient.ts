import type { Tx } from "../inCompany";

/**
 * Locks a client: what changes it, or writes to it, begins here, before its invoices.
 *
 * @returns false when it is not of this company
 */
export async function lockClient(tx: Tx, companyId: string, clientId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM client WHERE company_id = ${companyId}::uuid AND id = ${clientId}::uuid FOR NO KEY UPDATE`;
  return row !== undefined;
}
