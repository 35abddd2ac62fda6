/** What the form of a payment starts from: a client to choose, then what that client owes. */
import { inCompany, isId } from "@/db/inCompany";
import { type ClientListRow, readClientPage } from "@/db/parties/clientList";
import { type OwedInvoiceRow, readOwedInvoices } from "@/db/settlement/owedInvoices";
import type { LocalDate } from "@/domain/calendar";
import { sumCents } from "@/domain/money";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

/** Clients shown to choose from; a search finds the others. */
const CHOICES_SHOWN = 20;

export interface PaymentChoices {
  today: LocalDate;
  /** Clients who owe something, those who owe most past due first. */
  clients: ClientListRow[];
  isCut: boolean;
}

/** Clients who owe something and match the search. */
export async function listPayers(ctx: CompanyCtx, search: string): Promise<PaymentChoices> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const filter = { tab: "qui-doivent" as const, kind: null, search: search.trim().slice(0, 80) };
    const limit = CHOICES_SHOWN + 1;
    const rows = await readClientPage(tx, companyId, { filter, sort: "retard", cursor: null, limit, today });
    return { today, clients: rows.slice(0, CHOICES_SHOWN), isCut: rows.length > CHOICES_SHOWN };
  });
}

export interface PaymentFormFacts {
  today: LocalDate;
  client: { id: string; name: string };
  /** Oldest due date first. */
  invoices: OwedInvoiceRow[];
  openCents: bigint;
}

/** @throws DomainError NOT_FOUND when the client is not of this company */
export async function readPaymentForm(ctx: CompanyCtx, clientId: string): Promise<PaymentFormFacts> {
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const client = await tx.client.findUnique({
      where: { companyId_id: { companyId, id: clientId } },
      select: { id: true, name: true },
    });
    if (!client) throw notFound();
    const invoices = await readOwedInvoices(tx, companyId, clientId);
    return {
      today: await companyToday(tx, companyId, ctx.clock.now()),
      client,
      invoices,
      openCents: sumCents(invoices.map((invoice) => invoice.balanceCents)),
    };
  });
}
