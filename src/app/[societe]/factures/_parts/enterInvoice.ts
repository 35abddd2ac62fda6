import { notFound, redirect } from "next/navigation";
import { rates } from "@/context/rates";
import { type InvoiceView, readInvoice } from "@/usecases/invoicing/readInvoice";
import { enterCompany } from "../../../_server/company";
import { orNotFound } from "../../../_server/orNotFound";

/**
 * Enters a company to change one of its invoices: its page when it is closed, 404 when it is not
 * this company's or one may not.
 */
export async function enterInvoice(
  params: Promise<{ societe: string; id: string }>,
  options: { evenClosed?: boolean } = {},
): Promise<{
  invoice: InvoiceView;
  home: string;
  base: string;
  slug: string;
  hidden: Record<string, string>;
}> {
  const { societe, id } = await params;
  const { access, ctx, may } = await enterCompany(societe);
  if (!may("work")) notFound();
  const invoice = await orNotFound(readInvoice(ctx, id, rates));
  const home = `/${access.slug}`;
  const base = `${home}/factures/${invoice.id}`;
  if (invoice.status !== "OPEN" && !options.evenClosed) redirect(base);
  return { invoice, home, base, slug: access.slug, hidden: { societe: access.slug, facture: invoice.id } };
}
