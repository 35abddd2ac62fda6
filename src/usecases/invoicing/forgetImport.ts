/** A person gives up a file before anything was imported. */
import { inCompany, isId } from "@/db/inCompany";
import { deleteWaiting } from "@/db/invoicing/imports";
import { DomainError } from "@/domain/invariant";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

/** Forgets the file and what was chosen for it. @throws DomainError LAUNCHED once it was launched */
export async function forgetImport(ctx: CompanyCtx, importId: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(importId)) throw notFound();
  const forgotten = await inCompany(companyId, (tx) => deleteWaiting(tx, companyId, importId));
  if (!forgotten) throw new DomainError("LAUNCHED", "Cet import est déjà lancé.");
}
