/** Takes a key back: the next request that comes with it is refused. */
import { inCompany, isId } from "@/db/inCompany";
import { DomainError } from "@/domain/invariant";
import { journalBy } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";
import { notFound } from "./saveClient";

/** @throws DomainError NOT_FOUND for a key of nobody, or of another company; KEY_REVOKED when it was done before */
export async function revokeApiKey(ctx: CompanyCtx, keyId: string): Promise<void> {
  if (!isId(keyId)) throw notFound();
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const key = await tx.apiKey.findUnique({
      where: { companyId_id: { companyId, id: keyId } },
      select: { name: true },
    });
    if (!key) throw notFound();
    const { count } = await tx.apiKey.updateMany({
      where: { companyId, id: keyId, revokedAt: null },
      data: { revokedAt: new Date(ctx.clock.now()), revokedById: actorUserId(ctx.actor) },
    });
    if (count === 0) throw new DomainError("KEY_REVOKED", "Cette clé est déjà révoquée.");
    await journalBy(tx, ctx, {
      action: "api_key.revoked",
      entity: "api_key",
      entityId: keyId,
      data: { name: key.name },
    });
  });
}
