/** Who answers for a company. */
import type { Tx } from "../inCompany";

/**
 * True when an owner of the company has proved that their address is theirs. Before that nothing
 * leaves for its debtors: anyone may sign up with the address of somebody else.
 */
export async function hasConfirmedOwner(tx: Tx, companyId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isConfirmed: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM membership m JOIN user_account u ON u.id = m.user_id
      WHERE m.company_id = ${companyId}::uuid AND m.role = 'OWNER' AND u.email_verified_at IS NOT NULL
    ) AS "isConfirmed"`;
  return row?.isConfirmed ?? false;
}
