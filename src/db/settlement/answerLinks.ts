/** Finds the link a debtor holds: before the company is known, by the hash of the token only. */
import type { Instant } from "@/domain/calendar";
import { asSystem, inCompany } from "../inCompany";

export interface FoundLink {
  companyId: string;
  id: string;
  clientId: string;
  messageId: string;
  expiresAt: Date;
}

/** The open link of this hash, or null when there is none, it has expired or was revoked. */
export async function findAnswerLink(tokenHash: string, now: Instant): Promise<FoundLink | null> {
  const [found] = await asSystem(
    (tx) => tx.$queryRaw<{ companyId: string; id: string }[]>`
      SELECT company_id AS "companyId", id FROM answer_link
      WHERE token_hash = ${tokenHash} AND revoked_at IS NULL AND expires_at > ${new Date(now)}`,
  );
  if (!found) return null;
  const link = await inCompany(found.companyId, (tx) =>
    tx.answerLink.findUnique({
      where: { companyId_id: { companyId: found.companyId, id: found.id } },
      select: { companyId: true, id: true, clientId: true, messageId: true, expiresAt: true },
    }),
  );
  return link;
}
