/** Takes back an invitation that was not accepted: its link stops working at once. */
import { asNobody, inCompany, isId } from "@/db/inCompany";
import { journalAt } from "../journalBy";
import type { CompanyCtx, FirmCtx } from "../ports";
import { notFound } from "./saveClient";

/** @throws DomainError NOT_FOUND when no such invitation waits in this company */
export async function withdrawInvitation(ctx: CompanyCtx, invitationId: string): Promise<void> {
  if (!isId(invitationId)) throw notFound();
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const [taken] = await tx.$queryRaw<{ email: string }[]>`
      UPDATE invitation SET revoked_at = ${new Date(now)}
      WHERE company_id = ${companyId}::uuid AND id = ${invitationId}::uuid
        AND accepted_at IS NULL AND revoked_at IS NULL
      RETURNING email`;
    if (!taken) throw notFound();
    await journalAt(
      tx,
      ctx,
      {
        action: "invitation.withdrawn",
        entity: "invitation",
        entityId: invitationId,
        data: { email: taken.email },
      },
      now,
    );
  });
}

/** @throws DomainError NOT_FOUND when no such invitation waits in this firm */
export async function withdrawFirmInvitation(ctx: FirmCtx, invitationId: string): Promise<void> {
  if (!isId(invitationId)) throw notFound();
  const { count } = await asNobody((tx) =>
    tx.firmInvitation.updateMany({
      where: { id: invitationId, firmId: ctx.firmId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date(ctx.clock.now()) },
    }),
  );
  if (count === 0) throw notFound();
}
