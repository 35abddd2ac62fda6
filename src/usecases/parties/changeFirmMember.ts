/** Changes what a member of a firm may do, or ends their access. A firm keeps one partner at least. */
import { asNobody, isId, type Tx } from "@/db/inCompany";
import { oneOf, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { FIRM_ROLES, type FirmRole } from "@/domain/parties/membership";
import type { FirmCtx } from "../ports";
import { notFound } from "./saveClient";

/**
 * Gives a member another role. Whoever is a partner no more has invited nobody: the invitations they sent are taken
 * back.
 *
 * @throws DomainError `LAST_PARTNER` when nobody would be a partner any more, NOT_FOUND
 */
export async function changeFirmRole(ctx: FirmCtx, userId: string, role: string): Promise<void> {
  const input = readFields({ role }, { role: oneOf(FIRM_ROLES, "Choisissez un rôle.") });
  await withMember(ctx, userId, async (tx, current) => {
    if (current === input.role) return;
    if (current === "PARTNER") await refuseLastPartner(tx, ctx.firmId);
    await tx.firmMember.update({ where: memberKey(ctx, userId), data: { role: input.role } });
    if (current === "PARTNER") await takeInvitationsBack(tx, ctx, userId);
  });
}

/**
 * Ends a member's access to every company of the firm, and takes back the invitations they sent.
 *
 * @throws DomainError `LAST_PARTNER`, NOT_FOUND
 */
export async function removeFirmMember(ctx: FirmCtx, userId: string): Promise<void> {
  await withMember(ctx, userId, async (tx, current) => {
    if (current === "PARTNER") await refuseLastPartner(tx, ctx.firmId);
    await tx.firmMember.delete({ where: memberKey(ctx, userId) });
    await takeInvitationsBack(tx, ctx, userId);
  });
}

async function takeInvitationsBack(tx: Tx, ctx: FirmCtx, invitedById: string): Promise<void> {
  await tx.firmInvitation.updateMany({
    where: { firmId: ctx.firmId, invitedById, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date(ctx.clock.now()) },
  });
}

function memberKey({ firmId }: FirmCtx, userId: string) {
  return { firmId_userId: { firmId, userId } };
}

async function withMember(
  ctx: FirmCtx,
  userId: string,
  work: (tx: Tx, current: FirmRole) => Promise<void>,
): Promise<void> {
  if (!isId(userId)) throw notFound();
  await asNobody(async (tx) => {
    // One change of members at a time: two partners cannot remove each other together.
    await tx.$executeRaw`SELECT 1 FROM firm WHERE id = ${ctx.firmId}::uuid FOR NO KEY UPDATE`;
    const member = await tx.firmMember.findUnique({ where: memberKey(ctx, userId) });
    if (!member) throw notFound();
    await work(tx, member.role);
  });
}

async function refuseLastPartner(tx: Tx, firmId: string): Promise<void> {
  const partners = await tx.firmMember.count({ where: { firmId, role: "PARTNER" } });
  if (partners <= 1) {
    throw new DomainError(
      "LAST_PARTNER",
      "C’est le dernier associé du cabinet\u00a0: donnez d’abord ce rôle à une autre personne.",
    );
  }
}
