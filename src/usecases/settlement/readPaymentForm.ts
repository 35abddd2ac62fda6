/** What the form of a payment starts from: a client to choose, then what that client owes. */
import { inCompany, isId } from "@/db/inCompany";
import { type ClientListRow, readClientPage } from "@/db/parties/clientList";
import type { OwedInvoiceRow } from "@/db/settlement/owedInvoices";
import type { LocalDate } from "@/domain/calendar";
import type { LegalRates } from "@/domain/legal/rateTables";
import { sumCents } from "@/domain/money";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { readOwedOf } from "./accessoriesDue";

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
  /** Open ones, and those settled before whose interest or flat fee was asked for and is still due: oldest due date first. */
  invoices: (OwedInvoiceRow & { accessoryCents: bigint })[];
  /** What is left of the principal. */
  openCents: bigint;
  /** What is due today beyond the principal on the invoices settled before. */
  accessoryCents: bigint;
}

/** @throws DomainError NOT_FOUND when the client is not of this company */
export async function readPaymentForm(
  ctx: CompanyCtx,
  clientId: string,
  rates: LegalRates,
): Promise<PaymentFormFacts> {
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const client = await tx.client.findUnique({
      where: { companyId_id: { companyId, id: clientId } },
      select: { id: true, name: true },
    });
    if (!client) throw notFound();
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const invoices = await readOwedOf(tx, companyId, clientId, today, rates);
    return {
      today,
      client,
      invoices,
      openCents: sumCents(invoices.map((invoice) => invoice.balanceCents)),
      accessoryCents: sumCents(invoices.map((one) => (one.balanceCents === 0n ? one.accessoryCents : 0n))),
    };
  });
}
