/** The credits of a client as its pages show them. */
import { inCompany, isId } from "@/db/inCompany";
import { type CreditRow, readClientCredits } from "@/db/settlement/clientCredits";
import { type OwedInvoiceRow, readOwedInvoices } from "@/db/settlement/owedInvoices";
import type { LocalDate } from "@/domain/calendar";
import { sumCents } from "@/domain/money";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

export interface ClientCreditsView {
  client: { id: string; name: string };
  today: LocalDate;
  /** The newest first. */
  credits: CreditRow[];
  /** What is left on all of them. */
  freeCents: bigint;
  /** Open ones, oldest due date first. */
  invoices: OwedInvoiceRow[];
  openCents: bigint;
}

/** @throws DomainError NOT_FOUND when the client is not of this company */
export async function readCredits(ctx: CompanyCtx, clientId: string): Promise<ClientCreditsView> {
  const { companyId } = ctx;
  if (!isId(clientId)) throw notFound();
  return inCompany(companyId, async (tx) => {
    const client = await tx.client.findUnique({
      where: { companyId_id: { companyId, id: clientId } },
      select: { id: true, name: true },
    });
    if (!client) throw notFound();
    const credits = await readClientCredits(tx, companyId, clientId);
    const invoices = await readOwedInvoices(tx, companyId, clientId);
    const free = credits.filter((credit) => !credit.isCancelled);
    return {
      client,
      today: await companyToday(tx, companyId, ctx.clock.now()),
      credits,
      freeCents: sumCents(free.map((credit) => credit.restCents)),
      invoices,
      openCents: sumCents(invoices.map((invoice) => invoice.balanceCents)),
    };
  });
}

export interface CreditView extends Omit<ClientCreditsView, "credits"> {
  credit: CreditRow;
}

/** One credit of a client. @throws DomainError NOT_FOUND when either is not of this company */
export async function readCredit(ctx: CompanyCtx, clientId: string, creditId: string): Promise<CreditView> {
  const { credits, ...view } = await readCredits(ctx, clientId);
  const credit = credits.find(({ id }) => id === creditId);
  if (!credit) throw notFound();
  return { ...view, credit };
}
