/** An address that a server refused is corrected, or tried once more as it is. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, isId } from "@/db/inCompany";
import { type RawFields, readFields, required } from "@/domain/fields";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { decideAgain } from "../dunning/planInvoices";
import type { CompanyCtx } from "../ports";
import { journalClient, notFound } from "./saveClient";

/**
 * Gives a contact another address, or the same one another chance. What its open invoices wait for
 * is decided at once: a call that replaced an email becomes an email again.
 *
 * @throws InputError when the address is not one
 */
export async function correctContactEmail(
  ctx: CompanyCtx,
  target: { clientId: string; contactId: string },
  raw: RawFields,
): Promise<void> {
  const { email } = readFields(raw, {
    email: required("Indiquez l’adresse électronique.", parseEmailAddress),
  });
  const { companyId } = ctx;
  const { clientId, contactId } = target;
  if (!isId(clientId) || !isId(contactId)) throw notFound();
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const open = await tx.invoice.findMany({
      where: { companyId, clientId, status: "OPEN" },
      select: { id: true },
    });
    const invoiceIds = open.map((invoice) => invoice.id);
    await lockInvoices(tx, companyId, invoiceIds);
    const corrected = await tx.contact.updateMany({
      where: { companyId, clientId, id: contactId },
      data: { email, emailState: "UNKNOWN", refusal: null },
    });
    if (corrected.count === 0) throw notFound();
    await decideAgain(tx, companyId, invoiceIds, now);
    await journalClient(tx, ctx, clientId, "contact.corrected");
  });
  await ctx.bell.ring("dunning", { companyId });
}
