/** A message of the platform to every owner of a company, with what it announces. */
import type { Tx } from "@/db/inCompany";
import { type AccountMailContent, queueAccountMailIn } from "@/db/system/accountMail";
import type { Instant } from "@/domain/calendar";

/** Queues the message, inside the caller's transaction. @param write its words, for a company of this name and address */
export async function tellOwners(
  tx: Tx,
  companyId: string,
  now: Instant,
  write: (company: { name: string; slug: string }) => AccountMailContent,
): Promise<void> {
  const { tradeName, legalName, slug } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { legalName: true, tradeName: true, slug: true },
  });
  const owners = await tx.membership.findMany({
    // An address that nobody confirmed may be a stranger's.
    where: { companyId, role: "OWNER", user: { emailVerifiedAt: { not: null } } },
    select: { user: { select: { email: true } } },
  });
  const content = write({ name: tradeName ?? legalName, slug });
  for (const { user } of owners) await queueAccountMailIn(tx, user.email, content, now);
}
