/** Changes what a member may do, or ends their access. A company keeps one owner at least. */

import { inCompany, isId, type Tx } from "@/db/inCompany";
import { oneOf, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { COMPANY_ROLES, type CompanyRole } from "@/domain/parties/membership";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { journalAt } from "../journalBy";
import type { CompanyCtx } from "../ports";
import { notFound } from "./saveClient";

/**
 * Gives a member another role, from the next request on. Whoever owns the company no more has invited nobody: the
 * invitations they sent are taken back.
 *
 * @throws DomainError `LAST_OWNER` when nobody would own the company any more, NOT_FOUND for who is
 *   not a member
 */
export async function changeRole(ctx: CompanyCtx, userId: string, role: string): Promise<void> {
  const input = readFields({ role }, { role: oneOf(COMPANY_ROLES, "Choisissez un rôle.") });
  await withMember(ctx, userId, async (tx, current) => {
    if (current === input.role) return null;
    if (current === "OWNER") await refuseLastOwner(tx, ctx.companyId);
    await tx.membership.update({
      where: { companyId_userId: { companyId: ctx.companyId, userId } },
      data: { role: input.role },
    });
    if (current === "OWNER") await takeInvitationsBack(tx, ctx, userId);
    return { action: "member.role_changed", data: { from: current, to: input.role } };
  });
}

/**
 * Ends a member's access at once, and takes back the invitations they sent.
 *
 * @throws DomainError `LAST_OWNER`, NOT_FOUND
 */
export async function removeMember(ctx: CompanyCtx, userId: string): Promise<void> {
  await withMember(ctx, userId, async (tx, current) => {
    if (current === "OWNER") await refuseLastOwner(tx, ctx.companyId);
    await tx.membership.delete({ where: { companyId_userId: { companyId: ctx.companyId, userId } } });
    await takeInvitationsBack(tx, ctx, userId);
    return { action: "member.removed", data: { role: current } };
  });
}

async function takeInvitationsBack(tx: Tx, ctx: CompanyCtx, invitedById: string): Promise<void> {
  await tx.invitation.updateMany({
    where: { companyId: ctx.companyId, invitedById, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date(ctx.clock.now()) },
  });
}

interface MemberEvent {
  action: JournalAction;
  data: Record<string, unknown>;
}

async function withMember(
  ctx: CompanyCtx,
  userId: string,
  work: (tx: Tx, current: CompanyRole) => Promise<MemberEvent | null>,
): Promise<void> {
  if (!isId(userId)) throw notFound();
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    // One change of members at a time: two owners cannot remove each other together.
    await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
    const member = await tx.membership.findUnique({ where: { companyId_userId: { companyId, userId } } });
    if (!member) throw notFound();
    const event = await work(tx, member.role);
    if (!event) return;
    await journalAt(tx, ctx, { entity: "user", entityId: userId, ...event }, now);
  });
}

async function refuseLastOwner(tx: Tx, companyId: string): Promise<void> {
  const owners = await tx.membership.count({ where: { companyId, role: "OWNER" } });
  if (owners <= 1) {
    throw new DomainError(
      "LAST_OWNER",
      "C’est la dernière personne propriétaire\u00a0: donnez d’abord ce rôle à une autre.",
    );
  }
}
