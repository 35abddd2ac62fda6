/** Puts a client aside, or takes it up again: its past stays readable, lists no longer show it. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { DomainError } from "@/domain/invariant";
import type { CompanyCtx } from "../ports";
import { journalClient, notFound } from "./saveClient";

/** @throws DomainError OPEN_INVOICES while something is still owed: it would be forgotten */
export async function archiveClient(ctx: CompanyCtx, clientId: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const client = await lockClient(tx, ctx.companyId, clientId);
    if (client.archivedAt !== null) throw new DomainError("ARCHIVED", "Ce client est déjà archivé.");
    // Whoever undoes a payment holds one of them: it is then open again, and seen here, or finds the client put away.
    const invoices = await tx.invoice.findMany({
      where: { companyId: ctx.companyId, clientId },
      select: { id: true },
    });
    await lockInvoices(
      tx,
      ctx.companyId,
      invoices.map(({ id }) => id),
    );
    const open = await tx.invoice.count({ where: { companyId: ctx.companyId, clientId, status: "OPEN" } });
    if (open > 0) {
      throw new DomainError(
        "OPEN_INVOICES",
        "Ce client a encore des factures à régler. Soldez-les, annulez-les ou passez-les en perte d’abord.",
      );
    }
    await tx.client.update({
      where: { companyId_id: { companyId: ctx.companyId, id: clientId } },
      data: { archivedAt: new Date(now) },
    });
    await journalClient(tx, ctx, clientId, "client.archived");
  });
}

export async function unarchiveClient(ctx: CompanyCtx, clientId: string): Promise<void> {
  await inCompany(ctx.companyId, async (tx) => {
    const client = await lockClient(tx, ctx.companyId, clientId);
    if (client.archivedAt === null) throw new DomainError("NOT_ARCHIVED", "Ce client n’est pas archivé.");
    await unarchiveClientIn(tx, ctx, clientId);
  });
}

/** The same inside a caller's transaction, which has locked the client and seen that it is archived. */
export async function unarchiveClientIn(tx: Tx, ctx: CompanyCtx, clientId: string): Promise<void> {
  await tx.client.update({
    where: { companyId_id: { companyId: ctx.companyId, id: clientId } },
    data: { archivedAt: null },
  });
  await journalClient(tx, ctx, clientId, "client.unarchived");
}

async function lockClient(tx: Tx, companyId: string, clientId: string) {
  if (!isId(clientId)) throw notFound();
  await tx.$executeRaw`
    SELECT 1 FROM client WHERE company_id = ${companyId}::uuid AND id = ${clientId}::uuid FOR UPDATE`;
  const client = await tx.client.findUnique({ where: { companyId_id: { companyId, id: clientId } } });
  if (!client) throw notFound();
  return client;
}
