/** Which invitation a link speaks of, before one may see the company. */
import { asNobody, asSystem, inCompany } from "../inCompany";
import { hashLinkToken } from "../system/linkSecret";

/** An invitation as its page shows it, whether or not it still works. */
export interface FoundInvitation {
  kind: "company" | "firm";
  id: string;
  /** Id of the company or of the firm. */
  placeId: string;
  placeName: string;
  placeSlug: string;
  email: string;
  role: "OWNER" | "MANAGER" | "COLLABORATOR" | "VIEWER" | "PARTNER" | "ASSISTANT";
  inviterName: string;
  expiresAt: Date;
  isAccepted: boolean;
  isWithdrawn: boolean;
}

/** The invitation of this token, or null. */
export async function invitationByToken(token: string): Promise<FoundInvitation | null> {
  const tokenHash = hashLinkToken(token);
  return (await companyInvitation(tokenHash)) ?? (await firmInvitation(tokenHash));
}

async function companyInvitation(tokenHash: string): Promise<FoundInvitation | null> {
  const [place] = await asSystem(
    (tx) => tx.$queryRaw<{ companyId: string; id: string }[]>`
      SELECT company_id AS "companyId", id FROM invitation WHERE token_hash = ${tokenHash}`,
  );
  if (!place) return null;
  const { companyId, id } = place;
  return inCompany(companyId, async (tx) => {
    const row = await tx.invitation.findUnique({
      where: { companyId_id: { companyId, id } },
      include: { company: { select: { legalName: true, tradeName: true, slug: true } } },
    });
    if (!row) return null;
    const inviter = await tx.user.findUnique({ where: { id: row.invitedById }, select: { name: true } });
    return {
      kind: "company",
      id,
      placeId: companyId,
      placeName: row.company.tradeName ?? row.company.legalName,
      placeSlug: row.company.slug,
      email: row.email,
      role: row.role,
      inviterName: inviter?.name ?? "",
      expiresAt: row.expiresAt,
      isAccepted: row.acceptedAt !== null,
      isWithdrawn: row.revokedAt !== null,
    };
  });
}

async function firmInvitation(tokenHash: string): Promise<FoundInvitation | null> {
  return asNobody(async (tx) => {
    const row = await tx.firmInvitation.findUnique({
      where: { tokenHash },
      include: { firm: { select: { name: true, slug: true } } },
    });
    if (!row) return null;
    const inviter = await tx.user.findUnique({ where: { id: row.invitedById }, select: { name: true } });
    return {
      kind: "firm",
      id: row.id,
      placeId: row.firmId,
      placeName: row.firm.name,
      placeSlug: row.firm.slug,
      email: row.email,
      role: row.role,
      inviterName: inviter?.name ?? "",
      expiresAt: row.expiresAt,
      isAccepted: row.acceptedAt !== null,
      isWithdrawn: row.revokedAt !== null,
    };
  });
}
